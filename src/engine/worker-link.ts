/** One worker and the calls to it: errors come back as LensErrors, a crash fails whatever is pending. */
import { proxy, wrap } from 'comlink';
import { LensError } from './protocol.ts';
import type { Answer, WorkerApi } from './worker-api.ts';

/** Starts a worker; tests put another in its place. */
export type StartWorker = () => Worker;

export interface WorkerLink<Method extends string> {
  /** @throws LensError of the worker, or WorkerError when it crashes; the signal's reason once it fires */
  send(
    signal: AbortSignal,
    method: Method,
    args: readonly unknown[],
    onProgress?: (...values: never[]) => void,
  ): Promise<unknown>;
  /** Whatever is pending rejects. */
  terminate(): void;
}

/**
 * From being started to a worker's first answer. Its script may have to come over a slow line; a site that answers with an empty file,
 * or not at all, is told by nothing else.
 */
export const PATIENCE_MS = 30_000;

/**
 * @param where what to call the worker in errors
 * @param onCrash the worker is gone by then, and what was pending rejects; `wasSilent`: it never answered at all
 */
export function linkWorker<Method extends string>(
  worker: Worker,
  where: string,
  onCrash: (wasSilent: boolean) => void,
): WorkerLink<Method> {
  const remote = wrap<WorkerApi<Method>>(worker);
  const { promise: broken, reject } = rejection();
  broken.catch(() => {}); // with nothing pending, there is nobody to tell: the next call starts another worker
  let calls = 0;
  let wasSilent = true;
  const giveUp = (error: LensError) => {
    clearTimeout(silence);
    worker.terminate();
    reject(error);
    onCrash(wasSilent);
  };
  const silence = setTimeout(() => giveUp(silent(where)), PATIENCE_MS);
  remote.greet().then(() => {
    clearTimeout(silence);
    wasSilent = false;
  });
  const fail = (event: Event) => {
    event.preventDefault();
    giveUp(stopped(where, 'message' in event && event.message ? String(event.message) : 'it could not be started'));
  };
  worker.addEventListener('error', fail);
  worker.addEventListener('messageerror', fail);

  return {
    terminate() {
      clearTimeout(silence);
      worker.terminate();
      reject(stopped(where, 'it was ended'));
    },
    send(signal, method, args, onProgress) {
      const id = ++calls;
      return orAborted(signal, async (aborted) => {
        aborted.catch(() => remote.cancel(id).catch(() => {}));
        const progress = onProgress ? proxy((...values: never[]) => signal.aborted || onProgress(...values)) : null;
        const running = remote.run(id, method as never, args, progress as never) as Promise<Answer>;
        const answer = await Promise.race([running, broken, aborted]);
        if (answer.kind === 'value') return answer.value;
        if (answer.kind === 'error') throw new LensError(answer.fields);
        throw signal.reason ?? new DOMException('a newer request replaced this one', 'AbortError');
      });
    },
  };
}

/** Runs `work` with a promise that rejects with the signal's reason once it fires; listeners do not outlive the work. */
export async function orAborted<T>(signal: AbortSignal, work: (aborted: Promise<never>) => Promise<T>): Promise<T> {
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

function silent(where: string): LensError {
  return new LensError({
    name: 'WorkerError',
    where,
    problem: 'the worker that does the arithmetic does not answer',
    expected: `a first answer within ${PATIENCE_MS / 1000} s`,
    found: 'none: its script did not arrive, or is empty',
    advice: 'Try again. If that does not help, the site may have a new version: reload the page.',
  });
}

function stopped(where: string, why: string): LensError {
  return new LensError({
    name: 'WorkerError',
    where,
    problem: `the worker that does the arithmetic stopped: ${why}`,
    advice: 'It starts again with your next change; if this happens again, reload the page.',
  });
}
