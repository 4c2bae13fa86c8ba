import { digitsBeside, digitsFor, formatFixed } from './format-number.ts';

/**
 * Whether a sum is a part of what it is compared with, as both are shown: 1.77 of 1.79. What words get may also be more than the whole,
 * or of the other sign, where something else takes it back: nobody says 2.41 of 1.61.
 */
export function isPartOf(part: number, whole: number, digits: number): boolean {
  const [shownPart, shownWhole] = digits < 0 ? [part, whole] : [part, whole].map((value) => Number(value.toFixed(digits)));
  if (!shownPart) return true;
  return shownWhole !== undefined && shownPart * shownWhole > 0 && Math.abs(shownPart) <= Math.abs(shownWhole);
}

/** What values add up to, and what of: 'add up to 1.77 of the score 1.79'. @param whole null: of nothing */
export function addsUpTo(
  total: number,
  whole: { readonly value: number; readonly said: (figure: string) => string } | null,
): string {
  const digits = digitsFor(Math.max(Math.abs(total), Math.abs(whole?.value ?? 0)));
  const shown = (value: number) => formatFixed(value, digitsBeside(digits, value));
  const share = whole ? ` ${isPartOf(total, whole.value, digits) ? 'of' : 'for'} ${whole.said(shown(whole.value))}` : '';
  return `add up to ${shown(total)}${share}`;
}
