/**
 * What every file format is read into, before it goes into the kernels' memory: a list of layers with plain row-major arrays, gates
 * always in the order of LAYER_GATES, whatever the file had.
 */
import type { Layer } from './layers.ts';
import type { TokenizerRules } from './tokenizer-kinds.ts';

/** A file as the user or the site gave it; `name` may be a path, of which the last part counts. */
export interface ModelFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How a model makes sentences of one length: it always reads `length` rows. */
export interface Padding {
  /** Where the rows stand that fill up a short sentence. */
  readonly side: 'pre' | 'post';
  readonly length: number;
  /** The word they are; where a model reads numbers they are rows of zeros. */
  readonly id: number;
  /** What a longer sentence loses: its beginning or its end. */
  readonly truncate: 'pre' | 'post';
  /** Whether the model skips them: then it is as if there were none. */
  readonly masked: boolean;
}

export interface ModelConfig {
  readonly name: string;
  /** C class names, in the order of the scores. */
  readonly classes: readonly string[];
  /** Words of a vocabulary, or rows of numbers. */
  readonly input: 'tokens' | 'numbers';
  /** F: numbers a row that the first layer reads; e, the size of a word embedding. */
  readonly embeddingSize: number;
  /** F names of the numbers of a row; null where they are an embedding, or have none. */
  readonly features: readonly string[] | null;
  /** What scores become: probabilities that add up to 1, each class's own, or nothing (a number). */
  readonly output: 'softmax' | 'sigmoid' | 'linear';
  readonly padding: Padding | null;
  /** Whether text is lower-cased before look-up. */
  readonly lowercase: boolean;
  /** The vocabulary entry that stands for unknown words; null: unknown words get a zero embedding. */
  readonly unkToken: string | null;
  /** Whether unknown words are left out where no entry stands for them; else they get a zero embedding. */
  readonly dropsUnknown: boolean;
  /** How texts are split into words. */
  readonly tokenizer: TokenizerRules;
  /** Id of the entry that fills sentences up to one length: no word of a text is ever read as it; null: there is none. */
  readonly paddingId: number | null;
  readonly metrics: Readonly<Record<string, unknown>>;
  readonly license: string | null;
  readonly training: Readonly<Record<string, unknown>>;
}

/** float32 numbers are held as such, all others as float64. */
export type Weights = Float32Array | Float64Array;

export interface LayerData {
  readonly layer: Layer;
  /** By the names of `tensorsOf`; a missing bias is 0. */
  readonly tensors: Readonly<Record<string, Weights>>;
}

export interface ModelData {
  readonly config: ModelConfig;
  /** V words; position = word id. None where the model reads numbers. */
  readonly words: readonly string[];
  /** [V, e]; null where the model reads numbers. */
  readonly embeddings: Weights | null;
  readonly layers: readonly LayerData[];
  /** SHA-256, hex, of the weights file (of the files' bytes one after another, in name order, where there are several). */
  readonly sha256: string;
}
