import type { Weights } from './model-data.ts';

/** Zeros, held as float32 where `isNarrow`, else as float64. */
export function zeros(isNarrow: boolean, length: number): Weights {
  return isNarrow ? new Float32Array(length) : new Float64Array(length);
}

/** Zeros held as all of `others` are: as float32 only where that holds the numbers of each. */
export function zerosLike(length: number, ...others: readonly Weights[]): Weights {
  const isNarrow = others.every((values) => values instanceof Float32Array);
  return zeros(isNarrow, length);
}

/** One sigmoid output s is softmax over the two scores 0 and s: the first class has zero weights. @param values the output's, or its bias */
export function withZeroClass(values: Weights): Weights {
  const both = zerosLike(2 * values.length, values);
  both.set(values, values.length);
  return both;
}
