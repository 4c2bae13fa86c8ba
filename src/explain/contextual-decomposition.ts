import type { ExplainedSentence, MethodSteps } from './method.ts';
import { weighted } from './target.ts';

/**
 * Contextual Decomposition (Murdoch et al. 2018, arXiv 1801.05453, section 3) of each word alone: what it contributes to the score through the gates
 * of one LSTM layer, its interaction with the words before and after it being irrelevant.
 */
export function* contextualDecomposition({ model, ids, targetWeights }: ExplainedSentence): MethodSteps {
  const words = new Float64Array(ids.length);
  let contributionOf = model.decomposition();
  for (const t of ids.keys()) {
    if (yield t / ids.length) contributionOf = model.decomposition();
    words[t] = weighted(targetWeights, contributionOf(t, t + 1));
  }
  return { parameters: {}, words };
}
