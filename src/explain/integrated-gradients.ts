import { gaussLegendre } from './gauss-legendre.ts';
import type { ExplainedSentence, MethodSteps } from './method.ts';
import type { MethodOptions } from './method-options.ts';
import { weighted } from './target.ts';

/**
 * Integrated Gradients (Sundararajan et al. 2017, eq. 1): x_t times the mean gradient on the straight path from zero rows to the sentence,
 * by Gauss-Legendre quadrature. With what rows that fill up get, values add up to s(x) - s(zero rows) but for the gap that the quadrature leaves.
 */
export function* integratedGradients(sentence: ExplainedSentence, { nodes }: MethodOptions): MethodSteps {
  const { model, ids, targetWeights } = sentence;
  const words = new Float64Array(ids.length);
  const base = weighted(targetWeights, model.pathGradient(targetWeights, 0).scores);
  let padding = 0;
  const path = gaussLegendre(nodes);
  const gradients: Float64Array[] = [];
  for (const [node, { at, weight }] of path.entries()) {
    yield node / nodes;
    const found = model.pathGradient(targetWeights, at);
    addTo(words, found.words, weight);
    padding += weight * found.padding;
    for (const [t, row] of (found.gradients ?? []).entries()) {
      gradients[t] ??= new Float64Array(row.length);
      addTo(gradients[t], row, weight);
    }
  }
  model.forward(ids);
  return {
    parameters: { nodes },
    words,
    base,
    padding,
    ...(model.isOfNumbers ? { inputs: timesRows(sentence, gradients) } : {}),
  };
}

/** The mean gradient times each number that the model read. */
function timesRows({ model, ids }: ExplainedSentence, gradients: readonly Float64Array[]): Float64Array[] {
  const rows = model.embeddings();
  return gradients.map((row, t) => row.map((value, k) => ((ids[t] ?? -1) < 0 ? 0 : value * (rows[t * row.length + k] ?? 0))));
}

function addTo(sum: Float64Array, values: ArrayLike<number>, weight: number): void {
  for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] ?? 0) + weight * (values[k] ?? Number.NaN);
}
