/**
 * What can be asked of the engine and what it answers: the contract between the page and the worker, and of the scripts.
 * Only types, the method table and the errors: importing this file starts nothing.
 */
import type { MethodId } from '../explain/method-info.ts';
import type { SentenceFile, SentenceOptions, SentenceTable } from '../formats/sentences/index.ts';
import type { GivenInspection, ModelInspection, ModelOptions } from '../formats/settings/index.ts';
import type { ModelFile } from '../model/model-data.ts';
import type { WordNeighbour } from '../model/neighbours.ts';
import type { InsideEngine } from './inside-protocol.ts';
import type { MethodsEngine } from './methods-protocol.ts';
import type { LoadProgress, ModelInfo, ModelSource } from './model-info.ts';
import type {
  DownloadProgress,
  GivenModelFile,
  PublishedFile,
  ReferenceCheck,
  ReferenceScores,
  ReferenceSearch,
} from './model-protocol.ts';
import type { ExplainRequest, ExplainResponse } from './result-schema.ts';

export { ERASER_SHARES } from '../explain/faithfulness.ts';
export { METHOD_IDS, METHODS, type MethodId, type MethodInfo, type MethodName } from '../explain/method-info.ts';
export { METHOD_NAMES } from '../explain/method-names.ts';
export type { LrpOptions, MethodOptions } from '../explain/method-options.ts';
export { LRP_DEFAULTS, OWN_OPTIONS, USUAL, WHOLE_RANGES } from '../explain/method-options.ts';
export { crc32, loadReader } from '../formats/basics/index.ts';
export { TENSOR_ROLES, type TensorChoices, type TensorRole, type TensorShape } from '../formats/roles/index.ts';
export {
  isForSentences,
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
} from '../formats/sentences/index.ts';
export type {
  FileRole,
  GivenInspection,
  MissingParts,
  ModelInspection,
  ModelOptions,
  NetworkChoice,
  NetworkFlow,
  SettledOptions,
  TakenFile,
} from '../formats/settings/index.ts';
export { areFiveSentiments, areSameClasses, FIVE_SENTIMENTS } from '../model/class-names.ts';
export { LensError, type LensErrorFields } from '../model/errors.ts';
export type { ModelFile } from '../model/model-data.ts';
export type { WordNeighbour } from '../model/neighbours.ts';
export {
  describeTokenizer,
  isTokenizerKind,
  TOKENIZERS,
  usualRules,
} from '../model/tokenizer-kinds.ts';
export type { LayerStage, LoadProgress, ModelInfo, ModelSource } from './model-info.ts';
export {
  type BlobFile,
  type CheckedSentence,
  type DownloadProgress,
  type FitsApart,
  type FoundReading,
  type FoundSetting,
  type GivenModelFile,
  MAX_TOKENS,
  type PublishedFile,
  type ReferenceCheck,
  type ReferenceKind,
  type ReferenceScores,
  type ReferenceSearch,
  VERIFIED_BELOW,
} from './model-protocol.ts';
export { MAX_REFERENCE_BYTES, parseReferences } from './reference-lines.ts';
export type {
  ExplainRequest,
  ExplainResponse,
  Explanation,
  FailedMethod,
  MethodResult,
  NotRead,
} from './result-schema.ts';
export { searchWords } from './search-words.ts';

/** Predictions for many sentences: one entry a sentence. */
export interface Classification {
  readonly predicted: Uint8Array;
  /** Probability of the predicted class, or where the output is a number, the highest one. */
  readonly confidence: Float32Array;
  /** Number of unknown words. */
  readonly unknown: Uint16Array;
}

export interface SpellingSuggestion {
  readonly word: string;
  /** Edits (insert, delete, replace, swap neighbours) away. */
  readonly distance: number;
}

export interface ClassMatrixRequest extends Pick<ExplainRequest, 'input' | 'lrp' | 'options' | 'deleted'> {
  readonly method: MethodId;
}

/** One method's values for every class as the target. */
export interface ClassMatrix {
  readonly tokens: readonly string[];
  readonly method: MethodId;
  /** [C] */
  readonly scores: readonly number[];
  /** [C][T] */
  readonly values: readonly (readonly number[])[];
}

/** More would add time, but nothing to see. */
export const MAX_RANDOM_ORDERS = 1000;

export interface FaithfulnessRequest
  extends Pick<ExplainRequest, 'input' | 'target' | 'contrast' | 'methods' | 'lrp' | 'options' | 'deleted'> {
  /** How many random orders of deletion make the band, 1 to MAX_RANDOM_ORDERS, and the seed they come from (a whole number). */
  readonly randomOrders: number;
  readonly seed: number;
}

/** What becomes of the target as words are deleted one after the other. */
export interface DeletionCurve {
  /** [S] s_target (minus s_contrast) once Faithfulness.steps[k] words are deleted. */
  readonly scores: readonly number[];
  /** [S] the target's probability; with a contrast, of the target given one of the two classes; where the output is a number, that. */
  readonly probabilities: readonly number[];
}

/** ERASER (DeYoung et al. 2020), one value a share of ERASER_SHARES, in differences of the target's probability. */
export interface EraserScores {
  /** p(all words) - p(without the top words): higher is better. */
  readonly comprehensiveness: readonly number[];
  /** p(all words) - p(with the top words alone): lower is better. */
  readonly sufficiency: readonly number[];
}

export interface Faithfulness {
  readonly tokens: readonly string[];
  readonly target: number;
  readonly contrast?: number;
  /** [S] how many words are deleted at each step of the curves: 0 to T, rising; beyond 60 words 61 evenly spaced steps. */
  readonly steps: readonly number[];
  /** One a method asked for that has values: order [T] are positions, highest value first (ties: as in the sentence). */
  readonly methods: readonly (DeletionCurve & EraserScores & { readonly id: MethodId; readonly order: readonly number[] })[];
  /** Over the random orders: the mean, and between which two values nine tenths of them lie. */
  readonly random: {
    readonly mean: DeletionCurve & EraserScores;
    readonly low: DeletionCurve;
    readonly high: DeletionCurve;
  };
  /** [T] s(all words) - s(without this one): what deleting it alone really takes away. */
  readonly effects: readonly number[];
  /** Words counted as the top words for each of ERASER_SHARES: max(1, round(share * T)). */
  readonly topWords: readonly number[];
  /** From the request's start to its end; other requests may have been answered in between. */
  readonly milliseconds: number;
}

/**
 * Implemented in-thread (scripts, tests) and by the worker's client (the page). Every method takes an AbortSignal first and
 * rejects with its reason (an AbortError) once it fires; other failures reject with a LensError.
 */
export interface Engine extends InsideEngine, MethodsEngine {
  /** Loads a model; the one in use is kept until the new one is whole and checked. */
  load(signal: AbortSignal, source: ModelSource, onProgress?: (progress: LoadProgress) => void): Promise<ModelInfo>;
  /**
   * What files hold, without loading them: lists are cut to what a form shows, and `search` is part of the names of other tensors to
   * choose from. Rejects only where they are no model of any format or malformed. Their bytes stay in memory until other files are asked
   * about, a model is loaded or they are let go.
   */
  inspect(
    signal: AbortSignal,
    files: readonly GivenModelFile[],
    options?: ModelOptions,
    search?: string,
  ): Promise<ModelInspection>;
  /**
   * The same of files that come one after the other: what each was taken for, and what is missing yet. Of the same role or name, one of
   * the first `earlier` files gives way to one given after them. Rejects for nothing that the files are.
   * `onProgress` tells of those that have to be read.
   */
  inspectGiven(
    signal: AbortSignal,
    files: readonly GivenModelFile[],
    earlier: number,
    options?: ModelOptions,
    search?: string,
    onProgress?: (progress: LoadProgress) => void,
  ): Promise<GivenInspection>;
  /** The files asked about last are not to become a model. */
  letGo(signal: AbortSignal): Promise<void>;
  /** The model in use as a native folder in float64. */
  exportModel(signal: AbortSignal): Promise<readonly ModelFile[]>;
  explain(signal: AbortSignal, request: ExplainRequest): Promise<ExplainResponse>;
  /** Tokens of each text, as explain() would see them (not cut at MAX_TOKENS). */
  tokenize(signal: AbortSignal, texts: readonly string[]): Promise<readonly (readonly string[])[]>;
  /** Words of the vocabulary spelt most like `word`, nearest first, then in vocabulary order. */
  nearSpellings(signal: AbortSignal, word: string, limit: number): Promise<readonly SpellingSuggestion[]>;
  /** Words of the vocabulary whose embedding points most nearly the same way, nearest first; none for an unknown word. */
  nearestWords(signal: AbortSignal, word: string, limit: number): Promise<readonly WordNeighbour[]>;
  /** One method's values for every class. */
  classMatrix(signal: AbortSignal, request: ClassMatrixRequest): Promise<ClassMatrix>;
  /** Deletion curves and ERASER scores of this one explanation (a deleted word's embedding is zeroed). Yields as classify() does. */
  faithfulness(signal: AbortSignal, request: FaithfulnessRequest): Promise<Faithfulness>;
  /** Classifies tokenised sentences in chunks, yielding between them so that explain() is answered in the meantime. */
  classify(
    signal: AbortSignal,
    sentences: readonly (readonly string[])[],
    onProgress?: (done: number, total: number) => void,
  ): Promise<Classification>;
  /**
   * Holds the model in use against scores of the user's own program: tokens as they are, but in lower case where the model reads
   * them so. Yields as classify() does.
   */
  checkReference(signal: AbortSignal, references: readonly ReferenceScores[]): Promise<ReferenceCheck>;
  /**
   * Tries every combination of what files leave open (choices of the network, gate order, unknown words, padding), beside what the
   * options say, against scores of the user's own program. Needs no model in use. Yields as classify() does.
   * @throws LensError what inspect() calls a problem, and InputError where the files leave nothing open, or too much
   */
  searchReference(
    signal: AbortSignal,
    files: readonly GivenModelFile[],
    options: ModelOptions,
    references: readonly ReferenceScores[],
    onProgress?: (tried: number, total: number) => void,
  ): Promise<ReferenceSearch>;
  /**
   * Reads a file of sentences: plain lines, a table, JSON lines, trees, sequence_test.txt's form. Needs no model.
   * @throws LensError InputError that names file and line
   */
  readSentences(signal: AbortSignal, file: SentenceFile, options: SentenceOptions): Promise<SentenceTable>;
  /**
   * Fetches published files, one after the other, whole and of the given SHA-256; needs no model. A transfer that is cut off is
   * resumed up to 3 times; what has come of a failed or aborted call is kept in memory for the next.
   */
  download(
    signal: AbortSignal,
    files: readonly PublishedFile[],
    onProgress?: (progress: DownloadProgress) => void,
  ): Promise<readonly ModelFile[]>;
}
