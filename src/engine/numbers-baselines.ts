/** What a sequence of numbers can be held against that is made of nothing but itself. */
export const PLAIN_BASELINES = ['zero', 'mean'] as const;
/** Rows of zeros, or of each feature's mean over the sequence. */
export type PlainBaseline = (typeof PLAIN_BASELINES)[number];

/** [F] means over time of `values` [T, F]. */
export function featureMeans(values: Float64Array, F: number): Float64Array {
  const means = new Float64Array(F);
  for (let at = 0; at < values.length; at++) means[at % F] = (means[at % F] ?? 0) + (values[at] ?? 0);
  return means.map((sum) => sum / (values.length / F));
}

/** [T, F] as `values`. */
export function plainBaseline(kind: PlainBaseline, values: Float64Array, F: number): Float64Array {
  if (kind === 'zero') return new Float64Array(values.length);
  const means = featureMeans(values, F);
  return values.map((_, at) => means[at % F] ?? 0);
}
