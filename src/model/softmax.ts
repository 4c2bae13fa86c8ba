import type { ModelConfig } from './model-data.ts';

/** Softmax of scores [C]: probabilities [C]. Shifted by the maximum, so that large scores do not overflow. */
export function softmax(scores: ArrayLike<number>): number[] {
  const values = Array.from(scores);
  const highest = Math.max(...values);
  const exps = values.map((score) => Math.exp(score - highest));
  const sum = exps.reduce((a, b) => a + b, 0);
  return exps.map((value) => value / sum);
}

/** Scores [C] as probabilities [C]: of one class or another, of each class by itself, or none ([]) where a score is just a number. */
export function probabilitiesOf(scores: ArrayLike<number>, output: ModelConfig['output']): number[] {
  if (output === 'softmax') return softmax(scores);
  return output === 'sigmoid' ? Array.from(scores, (score) => 1 / (1 + Math.exp(-score))) : [];
}

/** Index of the largest value; the first of equals. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let k = 1; k < values.length; k++) if ((values[k] ?? -Infinity) > (values[best] ?? -Infinity)) best = k;
  return best;
}
