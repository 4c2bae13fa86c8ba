import { formatFixed, formatPercent } from './format-number.ts';

interface Outcome {
  readonly scores: readonly number[];
  /** None where the output is a number. */
  readonly probabilities: readonly number[];
}

/** What the model gives a class: its probability, or where the output is a number, that. */
export function formatOutcome({ scores, probabilities }: Outcome, index: number): string {
  return probabilities.length > 0 ? formatPercent(probabilities[index] ?? Number.NaN) : formatFixed(scores[index] ?? Number.NaN);
}
