import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markSize, marksPath, nearestPoint, pointOrder, scatterDomain } from './scatter-layout.ts';

const anyNumber = fc.oneof(fc.double({ min: -5, max: 5 }), fc.constant(Number.NaN));

describe('the order of points', () => {
  it('rises by x, then by y, and leaves out those without both', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyNumber, anyNumber), { maxLength: 40 }), (pairs) => {
        const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const order = pointOrder({ x, y });
        const whole = pairs.flatMap(([a, b], k) => (Number.isNaN(a) || Number.isNaN(b) ? [] : [k]));
        expect([...order].sort((a, b) => a - b)).toEqual(whole);
        for (const [k, point] of order.entries()) {
          const next = order[k + 1];
          if (next === undefined) continue;
          const by = [(x[next] ?? 0) - (x[point] ?? 0), (y[next] ?? 0) - (y[point] ?? 0), next - point];
          expect(by.find((difference) => difference !== 0)).toBeGreaterThan(0);
        }
      }),
      { numRuns: 100, seed: 2 },
    );
  });
});

describe('the nearest point', () => {
  const places = [
    [10, 10],
    [20, 10],
    [20, 30],
  ] as const;

  it('is the one that is least away, or none where all are too far', () => {
    expect(nearestPoint(places, [18, 13], 28)).toBe(1);
    expect(nearestPoint(places, [18, 25], 28)).toBe(2);
    expect(nearestPoint(places, [60, 60], 28)).toBeNull();
    expect(nearestPoint([], [0, 0], 28)).toBeNull();
  });
});

describe('axes and marks', () => {
  it('leave air about the values and reach what they have to, also where all are the same', () => {
    const [low, high] = scatterDomain([2, 12], undefined);
    expect(low).toBeLessThan(2);
    expect(high).toBeGreaterThan(12);
    expect(scatterDomain([0.4], [0, 1])[0]).toBeLessThan(0);
    expect(scatterDomain([0.4], [0, 1])[1]).toBeGreaterThan(1);
    for (const values of [[], [0], [7, 7]]) {
      const [from, to] = scatterDomain(values, undefined);
      expect(to).toBeGreaterThan(from);
    }
  });

  it('a mark stands about its point, and many of them are smaller', () => {
    expect(marksPath([[10, 20]], 'cross', 2)).toBe('M8 18l4 4m0 -4l-4 4');
    expect(marksPath([[10, 20]], 'dot', 2)).toBe('M8 20a2 2 0 1 0 4 0a2 2 0 1 0 -4 0Z');
    expect(marksPath([], 'ring', 2)).toBe('');
    expect(markSize(100, 250_000)).toBeGreaterThan(markSize(2210, 250_000));
  });
});
