import type { ExplainedSentence, MethodRun } from './method.ts';
import type { LrpOptions } from './method-info.ts';

/**
 * Layer-wise Relevance Propagation, epsilon rule (Arras et al. 2017, eq. 1): starts from the target's score and gives each word
 * its share, with a ledger of what did not reach a word.
 */
export function lrp(sentence: ExplainedSentence, options: LrpOptions): MethodRun {
  const { eps, biasFactor } = options;
  const seed = sentence.targetWeights.map((weight, c) => weight * (sentence.scores[c] ?? 0));
  const { left, right, rest, bias, stabiliser, padding, inputs } = sentence.model.relevance(seed, eps, biasFactor);
  return {
    parameters: { eps, bias_factor: biasFactor },
    words: left.map((value, t) => value + (right[t] ?? 0)),
    encoders: { left, right },
    ledger: { left, right, rest, bias, stabiliser, padding },
    ...(inputs === null ? {} : { inputs }),
  };
}
