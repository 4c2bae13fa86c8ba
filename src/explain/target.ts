/** What methods that run the network many times have in common. */
import type { ExplainedSentence } from './method.ts';

/** The classes that a weighting of the scores is of: s_target - s_contrast, or s_target alone. */
export function targetOf(targetWeights: Float64Array): { readonly target: number; readonly contrast: number | null } {
  const contrast = targetWeights.indexOf(-1);
  return { target: targetWeights.indexOf(1), contrast: contrast < 0 ? null : contrast };
}

/** sum_c weight_c score_c */
export function weighted(weights: ArrayLike<number>, scores: ArrayLike<number>): number {
  let sum = 0;
  for (let c = 0; c < weights.length; c++) sum += (weights[c] ?? 0) === 0 ? 0 : (weights[c] ?? 0) * (scores[c] ?? Number.NaN);
  return sum;
}

/** s of the sentence of zero rows: what Integrated Gradients and Shapley values start from. The sentence is in hand again afterwards. */
export function baselineScore({ model, ids, targetWeights }: ExplainedSentence): number {
  const base = weighted(targetWeights, model.forward(ids.map(() => -1)));
  model.forward(ids);
  return base;
}
