/** Vocabularies as other programs write them: a word a line or with its id, a JSON list of words, or a JSON object from word to id. */
import { refuseMislabelled } from './content-kind.ts';
import { formatError, quote, shorten } from './format-error.ts';
import { parseJson } from './json.ts';
import { decodeText } from './text.ts';
import { checkDistinctWords, parseVocabulary } from './vocabulary.ts';

/** Words by id. `name` tells text from JSON by its ending, and names the file in errors (ModelFormatError). */
export function parseVocabularyFile(bytes: Uint8Array, name: string): string[] {
  refuseMislabelled(bytes, name);
  if (/\.json$/i.test(name)) return parseJsonVocabulary(decodeText(bytes, name), name);
  return splitIds(parseVocabulary(bytes, name), name);
}

/** Lines that are all a word, a tab and its id; else the lines are the words. */
function splitIds(lines: readonly string[], where: string): string[] {
  const pairs = lines.map((line): [string, number] | null => {
    const [, word, id] = /^([^\t]+)\t(\d{1,9})$/.exec(line) ?? [];
    return word === undefined || id === undefined ? null : [word, Number(id)];
  });
  const entries = pairs.filter((pair) => pair !== null);
  return entries.length > 0 && entries.length === lines.length ? readIds(entries, where) : [...lines];
}

function parseJsonVocabulary(text: string, where: string): string[] {
  const value = unwrap(parseJson(text, where, EXPECTED));
  if (Array.isArray(value)) return readList(value, where);
  if (typeof value === 'object' && value !== null) return readIds(Object.entries(value), where);
  throw formatError(where, 'is not a vocabulary', { expected: EXPECTED, found: quote(text) });
}

const EXPECTED = 'a list of words, or an object from word to id';

/** torchtext's Vocab: its `itos` is the list, its `stoi` the object. */
function unwrap(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('itos' in value && Array.isArray(value.itos)) return value.itos;
  if ('stoi' in value && typeof value.stoi === 'object') return value.stoi;
  return value;
}

function readList(items: readonly unknown[], where: string): string[] {
  const words = items.map((item, id) => {
    if (typeof item === 'string') return item;
    throw formatError(`${where} position ${id}`, 'is not a word', {
      expected: 'a string',
      found: shorten(String(JSON.stringify(item))),
    });
  });
  checkDistinctWords(words, where, 'positions', 0);
  return words;
}

/** Keras' Tokenizer counts from 1: the embedding's row 0 is padding. */
const PADDING = '<pad>';

function readIds(given: readonly [string, unknown][], where: string): string[] {
  const fromOne = given.length > 0 && given.every(([word, id]) => id !== 0 && word !== PADDING);
  const entries: readonly [string, unknown][] = fromOne ? [[PADDING, 0], ...given] : given;
  const V = entries.length;
  const wordOf = new Map<number, string>();
  for (const [word, id] of entries) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id >= V) {
      throw formatError(`${where} ${quote(word)}`, 'has an id that does not fit', {
        expected: `a whole number from ${fromOne ? 1 : 0} to ${V - 1}, each once`,
        found: shorten(String(JSON.stringify(id))),
      });
    }
    const before = wordOf.get(id);
    if (before !== undefined) {
      throw formatError(where, `gives the id ${id} twice`, {
        expected: 'every id once',
        found: `${quote(before)} and ${quote(word)}`,
      });
    }
    wordOf.set(id, word);
  }
  const words = Array.from({ length: V }, (_, id) => wordOf.get(id) ?? '');
  checkDistinctWords(words, where, 'ids', 0);
  return words;
}
