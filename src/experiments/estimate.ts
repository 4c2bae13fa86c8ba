/** How long an experiment will take, from a few of its own sentences, run beforehand by the workers that would run all. */
import { mulberry32, shuffled } from '../model/random.ts';
import type { Dataset } from './dataset.ts';
import type { Job } from './experiment.ts';
import type { JobRunner, PoolOptions } from './pool.ts';
import { EXPERIMENTS, type ExperimentId, type SettingsOf } from './table.ts';

export interface Estimate {
  /** Of the whole run. */
  readonly milliseconds: number;
  /** That take part. */
  readonly sentences: number;
}

/** Sentences a worker that are run at most. */
const MOST = 60;
/** No other sentence is begun after so many milliseconds. */
const PATIENCE_MS = 600;
/** What a worker does first is slower than all that follows. */
const WARM_MS = 100;

/**
 * Sentences are taken at equal steps of the total cost, so that long ones count as they do in a run, and run in a mixed order, since a data
 * set may be sorted: what a unit of cost takes in them is what it takes in all.
 * @param now a clock, in milliseconds
 * @throws LensError InputError that names a setting; the signal's reason; whatever a runner failed with
 */
export async function estimateInPool<Id extends ExperimentId>(
  id: Id,
  dataset: Dataset,
  settings: SettingsOf<Id>,
  runners: readonly JobRunner[],
  { signal }: Pick<PoolOptions, 'signal'> = {},
  now: () => number = () => performance.now(),
): Promise<Estimate> {
  const jobs = EXPERIMENTS[id].prepare(dataset, settings, 0); // one a sentence
  const total = jobs.reduce((sum, { cost }) => sum + cost, 0);
  const sample = sampled(jobs, total, MOST * runners.length);
  const mixed = shuffled(sample.length, mulberry32(1)).flatMap((place) => sample[place] ?? []);
  /** Cost a millisecond of all workers together, each measured while the others work too. */
  let rate = 0;
  const measure = async (runner: JobRunner, own: readonly Job<SettingsOf<Id>>[]) => {
    const begin = now();
    let ended = begin;
    const runs: { readonly cost: number; readonly took: number; readonly ended: number }[] = [];
    for (const job of own) {
      if (ended - begin >= PATIENCE_MS) break;
      const started = ended;
      await runner.run(id, job, signal);
      ended = now();
      runs.push({ cost: job.cost, took: ended - started, ended });
    }
    const warm = runs.filter((run) => run.ended - begin > WARM_MS);
    const counted = warm.length > 0 ? warm : runs;
    const took = sumOf(counted, 'took');
    if (took > 0) rate += sumOf(counted, 'cost') / took;
  };
  const shares = runners.map((_, k) => mixed.filter((_, place) => place % runners.length === k));
  await Promise.all(runners.map((runner, k) => measure(runner, shares[k] ?? [])));
  return {
    milliseconds: rate > 0 ? total / rate : 0,
    sentences: jobs.reduce((sum, { chunk }) => sum + chunk.sentences.length, 0),
  };
}

/** At most `count` jobs, at equal steps of the cost; a job that is long enough for two steps stands once. */
function sampled<Settings>(jobs: readonly Job<Settings>[], total: number, count: number): Job<Settings>[] {
  const taken: Job<Settings>[] = [];
  let before = 0;
  for (const job of jobs) {
    const [from, to] = [before, before + job.cost].map((cost) => Math.floor((cost / total) * count + 0.5));
    if (from !== to) taken.push(job);
    before += job.cost;
  }
  return taken;
}

function sumOf<Key extends string>(all: readonly { readonly [key in Key]: number }[], key: Key): number {
  return all.reduce((sum, one) => sum + one[key], 0);
}
