import type { Explanation } from '../../engine/protocol.ts';

type Explained = Pick<Explanation, 'model' | 'scores' | 'target' | 'contrast'>;

/** What is explained, in words: 'negative', or 'negative rather than positive'. */
export function targetName({ model, target, contrast }: Pick<Explained, 'model' | 'target' | 'contrast'>): string {
  const name = model.classes[target] ?? '';
  return contrast === undefined ? name : `${name} rather than ${model.classes[contrast] ?? ''}`;
}

/** The amount that is explained: s_target, or with a contrast s_target - s_contrast (scores, before the softmax). */
export function targetScore({ scores, target, contrast }: Pick<Explained, 'scores' | 'target' | 'contrast'>): number {
  const score = scores[target] ?? Number.NaN;
  return contrast === undefined ? score : score - (scores[contrast] ?? Number.NaN);
}

/** What that amount is called: 'score', or with a contrast 'score difference'. */
export function targetScoreName({ contrast }: Pick<Explained, 'target' | 'contrast'>): string {
  return contrast === undefined ? 'score' : 'score difference';
}
