import { LensError } from '../../engine/protocol.ts';

/** Class index: 0 very negative, 1 negative, 2 neutral, 3 positive, 4 very positive. */
export type Gold = 0 | 1 | 2 | 3 | 4;

export interface SstSentence {
  /** Line number in the file, from 1. */
  readonly number: number;
  readonly gold: Gold;
  readonly tokens: readonly string[];
}

const LINE_FORM = 'a label from 1 to 5, a tab, and words separated by " | "';
const WORD_SEPARATOR = ' | ';
const GOLD_OF_LABEL: ReadonlyMap<string, Gold> = new Map([
  ['1', 0],
  ['2', 1],
  ['3', 2],
  ['4', 3],
  ['5', 4],
]);

/**
 * Reads a file in the form of `sequence_test.txt` (ArrasL/LRP_for_LSTM, folder data): a line is `label TAB w1 | w2 | ...`, label
 * 1 (very negative) to 5 (very positive), read as class 0 to 4.
 *
 * Words are split on ` | ` alone and taken as they are: a word may hold U+00A0 or other odd characters, so nothing is trimmed.
 * Line ends may be LF or CRLF; empty lines may only stand at the end.
 *
 * @param where what to call the file in errors
 * @throws LensError `InputError` that names the line, what was expected and what was found
 */
export function parseSequenceTest(text: string, where = 'sentence file'): SstSentence[] {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  refuseOtherFiles(content, where);
  const lines = content.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  while (lines.at(-1) === '') lines.pop();
  if (lines.length === 0) {
    throw inputError(where, 'the file is empty', `lines of ${LINE_FORM}`, 'no text');
  }
  return lines.map((line, index) => parseLine(line, index + 1, where));
}

/** Says what a file of another kind is, where its first line would only look like a malformed sentence. */
function refuseOtherFiles(content: string, where: string): void {
  if (content.includes('\0')) {
    throw inputError(where, 'this is not a text file', `lines of ${LINE_FORM}`, 'binary data');
  }
  if (/^\s*<(!doctype|html|\?xml)/i.test(content)) {
    throw inputError(where, 'this is a web page, not a list of sentences', `lines of ${LINE_FORM}`, quote(content));
  }
}

function parseLine(line: string, number: number, file: string): SstSentence {
  const where = `${file}, line ${number}`;
  if (line === '') throw inputError(where, 'the line is empty', LINE_FORM, 'an empty line before the end of the file');
  const tab = line.indexOf('\t');
  if (tab < 0) throw inputError(where, 'there is no tab', LINE_FORM, quote(line));
  const label = line.slice(0, tab);
  const gold = GOLD_OF_LABEL.get(label);
  if (gold === undefined) throw inputError(where, 'the label is not valid', 'a label from 1 to 5', quote(label));
  const tokens = line.slice(tab + 1).split(WORD_SEPARATOR);
  const bad = tokens.findIndex((token) => token === '' || /[ \t\r]/.test(token));
  if (bad >= 0)
    throw inputError(where, `word ${bad + 1} is not valid`, 'words separated by " | "', describeWord(tokens[bad] ?? ''));
  return { number, gold, tokens };
}

function describeWord(word: string): string {
  return word === '' ? 'an empty word' : `a space or tab inside a word: ${quote(word)}`;
}

/** The beginning of what was found, short enough for one line of a message. */
function quote(found: string): string {
  const [first = ''] = found.split('\n', 1);
  const characters = [...first];
  return JSON.stringify(characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : first);
}

function inputError(where: string, problem: string, expected: string, found: string): LensError {
  return new LensError({ name: 'InputError', where, problem, expected, found });
}
