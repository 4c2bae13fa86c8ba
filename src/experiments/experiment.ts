/**
 * The form of every experiment: cut into jobs that any worker can do in any order, and put together again. A partial result holds
 * one value a sentence, never a sum over a job's sentences, and `merge` adds up in the order of the sentences: the result is the
 * same, bit for bit, however the work was cut and shared.
 */
import type { Dataset } from './dataset.ts';
import { lengthOf } from './dataset.ts';
import type { Evaluator } from './evaluator.ts';
import type { Failure } from './failures.ts';

/** Some sentences of a data set, as a worker needs them. Plain and transferable. */
export interface Chunk {
  /** [n] places in the data set, rising. */
  readonly sentences: Uint32Array;
  /** [n + 1] */
  readonly starts: Uint32Array;
  /** [tokens] word ids; -1: a zero embedding. */
  readonly ids: Int32Array;
  /** [n] true class; -1: not known. */
  readonly gold: Int16Array;
}

export interface Job<Settings> {
  readonly settings: Settings;
  readonly chunk: Chunk;
  /** About how much work it is, in words read by both encoders: for progress and its estimate. */
  readonly cost: number;
}

export interface PartialResult {
  /** Those it speaks of, rising. */
  readonly sentences: Uint32Array;
  readonly failures: readonly Failure[];
}

/** What every result has. */
export interface Outcome {
  /** Sentences that are left out of it, or of a method's part of it, since numbers grew beyond the range of float64. */
  readonly failures: readonly Failure[];
}

export interface Experiment<Settings, P extends PartialResult, Result> {
  readonly defaults: Settings;
  /**
   * Jobs in the order of the sentences; none where no sentence takes part.
   * @param budget cost of a job at which the next one begins
   * @throws LensError InputError that names a setting out of range
   */
  prepare(dataset: Dataset, settings: Settings, budget?: number): Job<Settings>[];
  /** Structured-cloneable. A sentence that fails, or fails for a method, is noted; the rest goes on. */
  runChunk(job: Job<Settings>, evaluator: Evaluator): Promise<P>;
  /** @param partials in the order of the jobs */
  merge(dataset: Dataset, settings: Settings, partials: readonly P[]): Result;
}

/** About 25 ms of work, or one sentence: short enough for progress, long enough to be worth a message. */
const JOB_BUDGET = 5000;

/** @param costOf cost of a sentence of T words */
export function cutJobs<Settings>(
  dataset: Dataset,
  settings: Settings,
  selected: Uint32Array,
  costOf: (length: number) => number,
  budget: number = JOB_BUDGET,
): Job<Settings>[] {
  const jobs: Job<Settings>[] = [];
  let first = 0;
  let cost = 0;
  for (const [index, n] of selected.entries()) {
    cost += costOf(lengthOf(dataset, n));
    if (cost < budget && index + 1 < selected.length) continue;
    jobs.push({ settings, chunk: cutChunk(dataset, selected.slice(first, index + 1)), cost });
    first = index + 1;
    cost = 0;
  }
  return jobs;
}

function cutChunk({ words, starts, idOf, gold }: Dataset, sentences: Uint32Array): Chunk {
  const ownStarts = new Uint32Array(sentences.length + 1);
  for (const [k, n] of sentences.entries()) {
    ownStarts[k + 1] = (ownStarts[k] ?? 0) + (starts[n + 1] ?? 0) - (starts[n] ?? 0);
  }
  const ids = new Int32Array(ownStarts[sentences.length] ?? 0);
  for (const [k, n] of sentences.entries()) {
    const own = ids.subarray(ownStarts[k], ownStarts[k + 1]);
    const from = starts[n] ?? 0;
    for (let t = 0; t < own.length; t++) own[t] = idOf[words[from + t] ?? 0] ?? -1;
  }
  return { sentences, starts: ownStarts, ids, gold: Int16Array.from(sentences, (n) => gold[n] ?? -1) };
}

/** Word ids of the k-th sentence of a chunk. A view. */
export function idsOf({ ids, starts }: Chunk, k: number): Int32Array {
  return ids.subarray(starts[k], starts[k + 1]);
}

/** All of an experiment on one thread. */
export async function runInThread<Settings, P extends PartialResult, Result>(
  experiment: Experiment<Settings, P, Result>,
  dataset: Dataset,
  settings: Settings,
  evaluator: Evaluator,
  onProgress?: (done: number, total: number) => void,
): Promise<Result> {
  const jobs = experiment.prepare(dataset, settings);
  const total = jobs.reduce((sum, { cost }) => sum + cost, 0);
  const partials: P[] = [];
  let done = 0;
  for (const job of jobs) {
    partials.push(await experiment.runChunk(job, evaluator));
    done += job.cost;
    onProgress?.(done, total);
  }
  return experiment.merge(dataset, settings, partials);
}
