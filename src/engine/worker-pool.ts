/**
 * The pool's workers, from the coordinator's side: started with the first job and kept for the next. The model is handed on to them, so
 * that it is in memory once a worker; after a crash there has to be another pool.
 */
import { transfer } from 'comlink';
import type { JobRunner } from '../experiments/pool.ts';
import type { ModelFile } from '../model/model-data.ts';
import { type HeldBack, MAX_WORKERS } from './experiment-protocol.ts';
import { buffersOf } from './model-buffers.ts';
import type { PoolWorker } from './pool-host.ts';
import { linkWorker, type StartWorker, type WorkerLink } from './worker-link.ts';

/** What all workers together may take, in bytes: a phone's browser closes pages that take more. */
export const MAX_POOL_BYTES = 1_000_000_000;

type PoolLink = WorkerLink<keyof PoolWorker>;

/** One worker at least, whatever it takes. */
export function poolSize(bytesEach: number, cores: number): number {
  return Math.max(1, Math.min(cores, MAX_WORKERS, Math.floor(MAX_POOL_BYTES / bytesEach)));
}

function heldBack(bytesEach: number, cores: number): HeldBack | null {
  const size = poolSize(bytesEach, cores);
  if (size >= cores) return null;
  return { cores, bytesEach, by: size < Math.min(cores, MAX_WORKERS) ? 'memory' : 'number' };
}

/** What must not be interrupted: workers that know their model are kept. */
const UNINTERRUPTED = new AbortController().signal;

export class WorkerPool {
  readonly #start: StartWorker;
  /** Until they are handed on. */
  #files: readonly ModelFile[] | null;
  readonly #size: number;
  /** Why there are fewer workers than cores; null: there are not. */
  readonly heldBack: HeldBack | null;
  #links: Promise<readonly PoolLink[]> | null = null;

  /** @param files the model, native format @param bytesEach what a worker takes with it (workerBytes) */
  constructor(start: StartWorker, files: readonly ModelFile[], bytesEach: number, cores: number) {
    this.#start = start;
    this.#files = files;
    this.#size = poolSize(bytesEach, cores);
    this.heldBack = heldBack(bytesEach, cores);
  }

  /** False once it has ended or its workers could not start. */
  get isUsable(): boolean {
    return this.#files !== null || this.#links !== null;
  }

  /** To be called while it is usable. @throws LensError WorkerError where a worker cannot start */
  async runners(): Promise<readonly JobRunner[]> {
    this.#links ??= this.#startAll();
    const links = await this.#links;
    return links.map((link) => ({
      run: (id, job, signal = UNINTERRUPTED) => link.send(signal, 'runJob', [id, job]) as Promise<never>,
    }));
  }

  /** Jobs under way fail. */
  async terminate(): Promise<void> {
    const links = this.#links;
    this.#links = null;
    this.#files = null;
    for (const link of (await links?.catch(() => [])) ?? []) link.terminate();
  }

  async #startAll(): Promise<readonly PoolLink[]> {
    const files = this.#files ?? [];
    this.#files = null;
    const links = Array.from({ length: this.#size }, (_, k) => {
      const where = `experiment worker ${k + 1} of ${this.#size}`;
      return linkWorker<keyof PoolWorker>(this.#start(), where, () => void this.terminate());
    });
    try {
      // The last one gets the files themselves, the others copies.
      const given = links.map((_, k) => (k < links.length - 1 ? [files] : transfer([files], buffersOf(files))));
      await Promise.all(links.map((link, k) => link.send(UNINTERRUPTED, 'takeModel', given[k] ?? [])));
      return links;
    } catch (error) {
      for (const link of links) link.terminate();
      this.#links = null;
      throw error;
    }
  }
}
