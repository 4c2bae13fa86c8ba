/** Vocabularies as other programs write them: a word a line or with its id, a JSON list of words, or a JSON object from word to id. */

import { decodeText, formatError, parseJson, quote, shorten } from '../basics/index.ts';
import { refuseMislabelled } from '../containers/index.ts';
import { checkDistinctWords, parseVocabulary } from './vocabulary.ts';

/**
 * Words by id. `name` tells text from JSON by its ending, and names the file in errors (ModelFormatError). `rows`: of the embedding,
 * where it may have rows that no word has, and ids may go beyond it, as Keras' Tokenizer gives them. That goes for ids that are
 * written down; a list must fit, as nothing else would tell that an entry for padding was left out and all others moved up.
 */
export function parseVocabularyFile(bytes: Uint8Array, name: string, rows?: number): string[] {
  refuseMislabelled(bytes, name);
  if (/\.json$/i.test(name)) return parseJsonVocabulary(decodeText(bytes, name), name, rows);
  const lines = parseVocabulary(bytes, name);
  const entries = splitIds(lines);
  return entries === null ? checkFit(lines, rows, name) : readEntries(entries, rows, name);
}

/** Lines that are all a word, a tab and its id; else null. */
function splitIds(lines: readonly string[]): [string, number][] | null {
  const pairs = lines.map((line): [string, number] | null => {
    const [, word, id] = /^([^\t]+)\t(\d{1,9})$/.exec(line) ?? [];
    return word === undefined || id === undefined ? null : [word, Number(id)];
  });
  const entries = pairs.filter((pair) => pair !== null);
  return entries.length > 0 && entries.length === lines.length ? entries : null;
}

function checkFit(words: string[], rows: number | undefined, where: string): string[] {
  if (rows === undefined || words.length === rows) return words;
  throw formatError(where, 'does not have a word for every embedding', {
    expected: `${rows} words, the rows of the embedding`,
    found: `${words.length} words`,
    advice: 'Keras keeps id 0 for padding: put an entry for it first, or give JSON from word to id.',
  });
}

function parseJsonVocabulary(text: string, where: string, rows?: number): string[] {
  const value = unwrap(parseJson(text, where, EXPECTED), where);
  if (Array.isArray(value)) return checkFit(readList(value, where), rows, where);
  if (typeof value === 'object' && value !== null) return readEntries(Object.entries(value), rows, where);
  throw formatError(where, 'is not a vocabulary', { expected: EXPECTED, found: quote(text) });
}

function readEntries(entries: readonly [string, unknown][], rows: number | undefined, where: string): string[] {
  return rows === undefined ? readIds(entries, where) : readSparseIds(entries, rows, where);
}

const EXPECTED = 'a list of words, or an object from word to id';

/** torchtext's Vocab: its `itos` is the list, its `stoi` the object. Keras' Tokenizer.to_json(): its `word_index` is JSON in the JSON. */
function unwrap(value: unknown, where: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('config' in value && typeof value.config === 'object' && value.config !== null && 'word_index' in value.config) {
    const { word_index: index } = value.config;
    return typeof index === 'string' ? parseJson(index, `${where} word_index`, EXPECTED) : index;
  }
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

/** Ids that no word has, such as 0 for padding, get a name that no text holds; words whose ids no row has are unknown words. */
function readSparseIds(entries: readonly [string, unknown][], rows: number, where: string): string[] {
  const within = entries.filter(([, id]) => typeof id !== 'number' || !Number.isSafeInteger(id) || id < rows);
  const V = within.reduce((most, [, id]) => Math.max(most, typeof id === 'number' ? id + 1 : 0), 0);
  const taken = new Set(within.map(([word]) => word));
  const ids = new Set(within.map(([, id]) => id));
  const holes = Array.from({ length: Number.isSafeInteger(V) && V <= rows ? V : 0 }, (_, id) => id).filter((id) => !ids.has(id));
  const named = holes.map((id): [string, number] => [freeName(id === 0 ? '<pad>' : `<unused ${id}>`, taken), id]);
  return readIds([...within, ...named], where);
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`<${name}>`, taken) : name;
}
