/** A word of the sentence and its relevance. */
export interface StrongWord {
  readonly position: number;
  readonly word: string;
  readonly value: number;
}

/** A word with less than this share of the largest relevance is none of the strongest. */
const STRONG_SHARE = 0.2;

/** The at most `limit` words that speak strongly for the target class (`sign` 1) or against it (-1), strongest first. */
export function strongestWords(words: readonly string[], values: readonly number[], sign: 1 | -1, limit: number): StrongWord[] {
  const least = STRONG_SHARE * values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return values
    .map((value, position) => ({ position, word: words[position] ?? '', value }))
    .filter(({ value }) => value * sign > 0 && Math.abs(value) >= least)
    .sort((a, b) => (b.value - a.value) * sign)
    .slice(0, limit);
}

/** Place of each value when ordered by size whatever the sign, from 1; equal values keep the sentence's order. */
export function ranksBySize(values: readonly number[]): number[] {
  const order = values.map((_, position) => position).sort((a, b) => Math.abs(values[b] ?? 0) - Math.abs(values[a] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  for (const [place, position] of order.entries()) ranks[position] = place + 1;
  return ranks;
}
