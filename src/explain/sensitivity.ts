import type { ExplainedSentence, MethodRun } from './method.ts';

/** Sensitivity Analysis: ||ds/dx_t||^2, never negative (Li et al. 2016; Arras et al. 2017, section 2). */
export function sensitivity(sentence: ExplainedSentence): MethodRun {
  const { sensitivity, left, right, inputs } = sentence.gradient();
  return {
    parameters: {},
    words: sensitivity,
    encoders: { left: left.sensitivity, right: right.sensitivity },
    ...(inputs === null ? {} : { inputs: inputs.sensitivity }),
  };
}
