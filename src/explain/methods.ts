/** Runs explanation methods on a sentence whose forward pass is in the model's memory: one signature, one table. */
import { LensError, type LensErrorFields } from '../model/errors.ts';
import type { Network } from '../model/network.ts';
import type { Gradient } from '../model/results.ts';
import { gradientInput, sensitivity } from './gradient-methods.ts';
import { lrp } from './lrp.ts';
import type { ExplainedSentence, Method, MethodOutcome, MethodRun } from './method.ts';
import { LRP_DEFAULTS, type LrpOptions, type MethodId } from './method-info.ts';

export const METHOD_RUNS: Readonly<Record<MethodId, Method>> = { lrp, gi: gradientInput, sa: sensitivity };

/** [C] weights of the scores in s_target - s_contrast; without a contrast, in s_target. */
export function targetWeights(classes: number, target: number, contrast: number | null): Float64Array {
  const weights = new Float64Array(classes);
  weights[target] = 1;
  if (contrast !== null && contrast !== target) weights[contrast] = -1;
  return weights;
}

/** Runs the methods on the model's last sentence. Each fails alone: where values are not finite, its outcome says so and why. */
export function runMethods(
  model: Network,
  scores: Float64Array,
  targetWeights: Float64Array,
  methods: readonly MethodId[],
  options: LrpOptions,
): MethodOutcome[] {
  let shared: Gradient | undefined;
  const gradient = () => {
    shared ??= model.gradient(targetWeights);
    return shared;
  };
  const sentence = { model, scores, targetWeights, gradient };
  return methods.map((id): MethodOutcome => {
    const run = METHOD_RUNS[id](sentence, options);
    if (hasValues(run)) return { id, run };
    return { id, run: null, parameters: run.parameters, error: overflow(id, sentence, options) };
  });
}

/** The one run of a method that was asked for alone. @throws LensError NumericalError where its values are not finite */
export function runOf(outcome: MethodOutcome | undefined, where: string): MethodRun {
  if (outcome?.run) return outcome.run;
  if (!outcome) throw new RangeError('no method was run');
  throw new LensError({ ...outcome.error, where: `${outcome.error.where}, ${where}` });
}

function hasValues({ words, encoders, ledger }: MethodRun): boolean {
  const { rest = 0, bias = 0, stabiliser = 0, padding = 0 } = ledger ?? {};
  return [words, encoders.left, encoders.right, [rest, bias, stabiliser, padding]].every((values) =>
    values.every(Number.isFinite),
  );
}

const CHECK_WEIGHTS = 'Check the model’s weights for extreme values.';

/** Why: eps is to blame where the default one would do, squaring where the gradient itself is finite, else the size of the weights. */
function overflow(id: MethodId, sentence: ExplainedSentence, options: LrpOptions): LensErrorFields {
  const beyond = 'grew beyond the range of float64';
  const fields = { name: 'NumericalError', where: `method ${id}`, expected: 'finite values', found: 'overflow' } as const;
  if (id === 'lrp') {
    const { eps } = LRP_DEFAULTS;
    const both = options.eps === eps ? eps : `${options.eps}, and with ${eps} too`;
    const change = options.eps < eps ? 'larger' : 'smaller';
    return options.eps !== eps && hasValues(lrp(sentence, { ...options, eps }))
      ? {
          ...fields,
          problem: `a relevance ${beyond}`,
          found: `overflow with eps = ${options.eps}`,
          advice: `Use a ${change} eps, such as ${eps}.`,
        }
      : { ...fields, problem: `a relevance ${beyond}`, found: `overflow with eps = ${both}`, advice: CHECK_WEIGHTS };
  }
  const squared = id === 'sa' && sentence.gradient().gradientInput.every(Number.isFinite);
  return { ...fields, problem: squared ? `the square of a gradient ${beyond}` : `a gradient ${beyond}`, advice: CHECK_WEIGHTS };
}
