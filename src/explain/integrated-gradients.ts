import { gaussLegendre } from './gauss-legendre.ts';
import type { ExplainedSentence, MethodSteps } from './method.ts';
import type { MethodOptions } from './method-options.ts';
import { weighted } from './target.ts';

/**
 * Integrated Gradients (Sundararajan et al. 2017, eq. 1): x_t times the mean gradient on the straight path from zero rows to the sentence,
 * by Gauss-Legendre quadrature. With what rows that fill up get, values add up to s(x) - s(zero rows) but for the gap that the quadrature leaves.
 */
export function* integratedGradients({ model, ids, targetWeights }: ExplainedSentence, { nodes }: MethodOptions): MethodSteps {
  const words = new Float64Array(ids.length);
  const base = weighted(targetWeights, model.pathGradient(targetWeights, 0).scores);
  let padding = 0;
  const path = gaussLegendre(nodes);
  const inputs: Float64Array[] = [];
  for (const [node, { at, weight }] of path.entries()) {
    yield node / nodes;
    const found = model.pathGradient(targetWeights, at);
    addTo(words, found.words, weight);
    padding += weight * found.padding;
    for (const [t, row] of (found.inputs ?? []).entries()) {
      inputs[t] ??= new Float64Array(row.length);
      addTo(inputs[t], row, weight);
    }
  }
  model.forward(ids);
  return { parameters: { nodes }, words, base, padding, ...(model.isOfNumbers ? { inputs } : {}) };
}

function addTo(sum: Float64Array, values: ArrayLike<number>, weight: number): void {
  for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] ?? 0) + weight * (values[k] ?? Number.NaN);
}
