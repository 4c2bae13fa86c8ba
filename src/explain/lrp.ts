import type { GateRule } from '../model/results.ts';
import type { ExplainedSentence, MethodRun } from './method.ts';
import type { LrpOptions } from './method-options.ts';

/**
 * Layer-wise Relevance Propagation, epsilon rule (Arras et al. 2017, eq. 1): starts from the target's score and gives each word
 * its share, with a ledger of what did not reach a word.
 */
export function lrp(sentence: ExplainedSentence, options: LrpOptions): MethodRun {
  return lrpWith('all', sentence, options);
}

/** The same where gates get a share of what passes them, and hand it on (Arras et al. 2019, section 4; src/kernels/gate-rule.ts). */
export function lrpHalf(sentence: ExplainedSentence, options: LrpOptions): MethodRun {
  return lrpWith('half', sentence, options);
}

/** By absolute values. */
export function lrpAbs(sentence: ExplainedSentence, options: LrpOptions): MethodRun {
  return lrpWith('abs', sentence, options);
}

/** By values: where gate and source nearly cancel, relevance explodes, and is shown as it is. */
export function lrpProp(sentence: ExplainedSentence, options: LrpOptions): MethodRun {
  return lrpWith('prop', sentence, options);
}

function lrpWith(gates: GateRule, sentence: ExplainedSentence, { eps, biasFactor }: LrpOptions): MethodRun {
  const seed = sentence.targetWeights.map((weight, c) => weight * (sentence.scores[c] ?? 0));
  const { left, right, rest, bias, stabiliser, padding, inputs } = sentence.model.relevance(seed, eps, biasFactor, gates);
  return {
    parameters: { eps, bias_factor: biasFactor },
    words: left.map((value, t) => value + (right[t] ?? 0)),
    encoders: { left, right },
    ledger: { left, right, rest, bias, stabiliser, padding },
    ...(inputs === null ? {} : { inputs }),
  };
}
