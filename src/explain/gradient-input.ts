import type { ExplainedSentence, MethodRun } from './method.ts';

/** Gradient x Input: (ds/dx_t) . x_t, signed (Denil et al. 2015; Arras et al. 2017, section 2). */
export function gradientInput(sentence: ExplainedSentence): MethodRun {
  const { gradientInput, left, right, inputs } = sentence.gradient();
  return {
    parameters: {},
    words: gradientInput,
    encoders: { left: left.gradientInput, right: right.gradientInput },
    ...(inputs === null ? {} : { inputs: inputs.gradientInput }),
  };
}
