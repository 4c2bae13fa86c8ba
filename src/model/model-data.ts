import type { TokenizerRules } from './tokenizer-kinds.ts';

/**
 * What every file format is read into, before it goes into the kernels' memory: plain float64 arrays, row-major,
 * gates always in the order i, g, f, o (Arras et al. 2017), whatever the file had.
 */
export const GATES = ['i', 'g', 'f', 'o'] as const;

/** A file as the user or the site gave it; `name` may be a path, of which the last part counts. */
export interface ModelFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ModelConfig {
  readonly name: string;
  /** C class names, in the order of the scores. */
  readonly classes: readonly string[];
  /** e: size of a word embedding. */
  readonly embeddingSize: number;
  /** d: size of the hidden state of one direction. */
  readonly hiddenSize: number;
  readonly bidirectional: boolean;
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

/** The weights of one direction. `left` reads left to right, `right` reads the reversed sentence. */
export interface DirectionTensors {
  /** Wxh [4d, e] */
  readonly weightIh: Float64Array;
  /** Whh [4d, d] */
  readonly weightHh: Float64Array;
  /** bxh + bhh [4d]: LRP and the forward pass only ever use their sum (facts: b = bxh_g + bhh_g). */
  readonly bias: Float64Array;
  /** Why [C, d] */
  readonly output: Float64Array;
}

export interface ModelData {
  readonly config: ModelConfig;
  /** V words; position = word id. */
  readonly words: readonly string[];
  /** [V, e] */
  readonly embeddings: Float64Array;
  readonly left: DirectionTensors;
  /** null when the model is unidirectional. */
  readonly right: DirectionTensors | null;
  /** [C], or null: the published model has none. */
  readonly outputBias: Float64Array | null;
  /** SHA-256, hex, of the weights file (of the files' bytes one after another, in name order, where there are several). */
  readonly sha256: string;
}
