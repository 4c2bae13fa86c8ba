import { expect } from 'vitest';

/**
 * Every value within `relative` of the expected one, measured against the largest expected magnitude (words of one sentence share
 * a scale: a relevance near 0 is the difference of large ones). Names the first index that is off.
 */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, relative: number, what = 'value'): void {
  expect(actual.length, `${what}: length`).toBe(expected.length);
  let scale = 0;
  for (let k = 0; k < expected.length; k++) scale = Math.max(scale, Math.abs(expected[k] ?? Number.NaN));
  for (let k = 0; k < expected.length; k++) {
    const difference = Math.abs((actual[k] ?? Number.NaN) - (expected[k] ?? Number.NaN));
    const close = difference <= relative * Math.max(scale, Number.MIN_VALUE);
    expect(close, `${what}[${k}]: ${actual[k]}, expected ${expected[k]} (off by ${difference}, scale ${scale})`).toBe(true);
  }
}
