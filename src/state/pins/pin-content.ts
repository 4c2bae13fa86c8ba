/** What a pin shows, and what it is called. Pure. */
import type { MethodResult } from '../../engine/protocol.ts';
import { firstWords, targetName } from '../sentence/index.ts';
import type { Pin } from './pins-kept.ts';

type Content = Pick<Pin, 'subject' | 'explanation'>;

/** First words and target: enough to tell one pin from the next. */
export function defaultName({ subject, explanation }: Content): string {
  return `${firstWords(subject.text, 28)} · ${targetName(explanation)}`;
}

/** Methods of an explanation that the pin of the same does not have yet; null: none. */
export function moreMethods({ explanation }: Content, pin: Content): readonly MethodResult[] | null {
  const there = new Set(pin.explanation.methods.map(({ id }) => id));
  const more = explanation.methods.filter(({ id }) => !there.has(id));
  return more.length > 0 ? more : null;
}

/** Whether two pins show the same: words, target, contrast, LRP's settings and model. */
export function samePin(one: Content, other: Content): boolean {
  return keyOf(one) === keyOf(other);
}

/** With the scores, which differ where the same weights are read in another way. */
export function keyOf({ subject, explanation }: Content): string {
  const { model, tokens, scores, target, contrast = null } = explanation;
  return JSON.stringify([model.sha256, tokens, scores, target, contrast, subject.lrp.eps, subject.lrp.biasFactor]);
}

export function cleanName(name: string): string {
  return Array.from(name.trim().replace(/\s+/g, ' ')).slice(0, 80).join('');
}
