/** Words in a text: one a line, with its id, or with its vector. */
import type { WordEntry } from './word-ids.ts';

/**
 * Lines that are all a word and its id, or in a table an id and its word; else null. Behind a tab a number is an id. Behind a space or a
 * comma it may be part of the word: it is an id where every word and every id stands once.
 */
export function entriesOfLines(lines: readonly string[]): WordEntry[] | null {
  return entriesOf(lines) ?? (HEADER.test(lines[0] ?? '') ? entriesOf(lines.slice(1)) : null);
}

/** The first line of a table of words: "word,index", or what pandas writes of a series. */
const HEADER = /^"?\w*"?[,\t]"?(\w*(word|token|term|index|idx|id|ix|value)s?|0)"?$/i;

function entriesOf(lines: readonly string[]): WordEntry[] | null {
  const tabbed = lines.map((line) => entryOf(line, /^([^\t]+)\t(\d{1,9})$/));
  if (lines.length > 0 && tabbed.every((entry) => entry !== null)) return tabbed;
  for (const pattern of [/^(.*\S) +(\d{1,9})$/, /^(.+),(\d{1,9})$/, /^(?<id>\d{1,9})[,\t](?<word>.+)$/]) {
    const entries = lines.map((line) => entryOf(line, pattern)).filter((entry) => entry !== null);
    const distinct = [0, 1].every((part) => new Set(entries.map((entry) => entry[part])).size === entries.length);
    if (entries.length === lines.length && entries.length > 0 && distinct) return entries;
  }
  return null;
}

function entryOf(line: string, pattern: RegExp): [string, number] | null {
  const found = pattern.exec(line);
  const { word = found?.[1], id = found?.[2] } = found?.groups ?? {};
  return word === undefined || id === undefined ? null : [unquoted(word), Number(id)];
}

/** As tables write words that hold a comma or a quote. */
function unquoted(word: string): string {
  return /^".+"$/.test(word) ? word.slice(1, -1).replaceAll('""', '"') : word;
}

/** Whether most lines end in a number behind something that is no letter: counts or ids that were not told from the words. */
export function endInNumbers(words: readonly string[]): boolean {
  return words.length > 1 && 2 * words.filter((word) => /.[\s,;:|=]-?\d+(\.\d+)?$/.test(word)).length > words.length;
}
