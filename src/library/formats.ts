/**
 * Files of models and of sentences: read, inspected, and written as a native folder. No model is loaded for it.
 * @module lrp-lens/formats
 */
export { inspectModel } from '../formats/inspect-model.ts';
export { writeNativeFolder } from '../formats/programs/index.ts';
export { type ReadModel, readModel } from '../formats/read-model.ts';
export {
  readSentences,
  SENTENCE_FORMATS,
  type SentenceFile,
  type SentenceFormat,
  type SentenceOptions,
  type SentenceTable,
} from '../formats/sentences/index.ts';
export type { ModelInspection, ModelOptions, NetworkChoice } from '../formats/settings/index.ts';
export { LensError, type LensErrorFields } from '../model/errors.ts';
export type { ModelData, ModelFile } from '../model/model-data.ts';
