/** A set of sentences as the experiments read it: words as numbers in a few flat arrays, 8 bytes a word, whatever its size. */
import { LensError } from '../model/errors.ts';
import type { Vocabulary } from '../model/vocabulary.ts';

export interface Dataset {
  /** C names, in the order of the scores. */
  readonly classes: readonly string[];
  /** [L] the different words, in lower case where the model reads them so, in the order of their first occurrence. */
  readonly lexicon: readonly string[];
  /** [L] each word's id; -1: a zero embedding. */
  readonly idOf: Int32Array;
  /** [L] 1: not in the model's vocabulary. */
  readonly unknown: Uint8Array;
  /** [tokens] places in the lexicon, sentence after sentence. */
  readonly words: Uint32Array;
  /** [N + 1] sentence n is words[starts[n]] up to words[starts[n + 1]]. */
  readonly starts: Uint32Array;
  /** [N] true class; -1: not known. */
  readonly gold: Int16Array;
  /** What each sentence shows, where the set says so; null: it says nothing. */
  readonly phenomena: Phenomena | null;
  /** [N] 1: takes part in the experiments; null: all do. */
  readonly slice: Uint8Array | null;
}

/** Kinds of sentences that a set has been sorted into by hand. */
export interface Phenomena {
  readonly names: readonly string[];
  /** [N] places in the names; -1: none of them. */
  readonly of: Int16Array;
}

/** A tokenised sentence; `gold` null: its true class is not known. */
export interface DatasetSentence {
  readonly tokens: readonly string[];
  readonly gold: number | null;
}

/** @throws LensError InputError that names a sentence (from 1) without words or with a class that the model has not */
export function buildDataset(sentences: readonly DatasetSentence[], classes: readonly string[], vocabulary: Vocabulary): Dataset {
  const starts = new Uint32Array(sentences.length + 1);
  const gold = new Int16Array(sentences.length);
  const drops = vocabulary.config.dropsUnknown;
  const read = sentences.map(({ tokens }) => (drops ? vocabulary.read(tokens).positions.map((at) => tokens[at] ?? '') : tokens));
  for (const [n, sentence] of sentences.entries()) {
    check(sentence, n, classes.length);
    starts[n + 1] = (starts[n] ?? 0) + (read[n]?.length ?? 0);
    gold[n] = sentence.gold ?? -1;
  }
  const places = new Map<string, number>();
  const words = new Uint32Array(starts[sentences.length] ?? 0);
  let at = 0;
  for (const tokens of read) {
    for (const token of tokens) {
      const word = vocabulary.config.lowercase ? token.toLowerCase() : token;
      let place = places.get(word);
      if (place === undefined) {
        place = places.size;
        places.set(word, place);
      }
      words[at++] = place;
    }
  }
  const lexicon = [...places.keys()];
  const idOf = Int32Array.from(lexicon, (word) => vocabulary.id(word));
  const unknown = Uint8Array.from(lexicon, (word) => (vocabulary.has(word) ? 0 : 1));
  return { classes, lexicon, idOf, unknown, words, starts, gold, phenomena: null, slice: null };
}

function check({ tokens, gold }: DatasetSentence, n: number, classes: number): void {
  const where = `sentence ${n + 1}`;
  if (tokens.length === 0) {
    throw new LensError({ name: 'InputError', where, problem: 'is empty', expected: 'at least one word', found: 'none' });
  }
  if (gold === null || (Number.isInteger(gold) && gold >= 0 && gold < classes)) return;
  const expected = `0 to ${classes - 1}`;
  throw new LensError({
    name: 'InputError',
    where,
    problem: 'has a class that this model does not have',
    expected,
    found: String(gold),
  });
}

/** T: words of sentence n. */
export function lengthOf({ starts }: Dataset, n: number): number {
  return (starts[n + 1] ?? 0) - (starts[n] ?? 0);
}

/** [T] places in the lexicon of sentence n. A view. */
export function wordsOf({ starts, words }: Dataset, n: number): Uint32Array {
  return words.subarray(starts[n], starts[n + 1]);
}

/** [N'] the sentences of the slice that pass, in their order. */
export function selectSentences({ gold, slice }: Dataset, passes: (n: number) => boolean): Uint32Array {
  return Uint32Array.from(gold.keys()).filter((n) => slice?.[n] !== 0 && passes(n));
}

/** Words of sentence n that are not in the model's vocabulary. */
export function unknownIn(dataset: Dataset, n: number): number {
  return wordsOf(dataset, n).reduce((sum, word) => sum + (dataset.unknown[word] ?? 0), 0);
}

/** [N'] the sentences of the slice in which a word of the lexicon stands, in their order. */
export function sentencesWith(dataset: Dataset, word: number): Uint32Array {
  const found: number[] = [];
  let n = 0;
  for (let at = dataset.words.indexOf(word); at >= 0; at = dataset.words.indexOf(word, dataset.starts[n])) {
    while ((dataset.starts[n + 1] ?? Infinity) <= at) n++;
    if (dataset.slice?.[n] !== 0) found.push(n);
    n++;
  }
  return Uint32Array.from(found);
}
