import { expect, it } from 'vitest';
import { summarise } from './statistics.ts';

it('leaves out what is not defined', () => {
  const { count, mean, deviation } = summarise([2, Number.NaN, 4, 9]);
  expect([count, mean]).toEqual([3, 5]);
  expect(deviation).toBeCloseTo(Math.sqrt(13), 14);
  expect(summarise([])).toEqual({ count: 0, mean: Number.NaN, deviation: Number.NaN });
  expect(summarise([7])).toEqual({ count: 1, mean: 7, deviation: Number.NaN });
});

it('does not lose a small spread around a large mean', () => {
  expect(summarise([1e9 + 1, 1e9 + 2, 1e9 + 3]).deviation).toBeCloseTo(1, 12);
});
