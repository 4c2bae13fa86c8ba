/** The near side of the engine's worker: an Engine whose calls are answered there, and which outlives the worker. */
import type { DownloadProgress, Engine, ModelInfo, ModelSource } from './protocol.ts';
import type { EngineMethod } from './worker-api.ts';
import { linkWorker, orAborted, type StartWorker, type WorkerLink } from './worker-link.ts';

/** What can be asked before any model is loaded. */
const NEED_NO_MODEL: ReadonlySet<EngineMethod> = new Set<EngineMethod>([
  'load',
  'inspect',
  'inspectGiven',
  'letGo',
  'download',
  'readSentences',
  'searchReference',
]);

interface Connection {
  readonly link: WorkerLink<EngineMethod>;
  /** Whether a model has been loaded into this worker; a worker started after a crash has none yet. */
  hasModel: boolean;
  /** A load that was asked for and is under way. */
  loading: Promise<unknown> | undefined;
  /** After a crash: the model in use being loaded again. Whatever needs a model waits for it; a load of another one ends it. */
  restoring: { readonly done: Promise<unknown>; readonly cancel: () => void } | undefined;
}

/**
 * @param start starts a worker that serves an engine (engine-host.ts)
 * @param renewScript has the browser fetch the worker's script once more; asked for where the last worker's was none
 */
export function connectEngine(start: StartWorker, renewScript: () => Promise<void>): Engine {
  let connection: Connection | null = null;
  let lastModel: ModelSource | null = null;
  let scriptFailed = false;
  let renewing: Promise<void> | undefined;

  function connect(): Connection {
    if (connection) return connection;
    const opened: Connection = {
      link: linkWorker(start(), 'engine worker', (wasSilent) => {
        scriptFailed = wasSilent;
        drop(opened);
      }),
      hasModel: false,
      loading: undefined,
      restoring: undefined,
    };
    connection = opened;
    return opened;
  }

  function drop(opened: Connection): void {
    opened.link.terminate();
    if (connection === opened) connection = null;
  }

  /** After a worker without a script: whoever asks next fetches it, and all wait for it. */
  function renew(): Promise<void> {
    renewing ??= renewScript().finally(() => {
      scriptFailed = false;
      renewing = undefined;
    });
    return renewing;
  }

  /** Has the worker load the model in use again; a failure to do so leaves the next call to try anew. */
  function restore(opened: Connection, model: ModelSource): Promise<unknown> {
    if (opened.restoring) return opened.restoring.done;
    const controller = new AbortController();
    const done = opened.link.send(controller.signal, 'load', [model]);
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
    return done;
  }

  /**
   * Resolves to a connection whose worker has a model, or where there never was one. A load under way is waited for: to load the last
   * model beside it would overtake it, and to ask before it is done would find no model.
   */
  async function connectWithModel(signal: AbortSignal, aborted: Promise<never>): Promise<Connection> {
    const opened = connect();
    if (opened.hasModel) return opened;
    if (opened.loading) {
      await Promise.race([opened.loading, aborted]).catch((error: unknown) => {
        signal.throwIfAborted();
        // Overtaken by another load, or there is a model to go back to: then that one answers.
        if (!lastModel && !(error instanceof DOMException)) throw error;
      });
      return connectWithModel(signal, aborted);
    }
    if (lastModel) await Promise.race([restore(opened, lastModel), aborted]);
    return opened;
  }

  async function load(to: Connection, running: Promise<unknown>): Promise<unknown> {
    to.loading = running;
    try {
      const value = await running;
      to.hasModel = true;
      return value;
    } finally {
      if (to.loading === running) to.loading = undefined;
    }
  }

  async function call<T>(
    signal: AbortSignal,
    method: EngineMethod,
    args: readonly unknown[],
    onProgress?: (...values: never[]) => void,
  ): Promise<T> {
    signal.throwIfAborted();
    if (scriptFailed) await orAborted(signal, (aborted) => Promise.race([renew(), aborted]));
    let to = connect();
    if (method === 'load') to.restoring?.cancel();
    else if (!(NEED_NO_MODEL.has(method) || to.hasModel))
      to = await orAborted(signal, (aborted) => connectWithModel(signal, aborted));
    const running = to.link.send(signal, method, args, onProgress);
    return (await (method === 'load' ? load(to, running) : running)) as T;
  }

  return {
    async load(signal, source, onProgress) {
      const info = await call<ModelInfo>(signal, 'load', [source], onProgress);
      lastModel = source;
      return info;
    },
    inspect: (signal, files, options, search) => call(signal, 'inspect', [files, options, search]),
    inspectGiven: (signal, files, earlier, options, search, onProgress) =>
      call(signal, 'inspectGiven', [files, earlier, options, search], onProgress),
    letGo: (signal) => call(signal, 'letGo', []),
    exportModel: (signal) => call(signal, 'exportModel', []),
    explain: (signal, request) => call(signal, 'explain', [request]),
    inside: (signal, request) => call(signal, 'inside', [request]),
    insideState: (signal, request) => call(signal, 'insideState', [request]),
    insideStep: (signal, request) => call(signal, 'insideStep', [request]),
    tokenize: (signal, texts) => call(signal, 'tokenize', [texts]),
    nearSpellings: (signal, word, limit) => call(signal, 'nearSpellings', [word, limit]),
    nearestWords: (signal, word, limit) => call(signal, 'nearestWords', [word, limit]),
    classMatrix: (signal, request) => call(signal, 'classMatrix', [request]),
    faithfulness: (signal, request) => call(signal, 'faithfulness', [request]),
    checkReference: (signal, references) => call(signal, 'checkReference', [references]),
    searchReference: (signal, files, options, references, onProgress) =>
      call(signal, 'searchReference', [files, options, references], onProgress),
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
    runMethod: (signal, request, onProgress) => call(signal, 'runMethod', [request], onProgress),
    phrase: (signal, request) => call(signal, 'phrase', [request]),
    hierarchy: (signal, request, onProgress) => call(signal, 'hierarchy', [request], onProgress),
    classify: (signal, sentences, onProgress) => call(signal, 'classify', [sentences], onProgress),
  };
}
