/** Word vectors as text: a word and its numbers a line (GloVe), and the same behind a line of two counts (word2vec's and fastText's .vec). */
import { decodeLatin1, formatError, quote, type TensorSource, tryUtf8 } from '../basics/index.ts';
import { checkDistinctWords } from './vocabulary.ts';

export interface WordVectors {
  readonly words: readonly string[];
  /** [V, e] */
  readonly vectors: TensorSource;
}

/** Fewer numbers a line are ids or counts. */
const LEAST_NUMBERS = 4;
const NUMBER = /^-?\d*\.?\d+(e[-+]?\d+)?$/i;
const LINE_END = 10;

/** Null where the first lines are no words with vectors. Throws a ModelFormatError where a later one is not like them. */
export function readWordVectors(bytes: Uint8Array, where: string): WordVectors | null {
  const first = lineAt(bytes, 0);
  const header = /^\d+ \d+ ?\r?$/.test(first.text);
  const start = header ? first.next : 0;
  const size = numbersIn(lineAt(bytes, start).text);
  if (size < LEAST_NUMBERS) return null;
  const lines: number[] = [];
  const words: string[] = [];
  for (let at = start; at < bytes.length; ) {
    const line = lineAt(bytes, at);
    if (line.text.trim() !== '') {
      const word = wordOf(line.text, size);
      if (word === null) {
        throw formatError(`${where} line ${lines.length + (header ? 2 : 1)}`, 'is not a word with its vector', {
          expected: `a word and ${size} numbers`,
          found: quote(line.text),
        });
      }
      lines.push(at);
      words.push(word);
    }
    at = line.next;
  }
  checkDistinctWords(words, where, 'lines', 1);
  return { words, vectors: { shape: [words.length, size], read: () => readNumbers(bytes, lines, size) } };
}

function lineAt(bytes: Uint8Array, at: number): { readonly text: string; readonly next: number } {
  const found = bytes.indexOf(LINE_END, at);
  const end = found < 0 ? bytes.length : found;
  const line = bytes.subarray(at, end);
  return { text: (tryUtf8(line) ?? decodeLatin1(line)).trimEnd(), next: end + 1 };
}

/** How many numbers stand at the end of a line behind its first word. */
function numbersIn(line: string): number {
  const fields = line.split(' ');
  const from = fields.findLastIndex((field, index) => index === 0 || !NUMBER.test(field));
  return fields.length - 1 - from;
}

/** GloVe has words of several parts ('. . .'): the numbers are counted from the end. */
function wordOf(line: string, size: number): string | null {
  const fields = line.split(' ');
  const word = fields.slice(0, -size).join(' ');
  return fields.length > size && word !== '' && fields.slice(-size).every((field) => NUMBER.test(field)) ? word : null;
}

function readNumbers(bytes: Uint8Array, lines: readonly number[], size: number): Float64Array {
  const data = new Float64Array(lines.length * size);
  for (const [row, at] of lines.entries()) {
    const fields = lineAt(bytes, at).text.split(' ').slice(-size);
    for (const [column, field] of fields.entries()) data[row * size + column] = Number(field);
  }
  return data;
}
