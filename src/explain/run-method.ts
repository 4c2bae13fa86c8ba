/** How methods are run, whichever they are (fast-methods.ts, methods.ts). */
import { LensError, type LensErrorFields } from '../model/errors.ts';
import type { Network } from '../model/network.ts';
import type { Gradient } from '../model/results.ts';
import type { ExplainedSentence, Method, MethodOutcome, MethodRun, MethodSteps, Steps } from './method.ts';
import type { MethodId, MethodInfo } from './method-info.ts';
import { LRP_DEFAULTS, type MethodOptions } from './method-options.ts';

/** [C] weights of the scores in s_target - s_contrast; without a contrast, in s_target. */
export function targetWeights(classes: number, target: number, contrast: number | null): Float64Array {
  const weights = new Float64Array(classes);
  weights[target] = 1;
  if (contrast !== null && contrast !== target) weights[contrast] = -1;
  return weights;
}

/** What is explained of the sentence in hand. */
export function explained(model: Network, scores: Float64Array, targetWeights: Float64Array): ExplainedSentence {
  let shared: Gradient | undefined;
  const gradient = () => {
    shared ??= model.gradient(targetWeights);
    return shared;
  };
  return { model, ids: model.sentence(), scores, targetWeights, gradient };
}

/** @param method the function of this row of the table */
export function* outcomeOf(
  { id, group, appliesTo }: Pick<MethodInfo, 'id' | 'group' | 'appliesTo'>,
  method: Method,
  sentence: ExplainedSentence,
  options: MethodOptions,
): Steps<MethodOutcome> {
  const { model } = sentence;
  const obstacle = appliesTo({ layers: model.layerShapes, output: model.output });
  if (obstacle !== null) return { id, run: null, parameters: {}, error: doesNotApply(id, obstacle) };
  const begun = method(sentence, options);
  const run = isInSteps(begun) ? yield* begun : begun;
  if (hasValues(run)) return { id, run };
  return { id, run: null, parameters: run.parameters, error: overflow({ id, group }, method, sentence, options) };
}

function isInSteps(begun: MethodRun | MethodSteps): begun is MethodSteps {
  return 'next' in begun;
}

/** The one run of a method that was asked for alone. @throws LensError NumericalError where its values are not finite, InputError where it does not apply */
export function runOf(outcome: MethodOutcome | undefined, where: string): MethodRun {
  if (outcome?.run) return outcome.run;
  if (!outcome) throw new RangeError('no method was run');
  throw new LensError({ ...outcome.error, where: `${outcome.error.where}, ${where}` });
}

function doesNotApply(id: MethodId, obstacle: string): LensErrorFields {
  return { name: 'InputError', where: `method ${id}`, problem: `does not apply to this network. ${obstacle}` };
}

function hasValues({ words, encoders, ledger, base = 0 }: MethodRun): boolean {
  const { rest = 0, bias = 0, stabiliser = 0, padding = 0 } = ledger ?? {};
  const parts = encoders ? [encoders.left, encoders.right] : [];
  return [words, ...parts, [rest, bias, stabiliser, padding, base]].every((values) => values.every(Number.isFinite));
}

const CHECK_WEIGHTS = 'Check the model’s weights for extreme values.';

/** Why: eps is to blame where the default one would do, squaring where the gradient itself is finite, else the size of the weights. */
function overflow(
  { id, group }: Pick<MethodInfo, 'id' | 'group'>,
  method: Method,
  sentence: ExplainedSentence,
  options: MethodOptions,
): LensErrorFields {
  const beyond = 'grew beyond the range of float64';
  const fields = { name: 'NumericalError', where: `method ${id}`, expected: 'finite values', found: 'overflow' } as const;
  if (group === 'propagation') {
    const { eps } = LRP_DEFAULTS;
    const both = options.eps === eps ? eps : `${options.eps}, and with ${eps} too`;
    const change = options.eps < eps ? 'larger' : 'smaller';
    const again = method(sentence, { ...options, eps });
    return options.eps !== eps && !isInSteps(again) && hasValues(again)
      ? {
          ...fields,
          problem: `a relevance ${beyond}`,
          found: `overflow with eps = ${options.eps}`,
          advice: `Use a ${change} eps, such as ${eps}.`,
        }
      : { ...fields, problem: `a relevance ${beyond}`, found: `overflow with eps = ${both}`, advice: CHECK_WEIGHTS };
  }
  if (group !== 'gradients') return { ...fields, problem: `a score ${beyond}`, advice: CHECK_WEIGHTS };
  const squared = id === 'sa' && sentence.gradient().gradientInput.every(Number.isFinite);
  return { ...fields, problem: squared ? `the square of a gradient ${beyond}` : `a gradient ${beyond}`, advice: CHECK_WEIGHTS };
}
