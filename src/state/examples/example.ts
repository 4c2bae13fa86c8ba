/** An example as the panel lists it, whatever set it comes from. */
import type { ChosenExample } from '../explain-store.ts';
import type { BuiltInExample } from './built-in.ts';
import type { PhenomenonId } from './phenomena.ts';
import type { Gold, SstSentence } from './sst-file.ts';

export type SetId = ChosenExample['set'];

export interface Example {
  /** Position in its set, from 1: the example's index is `number - 1`. */
  readonly number: number;
  readonly gold: Gold;
  readonly text: string;
  /** Tokens to take as they are; null: the model's tokeniser splits `text`. */
  readonly tokens: readonly string[] | null;
  /** Built-in examples only. */
  readonly phenomenon: PhenomenonId | null;
  /** What a search looks through: `text` as foldForSearch() gives it. */
  readonly folded: string;
}

export interface ExampleSet {
  readonly id: SetId;
  readonly name: string;
  readonly examples: readonly Example[];
}

/** Lower case and straight quotes, so that a phone's curly apostrophe finds the same sentences. */
export function foldForSearch(text: string): string {
  return text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
}

export function fromBuiltIn(sentences: readonly BuiltInExample[]): readonly Example[] {
  return sentences.map(({ text, gold, phenomenon }, index) => ({
    number: index + 1,
    gold,
    text,
    tokens: null,
    phenomenon,
    folded: foldForSearch(text),
  }));
}

/** Sentences of a file, shown as SST writes them: tokens joined by spaces. */
export function fromSentences(sentences: readonly SstSentence[]): readonly Example[] {
  return sentences.map(({ gold, tokens }, index) => {
    const text = tokens.join(' ');
    return { number: index + 1, gold, text, tokens, phenomenon: null, folded: foldForSearch(text) };
  });
}
