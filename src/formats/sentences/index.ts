export { isForSentences } from './is-for-sentences.ts';
export { readSentences } from './read-sentences.ts';
export {
  MAX_LABELS,
  MAX_SENTENCE_BYTES,
  SENTENCE_ENCODINGS,
  SENTENCE_FORMATS,
  type SentenceColumn,
  type SentenceEncoding,
  type SentenceFile,
  type SentenceFormat,
  type SentenceLabel,
  type SentenceOptions,
  type SentenceTable,
  type SentenceTrees,
  type SettledSentences,
} from './sentence-options.ts';
