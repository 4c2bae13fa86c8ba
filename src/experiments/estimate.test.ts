import { describe, expect, it } from 'vitest';
import { makeRandomDataset } from '../testing/random-dataset.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { DEFAULTS } from './defaults.ts';
import { estimateInPool } from './estimate.ts';
import type { JobRunner } from './pool.ts';

const model = makeTinyModel({ words: 30, classes: 5 });
const dataset = makeRandomDataset(model, { sentences: 400, shortest: 2, longest: 40 });

/** A clock of its own for each runner, which takes so many milliseconds a unit of cost: what two do at once is not added up. */
function makeClock(perCost: (time: number) => number) {
  let [time, jobs] = [0, 0];
  const runner: JobRunner = {
    async run(_id, job) {
      time += job.cost * perCost(time);
      jobs++;
      return undefined as never;
    },
  };
  return { runner, now: () => time, count: () => jobs };
}

const costOf = (settings: (typeof DEFAULTS)['words']) => {
  const words = dataset.words.length;
  expect(settings.methods).toEqual(['lrp', 'gi', 'sa']);
  return 2.2 * words;
};

describe('the estimate of a run', () => {
  it('is what the sentences take that were tried, for all of them', async () => {
    const { runner, now, count } = makeClock(() => 0.05);
    const { milliseconds, sentences } = await estimateInPool('words', dataset, DEFAULTS.words, [runner], {}, now);
    expect(sentences).toBe(400);
    expect(milliseconds).toBeCloseTo(0.05 * costOf(DEFAULTS.words), 6);
    expect(count()).toBeLessThanOrEqual(61);
  });

  it('does not count what is slow at the beginning', async () => {
    const { runner, now } = makeClock((time) => (time < 50 ? 0.5 : 0.05));
    const { milliseconds } = await estimateInPool('words', dataset, DEFAULTS.words, [runner], {}, now);
    expect(milliseconds / (0.05 * costOf(DEFAULTS.words))).toBeLessThan(1.2);
  });

  it('begins no other sentence once it has taken long enough, and still tells what one takes', async () => {
    const { runner, now, count } = makeClock(() => 1000);
    const { milliseconds } = await estimateInPool('words', dataset, DEFAULTS.words, [runner], {}, now);
    expect(count()).toBe(1);
    expect(milliseconds).toBeCloseTo(1000 * costOf(DEFAULTS.words), 3);
  });

  it('is 0 where no sentence takes part', async () => {
    const { runner, now, count } = makeClock(() => 1);
    const settings = { ...DEFAULTS.position, minLength: 500 };
    expect(await estimateInPool('position', dataset, settings, [runner], {}, now)).toEqual({ milliseconds: 0, sentences: 0 });
    expect(count()).toBe(0);
  });

  it('names a setting that is out of range, and a reason to stop', async () => {
    const { runner, now } = makeClock(() => 1);
    const wrong = { ...DEFAULTS.words, options: { nodes: 0 } };
    await expect(estimateInPool('words', dataset, wrong, [runner], {}, now)).rejects.toThrow(/^nodes/);
    const failing: JobRunner = { run: (_id, _job, signal) => Promise.reject(signal?.reason) };
    const signal = AbortSignal.abort();
    await expect(estimateInPool('words', dataset, DEFAULTS.words, [failing], { signal }, now)).rejects.toBe(signal.reason);
  });
});
