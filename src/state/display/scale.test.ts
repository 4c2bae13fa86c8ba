import { describe, expect, it } from 'vitest';
import { scaleLimits } from './scale.ts';

const ROWS = [
  [0.5, -2],
  [0.1, 0],
  [0, 0],
];

describe('scaleLimits', () => {
  it('is each row’s largest absolute value, the largest of all, the person’s, or 1', () => {
    expect(scaleLimits(ROWS, { scale: 'method', fixedLimit: 3 })).toEqual([2, 0.1, 0]);
    expect(scaleLimits(ROWS, { scale: 'shared', fixedLimit: 3 })).toEqual([2, 2, 2]);
    expect(scaleLimits(ROWS, { scale: 'fixed', fixedLimit: 3 })).toEqual([3, 3, 3]);
    expect(scaleLimits(ROWS, { scale: 'raw', fixedLimit: 3 })).toEqual([1, 1, 1]);
  });

  it('has nothing to say about no rows', () => {
    expect(scaleLimits([], { scale: 'shared', fixedLimit: 1 })).toEqual([]);
  });
});
