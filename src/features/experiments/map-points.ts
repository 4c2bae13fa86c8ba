/** What a map of words draws: pure. */
import { type Dataset, meanValues, type ResultOf } from '../../engine/experiment-protocol.ts';
import type { MethodId } from '../../engine/protocol.ts';

export interface TellingWord {
  /** Place in the lexicon. */
  readonly word: number;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  /** Occurrences in the data set. */
  readonly count: number;
  /** Of its occurrences that have a value. */
  readonly mean: number;
}

/** Every word that has a place and a mean relevance by this method, the most telling first: by |mean| times occurrences, then as the data set has them. */
export function tellingWords(result: ResultOf<'map'>, dataset: Dataset, method: MethodId): TellingWord[] {
  const means = meanValues(result, method);
  const { placed, plane, counts } = result;
  return Array.from(placed, (word, k) => ({
    word,
    label: dataset.lexicon[word] ?? '',
    x: plane.x[k] ?? 0,
    y: plane.y[k] ?? 0,
    count: counts[word] ?? 0,
    mean: means[word] ?? Number.NaN,
  }))
    .filter(({ mean }) => Number.isFinite(mean))
    .sort((a, b) => Math.abs(b.mean) * b.count - Math.abs(a.mean) * a.count || a.word - b.word);
}

/** Places in the lexicon of these words, as they are written or else in lower case; of words that are not in it, nothing. */
export function placesOf({ lexicon }: Dataset, words: readonly string[]): Set<number> {
  const wanted = new Set(words);
  const lower = new Set(words.filter((word) => !lexicon.includes(word)).map((word) => word.toLowerCase()));
  return new Set([...lexicon.keys()].filter((k) => wanted.has(lexicon[k] ?? '') || lower.has(lexicon[k] ?? '')));
}
