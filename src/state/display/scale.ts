import type { Display } from './display-store.ts';

/**
 * The value that gets the full colour, for each of several rows of values shown together (display.scale). 0 where every value of a
 * row is zero and the scale is its own.
 */
export function scaleLimits(
  rows: readonly (readonly number[])[],
  { scale, fixedLimit }: Pick<Display, 'scale' | 'fixedLimit'>,
): number[] {
  if (scale === 'fixed') return rows.map(() => fixedLimit);
  if (scale === 'raw') return rows.map(() => 1);
  const largest = rows.map((values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  return scale === 'shared' ? largest.map(() => Math.max(0, ...largest)) : largest;
}
