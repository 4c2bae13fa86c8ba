/** Runs explanation methods on a sentence whose forward pass is in the model's memory: one signature, one table. */

import { LensError } from '../model/errors.ts';
import type { Network } from '../model/network.ts';
import type { Gradient } from '../model/results.ts';
import { gradientInput, sensitivity } from './gradient-methods.ts';
import { lrp } from './lrp.ts';
import type { Method, MethodRun } from './method.ts';
import type { LrpOptions, MethodId } from './method-info.ts';

export const METHOD_RUNS: Readonly<Record<MethodId, Method>> = { lrp, gi: gradientInput, sa: sensitivity };

/** [C] weights of the scores in s_target - s_contrast; without a contrast, in s_target. */
export function targetWeights(classes: number, target: number, contrast: number | null): Float64Array {
  const weights = new Float64Array(classes);
  weights[target] = 1;
  if (contrast !== null && contrast !== target) weights[contrast] = -1;
  return weights;
}

/** Runs the methods on the model's last sentence. @throws LensError NumericalError when a value is not finite. */
export function runMethods(
  model: Network,
  scores: Float64Array,
  targetWeights: Float64Array,
  methods: readonly MethodId[],
  options: LrpOptions,
): MethodRun[] {
  let shared: Gradient | undefined;
  const gradient = () => {
    shared ??= model.gradient(targetWeights);
    return shared;
  };
  return methods.map((id) => finite(id, METHOD_RUNS[id]({ model, scores, targetWeights, gradient }, options), options));
}

function finite(id: MethodId, run: MethodRun, { eps }: LrpOptions): MethodRun {
  const { rest = 0, bias = 0, stabiliser = 0, padding = 0 } = run.ledger ?? {};
  if (run.words.every(Number.isFinite) && [rest, bias, stabiliser, padding].every(Number.isFinite)) return run;
  throw new LensError({
    name: 'NumericalError',
    where: `method ${id}`,
    problem: 'a relevance grew beyond the range of float64',
    expected: 'finite values',
    found: id === 'lrp' ? `overflow with eps = ${eps}` : 'overflow',
    advice: id === 'lrp' ? 'Use a larger eps, such as 0.001.' : 'Check the model’s weights for extreme values.',
  });
}
