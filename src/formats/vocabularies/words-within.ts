/** Words that stand beside the weights in one file, as checkpoints keep them. */
import type { PickleValue } from '../containers/index.ts';
import { chooseWords, findWords, isCalledWords } from './find-words.ts';
import { fromWords, type ReadingContext, type ReadVocabulary } from './vocabulary-file.ts';

/** Fewer are settings. */
const LEAST_WORDS = 5;

/** A vocabulary that has yet to be read for the rows of an embedding. */
export interface WordsWithin {
  readonly name: string;
  /** Throws a ModelFormatError where it is malformed, or where several may be meant. */
  readonly read: (context: ReadingContext) => ReadVocabulary;
}

/** Only what is called a vocabulary: settings are dicts of names and numbers too. null: there is none. `file` names the file. */
export function wordsWithin(value: PickleValue, file: string): WordsWithin | null {
  const found = findWords(value).filter(
    (candidate) =>
      isCalledWords(candidate) &&
      ('list' in candidate.words ? candidate.words.list : candidate.words.entries).length >= LEAST_WORDS,
  );
  const [first] = found;
  if (first === undefined) return null;
  return {
    name: `${file} ${first.path}`,
    read: (context) => {
      const { words, path } = chooseWords(found, context.rows, file) ?? first;
      return fromWords(words, `in ${file}: ${path}`, `${file} ${path}`, context);
    },
  };
}
