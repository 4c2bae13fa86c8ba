import { describe, expect, it } from 'vitest';
import { Network } from '../model/network.ts';
import { makeRandomDataset } from '../testing/random-dataset.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { modelEvaluator } from './evaluator.ts';
import { runInThread } from './experiment.ts';
import { type JobRunner, runInPool } from './pool.ts';
import { EXPERIMENTS, runJob } from './table.ts';

const model = makeTinyModel({ seed: 5, words: 30, embeddingSize: 5, hiddenSize: 6, classes: 5, scale: 1 });
/** Of more than ten jobs: each sentence costs hundreds, and a job ends at 5,000. */
const dataset = makeRandomDataset(model, { sentences: 300, shortest: 10 });
const { defaults } = EXPERIMENTS.deletion;

/** Answers later than it was asked, some jobs much later: so workers overtake each other. */
function makeRunner(seen: number[] = []): JobRunner {
  const evaluator = modelEvaluator(new Network(model));
  return {
    async run(id, job) {
      const first = job.chunk.sentences[0] ?? 0;
      seen.push(first);
      await new Promise((resolve) => setTimeout(resolve, first % 7));
      return structuredClone(await runJob(id, structuredClone(job), evaluator));
    },
  };
}

describe('runInPool', () => {
  it('gives what one thread gives, bit for bit, whatever the number of workers, and uses all of them', async () => {
    const expected = await runInThread(EXPERIMENTS.deletion, dataset, defaults, modelEvaluator(new Network(model)));
    for (const workers of [1, 2, 5]) {
      const seen = Array.from({ length: workers }, (): number[] => []);
      const found = await runInPool('deletion', dataset, defaults, seen.map(makeRunner));
      expect(found).toEqual(expected);
      expect(seen.every((jobs) => jobs.length > 0)).toBe(true);
    }
  });

  it('tells progress up to the whole', async () => {
    const told: number[] = [];
    let whole = 0;
    const onProgress = (done: number, total: number) => {
      told.push(done);
      whole = total;
    };
    await runInPool('deletion', dataset, defaults, [makeRunner(), makeRunner()], { onProgress });
    expect(told.length).toBeGreaterThan(10);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBeCloseTo(whole, 6);
  });

  it('ends after the jobs under way when it is cancelled, and the workers can be used again', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const runners = [makeRunner(seen), makeRunner(seen)];
    let reports = 0;
    const onProgress = () => {
      if (++reports === 2) controller.abort();
    };
    const running = runInPool('deletion', dataset, defaults, runners, { signal: controller.signal, onProgress });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen.length).toBeLessThanOrEqual(5);
    const again = await runInPool('accuracy', dataset, EXPERIMENTS.accuracy.defaults, runners);
    expect(again.count).toBeGreaterThan(200);
  });

  it('fails with a worker’s error, begins no other job, and waits for those under way', async () => {
    let underWay = 0;
    const seen: number[] = [];
    const slow = makeRunner(seen);
    const counted: JobRunner = {
      async run(id, job) {
        underWay++;
        try {
          return await slow.run(id, job);
        } finally {
          underWay--;
        }
      },
    };
    const broken: JobRunner = { run: () => Promise.reject(new Error('worker gone')) };
    await expect(runInPool('deletion', dataset, defaults, [counted, broken])).rejects.toThrow('worker gone');
    expect(underWay).toBe(0);
    expect(seen).toHaveLength(1);
  });

  it('names a setting that is out of range before any worker is asked', async () => {
    const seen: number[] = [];
    const settings = { ...defaults, deletions: 0 };
    await expect(runInPool('deletion', dataset, settings, [makeRunner(seen)])).rejects.toThrow(/^deletions/);
    expect(seen).toEqual([]);
  });
});
