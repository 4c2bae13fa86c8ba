/** Figures of a check as they are written: apart from its verdict, for the first page may have to name them. */
import { EXPONENT, formatCount, formatFixed } from '../../../ui/text/format-number.ts';

/** '3.1e−7', '0.0412', '12.3': two digits that matter, no more. */
export function formatDifference(difference: number): string {
  if (difference === 0) return '0';
  if (difference < 1e-3) return formatFixed(difference, EXPONENT);
  return formatFixed(difference, difference < 0.1 ? 4 : difference < 10 ? 2 : 1);
}

export function countOf(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
}
