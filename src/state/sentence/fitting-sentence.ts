import type { ModelInfo } from '../../engine/protocol.ts';
import type { Subject } from './explain-store.ts';
import { readRows } from './number-rows.ts';

export type Sentence = Pick<Subject, 'text' | 'tokens' | 'example'>;

/**
 * Whether a model can read what stands in the field. Rows are told from a sentence by the model they were written for: a sentence may be
 * of numbers too.
 *
 * @param from the model that was in use before; null: there was none
 */
export function fits({ text, tokens }: Sentence, from: ModelInfo | null, to: ModelInfo): boolean {
  if (to.input === 'numbers') return reads(text, to);
  return tokens !== null || from?.input !== 'numbers' || !(reads(text, from) || /^[\s\d.,;+\-\u2212eE[\]]*$/.test(text));
}

function reads(text: string, model: ModelInfo): boolean {
  try {
    return readRows(text, model).length > 0;
  } catch {
    return false;
  }
}
