/** An experiment on several workers: each takes the next job as it comes free. The result does not depend on how many there are. */
import type { Dataset } from './dataset.ts';
import type { Job } from './experiment.ts';
import { EXPERIMENTS, type ExperimentId, type PartialOf, type ResultOf, type SettingsOf } from './table.ts';

/** A worker with a model, as the pool sees it; it is given one job at a time. */
export interface JobRunner {
  /** @param signal gives the job up: the runner can be used again at once */
  run<Id extends ExperimentId>(id: Id, job: Job<SettingsOf<Id>>, signal?: AbortSignal): Promise<PartialOf<Id>>;
}

export interface PoolOptions {
  /** Ends the jobs under way: one sentence may take seconds. */
  readonly signal?: AbortSignal;
  /** After each job: cost of the jobs done and of all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Comes back, or fails, once no runner is at work any more: the runners can be used again.
 * @param runners at least one
 * @throws LensError InputError that names a setting; the signal's reason; whatever a runner failed with
 */
export async function runInPool<Id extends ExperimentId>(
  id: Id,
  dataset: Dataset,
  settings: SettingsOf<Id>,
  runners: readonly JobRunner[],
  { signal, onProgress }: PoolOptions = {},
): Promise<ResultOf<Id>> {
  if (runners.length === 0) throw new RangeError('a pool needs one runner at least');
  const jobs = EXPERIMENTS[id].prepare(dataset, settings);
  const total = jobs.reduce((sum, { cost }) => sum + cost, 0);
  const partials: PartialOf<Id>[] = [];
  const waiting = jobs.entries();
  let done = 0;
  /** The first: the others may only follow from it. */
  let failure: { readonly reason: unknown } | null = null;

  const work = async (runner: JobRunner) => {
    try {
      for (const [index, job] of waiting) {
        signal?.throwIfAborted();
        partials[index] = await runner.run(id, job, signal);
        if (failure) return;
        done += job.cost;
        onProgress?.(done, total);
      }
    } catch (reason) {
      failure ??= { reason };
    }
  };

  await Promise.all(runners.map(work));
  if (failure) throw (failure as { readonly reason: unknown }).reason;
  return EXPERIMENTS[id].merge(dataset, settings, partials);
}
