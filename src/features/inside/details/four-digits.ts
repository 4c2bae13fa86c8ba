import { EXPONENT, formatFixed } from '../../../ui/text/format-number.ts';

/** Below this, zeros after the point would be all one sees. */
const SMALL = 1e-6;
const DIGITS = 4;

/** A number to be checked on paper: four digits that count, '0.07855', '−12.35', '1.2e−9'. */
export function fourDigits(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(value)) return formatFixed(value, 0);
  if (size < SMALL) return formatFixed(value, EXPONENT);
  // As it is after rounding: 9.9996 is 10.00.
  const magnitude = Math.floor(Math.log10(Number(size.toPrecision(DIGITS))));
  return formatFixed(value, Math.max(0, DIGITS - 1 - magnitude));
}

/** The same with its sign before it, apart, as in a sum: '+ 0.07855', '− 12.35'. */
export function asSummand(value: number): string {
  return `${value < 0 ? '−' : '+'} ${fourDigits(Math.abs(value))}`;
}
