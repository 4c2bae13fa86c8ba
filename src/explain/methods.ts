/** Every method, run on a sentence whose forward pass is in the model's memory: one signature, one table. */
import type { Network } from '../model/network.ts';
import { contextualDecomposition } from './contextual-decomposition.ts';
import { FAST_RUNS } from './fast-methods.ts';
import { integratedGradients } from './integrated-gradients.ts';
import { lrpAbs, lrpHalf, lrpProp } from './lrp.ts';
import type { Method, MethodOutcome, Steps } from './method.ts';
import type { MethodId } from './method-info.ts';
import { type MethodOptions, withDefaults } from './method-options.ts';
import { methodInfo } from './method-table.ts';
import { occlusion, occlusionP } from './occlusion.ts';
import { explained, outcomeOf } from './run-method.ts';
import { shapley } from './shapley.ts';
import { atOnce, inSteps, type Pause } from './steps.ts';

const METHOD_RUNS: Readonly<Record<MethodId, Method>> = {
  ...FAST_RUNS,
  lrp_half: lrpHalf,
  lrp_abs: lrpAbs,
  lrp_prop: lrpProp,
  occlusion,
  occlusion_p: occlusionP,
  ig: integratedGradients,
  shapley,
  cd: contextualDecomposition,
};

/**
 * Runs the methods on the model's last sentence. Each fails alone: where values are not finite, or it does not apply to the network, its
 * outcome says so and why.
 */
export function runMethods(
  model: Network,
  scores: Float64Array,
  targetWeights: Float64Array,
  methods: readonly MethodId[],
  options: Partial<MethodOptions>,
): MethodOutcome[] {
  return atOnce(methodsInSteps(model, scores, targetWeights, methods, options));
}

/** The same in steps. Between two of them the model must do nothing else: what methods share is computed once. */
export function* methodsInSteps(
  model: Network,
  scores: Float64Array,
  targetWeights: Float64Array,
  methods: readonly MethodId[],
  options: Partial<MethodOptions>,
): Steps<MethodOutcome[]> {
  const sentence = explained(model, scores, targetWeights);
  const outcomes: MethodOutcome[] = [];
  for (const id of methods) {
    outcomes.push(yield* outcomeOf(methodInfo(id), METHOD_RUNS[id], sentence, withDefaults(options)));
  }
  return outcomes;
}

/**
 * The same of one method, beside other work.
 * @param pause as in `inSteps`
 */
export async function runInSteps(
  model: Network,
  scores: Float64Array,
  targetWeights: Float64Array,
  id: MethodId,
  options: Partial<MethodOptions>,
  pause: Pause,
): Promise<MethodOutcome> {
  return inSteps(
    outcomeOf(methodInfo(id), METHOD_RUNS[id], explained(model, scores, targetWeights), withDefaults(options)),
    pause,
  );
}
