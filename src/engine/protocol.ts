/**
 * What can be asked of the engine and what it answers: the contract between the page and the worker, and of the scripts.
 * Only types, the method table and the errors: importing this file starts nothing.
 */
import type { LrpOptions, MethodId } from '../explain/method-info.ts';
import type { ModelFile } from '../model/model-data.ts';

export type { LrpOptions, MethodId, MethodInfo } from '../explain/method-info.ts';
export { LRP_DEFAULTS, METHODS } from '../explain/method-info.ts';
export { LensError, type LensErrorFields, type LensErrorName } from '../model/errors.ts';
export type { ModelFile } from '../model/model-data.ts';

/** Sentences are cut here: "said, and the rest left out visibly". */
export const MAX_TOKENS = 512;

/** Where a model comes from: a folder of the site, or files the user gave. */
export type ModelSource =
  | { readonly kind: 'url'; readonly base: string }
  | { readonly kind: 'files'; readonly files: readonly ModelFile[] };

export interface LoadProgress {
  readonly loadedBytes: number;
  /** 0 where the server does not tell. */
  readonly totalBytes: number;
}

export interface ModelInfo {
  readonly name: string;
  readonly sha256: string;
  readonly classes: readonly string[];
  readonly vocabularySize: number;
  readonly embeddingSize: number;
  readonly hiddenSize: number;
  readonly bidirectional: boolean;
  /** The vocabulary entry unknown words are read as; null: they get a zero embedding. */
  readonly unkToken: string | null;
  readonly license: string | null;
  readonly metrics: Readonly<Record<string, unknown>>;
}

export interface ExplainRequest {
  /** Text to be tokenised, or tokens taken as they are. */
  readonly input: { readonly text: string } | { readonly tokens: readonly string[] };
  /** Class index, or the class with the highest score. */
  readonly target: 'predicted' | number;
  readonly methods: readonly MethodId[];
  readonly lrp?: { readonly [option in keyof LrpOptions]?: LrpOptions[option] | undefined } | undefined;
  /** Positions of words whose embedding is zeroed (the reference's delete_pos). */
  readonly deleted?: readonly number[] | undefined;
}

/** One method's answer; the result schema of architecture.md. Arrays have one value a token. */
export interface MethodResult {
  readonly id: MethodId;
  readonly parameters: Readonly<Record<string, number>>;
  readonly words: readonly number[];
  /** LRP only: what came through the left and the right encoder (words = left + right), and the ledger. */
  readonly left?: readonly number[];
  readonly right?: readonly number[];
  readonly rest?: number;
  readonly bias?: number;
  readonly stabiliser?: number;
}

/** The one result schema: JSON export, headless output and tests use it as it stands. */
export interface Explanation {
  readonly model: { readonly name: string; readonly sha256: string; readonly classes: readonly string[] };
  readonly tokens: readonly string[];
  readonly unknown: readonly boolean[];
  readonly scores: readonly number[];
  readonly probabilities: readonly number[];
  readonly predicted: number;
  readonly target: number;
  readonly methods: readonly MethodResult[];
}

export interface ExplainResponse {
  readonly explanation: Explanation;
  /** Where each explained token stands in the request's text (UTF-16 offsets); null when tokens were given. */
  readonly spans: readonly { readonly start: number; readonly end: number }[] | null;
  /** The tokens beyond MAX_TOKENS, left out of the explanation. */
  readonly omitted: readonly string[];
  /** Time the model's arithmetic took, in milliseconds. */
  readonly milliseconds: number;
}

/** Predictions for many sentences: one entry a sentence. */
export interface Classification {
  readonly predicted: Uint8Array;
  /** Probability of the predicted class. */
  readonly confidence: Float32Array;
  /** Number of unknown words. */
  readonly unknown: Uint16Array;
}

export interface SpellingSuggestion {
  readonly word: string;
  /** Edits (insert, delete, replace, swap neighbours) away. */
  readonly distance: number;
}

/**
 * Implemented in-thread (scripts, tests) and by the worker's client (the page). Every method takes an AbortSignal first and
 * rejects with its reason (an AbortError) once it fires; other failures reject with a LensError.
 */
export interface Engine {
  /** Loads a model; the one in use is kept until the new one is whole and checked. */
  load(signal: AbortSignal, source: ModelSource, onProgress?: (progress: LoadProgress) => void): Promise<ModelInfo>;
  explain(signal: AbortSignal, request: ExplainRequest): Promise<ExplainResponse>;
  /** Tokens of each text, as explain() would see them (not cut at MAX_TOKENS). */
  tokenize(signal: AbortSignal, texts: readonly string[]): Promise<readonly (readonly string[])[]>;
  /** Words of the vocabulary spelt most like `word`, nearest first, then in vocabulary order. */
  nearSpellings(signal: AbortSignal, word: string, limit: number): Promise<readonly SpellingSuggestion[]>;
  /** Classifies tokenised sentences in chunks, yielding between them so that explain() is answered in the meantime. */
  classify(
    signal: AbortSignal,
    sentences: readonly (readonly string[])[],
    onProgress?: (done: number, total: number) => void,
  ): Promise<Classification>;
}
