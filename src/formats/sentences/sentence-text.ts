import { tryUtf8 } from '../basics/index.ts';
import { kindOfContent, nameOfKind } from '../containers/index.ts';
import { sentenceError } from './sentence-error.ts';
import { MAX_SENTENCE_BYTES, type SentenceEncoding, type SentenceFile } from './sentence-options.ts';

/** What a file is meant to be: in its messages. */
interface Purpose {
  readonly name: string;
  readonly expected: string;
}

const SENTENCES: Purpose = { name: 'a list of sentences', expected: 'a list of sentences as text, a table or a workbook' };

export interface DecodedText {
  /** Line ends are all '\n', and there is no byte order mark. */
  readonly text: string;
  readonly encoding: SentenceEncoding;
  /** Whether the encoding is but the likeliest. */
  readonly guessed: boolean;
}

/** @throws LensError `InputError` */
export function checkSize({ name, bytes }: SentenceFile): void {
  if (bytes.length <= MAX_SENTENCE_BYTES) return;
  throw sentenceError(name, null, 'the file is too large for a list of sentences', {
    expected: `at most ${MAX_SENTENCE_BYTES} bytes`,
    found: `${bytes.length}`,
  });
}

/**
 * The text of a file: in UTF-16 where its first two bytes say so, else in UTF-8 where it is valid, else in Windows-1252, as most
 * programs write that do not write UTF-8.
 *
 * @throws LensError `InputError` for what is binary, a web page, not in the encoding that is asked for, or empty
 */
export function textOf({ name, bytes }: SentenceFile, asked?: SentenceEncoding, purpose = SENTENCES): DecodedText {
  const { expected } = purpose;
  const kind = kindOfContent(bytes);
  if (kind === 'html') throw webPage(name, purpose);
  if (kind !== null && kind !== 'nothing') {
    const details = { expected, found: nameOfKind(kind) };
    const advice = kind === 'office' ? 'Save the table as .xlsx or as CSV.' : undefined;
    throw sentenceError(name, null, `this is not ${purpose.name}`, { ...details, advice });
  }
  const { encoding, guessed } = asked ? { encoding: asked, guessed: false } : encodingOf(bytes);
  const text = tryDecode(bytes, encoding);
  if (text === null) {
    throw sentenceError(name, null, `the file is not text in ${encoding}`, {
      expected: encoding,
      found: 'bytes that it does not have',
      advice: 'Choose another encoding.',
    });
  }
  if (text.includes('\0') || (guessed && CONTROLS.test(text))) {
    throw sentenceError(name, null, 'this is not a text file', { expected, found: 'binary data' });
  }
  if (/^\s*<(!doctype|html)/i.test(text)) throw webPage(name, purpose);
  if (!/\S/.test(text)) throw sentenceError(name, null, 'the file is empty', { expected, found: 'no text' });
  return { text: withoutEmptyEnd(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text), encoding, guessed };
}

/** No text has them, whatever its language. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0001-\u0008\u000e-\u0019\u001b-\u001f]/;

/** What the first bytes of a text, cut where they are, are written in. */
export function encodingOf(bytes: Uint8Array): Pick<DecodedText, 'encoding' | 'guessed'> {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', guessed: false };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', guessed: false };
  return tryUtf8(bytes) === null ? { encoding: 'windows-1252', guessed: true } : { encoding: 'utf-8', guessed: false };
}

/** null: the encoding does not have such bytes. */
export function tryDecode(bytes: Uint8Array, encoding: SentenceEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Empty lines at the end say nothing, not even that something was left out. */
function withoutEmptyEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}

function webPage(file: string, { name, expected }: Purpose) {
  return sentenceError(file, null, `this is a web page, not ${name}`, { expected, found: 'an HTML document' });
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
