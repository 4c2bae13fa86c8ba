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

/** A line of words and scores as an example: as many scores as there are classes. */
export function examplePlaceholder(classes: number): string {
  const line = (words: string, from: number) =>
    `${words} -> ${Array.from({ length: Math.min(classes, MAX_COLUMNS) }, (_, index) => EXAMPLE_SCORES[(from + index) % EXAMPLE_SCORES.length]).join(' ')}`;
  const more = classes > MAX_COLUMNS ? ' …' : '';
  return `${line('the film was dull', 0)}${more}\n${line('a quiet , clever story', 3)}${more}`;
}

const EXAMPLE_SCORES = ['1.2483', '-0.4096', '0.3175', '-1.0628', '2.5139', '-0.0871', '0.9264'];
