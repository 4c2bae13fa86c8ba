import { tokenize } from '../../model/tokenizer.ts';
import { sentenceError } from './sentence-error.ts';
import { MAX_SENTENCES } from './sentence-options.ts';

/** More is a file without line ends rather than a sentence; the longest film reviews in use have some 15,000. */
const MAX_CHARACTERS = 50_000;

/** Takes the sentences of a file one after the other, leaves out the empty ones and refuses what is too much. */
export class SentenceCollector {
  readonly texts: string[] = [];
  /** One a text: the label as the file has it; '': none. */
  readonly labels: string[] = [];
  /** One a text: where it begins in the file. */
  readonly lines: number[] = [];
  /** As in `SentenceTable.trees`; of files of trees alone. */
  readonly spans: number[] = [];
  /** One a text: where its spans begin. */
  readonly starts: number[] = [];
  /** How many had no word. */
  left = 0;
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  /** @throws LensError `InputError` */
  add(line: number, text: string, label = '', spans: readonly number[] = []): void {
    if (!hasWords(text)) {
      this.left++;
      return;
    }
    if (text.length > MAX_CHARACTERS) {
      throw sentenceError(this.#name, line, 'the sentence is too long', {
        expected: `at most ${MAX_CHARACTERS} characters`,
        found: `${text.length}`,
        advice: 'Put each sentence on its own line.',
      });
    }
    if (this.texts.length === MAX_SENTENCES) {
      throw sentenceError(this.#name, line, 'there are too many sentences', {
        expected: `at most ${MAX_SENTENCES}`,
        found: 'more',
        advice: 'Use a part of the file.',
      });
    }
    this.texts.push(text);
    this.labels.push(label);
    this.lines.push(line);
    this.starts.push(this.spans.length);
    for (const value of spans) this.spans.push(value);
  }
}

/** Whether any token would come of it: text of invisible characters alone has none. */
function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text) || (/\S/.test(text) && tokenize(text.slice(0, 1000), { lowercase: false }).length > 0);
}
