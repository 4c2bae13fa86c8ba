import { tokenize } from '../../model/tokenizer.ts';
import { hasTags, withoutTags } from './html-tags.ts';
import { type Place, sentenceError } from './sentence-error.ts';
import { MAX_SENTENCES } from './sentence-options.ts';

/** More is a file without line ends rather than a sentence; the longest film reviews in use have some 15,000. */
const MAX_CHARACTERS = 50_000;

/** Takes the sentences of a file one after the other, leaves out the empty ones and refuses what is too much. */
export class SentenceCollector {
  readonly texts: string[] = [];
  /** One a text: the label as the file has it; '': none. */
  readonly labels: string[] = [];
  /** As in `SentenceTable.trees`; of files of trees alone. */
  readonly spans: number[] = [];
  /** One a text: where its spans begin. */
  readonly starts: number[] = [];
  /** How many had no word. */
  left = 0;
  /** How many had HTML tags in them. */
  tagged = 0;
  readonly #name: string;
  readonly #tagsAsSpaces: boolean;

  constructor(name: string, tagsAsSpaces = false) {
    this.#name = name;
    this.#tagsAsSpaces = tagsAsSpaces;
  }

  /** @throws LensError `InputError` */
  add(place: Place, given: string, label = '', spans: readonly number[] = []): void {
    const isTagged = hasTags(given);
    const text = isTagged && this.#tagsAsSpaces ? withoutTags(given) : given;
    if (!hasWords(text)) {
      this.left++;
      return;
    }
    if (text.length > MAX_CHARACTERS) {
      throw sentenceError(this.#name, place, 'the sentence is too long', {
        expected: `at most ${MAX_CHARACTERS} characters`,
        found: `${text.length}`,
        advice: 'Put each sentence on its own line.',
      });
    }
    if (this.texts.length === MAX_SENTENCES) throw tooManySentences(this.#name, place, 'more');
    if (isTagged) this.tagged++;
    this.texts.push(text);
    this.labels.push(label);
    this.starts.push(this.spans.length);
    // Of a text whose tags were taken out, they would be places of other words.
    for (const value of text === given ? spans : []) this.spans.push(value);
  }
}

export function tooManySentences(name: string, place: Place, found: string) {
  return sentenceError(name, place, 'there are too many sentences', {
    expected: `at most ${MAX_SENTENCES}`,
    found,
    advice: 'Use a part of the file.',
  });
}

/** Whether any token would come of it: text of invisible characters alone has none. */
function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text) || (/\S/.test(text) && tokenize(text.slice(0, 1000), { lowercase: false }).length > 0);
}
