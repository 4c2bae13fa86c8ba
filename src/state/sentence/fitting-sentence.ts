import type { ModelInfo } from '../../engine/protocol.ts';
import { readRows } from './number-rows.ts';

/** The example a sentence came from; forgotten as soon as the person edits the sentence. */
export interface ExampleReference {
  readonly set: 'built-in' | 'sst' | 'file';
  /** Position in its set, from 1. */
  readonly number: number;
  /** Gold class, or null where the set has none. */
  readonly gold: number | null;
}

/** What stands in the sentence field, and where it came from. */
export interface Sentence {
  readonly text: string;
  /** Tokens to take as they are; null: `text` is tokenised. */
  readonly tokens: readonly string[] | null;
  readonly example: ExampleReference | null;
}

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
