import { describe, expect, it } from 'vitest';
import { EXPONENT } from './format-number.ts';
import { addsUpTo, isPartOf } from './part-of.ts';

describe('isPartOf', () => {
  it.each([
    [1.77, 1.79],
    [-1.77, -1.79],
    [0, 1.79],
    [0.001, -1.79],
    // As they are shown, the two are the same.
    [1.7944, 1.7943],
  ])('%d is a part of %d', (part, whole) => expect(isPartOf(part, whole, 2)).toBe(true));

  it.each([
    [2.41, 1.61],
    [-0.2, 0.58],
    [-3, -1],
    [0.5, 0],
    [1, Number.NaN],
  ])('%d is none of %d', (part, whole) => expect(isPartOf(part, whole, 2)).toBe(false));

  it('of tiny values too', () => {
    expect(isPartOf(1e-9, 2e-9, EXPONENT)).toBe(true);
    expect(isPartOf(3e-9, 2e-9, EXPONENT)).toBe(false);
  });
});

describe('addsUpTo', () => {
  const whole = (value: number) => ({ value, said: (figure: string) => `the score ${figure}` });

  it.each([
    [1.77, whole(1.79), 'add up to 1.77 of the score 1.79'],
    [2.41, whole(1.61), 'add up to 2.41 for the score 1.61'],
    [2.2e16, whole(1.79), 'add up to 2.2e+16 for the score 1.79'],
    [0.5, null, 'add up to 0.50'],
  ])('%d', (total, of, told) => expect(addsUpTo(total, of)).toBe(told));
});
