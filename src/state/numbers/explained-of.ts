import type { NumbersExplanation } from '../../engine/numbers-protocol.ts';
import type { Explanation, ModelInfo } from '../../engine/protocol.ts';

/** Of a sequence: what names and amounts are made of (targetName, targetScore and targetScoreName of state/sentence). */
export function explainedOf(
  { name, sha256, classes, output }: Pick<ModelInfo, 'name' | 'sha256' | 'classes' | 'output'>,
  { scores, target, contrast }: Pick<NumbersExplanation, 'scores' | 'target' | 'contrast'>,
): Pick<Explanation, 'model' | 'scores' | 'target' | 'contrast'> {
  const model = { name, sha256, classes, ...(output === 'softmax' ? {} : { output }) };
  return { model, scores, target, ...(contrast === undefined ? {} : { contrast }) };
}
