/** The headless command on all cores: lines are dealt to threads, each with the model, and answered in their order. */
import { availableParallelism, freemem } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { Answer } from './explain-answer.ts';
import { startWorker } from './typescript-worker.ts';

export interface ThreadQuestion {
  readonly line: string;
  readonly number: number;
}

interface ThreadAnswer {
  readonly number: number;
  readonly answer: Answer;
}

interface Awaited {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/** Lines that a thread has at most: while one answer is on its way, it goes on with the next. */
const IN_HAND = 4;
/** A thread of this program without a model (measured with tsx, Node 20), and how many times over a model's files are held while it is loaded. */
const IDLE_BYTES = 60e6;
const COPIES = 4;

/** As many as there are cores, but no more than half of the free memory has room for. */
export function threadCount(modelBytes: number): number {
  const room = Math.floor(freemem() / 2 / (IDLE_BYTES + COPIES * modelBytes));
  return Math.max(1, Math.min(availableParallelism(), room));
}

export class Threads {
  readonly #workers: readonly { readonly worker: Worker; readonly awaited: Map<number, Awaited> }[];

  /** @param args of the command line, from which each thread reads the model itself */
  constructor(count: number, args: readonly string[]) {
    this.#workers = Array.from({ length: count }, () => {
      const worker = startWorker(new URL('./explain-worker.ts', import.meta.url), args);
      const awaited = new Map<number, Awaited>();
      const fail = (reason: unknown) => {
        for (const { reject } of awaited.values()) reject(reason);
        awaited.clear();
      };
      worker.on('message', ({ number, answer }: ThreadAnswer) => {
        awaited.get(number)?.resolve(answer);
        awaited.delete(number);
      });
      worker.on('error', fail);
      worker.on('exit', (code) => fail(new Error(`a thread ended early, with code ${code}`)));
      return { worker, awaited };
    });
  }

  /** How many lines may be asked for at once. */
  get most(): number {
    return IN_HAND * this.#workers.length;
  }

  /** By the thread that has least to do. */
  answer(line: string, number: number): Promise<Answer> {
    const [first, ...others] = this.#workers;
    if (!first) throw new RangeError('there is no thread');
    const { worker, awaited } = others.reduce((best, one) => (one.awaited.size < best.awaited.size ? one : best), first);
    return new Promise((resolve, reject) => {
      awaited.set(number, { resolve, reject });
      worker.postMessage({ line, number } satisfies ThreadQuestion);
    });
  }

  async stop(): Promise<void> {
    for (const { worker } of this.#workers) worker.removeAllListeners('exit');
    await Promise.all(this.#workers.map(({ worker }) => worker.terminate()));
  }
}
