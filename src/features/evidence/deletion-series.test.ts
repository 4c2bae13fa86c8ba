import { describe, expect, it } from 'vitest';
import type { Faithfulness } from '../../engine/protocol.ts';
import { deletedAt, deletedText, deletionSeries, stepsIn } from './deletion-series.ts';

const flat = { scores: [1, 1, 1, 1, 1], probabilities: [0.5, 0.5, 0.5, 0.5, 0.5] };
const none = { comprehensiveness: [], sufficiency: [] };
const RESULT: Faithfulness & { steps: number[] } = {
  tokens: ['so', 'very', 'dull', 'indeed'],
  target: 0,
  methods: [
    { id: 'lrp', order: [2, 1, 0, 3], scores: [4, 2, 1, 0, 0], probabilities: [0.9, 0.5, 0.4, 0.2, 0.2], ...none },
    { id: 'sa', order: [1, 2, 3, 0], scores: [4, 3, 2, 1, 0], probabilities: [0.9, 0.8, 0.4, 0.3, 0.2], ...none },
  ],
  random: { mean: { ...flat, ...none }, low: flat, high: { ...flat, scores: [2, 2, 2, 2, 2] } },
  effects: [],
  topWords: [],
  milliseconds: 1,
  steps: [0, 1, 2, 3, 4],
};

describe('deletionSeries', () => {
  it('draws the methods shown as they always look, and the random orders with their band', () => {
    const series = deletionSeries(RESULT, ['sa', 'gi'], 'scores');
    expect(series.map(({ id, look }) => [id, look])).toEqual([
      ['sa', 2],
      ['random', 'baseline'],
    ]);
    expect(series[1]).toMatchObject({ y: flat.scores, low: flat.scores, high: [2, 2, 2, 2, 2] });
    expect(series[0]).toMatchObject({ x: [0, 1, 2, 3, 4], y: [4, 3, 2, 1, 0] });
  });
});

it('draws a method that is not computed with every sentence as it looks in the experiments', () => {
  const loss = { id: 'occlusion', order: [2, 0, 1, 3], ...flat, ...none } as const;
  const series = deletionSeries({ ...RESULT, methods: [...RESULT.methods, loss] }, ['lrp', 'occlusion'], 'scores');
  expect(series.map(({ label, look }) => [label, look])).toEqual([
    ['LRP', 0],
    ['Real loss', 6],
    ['random', 'baseline'],
  ]);
});

describe('deletedAt', () => {
  it('names the word each method deletes at a step', () => {
    expect(deletedAt(RESULT, 'lrp', 0)).toEqual([]);
    expect(deletedAt(RESULT, 'lrp', 1)).toEqual(['dull']);
    expect(deletedAt(RESULT, 'sa', 4)).toEqual(['so']);
    expect(deletedAt(RESULT, 'random', 1)).toEqual([]);
  });

  it('names all words since the step before where steps are left out', () => {
    const coarse = { ...RESULT, steps: [0, 1, 4] };
    expect(stepsIn(coarse)).toEqual([0, 1, 4]);
    expect(deletedAt(coarse, 'lrp', 4)).toEqual(['very', 'so', 'indeed']);
  });
});

describe('deletedText', () => {
  it('names three words and counts the rest', () => {
    expect(deletedText([])).toBe('');
    expect(deletedText(['a', 'b', 'c'])).toBe('a, b, c');
    expect(deletedText(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
  });
});
