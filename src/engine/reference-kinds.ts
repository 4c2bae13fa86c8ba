/** What reference scores can be: scores before softmax or sigmoid, probabilities, or their logarithms. */
import type { ModelConfig } from '../model/model-data.ts';
import { probabilitiesOf } from '../model/softmax.ts';
import { type ReferenceKind, type ReferenceScores, VERIFIED_BELOW } from './protocol.ts';

/** Probabilities are often printed with two digits: C of them then sum to 1 within this times C. */
const ROUNDING = 0.005;

type Output = ModelConfig['output'];

/** The kinds that the scores can be, likeliest first. A number is nothing but a number. */
export function kindsOf(references: readonly ReferenceScores[], output: Output): readonly ReferenceKind[] {
  const all = (holds: (scores: readonly number[]) => boolean) => references.every(({ scores }) => holds(scores));
  if (output === 'linear') return ['scores'];
  // A sigmoid's value says little: scores before it may all lie between 0 and 1 too.
  if (output === 'sigmoid' || all((scores) => scores.length === 1)) {
    return all((scores) => scores.every((p) => p >= 0 && p <= 1)) ? ['scores', 'probabilities'] : ['scores'];
  }
  if (all(sumsToOne)) return ['probabilities', 'scores'];
  if (all((scores) => sumsToOne(scores.map(Math.exp)))) return ['log-probabilities', 'scores'];
  return ['scores'];
}

function sumsToOne(values: readonly number[]): boolean {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.every((value) => value >= 0 && value <= 1) && Math.abs(sum - 1) <= ROUNDING * values.length;
}

/** Our scores [C] as that kind; `count` 1 of two classes: of the second alone, as one sigmoid output has them. */
export function inKind(kind: ReferenceKind, scores: ArrayLike<number>, count: number, output: Output): number[] {
  const values = convert(kind, scores, output);
  return count === 1 && values.length === 2 ? values.slice(1, 2) : values;
}

function convert(kind: ReferenceKind, scores: ArrayLike<number>, output: Output): number[] {
  if (kind === 'scores') return Array.from(scores);
  if (kind === 'probabilities') return probabilitiesOf(scores, output);
  const values = Array.from(scores);
  const highest = Math.max(...values);
  const logSum = Math.log(values.reduce((sum, score) => sum + Math.exp(score - highest), 0));
  return values.map((score) => score - highest - logSum); // not log(softmax): that of a tiny one would be -Infinity
}

/** Infinity where one of them is not finite. */
export function largestDifference(given: readonly number[], ours: readonly number[]): number {
  const largest = given.reduce((most, score, index) => Math.max(most, Math.abs(score - (ours[index] ?? Number.NaN))), 0);
  return Number.isNaN(largest) ? Number.POSITIVE_INFINITY : largest;
}

/** [C] the column of `ours` that each column of `given` agrees with; null: there is no such order, or no other than theirs. */
export function classOrderOf(
  given: readonly (readonly number[])[],
  ours: readonly (readonly number[])[],
): readonly number[] | null {
  const count = given[0]?.length ?? 0;
  const agrees = (a: number, b: number) =>
    given.every((row, index) => Math.abs((row[a] ?? Number.NaN) - (ours[index]?.[b] ?? Number.NaN)) < VERIFIED_BELOW);
  const order: number[] = [];
  for (let column = 0; column < count; column++) {
    const match = Array.from({ length: count }, (_, other) => other).find(
      (other) => !order.includes(other) && agrees(column, other),
    );
    if (match === undefined) return null;
    order.push(match);
  }
  return order;
}
