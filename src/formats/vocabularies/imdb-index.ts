/** The word index of Keras' IMDB reviews (keras.datasets.imdb.get_word_index), whose ids load_data moves up by 3. */
import type { WordEntry } from './word-ids.ts';

/** Ids that load_data puts before the words': pads, the start of a review, unknown words; the fourth is never given. */
const SPECIAL: readonly WordEntry[] = [
  ['<pad>', 0],
  ['<start>', 1],
  ['<unk>', 2],
];

export const IMDB_UNKNOWN = '<unk>';
export const IMDB_SHIFT = 3;

/** Its first words, among them the line break of HTML. */
const FIRST_WORDS = ['the', 'and', 'a', 'of', 'to', 'is', 'br', 'in', 'it', 'i'];

export function isImdbIndex(entries: readonly WordEntry[]): boolean {
  if (entries.length < 1000) return false;
  const ids = new Map(entries);
  return FIRST_WORDS.every((word, index) => ids.get(word) === index + 1);
}

/** The words with the ids that load_data gives them, or that a program moves up by as many as its `index_from` says. */
export function shiftIndex(entries: readonly WordEntry[], by = IMDB_SHIFT): WordEntry[] {
  const special = SPECIAL.slice(0, by);
  const taken = new Set(special.map(([word]) => word));
  const words = entries.filter(([word]) => !taken.has(word));
  return [...special, ...words.map(([word, id]): WordEntry => [word, typeof id === 'number' ? id + by : id])];
}
