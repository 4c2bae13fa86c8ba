/**
 * The word-deletion experiment a second time, from its definition (facts: Experiments; Arras et al. 2017, section 4.2) and with the
 * plain transcription of the reference program (baseline.ts): whole sentences through plain loops, nothing reused. Slow; the
 * experiment must agree with it exactly. Only how an order is drawn from a seed is shared, since any other draw is as right.
 */

import type { ModelData } from '../model/model-data.ts';
import { mulberry32, shuffled } from '../model/random.ts';
import { Baseline } from './baseline.ts';

interface Labelled {
  readonly ids: readonly number[];
  readonly gold: number;
}

interface ReferenceCurves {
  readonly sentences: number[];
  /** Of lrp, gi, sa, then of each random run: [deletions + 1] share of right predictions. */
  readonly curves: number[][];
}

/** Deletes 1 .. `deletions` words; sentences of at least 10 words; eps = 0.001, bias_factor = 0. */
export function deleteWordsSlowly(
  model: ModelData,
  sentences: readonly Labelled[],
  options: { readonly deletions: number; readonly randomRuns: number; readonly seed: number },
): { readonly correct: ReferenceCurves; readonly wrong: ReferenceCurves } {
  const baseline = new Baseline(model);
  const classify = (ids: readonly number[]) => largest([...baseline.forward(ids)]);
  const outcomes: { index: number; first: boolean; right: boolean[][] }[] = [];
  for (const [index, { ids, gold }] of sentences.entries()) {
    if (ids.length < 10) continue;
    const first = classify(ids) === gold;
    const { left, right: reversed } = baseline.lrp(gold, 0.001, 0);
    const gradients = baseline.gradient(gold);
    const lrp = ids.map((_, t) => (left[t] ?? 0) + (reversed[t] ?? 0));
    const byMethod = [lrp, baseline.gradientInput(gradients), baseline.sensitivity(gradients)];
    // Initially correct: in decreasing relevance; initially false: in increasing relevance.
    const orders = byMethod.map((relevance) => sortedPlaces(first ? relevance.map((value) => -value) : relevance));
    const random = mulberry32(options.seed + index);
    for (let run = 0; run < options.randomRuns; run++) orders.push(shuffled(ids.length, random));
    const right = orders.map((order) =>
      Array.from({ length: options.deletions + 1 }, (_, count) => {
        const deleted = order.slice(0, count);
        return classify(ids.map((id, t) => (deleted.includes(t) ? -1 : id))) === gold;
      }),
    );
    outcomes.push({ index, first, right });
  }
  return { correct: average(outcomes.filter(({ first }) => first)), wrong: average(outcomes.filter(({ first }) => !first)) };
}

/** Places by value, lowest first; equal values in the order of the sentence. */
function sortedPlaces(values: readonly number[]): number[] {
  return values
    .map((value, place) => ({ value, place }))
    .sort((a, b) => a.value - b.value || a.place - b.place)
    .map(({ place }) => place);
}

function largest(scores: readonly number[]): number {
  return scores.indexOf(Math.max(...scores));
}

function average(
  outcomes: readonly { readonly index: number; readonly right: readonly (readonly boolean[])[] }[],
): ReferenceCurves {
  const [one] = outcomes;
  const curves = (one?.right ?? []).map((curve, order) =>
    curve.map((_, count) => outcomes.filter(({ right }) => right[order]?.[count]).length / outcomes.length),
  );
  return { sentences: outcomes.map(({ index }) => index), curves };
}
