export { labelsWithin, readLabels } from './labels.ts';
export {
  areLowerCased,
  checkDistinctWords,
  guessPadding,
  guessUnknownWord,
  mayBeUnknownWord,
  parseVocabulary,
  writeVocabulary,
} from './vocabulary.ts';
export {
  type ReadingContext,
  type ReadingHints,
  type ReadVocabulary,
  readVocabulary,
  WITHOUT_VOCABULARY,
  wordsWithoutVocabulary,
} from './vocabulary-file.ts';
export { readWordVectors } from './word-vectors.ts';
export { type WordsWithin, wordsWithin } from './words-within.ts';
