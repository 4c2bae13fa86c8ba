/** The table of a check: which sentences and classes it shows. */
import type { CheckedSentence, ReferenceCheck, ReferenceScores } from '../../../engine/protocol.ts';
import { digitsFor, EXPONENT, formatFixed } from '../../../ui/text/format-number.ts';

/** More rows than these say nothing new: the worst come first. */
export const MAX_ROWS = 20;
/** More classes than these do not stand side by side. */
const MAX_COLUMNS = 8;

export interface TrustRow extends CheckedSentence {
  /** Place among the references, from 0. */
  readonly index: number;
  readonly given: readonly number[];
}

/** Worst first; of equals the first. */
export function trustRows({ sentences }: ReferenceCheck, references: readonly ReferenceScores[]): TrustRow[] {
  return sentences
    .map((sentence, index) => ({ ...sentence, index, given: references[index]?.scores ?? [] }))
    .sort((a, b) => b.difference - a.difference)
    .slice(0, MAX_ROWS);
}

/** Indices of the scores shown, in their order: those with the largest differences where there are too many. */
export function trustColumns(rows: readonly TrustRow[]): number[] {
  const count = rows[0]?.given.length ?? 0;
  const worst = Array.from({ length: count }, (_, column) =>
    rows.reduce((most, { given, scores }) => Math.max(most, Math.abs((given[column] ?? 0) - (scores[column] ?? 0))), 0),
  );
  return [...worst.keys()]
    .sort((a, b) => (worst[b] ?? 0) - (worst[a] ?? 0))
    .slice(0, MAX_COLUMNS)
    .sort((a, b) => a - b);
}

/** Shows scores of these rows with digits enough to tell a real difference. */
export function scoreFormat(rows: readonly TrustRow[]): (score: number) => string {
  const largest = rows
    .flatMap(({ given, scores }) => [...given, ...scores])
    .reduce((most, score) => Math.max(most, Math.abs(score)), 0);
  const digits = digitsFor(largest);
  return (score) => formatFixed(score, digits === EXPONENT ? EXPONENT : Math.min(digits + 3, 8));
}
