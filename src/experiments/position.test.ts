import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runOf } from '../explain/run-method.ts';
import { Network } from '../model/network.ts';
import { makeRandomDataset } from '../testing/random-dataset.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { modelEvaluator } from './evaluator.ts';
import { runInThread } from './experiment.ts';
import { intervalShares, POSITION } from './position.ts';

const values = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 40 });
const intervals = fc.integer({ min: 1, max: 15 });

describe('shares of the intervals', () => {
  it('sum to 1', () => {
    fc.assert(
      fc.property(values, intervals, (series, count) => {
        fc.pre(series.some((value) => Math.abs(value) > 1e-9));
        const shares = intervalShares(series, count);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 16 },
    );
  });

  it('are those of a sentence cut into pieces so fine that no boundary splits one', () => {
    fc.assert(
      fc.property(values, intervals, (series, count) => {
        fc.pre(series.some((value) => Math.abs(value) > 1e-9));
        const pieces = series.flatMap((value) => Array.from({ length: count }, () => Math.abs(value) / count));
        const total = pieces.reduce((a, b) => a + b, 0);
        const expected = Array.from({ length: count }, (_, i) =>
          pieces.slice(i * series.length, (i + 1) * series.length).reduce((a, b) => a + b, 0),
        );
        for (const [i, share] of intervalShares(series, count).entries()) {
          expect(share).toBeCloseTo((expected[i] ?? 0) / total, 12);
        }
      }),
      { seed: 17 },
    );
  });

  it('gives the figures worked out by hand', () => {
    // Three words in two halves: the middle one lies half in each.
    expect([...intervalShares([1, -2, 1], 2)]).toEqual([0.5, 0.5]);
    expect([...intervalShares([3, 0, -1], 2)]).toEqual([0.75, 0.25]);
    expect([...intervalShares([0, 0], 2)]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('relevance by position', () => {
  it('averages over the sentences; LRP and GI of the encoders add up to the whole model', async () => {
    const model = makeTinyModel({ seed: 9, words: 20 });
    const dataset = makeRandomDataset(model, { sentences: 15, shortest: 19, longest: 30 });
    const evaluator = modelEvaluator(new Network(model));
    const result = await runInThread(POSITION, dataset, { ...POSITION.defaults, target: 1 }, evaluator);
    expect(result.curves.map(({ method, part }) => `${method} ${part}`)).toEqual(
      ['lrp', 'gi', 'sa'].flatMap((method) => ['whole', 'left', 'right'].map((part) => `${method} ${part}`)),
    );
    for (const { intervals: shares } of result.curves) {
      expect(shares.reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(1, 12);
      expect(shares.every(({ count }) => count === 15)).toBe(true);
    }
    const { outcomes } = await evaluator.explain(Int32Array.of(1, 2, 3, 4), 1, ['lrp', 'gi'], POSITION.defaults.lrp);
    for (const outcome of outcomes) {
      const { words, encoders } = runOf(outcome, 'test');
      for (const [t, value] of words.entries())
        expect((encoders?.left[t] ?? 0) + (encoders?.right[t] ?? 0)).toBeCloseTo(value, 12);
    }
  });

  it('leaves out an encoder that the model has not', async () => {
    const model = makeTinyModel({ bidirectional: false });
    const dataset = makeRandomDataset(model, { sentences: 5, shortest: 19, longest: 22 });
    const { curves } = await runInThread(POSITION, dataset, POSITION.defaults, modelEvaluator(new Network(model)));
    for (const { method, part, intervals: shares } of curves) {
      expect(shares[0]?.count).toBe(part === 'right' ? 0 : 5);
      const whole = curves.find((curve) => curve.method === method && curve.part === 'whole');
      if (part === 'left') expect(shares).toEqual(whole?.intervals);
    }
  });
});
