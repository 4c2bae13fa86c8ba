import { describe, expect, it } from 'vitest';
import { areFiveSentiments } from '../model/class-names.ts';
import { Network } from '../model/network.ts';
import { argmax, softmax } from '../model/softmax.ts';
import { makeRandomDataset } from '../testing/random-dataset.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { ACCURACY, sentencesOfCell } from './accuracy.ts';
import { calibrate } from './calibration.ts';
import { wordsOf } from './dataset.ts';
import { type Evaluator, modelEvaluator } from './evaluator.ts';
import { runInThread } from './experiment.ts';

const NAMES = ['very negative', 'negative', 'neutral', 'positive', 'very positive'];

describe('calibration', () => {
  it('gives the figures worked out by hand', () => {
    // Bins 0..0.5 and 0.5..1: two sentences of 0.3 and 0.4, one right; three of 0.5, 0.9 and 1, two right.
    const { bins, error } = calibrate([0.3, 0.4, 0.5, 0.9, 1], [1, 0, 0, 1, 1], 2);
    expect(bins.map(({ from, to, count }) => [from, to, count])).toEqual([
      [0, 0.5, 2],
      [0.5, 1, 3],
    ]);
    expect(bins[0]?.confidence).toBeCloseTo(0.35, 14);
    expect(bins[0]?.accuracy).toBe(0.5);
    expect(bins[1]?.confidence).toBeCloseTo(0.8, 14);
    expect(bins[1]?.accuracy).toBeCloseTo(2 / 3, 14);
    expect(error).toBeCloseTo((2 * 0.15 + 3 * (0.8 - 2 / 3)) / 5, 14);
  });

  it('has no figures for an empty bin, and no error of nothing', () => {
    expect(calibrate([0.9], [1], 2).bins[0]).toEqual({
      from: 0,
      to: 0.5,
      count: 0,
      confidence: Number.NaN,
      accuracy: Number.NaN,
    });
    expect(calibrate([], [], 3).error).toBeNaN();
  });
});

describe('accuracy', () => {
  const model = makeTinyModel({ seed: 6, words: 20, classes: 5, scale: 1.5 });
  const dataset = { ...makeRandomDataset(model, { sentences: 80, unknown: 0.06 }), classes: NAMES };
  const evaluator = modelEvaluator(new Network(model));
  const known = [...dataset.gold.keys()].filter((n) => (dataset.gold[n] ?? -1) >= 0);
  const probabilities = known.map((n) =>
    softmax(evaluator.scores(Int32Array.from(wordsOf(dataset, n), (word) => dataset.idOf[word] ?? -1))),
  );
  const rightOf = (k: number) => argmax(probabilities[k] ?? []) === dataset.gold[known[k] ?? 0];

  it('counts what a plain count gives', async () => {
    const result = await runInThread(ACCURACY, dataset, ACCURACY.defaults, evaluator);
    expect([...result.sentences]).toEqual(known);
    expect(result.count).toBe(known.length);
    expect(result.correct).toBe(known.filter((_, k) => rightOf(k)).length);
    for (const [gold, row] of result.confusion.entries()) {
      for (const [predicted, count] of row.entries()) {
        const expected = known.filter((n, k) => dataset.gold[n] === gold && argmax(probabilities[k] ?? []) === predicted);
        expect([...sentencesOfCell(dataset, result, gold, predicted)]).toEqual(expected);
        expect(count).toBe(expected.length);
      }
    }
    const polar = known
      .map((n, k) => ({ gold: dataset.gold[n] ?? 2, p: probabilities[k] ?? [] }))
      .filter(({ gold }) => gold !== 2);
    const sum = (p: readonly number[], classes: number[]) => classes.reduce((total, c) => total + (p[c] ?? 0), 0);
    const hits = polar.filter(({ gold, p }) => gold > 2 === sum(p, [3, 4]) > sum(p, [0, 1]));
    expect(result.binary).toEqual({ correct: hits.length, count: polar.length });
  });

  it('puts every sentence in one band of length and one of unknown words', async () => {
    const result = await runInThread(ACCURACY, dataset, ACCURACY.defaults, evaluator);
    const unknownIn = (n: number) => [...wordsOf(dataset, n)].filter((word) => dataset.unknown[word]).length;
    for (const [bands, measure] of [
      [result.byLength, (n: number) => wordsOf(dataset, n).length],
      [result.byUnknown, unknownIn],
    ] as const) {
      expect(bands.filter(({ count }) => count > 0).length).toBeGreaterThan(1);
      expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(known.length);
      for (const { from, to, count, correct } of bands) {
        const inside = [...known.keys()].filter((k) => {
          const value = measure(known[k] ?? 0);
          return value >= from && value <= (to ?? Infinity);
        });
        expect([count, correct]).toEqual([inside.length, inside.filter(rightOf).length]);
      }
    }
  });

  it('has no binary figure for other classes', async () => {
    expect(areFiveSentiments(['Very Negative', 'negative', 'neutral', 'positive', 'very_positive'])).toBe(true);
    expect(areFiveSentiments([...NAMES].reverse())).toBe(false);
    const other = { ...dataset, classes: ['a', 'b', 'c', 'd', 'e'] };
    expect((await runInThread(ACCURACY, other, ACCURACY.defaults, evaluator)).binary).toBeNull();
  });

  it('counts a neutral-free tie as not positive', async () => {
    const even: Evaluator = { ...evaluator, scores: () => Float64Array.of(1, 1, 0, 1, 1) };
    const { binary } = await runInThread(ACCURACY, dataset, ACCURACY.defaults, even);
    expect(binary?.correct).toBe(known.filter((n) => (dataset.gold[n] ?? 2) < 2).length);
  });
});
