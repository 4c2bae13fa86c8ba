/** Words that are given with their ids, to words by id. */

import { formatError, quote, shorten } from '../basics/index.ts';
import { asText, type PickleValue } from '../containers/index.ts';
import { checkDistinctWords } from './vocabulary.ts';

/** A word and what stands in the place of its id. */
export type WordEntry = readonly [word: string, id: PickleValue];

/**
 * Words by id. Without `rows` every id must be there once, from 0 or, as Keras' Tokenizer counts, from 1: then row 0 is padding. With
 * the embedding's `rows`, ids that no word has get a name that no text holds, and words whose ids no row has are left out.
 */
export function wordsById(entries: readonly WordEntry[], rows: number | undefined, where: string): string[] {
  return rows === undefined ? readIds(entries, where) : readSparseIds(entries, rows, where);
}

/** Keras' Tokenizer counts from 1: the embedding's row 0 is padding. */
const PADDING = '<pad>';

function readIds(given: readonly WordEntry[], where: string): string[] {
  const fromOne = given.length > 0 && given.every(([word, id]) => id !== 0 && word !== PADDING);
  const entries: readonly WordEntry[] = fromOne ? [[PADDING, 0], ...given] : given;
  const V = entries.length;
  const wordOf = new Map<number, string>();
  for (const [word, id] of entries) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id >= V) {
      throw formatError(`${where} ${quote(word)}`, 'has an id that does not fit', {
        expected: `a whole number from ${fromOne ? 1 : 0} to ${V - 1}, each once`,
        found: shorten(inPlain(id)),
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

/** What stands where an id or a word should, for a message. */
export function inPlain(value: PickleValue | undefined): string {
  const text = value === undefined ? 'nothing' : asText(value);
  if (text !== null) return JSON.stringify(text);
  return typeof value === 'object' && value !== null ? `a ${value.kind}` : String(value);
}

function readSparseIds(entries: readonly WordEntry[], rows: number, where: string): string[] {
  const within = entries.filter(([, id]) => typeof id !== 'number' || !Number.isSafeInteger(id) || id < rows);
  const V = within.reduce((most, [, id]) => Math.max(most, typeof id === 'number' ? id + 1 : 0), 0);
  const taken = new Set(within.map(([word]) => word));
  const ids = new Set(within.map(([, id]) => id));
  const holes = Array.from({ length: Number.isSafeInteger(V) && V <= rows ? V : 0 }, (_, id) => id).filter((id) => !ids.has(id));
  const named = holes.map((id): WordEntry => [freeName(id === 0 ? PADDING : `<unused ${id}>`, taken), id]);
  return readIds([...within, ...named], where);
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`<${name}>`, taken) : name;
}
