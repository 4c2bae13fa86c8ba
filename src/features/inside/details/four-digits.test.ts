import { expect, it } from 'vitest';
import { asSummand, fourDigits } from './four-digits.ts';

it.each([
  [0.0785512, '0.07855'],
  [-12.34567, '−12.35'],
  [9.99961, '10.00'],
  [0.00099996, '0.001000'],
  [12345.6, '12346'],
  [0, '0'],
  [1.24e-9, '1.2e−9'],
])('%d has four digits that count: %s', (value, text) => {
  expect(fourDigits(value)).toBe(text);
});

it('stands in a sum with its sign apart', () => {
  expect([asSummand(0.5), asSummand(-0.25)]).toEqual(['+ 0.5000', '− 0.2500']);
});
