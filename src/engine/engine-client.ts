/** The page's side of the worker: an Engine whose calls are answered by engine.worker.ts. */
import { proxy, type Remote, wrap } from 'comlink';
import { type Engine, LensError, type ModelInfo, type ModelSource } from './protocol.ts';
import type { Answer, EngineMethod, WorkerApi } from './worker-api.ts';

interface Connection {
  readonly worker: Worker;
  readonly remote: Remote<WorkerApi>;
  /** Rejects when the worker crashes or cannot start; never resolves. */
  readonly broken: Promise<never>;
  /** Resolves once the model in use has been loaded again after a crash; undefined for a worker that started afresh. */
  restored: Promise<unknown> | undefined;
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
    broken.catch(() => {}); // with nothing pending, a crash is told to the next caller by the new worker's state
    const opened: Connection = { worker, remote: wrap<WorkerApi>(worker), broken, restored: undefined };
    const fail = (event: Event) => {
      event.preventDefault();
      worker.terminate();
      if (connection === opened) connection = null;
      reject(crashError(event));
    };
    worker.addEventListener('error', fail);
    worker.addEventListener('messageerror', fail);
    connection = opened;
    if (lastModel) {
      opened.restored = send(opened, new AbortController().signal, 'load', [lastModel]);
      opened.restored.catch(() => {}); // told to whoever waits for it
    }
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
    const { promise: aborted, reject } = rejection();
    const abort = () => {
      to.remote.cancel(id).catch(() => {});
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort);
    try {
      const progress = onProgress ? proxy((...values: never[]) => signal.aborted || onProgress(...values)) : null;
      const answer = await Promise.race([
        to.remote.run(id, method, args, progress as never) as Promise<Answer>,
        to.broken,
        aborted,
      ]);
      if (answer.kind === 'value') return answer.value;
      if (answer.kind === 'error') throw new LensError(answer.fields);
      throw signal.reason ?? new DOMException('the request was cancelled', 'AbortError');
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async function call<T>(
    signal: AbortSignal,
    method: EngineMethod,
    args: readonly unknown[],
    onProgress?: (...values: never[]) => void,
  ): Promise<T> {
    signal.throwIfAborted();
    const to = connect();
    if (to.restored && method !== 'load') await to.restored;
    signal.throwIfAborted();
    return (await send(to, signal, method, args, onProgress)) as T;
  }

  return {
    async load(signal, source, onProgress) {
      const info = await call<ModelInfo>(signal, 'load', [source], onProgress);
      lastModel = source;
      return info;
    },
    explain: (signal, request) => call(signal, 'explain', [request]),
    tokenize: (signal, texts) => call(signal, 'tokenize', [texts]),
    nearSpellings: (signal, word, limit) => call(signal, 'nearSpellings', [word, limit]),
    classify: (signal, sentences, onProgress) => call(signal, 'classify', [sentences], onProgress),
  };
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
