import { hashFiles } from '../formats/basics/index.ts';
import type { LensError } from '../model/errors.ts';
import type { ModelFile } from '../model/model-data.ts';
import { brokenOff, impostor, unreachable, wrongHash } from './download-errors.ts';
import type { DownloadProgress, PublishedFile } from './model-protocol.ts';
import { PartialFile } from './partial-file.ts';
import { BrokenTransfer, receive, STALL_MS } from './receive.ts';

/** How long a server is waited for. */
export interface Patience {
  /** Without a byte, before the connection counts as lost. */
  readonly stallMs: number;
  /** Before each further attempt at a transfer that was cut off. */
  readonly pausesMs: readonly number[];
}

const PATIENCE: Patience = { stallMs: STALL_MS, pausesMs: [500, 2000, 5000] };
const REPORT_EVERY_MS = 100;

/** Nothing of the visitor goes with the request; a copy in the browser's cache is asked about before it is believed. */
const REQUEST: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-cache' };

/** Fetches published files. What has come of a failed or aborted run is kept in memory for the next one. */
export class Downloads {
  readonly #patience: Patience;
  readonly #finished = new Map<string, Uint8Array>();
  readonly #begun = new Map<string, PartialFile>();

  constructor(patience: Patience = PATIENCE) {
    this.#patience = patience;
  }

  /**
   * One file after the other, whole and of the given SHA-256.
   * @throws LensError LoadError with the address; the signal's reason once it is aborted
   */
  async fetch(
    signal: AbortSignal,
    files: readonly PublishedFile[],
    onProgress: (progress: DownloadProgress) => void,
  ): Promise<ModelFile[]> {
    const fetched: ModelFile[] = [];
    for (const [index, file] of files.entries()) {
      signal.throwIfAborted();
      const report = (loadedBytes: number, totalBytes: number) => onProgress({ file: index, loadedBytes, totalBytes });
      const bytes = this.#finished.get(keyOf(file))?.slice() ?? (await this.#fetchFile(signal, file, report));
      this.#finished.set(keyOf(file), bytes);
      report(bytes.length, bytes.length);
      fetched.push({ name: file.name, bytes });
    }
    for (const file of files) this.#finished.delete(keyOf(file));
    return fetched;
  }

  async #fetchFile(signal: AbortSignal, file: PublishedFile, report: Report): Promise<Uint8Array> {
    const key = keyOf(file);
    const partial = this.#begun.get(key) ?? new PartialFile(file);
    this.#begun.delete(key); // another run at the same time must not write into it
    partial.answered = false;
    try {
      return await this.#insist(signal, file, partial, throttled(report));
    } catch (error) {
      if (error instanceof BrokenTransfer) {
        this.#begun.set(key, partial);
        throw partial.answered
          ? brokenOff(file, partial.loadedBytes, partial.totalBytes, error.message)
          : unreachable(file, error.message);
      }
      if (signal.aborted) this.#begun.set(key, partial);
      throw error;
    }
  }

  /**
   * Attempts it until it is whole, or broken off more often than there are pauses. A server that never answers is asked once. Where
   * no request for a range is answered, the last attempt asks for the whole file: a browser may want leave (CORS) for a range alone.
   */
  async #insist(signal: AbortSignal, file: PublishedFile, partial: PartialFile, report: Report): Promise<Uint8Array> {
    let rangesHeard = true;
    for (let attempt = 0; ; attempt++) {
      const pauseMs = this.#patience.pausesMs[attempt];
      const headers = rangesHeard || pauseMs !== undefined ? partial.headers() : {};
      let heard = false;
      try {
        await receive(signal, file.url, { ...REQUEST, headers }, this.#patience.stallMs, {
          response: (response) => {
            heard = true;
            partial.response(response);
          },
          chunk: (bytes) => {
            partial.chunk(bytes);
            report(partial.loadedBytes, partial.totalBytes);
          },
        });
        const bytes = partial.whole();
        const problem = problemOf(file, bytes);
        if (problem === null) return bytes;
        if (!partial.resumed || pauseMs === undefined) throw problem;
        partial.startOver(); // parts of two versions may have been put together
      } catch (error) {
        if (!(error instanceof BrokenTransfer) || !partial.answered || pauseMs === undefined) throw error;
        if ('range' in headers) rangesHeard = heard;
        await pause(signal, pauseMs);
      }
    }
  }
}

type Report = (loadedBytes: number, totalBytes: number) => void;

function keyOf({ url, sha256 }: PublishedFile): string {
  return `${url} ${sha256}`;
}

/** Why these bytes are not the file; null where they are, or where there is no way to know. */
function problemOf(file: PublishedFile, bytes: Uint8Array): LensError | null {
  if (file.sha256 === null) return impostor(file, bytes);
  const found = hashFiles([bytes]);
  return found === file.sha256 ? null : (impostor(file, bytes) ?? wrongHash(file, found));
}

/** The first report at once, then one each REPORT_EVERY_MS at most; a file's end is told by the caller. */
function throttled(report: Report): Report {
  let next = 0;
  return (loadedBytes, totalBytes) => {
    const now = performance.now();
    if (now < next) return;
    next = now + REPORT_EVERY_MS;
    report(loadedBytes, totalBytes);
  };
}

function pause(signal: AbortSignal, milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      signal.removeEventListener('abort', stop);
      resolve();
    }
    function stop(): void {
      clearTimeout(timer);
      reject(signal.reason);
    }
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
