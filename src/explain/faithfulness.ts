/**
 * Does an explanation tell the truth? Words are deleted (their embedding zeroed, as the reference's delete_pos does) in the order a
 * method gives them, and what becomes of the target is compared with random orders. Comprehensiveness and sufficiency are those of
 * ERASER (DeYoung et al. 2020, section 4.2), in differences of probability.
 */
import type { Bilstm } from '../model/bilstm.ts';
import { mulberry32, shuffled } from '../model/random.ts';
import { softmax } from '../model/softmax.ts';

/** The target as a number: its score and its probability, given all scores [C]. */
export interface Outcome {
  score(scores: Float64Array): number;
  probability(scores: Float64Array): number;
}

export interface Curve {
  readonly scores: number[];
  readonly probabilities: number[];
}

/** @param contrast with one, the score is s_target - s_contrast and the probability that of the target given one of the two */
export function outcomeOf(target: number, contrast: number | null): Outcome {
  const at = (scores: ArrayLike<number>, index: number) => scores[index] ?? Number.NaN;
  if (contrast === null) return { score: (s) => at(s, target), probability: (s) => at(softmax(s), target) };
  return {
    score: (s) => at(s, target) - at(s, contrast),
    probability: (s) => softmax([at(s, target), at(s, contrast)])[0] ?? Number.NaN,
  };
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

/** [T + 1] what becomes of the outcome as the words `ids` are deleted in `order`. */
export function deletionCurve(model: Bilstm, ids: Int32Array, order: readonly number[], outcome: Outcome): Curve {
  const curve: Curve = { scores: [], probabilities: [] };
  const note = (scores: Float64Array) => {
    curve.scores.push(outcome.score(scores));
    curve.probabilities.push(outcome.probability(scores));
  };
  note(model.forward(ids));
  for (const position of order) note(model.replaceWord(position, -1));
  return curve;
}

/** [T] score(all words) - score(without this one). */
export function deletionEffects(model: Bilstm, ids: Int32Array, outcome: Outcome): number[] {
  const whole = outcome.score(model.forward(ids));
  return Array.from(ids, (id, position) => {
    const effect = whole - outcome.score(model.replaceWord(position, -1));
    model.replaceWord(position, id);
    return effect;
  });
}

/** Words that count as the top words for a share of T: at least one. */
export function topCount(share: number, length: number): number {
  return Math.max(1, Math.round(share * length));
}

/** p(all words) - p(without the top words), for each share: read off the deletion curve. */
export function comprehensiveness({ probabilities }: Curve, shares: readonly number[]): number[] {
  const whole = probabilities[0] ?? Number.NaN;
  return shares.map((share) => whole - (probabilities[topCount(share, probabilities.length - 1)] ?? Number.NaN));
}

/** p(all words) - p(with the top words alone), for each share. */
export function sufficiency(
  model: Bilstm,
  ids: Int32Array,
  order: readonly number[],
  outcome: Outcome,
  shares: readonly number[],
): number[] {
  const whole = outcome.probability(model.forward(ids));
  return shares.map((share) => {
    const kept = new Int32Array(ids.length).fill(-1);
    for (const position of order.slice(0, topCount(share, ids.length))) kept[position] = ids[position] ?? -1;
    return whole - outcome.probability(model.forward(kept));
  });
}
