import { describe, expect, it } from 'vitest';
import type { Faithfulness } from '../../engine/protocol.ts';
import { coincidence, eraserRows } from './eraser-rows.ts';

const curve = { scores: [], probabilities: [] };
const RESULT: Faithfulness & { steps: number[] } = {
  tokens: [],
  target: 0,
  methods: [
    { id: 'lrp', order: [], ...curve, comprehensiveness: [0.5, 0.5, 0.5, 0.5, 0.5], sufficiency: [0.1, 0.1, 0.1, 0.2, 0] },
    { id: 'gi', order: [], ...curve, comprehensiveness: [0.5, 0.6, 0.1, 0.1, 0.2], sufficiency: [0.1, 0.3, 0.3, 0.2, 0] },
  ],
  random: {
    mean: { ...curve, comprehensiveness: [0.5, 0.1, 0.1, 0.1, 0.1], sufficiency: [0.1, 0.4, 0.4, 0.4, -0.1] },
    low: curve,
    high: curve,
  },
  effects: [],
  topWords: [],
  steps: [],
  milliseconds: 1,
};

describe('eraserRows', () => {
  it('puts the mean first and marks the highest comprehensiveness', () => {
    const [lrp, gi, random] = eraserRows(RESULT, ['lrp', 'gi'], 'comprehensiveness');
    expect(lrp?.values[0]).toBeCloseTo(0.5, 12);
    expect(gi?.values[0]).toBeCloseTo(0.3, 12);
    expect(lrp?.best).toEqual([true, false, false, true, true, true]);
    expect(gi?.best).toEqual([false, false, true, false, false, false]);
    expect(random?.best).toEqual([false, false, false, false, false, false]);
  });

  it('marks the lowest sufficiency, of several equal ones each, and the random orders where they are best', () => {
    const [lrp, gi, random] = eraserRows(RESULT, ['lrp', 'gi'], 'sufficiency');
    expect(lrp?.best).toEqual([true, false, true, true, true, false]);
    expect(gi?.best[4]).toBe(true);
    expect(random?.best[5]).toBe(true);
  });

  it('leaves out the methods that are not shown', () => {
    expect(eraserRows(RESULT, ['gi'], 'sufficiency').map(({ label }) => label)).toEqual(['Gradient × Input', 'random']);
  });
});

describe('coincidence', () => {
  it('warns where several shares are the same number of words', () => {
    expect(coincidence([1, 1, 1, 2, 4], 'word')).toContain('1\u202f%, 5\u202f% and 10\u202f% all come to 1 word,');
    expect(coincidence([1, 1, 1, 2, 4], 'row')).toMatch(/^There are few rows: .* all come to 1 row,/);
    expect(coincidence([1, 3, 5, 10, 26], 'word')).toBeNull();
  });
});
