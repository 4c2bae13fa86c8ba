import type { Explanation, MethodResult, ModelInfo } from '../../engine/protocol.ts';
import { unitOf } from './unit.ts';

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

/** What that amount is called: 'score', or 'value' where the output is a number; with a contrast 'score difference'. */
export function targetScoreName({ model, contrast }: Pick<Explained, 'model' | 'contrast'>): string {
  const name = model.output === 'linear' ? 'value' : 'score';
  return contrast === undefined ? name : `${name} difference`;
}

/** The question an explanation answers: 'Why “good”?', 'Why “good” rather than “bad”?'; of a lone number 'Why this value?'. */
export function questionOf({ model, target, contrast }: Pick<Explained, 'model' | 'target' | 'contrast'>): string {
  if (isLoneValue(model)) return 'Why this value?';
  const name = (index: number) => `“${model.classes[index] ?? ''}”`;
  return `Why ${name(target)}${contrast === undefined ? '' : ` rather than ${name(contrast)}`}?`;
}

/** As an explanation has it, or the model itself. */
interface Outputs {
  readonly classes: readonly string[];
  readonly output?: ModelInfo['output'];
}

/** Whether the model gives one number, so that there is nothing to choose between. */
export function isLoneValue({ classes, output }: Outputs): boolean {
  return output === 'linear' && classes.length === 1;
}

/** What the class with the highest score is called; '' where there is no other. */
export function predictedName(model: Outputs): string {
  if (isLoneValue(model)) return '';
  return model.output === undefined || model.output === 'softmax'
    ? 'predicted'
    : model.output === 'sigmoid'
      ? 'most probable'
      : 'highest';
}

/** What has to be known of a model's output beside its figures; null: nothing. */
export function outputNote(model: Outputs): string | null {
  if (model.output === 'sigmoid') return 'Each class has a probability of its own: several may hold, or none.';
  if (model.output === 'linear') return `The model gives ${isLoneValue(model) ? 'a number' : 'numbers'}, not probabilities.`;
  return null;
}

/** What a method's values are shares of; null: of nothing, they merely add up to something. */
export function wholeOf(
  explanation: Explanation,
  { rest, base }: MethodResult,
): { readonly value: number; readonly said: (figure: string) => string } | null {
  const name = targetScoreName(explanation);
  if (rest !== undefined) return { value: targetScore(explanation), said: (figure) => `the ${name} ${figure}` };
  if (base === undefined) return null;
  return {
    value: targetScore(explanation) - base,
    said: (figure) => `${figure}, the ${name} less that of no ${unitOf(explanation)}s`,
  };
}
