/** The form of sequence_test.txt (ArrasL/LRP_for_LSTM, folder data): a line is `label TAB w1 | w2 | ...`. */
import { quote } from '../basics/index.ts';
import type { SentenceCollector } from './sentence-collector.ts';
import { sentenceError } from './sentence-error.ts';
import { eachLine } from './sentence-text.ts';

const LINE_FORM = 'a label from 1 to 5, a tab, and words separated by " | "';
const WORD_SEPARATOR = ' | ';

/**
 * Words are split on ` | ` alone and taken as they are: a word may hold U+00A0 or other odd characters, so nothing is trimmed.
 * A text is its words with single spaces between.
 *
 * @throws LensError `InputError` that names the line, what was expected and what was found
 */
export function readSequence(text: string, name: string, into: SentenceCollector): void {
  eachLine(text, (line, number) => {
    if (line === '') {
      into.add(number, '');
      return;
    }
    const tab = line.indexOf('\t');
    if (tab < 0) throw sentenceError(name, number, 'there is no tab', { expected: LINE_FORM, found: quote(line) });
    const label = line.slice(0, tab);
    if (!/^[1-5]$/.test(label)) {
      throw sentenceError(name, number, 'the label is not valid', { expected: 'a label from 1 to 5', found: quote(label) });
    }
    const words = line.slice(tab + 1).split(WORD_SEPARATOR);
    const bad = words.findIndex((word) => word === '' || /[ \t]/.test(word));
    if (bad >= 0) {
      throw sentenceError(name, number, `word ${bad + 1} is not valid`, {
        expected: 'words separated by " | "',
        found: describeWord(words[bad] ?? ''),
      });
    }
    into.add(number, words.join(' '), label);
  });
}

function describeWord(word: string): string {
  return word === '' ? 'an empty word' : `a space or tab inside a word: ${quote(word)}`;
}
