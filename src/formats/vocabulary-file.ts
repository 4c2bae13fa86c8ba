/** Vocabularies as other programs write them: a word a line, a JSON list of words, or a JSON object from word to id. */
import { formatError, quote } from './format-error.ts';
import { decodeText } from './text.ts';
import { checkDistinctWords, parseVocabulary } from './vocabulary.ts';

/** Words by id. `name` tells text from JSON by its ending, and names the file in errors (ModelFormatError). */
export function parseVocabularyFile(bytes: Uint8Array, name: string): string[] {
  return /\.json$/i.test(name) ? parseJsonVocabulary(decodeText(bytes, name), name) : parseVocabulary(bytes, name);
}

function parseJsonVocabulary(text: string, where: string): string[] {
  const value = unwrap(parseJson(text, where));
  if (Array.isArray(value)) return readList(value, where);
  if (typeof value === 'object' && value !== null) return readIds(Object.entries(value), where);
  throw formatError(where, 'is not a vocabulary', { expected: EXPECTED, found: quote(text) });
}

const EXPECTED = 'a list of words, or an object from word to id';

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw formatError(where, 'is not valid JSON', { expected: EXPECTED, found: quote(text) });
  }
}

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
      found: quote(String(JSON.stringify(item))),
    });
  });
  checkDistinctWords(words, where, 'positions', 0);
  return words;
}

function readIds(entries: readonly [string, unknown][], where: string): string[] {
  const V = entries.length;
  const wordOf = new Map<number, string>();
  for (const [word, id] of entries) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id >= V) {
      throw formatError(`${where} ${quote(word)}`, 'has an id that does not fit', {
        expected: `a whole number from 0 to ${V - 1}, as there are ${V} words`,
        found: quote(String(JSON.stringify(id))),
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
  return Array.from({ length: V }, (_, id) => wordOf.get(id) ?? '');
}
