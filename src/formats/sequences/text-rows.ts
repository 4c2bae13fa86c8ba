/** Text whose characters or words become vectors: a line a sequence, a character or a word a step. */
import { dataError, listing, quote, shorten } from '../basics/index.ts';
import { readWordVectors } from '../vocabularies/index.ts';
import { MAX_VALUES, type SequencePart, type TextVectors } from './sequence-options.ts';

interface TextRows {
  /** [F] */
  readonly features: readonly string[];
  /** [R, F] */
  readonly values: Float64Array;
  /** [R] */
  readonly words: readonly string[];
  readonly parts: readonly SequencePart[];
  readonly notes: readonly string[];
}

/** What makes a row of a step. */
interface Vectors {
  readonly features: readonly string[];
  split(line: string): readonly string[];
  /** false: it has no vector, and its row stays zero. */
  write(word: string, row: Float64Array): boolean;
}

/** @throws LensError InputError where a vector has not as many numbers as the model reads */
export function readTextRows(text: string, name: string, given: TextVectors, width: number | null): TextRows {
  const vectors = given.kind === 'characters' ? oneHot(given.alphabet) : wordVectors(given);
  const F = vectors.features.length;
  if (width !== null && F !== width) {
    const what = given.kind === 'characters' ? 'characters in the alphabet' : 'numbers a word in the file of vectors';
    throw dataError(name, 'the vectors do not fit this model', { expected: `${width} ${what}`, found: `${F}` });
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const steps = lines.map((line) => vectors.split(line));
  const words = steps.flat();
  if (words.length * F > MAX_VALUES) {
    throw dataError(name, 'the text is too long', { expected: `at most ${MAX_VALUES} numbers`, found: `${words.length * F}` });
  }
  const values = new Float64Array(words.length * F);
  const unknown = words.filter((word, row) => !vectors.write(word, values.subarray(row * F, (row + 1) * F)));
  let from = 0;
  const parts = steps.map((line, index) => {
    const part = { name: shorten(lines[index]?.trim() ?? ''), from, to: from + line.length };
    from = part.to;
    return part;
  });
  const names = [...new Set(unknown)];
  const notes = names.length === 0 ? [] : [`Without a vector, and so a row of zeros: ${listing(names)}.`];
  return { features: vectors.features, values, words, parts: parts.filter((part) => part.to > part.from), notes };
}

/** One place a character of the alphabet. @throws LensError InputError where a character stands in it twice */
function oneHot(alphabet: string): Vectors {
  const characters = Array.from(alphabet);
  const places = new Map(characters.map((character, place) => [character, place]));
  if (places.size < characters.length) {
    const twice = characters.find((character, place) => places.get(character) !== place) ?? '';
    throw dataError('alphabet', 'a character stands in it twice', { expected: 'each once', found: quote(twice) });
  }
  if (characters.length === 0) throw dataError('alphabet', 'is empty', { expected: 'the characters in the order of the model' });
  return {
    features: characters.map((character) => (character.trim() === '' ? quote(character) : character)),
    split: (line) => Array.from(line),
    write: (character, row) => {
      const place = places.get(character);
      if (place !== undefined) row[place] = 1;
      return place !== undefined;
    },
  };
}

function wordVectors({ file, lowercase }: Extract<TextVectors, { kind: 'words' }>): Vectors {
  const found = readWordVectors(file.bytes, file.name);
  if (!found) {
    throw dataError(file.name, 'is no file of word vectors', {
      expected: 'a word and its numbers on each line, as in a .vec file',
    });
  }
  const { words, vectors } = found;
  const places = new Map(words.map((word, place) => [word, place]));
  const size = vectors.shape[1] ?? 0;
  const table = vectors.read();
  return {
    features: Array.from({ length: size }, (_, k) => `dimension ${k + 1}`),
    split: (line) => (lowercase ? line.toLowerCase() : line).split(/\s+/).filter(Boolean),
    write: (word, row) => {
      const place = places.get(word);
      if (place !== undefined) row.set(table.subarray(place * size, (place + 1) * size));
      return place !== undefined;
    },
  };
}
