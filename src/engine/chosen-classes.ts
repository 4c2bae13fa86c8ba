import type { ExplainRequest } from './protocol.ts';

/**
 * What is explained: s_target - s_contrast, or s_target alone. Of a class whose score is always 0 there is nothing to explain but
 * that it is not the other one: one sigmoid output s is two classes of the scores 0 and s, and the first is explained by -s.
 */
export function chosenClasses(
  { target, contrast = null }: Pick<ExplainRequest, 'target' | 'contrast'>,
  predicted: number,
  constantClass: number | null,
): { target: number; contrast: number | null } {
  const chosen = target === 'predicted' ? predicted : target;
  if (chosen === constantClass) return { target: chosen, contrast: 1 - chosen };
  return { target: chosen, contrast: contrast === chosen ? null : contrast };
}
