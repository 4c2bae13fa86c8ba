/**
 * Does an explanation tell the truth? Words are deleted (their embedding zeroed, as the reference's delete_pos does) in the order a
 * method gives them, and what becomes of the target is compared with random orders. Comprehensiveness and sufficiency are those of
 * ERASER (DeYoung et al. 2020, section 4.2), in differences of probability.
 */
import type { ModelConfig } from '../model/model-data.ts';
import { mulberry32, shuffled } from '../model/random.ts';
import { probabilitiesOf, softmax } from '../model/softmax.ts';

/** The target as a number: its score and its probability. */
export interface Outcome {
  readonly score: number;
  readonly probability: number;
}

/** The outcome for the words `ids` [T]; -1: deleted. Other work may be done between two calls. */
export type Evaluate = (ids: Int32Array) => Promise<Outcome>;

/** A sentence [T] and its outcome. */
interface Version {
  readonly ids: Int32Array;
  readonly outcome: Outcome;
}

/** What is tested: a sentence with all its words and with none. */
export interface Subject {
  readonly whole: Version;
  readonly none: Version;
  readonly evaluate: Evaluate;
}

/** How many words of an order are deleted: at the S steps of a curve, and as the top words of ERASER. */
export interface Counts {
  readonly steps: readonly number[];
  readonly topWords: readonly number[];
}

export interface Tested {
  /** [S] each */
  readonly scores: number[];
  readonly probabilities: number[];
  /** [number of topWords]: p(all words) - p(without the top words), and p(all words) - p(with the top words alone). */
  readonly comprehensiveness: number[];
  readonly sufficiency: number[];
}

/** Shares of the words over which ERASER's AOPC averages (DeYoung et al. 2020, section 4.2). */
export const ERASER_SHARES = [0.01, 0.05, 0.1, 0.2, 0.5] as const;

/** Steps beyond which a curve tells nothing more; longer sentences are deleted several words at a time. */
const MAX_CURVE_STEPS = 60;

/**
 * @param contrast with one, the score is s_target - s_contrast and the probability that of the target given one of the two
 * @param output what the scores become: a number has no probability, and stands in its place
 */
export function outcomeOf(
  scores: Float64Array,
  target: number,
  contrast: number | null,
  output: ModelConfig['output'] = 'softmax',
): Outcome {
  const score = scores[target] ?? Number.NaN;
  if (contrast === null) return { score, probability: probabilitiesOf(scores, output)[target] ?? score };
  const other = scores[contrast] ?? Number.NaN;
  return { score: score - other, probability: softmax([score, other])[0] ?? Number.NaN };
}

/** Positions [T] by value, highest first; equal values keep the sentence's order. */
export function deletionOrder(values: ArrayLike<number>): number[] {
  return Array.from(values, (_, position) => position).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
}

/** `count` seeded random orders of T positions. */
export function randomOrders(length: number, count: number, seed: number): number[][] {
  const random = mulberry32(seed);
  return Array.from({ length: count }, () => shuffled(length, random));
}

/** [S] numbers of deleted words, 0 to T: all of them, or for long sentences MAX_CURVE_STEPS evenly spaced steps. */
export function curveSteps(length: number): number[] {
  const steps = Math.min(length, MAX_CURVE_STEPS);
  return Array.from({ length: steps + 1 }, (_, step) => Math.round((step * length) / steps));
}

/** Words that count as the top words for a share of T: at least one. */
export function topCount(share: number, length: number): number {
  return Math.max(1, Math.round(share * length));
}

/** What becomes of the outcome as words are deleted in `order`, and with its top words alone. */
export async function testOrder(subject: Subject, order: readonly number[], { steps, topWords }: Counts): Promise<Tested> {
  const { whole, none, evaluate } = subject;
  const without = await outcomesBetween(whole, none, order, [...steps, ...topWords], evaluate);
  const only = await outcomesBetween(none, whole, order, topWords, evaluate);
  const curve = steps.map((count) => without(count));
  return {
    scores: curve.map(({ score }) => score),
    probabilities: curve.map(({ probability }) => probability),
    comprehensiveness: topWords.map((count) => whole.outcome.probability - without(count).probability),
    sufficiency: topWords.map((count) => whole.outcome.probability - only(count).probability),
  };
}

/** [T] score(all words) - score(without this one). */
export async function deletionEffects({ whole, evaluate }: Subject): Promise<number[]> {
  const effects: number[] = [];
  for (const position of whole.ids.keys()) {
    const without = whole.ids.slice();
    without[position] = -1;
    effects.push(whole.outcome.score - (await evaluate(without)).score);
  }
  return effects;
}

/**
 * The outcome once the first n words of `order` are those of `last` and the others still those of `first`, for each n of `counts`.
 * Fewest first: from one n to the next few words change, and the model computes only what they change.
 */
async function outcomesBetween(
  first: Version,
  last: Version,
  order: readonly number[],
  counts: readonly number[],
  evaluate: Evaluate,
): Promise<(count: number) => Outcome> {
  const outcomes = new Map([
    [0, first.outcome],
    [order.length, last.outcome],
  ]);
  const ids = first.ids.slice();
  let changed = 0;
  for (const count of [...counts].sort((a, b) => a - b)) {
    if (outcomes.has(count)) continue;
    for (const position of order.slice(changed, count)) ids[position] = last.ids[position] ?? -1;
    changed = count;
    outcomes.set(count, await evaluate(ids));
  }
  return (count) => outcomes.get(count) ?? { score: Number.NaN, probability: Number.NaN };
}
