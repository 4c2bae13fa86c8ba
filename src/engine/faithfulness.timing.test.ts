import { expect, it } from 'vitest';
import { bundledFiles } from '../testing/golden.ts';
import { LocalEngine } from './engine.ts';

const never = new AbortController().signal;

it('20 words, 3 methods and 20 random orders take less time than as many sentences one by one', async () => {
  const engine = new LocalEngine();
  await engine.load(never, { kind: 'files', files: bundledFiles() });
  const text = 'We watched the old comedy again last night and it was still a warm , funny and clever piece of';
  const tokens = text.toLowerCase().split(' ');
  expect(tokens).toHaveLength(20);
  const input = { tokens };
  const orders = 3 + 20;
  // One after the other they share neither beginning nor end: nothing can be reused.
  const others = Array.from({ length: orders * tokens.length }, (_, n) => (n % 2 === 0 ? tokens : tokens.toReversed()));
  const works = [
    () => engine.faithfulness(never, { input, target: 'predicted', methods: ['lrp', 'gi', 'sa'], randomOrders: 20, seed: 1 }),
    () => engine.classify(never, others),
  ];
  // Processor time of the fastest try: on a busy machine the time on the clock is that of the neighbours.
  const [faithfulness = Number.NaN, oneByOne = Number.NaN] = await fastestOfFive(works);
  console.log(`faithfulness of 20 words: ${faithfulness.toFixed(0)} ms; as many sentences one by one: ${oneByOne.toFixed(0)} ms`);
  expect(faithfulness / oneByOne).toBeLessThan(1.5);
});

/** Milliseconds of the processor. */
async function fastestOfFive(works: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const best = works.map(() => Number.POSITIVE_INFINITY);
  for (let tries = 0; tries < 5; tries++) {
    for (const [index, work] of works.entries()) {
      const before = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(before);
      best[index] = Math.min(best[index] ?? 0, (user + system) / 1000);
    }
  }
  return best;
}
