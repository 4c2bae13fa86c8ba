export { isForSentences } from './is-for-sentences.ts';
export { readSentences } from './read-sentences.ts';
export {
  MAX_SENTENCE_BYTES,
  SENTENCE_FORMATS,
  type SentenceColumn,
  type SentenceFile,
  type SentenceFormat,
  type SentenceOptions,
  type SentenceTable,
  type SettledSentences,
} from './sentence-options.ts';
export { textOf } from './sentence-text.ts';
