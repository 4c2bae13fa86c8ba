import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axis, extent, nearestStep, stepsOf, ticks, valueAt, yDomain } from './line-chart-scale.ts';

const line = (x: number[], y: number[], band?: { low: number[]; high: number[] }) => ({
  id: 'a',
  label: 'a',
  look: 0,
  x,
  y,
  ...band,
});
const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe('ticks', () => {
  it('are round numbers within the range', () => {
    expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks(-0.13, 0.31, 5)).toEqual([-0.1, 0, 0.1, 0.2, 0.3]);
    expect(ticks(0, 14, 8, true)).toEqual([0, 2, 4, 6, 8, 10, 12, 14]);
  });

  it('are whole where asked for, and one where there is no range', () => {
    expect(ticks(0, 2, 10, true)).toEqual([0, 1, 2]);
    expect(ticks(3, 3, 5)).toEqual([3]);
    expect(ticks(Number.NaN, 1, 5)).toEqual([]);
  });

  it('ascend, stay inside and stay few for any range', () => {
    fc.assert(
      fc.property(
        finite,
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 12 }),
        (from, span, count) => {
          const found = ticks(from, from + span, count);
          expect(found.length).toBeLessThanOrEqual(count + 1);
          for (const [index, tick] of found.entries()) {
            expect(tick).toBeGreaterThanOrEqual(from - span * 1e-6);
            expect(tick).toBeLessThanOrEqual(from + span * (1 + 1e-6));
            expect(tick).toBeGreaterThan(found[index - 1] ?? Number.NEGATIVE_INFINITY);
          }
        },
      ),
    );
  });
});

describe('axis', () => {
  it('is linear, also upside down, and stands still without a range', () => {
    const y = axis([0, 4], [200, 0], 4);
    expect([y.place(0), y.place(1), y.place(4)]).toEqual([200, 150, 0]);
    expect(axis([2, 2], [0, 100], 4).place(2)).toBe(50);
  });
});

describe('yDomain', () => {
  it('holds lines, bands and what has to be included', () => {
    expect(yDomain([line([0, 1], [1, 2], { low: [-1, 0], high: [1, 5] })])).toEqual([-1, 5]);
    expect(yDomain([line([0], [3])], [0])).toEqual([0, 3]);
  });

  it('is never a point, and leaves out what is not a number', () => {
    expect(yDomain([line([0, 1], [2, 2])])).toEqual([1, 3]);
    expect(yDomain([])).toEqual([-1, 1]);
    expect(extent([Number.NaN, 3, Number.POSITIVE_INFINITY, 1])).toEqual([1, 3]);
  });
});

describe('steps', () => {
  it('are the steps of all lines, once each', () => {
    expect(stepsOf([line([0, 2, 10], [0, 0, 0]), line([0, 1, 10], [0, 0, 0])])).toEqual([0, 1, 2, 10]);
  });

  it('are found by nearness', () => {
    expect([-5, 0.4, 0.6, 7, 99].map((value) => nearestStep([0, 1, 10], value))).toEqual([0, 0, 1, 2, 2]);
  });

  it('have values where a line has them', () => {
    expect(valueAt(line([0, 2], [5, 6]), 2)).toBe(6);
    expect(valueAt(line([0, 2], [5, 6]), 1)).toBeUndefined();
  });
});
