/** An example as the panel lists it, whatever set it comes from. */
import type { SentenceTable, SentenceTrees } from '../../engine/protocol.ts';
import type { ChosenExample } from '../sentence/index.ts';
import type { BuiltInExample } from './built-in.ts';
import type { PhenomenonId } from './phenomena.ts';

export type SetId = ChosenExample['set'];

export interface Example {
  /** Position in its set, from 1: the example's index is `number - 1`. */
  readonly number: number;
  /** Class, a place in its set's `goldClasses`; null: not known. */
  readonly gold: number | null;
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
  /** What the gold labels mean; null: there are none. They are of use where these are the model's classes (class-marks.ts). */
  readonly goldClasses: readonly string[] | null;
  /** Only where the file held trees. */
  readonly trees?: SentenceTrees;
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

/** Sentences of a file. A hundred thousand of them: what can be made from the text is made when it is asked for. */
export function fromTable({ texts, gold, tokenised }: SentenceTable): readonly Example[] {
  return texts.map((text, index) => {
    const label = gold[index] ?? -1;
    return new FileExample(index + 1, text, label < 0 ? null : label, tokenised);
  });
}

class FileExample implements Example {
  readonly number: number;
  readonly text: string;
  readonly gold: number | null;
  readonly phenomenon = null;
  readonly #tokenised: boolean;
  #folded: string | null = null;

  constructor(number: number, text: string, gold: number | null, tokenised: boolean) {
    this.number = number;
    this.text = text;
    this.gold = gold;
    this.#tokenised = tokenised;
  }

  get tokens(): readonly string[] | null {
    return this.#tokenised ? this.text.split(' ') : null;
  }

  /** Kept: a search asks again with every letter. */
  get folded(): string {
    this.#folded ??= foldForSearch(this.text);
    return this.#folded;
  }
}
