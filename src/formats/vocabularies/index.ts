export { readLabels } from './labels.ts';
export {
  areLowerCased,
  checkDistinctWords,
  guessPadding,
  guessUnknownWord,
  parseVocabulary,
  writeVocabulary,
} from './vocabulary.ts';
export { type ReadingHints, type ReadVocabulary, readVocabulary } from './vocabulary-file.ts';
