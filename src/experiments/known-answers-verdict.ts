/** How far a method is from the known answers, and whether it passes. */
import type { MethodId } from '../explain/method-info.ts';
import type { KnownAnswersSettings } from './defaults.ts';
import type { KnownAnswersResult } from './known-answers.ts';
import { markedNumbers, truthOf } from './marked-numbers.ts';
import { Moments } from './statistics.ts';

/** The rule, laid down before any method was run: ours, not the paper's. A method passes where it keeps all three. */
export const RULE = {
  /** At least, of each marked number's relevance with what it contributes. */
  correlation: 0.95,
  /** At most: root mean squared error over all steps. The numbers have sizes from 0.5 to 1. */
  error: 0.1,
  /** At most: mean share of the absolute relevance that numbers without a mark get. */
  elsewhere: 0.05,
} as const;

export interface Verdict {
  readonly id: MethodId;
  /** Root mean squared error over all steps of all sequences. */
  readonly error: number;
  /** Pearson's correlation over the sequences: relevance of the first and the second marked number with what they contribute. */
  readonly first: number;
  readonly second: number;
  /** Mean over the sequences: the share of the sum of absolute relevances that falls on steps without a mark. */
  readonly elsewhere: number;
  /** Root mean squared difference between both marked steps' relevances together and the true answer. */
  readonly sum: number;
  /** Whether each part of the rule is kept; a figure that is not defined keeps none. */
  readonly keeps: Readonly<Record<keyof typeof RULE, boolean>>;
  readonly passes: boolean;
}

/** Of each method, in their order. Sequences for which a method has no values are left out of its figures. */
export function judge(result: KnownAnswersResult, settings: KnownAnswersSettings): Verdict[] {
  return result.methods.map(({ id, values }) => verdictOf(id, values, result, settings));
}

/** Root mean squared difference between the network's answers and the true ones. */
export function answerError({ sentences, answers }: KnownAnswersResult, { task, seed }: KnownAnswersSettings): number {
  const squares = new Moments();
  for (const [k, n] of sentences.entries())
    squares.add(((answers[k] ?? Number.NaN) - total(truthOf(markedNumbers(seed + n), task))) ** 2);
  return Math.sqrt(squares.summary().mean);
}

function verdictOf(
  id: MethodId,
  values: Float64Array,
  { sentences, starts }: KnownAnswersResult,
  settings: KnownAnswersSettings,
): Verdict {
  const [squares, sums, elsewheres] = [new Moments(), new Moments(), new Moments()];
  const found: [number[], number[]] = [[], []];
  const wanted: [number[], number[]] = [[], []];
  for (const [k, n] of sentences.entries()) {
    const relevance = values.subarray(starts[k], starts[k + 1]);
    if (relevance.some(Number.isNaN)) continue;
    const sequence = markedNumbers(settings.seed + n);
    const truth = truthOf(sequence, settings.task);
    const marked = [sequence.first, sequence.second] as const;
    for (const [t, value] of relevance.entries()) squares.add((value - (truth[t] ?? 0)) ** 2);
    for (const [which, t] of marked.entries()) {
      found[which]?.push(relevance[t] ?? Number.NaN);
      wanted[which]?.push(truth[t] ?? Number.NaN);
    }
    const onMarked = total(marked.map((t) => Math.abs(relevance[t] ?? 0)));
    elsewheres.add(1 - onMarked / total(relevance.map(Math.abs)));
    sums.add((total(marked.map((t) => relevance[t] ?? 0)) - total(truth)) ** 2);
  }
  const error = Math.sqrt(squares.summary().mean);
  const [first, second] = [pearson(found[0], wanted[0]), pearson(found[1], wanted[1])];
  const elsewhere = elsewheres.summary().mean;
  const keeps = {
    correlation: first >= RULE.correlation && second >= RULE.correlation,
    error: error <= RULE.error,
    elsewhere: elsewhere <= RULE.elsewhere,
  };
  const passes = keeps.correlation && keeps.error && keeps.elsewhere;
  return { id, error, first, second, elsewhere, sum: Math.sqrt(sums.summary().mean), keeps, passes };
}

/** NaN where one series is constant, or has fewer than two values. */
function pearson(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [total(a) / a.length, total(b) / b.length];
  let [aa, bb, ab] = [0, 0, 0];
  for (const [k, value] of a.entries()) {
    const [x, y] = [value - meanA, (b[k] ?? Number.NaN) - meanB];
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : Number.NaN;
}

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
