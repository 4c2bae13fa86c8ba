import { quote, tryUtf8 } from '../basics/index.ts';
import { kindOfContent, nameOfKind } from '../containers/index.ts';
import { sentenceError } from './sentence-error.ts';
import { MAX_SENTENCE_BYTES, type SentenceFile } from './sentence-options.ts';

const SENTENCES = 'a list of sentences';

/**
 * The text of a file of sentences, or of `what` else, its line ends all '\n', without a byte order mark.
 *
 * @throws LensError `InputError` for what is too large, binary, a web page, not UTF-8, or empty
 */
export function textOf({ name, bytes }: SentenceFile, what: string = SENTENCES): string {
  const expected = `${what} as UTF-8 text`;
  if (bytes.length > MAX_SENTENCE_BYTES) {
    throw sentenceError(name, null, `the file is too large for ${what}`, {
      expected: `at most ${MAX_SENTENCE_BYTES} bytes`,
      found: `${bytes.length}`,
    });
  }
  const kind = kindOfContent(bytes);
  if (kind === 'html') throw webPage(name, what, 'an HTML document');
  if (kind !== null && kind !== 'nothing') {
    throw sentenceError(name, null, `this is not ${what}`, { expected, found: nameOfKind(kind) });
  }
  const text = tryUtf8(bytes);
  if (text === null) throw notUtf8(name, expected, bytes);
  if (text.includes('\0')) throw sentenceError(name, null, 'this is not a text file', { expected, found: 'binary data' });
  if (/^\s*<(!doctype|html)/i.test(text)) throw webPage(name, what, quote(text.trimStart()));
  if (!/\S/.test(text)) throw sentenceError(name, null, 'the file is empty', { expected, found: 'no text' });
  return withoutEmptyEnd(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
}

/** Empty lines at the end say nothing, not even that something was left out. */
function withoutEmptyEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}

function webPage(name: string, what: string, found: string) {
  return sentenceError(name, null, `this is a web page, not ${what}`, { expected: `${what} as UTF-8 text`, found });
}

function notUtf8(name: string, expected: string, [first, second]: Uint8Array) {
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return sentenceError(name, null, 'this is not a text file in UTF-8', {
    expected,
    found: isUtf16 ? 'UTF-16' : 'other bytes',
    advice: 'Save the file as UTF-8 and add it again.',
  });
}

/** Calls `visit` with every line and its number, from 1; an array of all lines could be longer than the memory is large. */
export function eachLine(text: string, visit: (line: string, number: number) => void): void {
  let number = 1;
  for (let at = 0; at < text.length; number++) {
    const end = text.indexOf('\n', at);
    visit(text.slice(at, end < 0 ? text.length : end), number);
    if (end < 0) return;
    at = end + 1;
  }
}

/** The first few lines that are not empty. */
export function firstLines(text: string, count: number): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length && found.length < count; ) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    const line = text.slice(at, end);
    if (line.trim() !== '') found.push(line);
    at = end + 1;
  }
  return found;
}
