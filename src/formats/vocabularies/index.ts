export {
  areLowerCased,
  checkDistinctWords,
  guessPadding,
  guessUnknownWord,
  parseVocabulary,
  writeVocabulary,
} from './vocabulary.ts';
export { parseVocabularyFile } from './vocabulary-file.ts';
