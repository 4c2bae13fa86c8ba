/** The page's side of the worker: an Engine whose calls are answered by engine.worker.ts. */
import { proxy, type Remote, wrap } from 'comlink';
import { type DownloadProgress, type Engine, LensError, type ModelInfo, type ModelSource } from './protocol.ts';
import type { Answer, EngineMethod, WorkerApi } from './worker-api.ts';

/** What can be asked before any model is loaded. */
const NEED_NO_MODEL: ReadonlySet<EngineMethod> = new Set<EngineMethod>(['load', 'inspect', 'download', 'readSentences']);

interface Connection {
  readonly worker: Worker;
  readonly remote: Remote<WorkerApi>;
  /** Rejects when the worker crashes or cannot start; never resolves. */
  readonly broken: Promise<never>;
  /** Whether a model has been loaded into this worker; a worker started after a crash has none yet. */
  hasModel: boolean;
  /** After a crash: the model in use being loaded again. Whatever needs a model waits for it; a load of another one ends it. */
  restoring: { readonly done: Promise<unknown>; readonly cancel: () => void } | undefined;
}

/** The part of Worker that is used, so that tests can put something else in its place. */
export type StartWorker = () => Worker;

export function createWorkerEngine(start: StartWorker = startWorker): Engine {
  let connection: Connection | null = null;
  let lastModel: ModelSource | null = null;
  let calls = 0;

  function connect(): Connection {
    if (connection) return connection;
    const worker = start();
    const { promise: broken, reject } = rejection();
    broken.catch(() => {}); // with nothing pending, there is nobody to tell: the next call starts another worker
    const opened: Connection = { worker, remote: wrap<WorkerApi>(worker), broken, hasModel: false, restoring: undefined };
    const fail = (event: Event) => {
      event.preventDefault();
      drop(opened);
      reject(crashError(event));
    };
    worker.addEventListener('error', fail);
    worker.addEventListener('messageerror', fail);
    connection = opened;
    return opened;
  }

  function drop(opened: Connection): void {
    opened.worker.terminate();
    if (connection === opened) connection = null;
  }

  /** A connection whose worker has the model in use, or is loading it again; a failure to do so leaves the next call to try anew. */
  function connectWithModel(): Connection {
    const opened = connect();
    if (opened.hasModel || opened.restoring || !lastModel) return opened;
    const controller = new AbortController();
    const done = send(opened, controller.signal, 'load', [lastModel]);
    const cancel = () => {
      opened.restoring = undefined;
      controller.abort();
    };
    opened.restoring = { done, cancel };
    done.then(
      () => {
        opened.restoring = undefined;
        opened.hasModel = true;
      },
      () => {
        if (!controller.signal.aborted) drop(opened);
      },
    );
    return opened;
  }

  async function send(
    to: Connection,
    signal: AbortSignal,
    method: EngineMethod,
    args: readonly unknown[],
    onProgress?: (...values: never[]) => void,
  ): Promise<unknown> {
    const id = ++calls;
    return orAborted(signal, async (aborted) => {
      aborted.catch(() => to.remote.cancel(id).catch(() => {}));
      const progress = onProgress ? proxy((...values: never[]) => signal.aborted || onProgress(...values)) : null;
      const running = to.remote.run(id, method, args, progress as never) as Promise<Answer>;
      const answer = await Promise.race([running, to.broken, aborted]);
      if (answer.kind === 'value') return answer.value;
      if (answer.kind === 'error') throw new LensError(answer.fields);
      throw signal.reason ?? new DOMException('the request was overtaken', 'AbortError');
    });
  }

  async function call<T>(
    signal: AbortSignal,
    method: EngineMethod,
    args: readonly unknown[],
    onProgress?: (...values: never[]) => void,
  ): Promise<T> {
    signal.throwIfAborted();
    const to = NEED_NO_MODEL.has(method) ? connect() : connectWithModel();
    const { restoring } = to;
    if (method === 'load') restoring?.cancel();
    else if (restoring && !NEED_NO_MODEL.has(method))
      await orAborted(signal, (aborted) => Promise.race([restoring.done, aborted]));
    const value = (await send(to, signal, method, args, onProgress)) as T;
    if (method === 'load') to.hasModel = true;
    return value;
  }

  return {
    async load(signal, source, onProgress) {
      const info = await call<ModelInfo>(signal, 'load', [source], onProgress);
      lastModel = source;
      return info;
    },
    inspect: (signal, files, options) => call(signal, 'inspect', [files, options]),
    exportModel: (signal) => call(signal, 'exportModel', []),
    explain: (signal, request) => call(signal, 'explain', [request]),
    tokenize: (signal, texts) => call(signal, 'tokenize', [texts]),
    nearSpellings: (signal, word, limit) => call(signal, 'nearSpellings', [word, limit]),
    nearestWords: (signal, word, limit) => call(signal, 'nearestWords', [word, limit]),
    classMatrix: (signal, request) => call(signal, 'classMatrix', [request]),
    faithfulness: (signal, request) => call(signal, 'faithfulness', [request]),
    checkReference: (signal, references) => call(signal, 'checkReference', [references]),
    readSentences: (signal, file, options) => call(signal, 'readSentences', [file, options]),
    async download(signal, files, onProgress) {
      // Reports take another way than the answer: one that comes after it would undo what the page made of it.
      let over = false;
      try {
        return await call(signal, 'download', [files], (progress: DownloadProgress) => over || onProgress?.(progress));
      } finally {
        over = true;
      }
    },
    classify: (signal, sentences, onProgress) => call(signal, 'classify', [sentences], onProgress),
  };
}

/** Runs `work` with a promise that rejects with the signal's reason once it fires; listeners do not outlive the work. */
async function orAborted<T>(signal: AbortSignal, work: (aborted: Promise<never>) => Promise<T>): Promise<T> {
  const { promise: aborted, reject } = rejection();
  aborted.catch(() => {}); // it may fire after the work has ended
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    signal.throwIfAborted();
    return await work(aborted);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** A promise that can only fail, and what makes it fail. */
function rejection(): { promise: Promise<never>; reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<never>((_, fail) => {
    reject = fail;
  });
  return { promise, reject };
}

function startWorker(): Worker {
  return new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'lrp-lens-engine' });
}

function crashError(event: Event): LensError {
  const message = 'message' in event && event.message ? String(event.message) : 'it could not be started';
  return new LensError({
    name: 'WorkerError',
    where: 'engine worker',
    problem: `the worker that does the arithmetic stopped: ${message}`,
    advice: 'It is started again with your next change; if this comes back, reload the page.',
  });
}
