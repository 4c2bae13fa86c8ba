/** What is known of the model in use, and where one comes from: part of the engine's contract (protocol.ts). */
import type { FileRole, ModelOptions } from '../formats/settings/index.ts';
import type { Layer } from '../model/layers.ts';
import type { ModelConfig, Padding } from '../model/model-data.ts';
import type { TokenizerRules } from '../model/tokenizer-kinds.ts';
import type { GivenModelFile } from './model-protocol.ts';

/** SHA-256 in hex by the file's name: what the files of a folder have to be. */
type FileHashes = Readonly<Record<string, string>>;

/** Where a model comes from: a folder of the site, or files the user gave. */
export type ModelSource =
  | { readonly kind: 'url'; readonly base: string; readonly sha256?: FileHashes | undefined }
  | { readonly kind: 'files'; readonly files: readonly GivenModelFile[]; readonly options?: ModelOptions | undefined };

/** How far a model's files have been read; then, from the beginning, how far the hash of large weights is. */
export interface LoadProgress {
  readonly loadedBytes: number;
  /** 0 where the server does not tell. */
  readonly totalBytes: number;
}

/** What a layer hands on, and what it weighs. */
export interface LayerStage {
  /** Numbers a row. */
  readonly size: number;
  /** Numbers among its tensors, as the files hold them. */
  readonly parameters: number;
  /** What the files call it; null: they do not name it. */
  readonly from: string | null;
}

export interface ModelInfo {
  readonly name: string;
  readonly sha256: string;
  readonly classes: readonly string[];
  readonly vocabularySize: number;
  readonly embeddingSize: number;
  readonly hiddenSize: number;
  readonly bidirectional: boolean;
  /** From the input to the scores. `hiddenSize` and `bidirectional` are those of the first recurrent one. */
  readonly layers: readonly Layer[];
  /** One a layer. */
  readonly stages: readonly LayerStage[];
  /** Words, or rows of `embeddingSize` numbers. */
  readonly input: ModelConfig['input'];
  /** Names of the numbers of a row; null: they have none. */
  readonly features: readonly string[] | null;
  /** What scores become: probabilities of one class or another, each class's own (several may hold), or nothing: a number. */
  readonly output: ModelConfig['output'];
  /** How sentences are made of one length; null: they are not. */
  readonly padding: Padding | null;
  /** Of the files, as the reader is to see it. */
  readonly format: string;
  /** The files it was read from. */
  readonly files: readonly { readonly role: FileRole; readonly name: string }[];
  /** The order in which the files' gates were read, a permutation of "ifgo"; null: the format fixes it. */
  readonly gateOrder: string | null;
  /** How texts are split into words. */
  readonly tokenizer: TokenizerRules;
  /** Whether unknown words are left out, where they are read as no entry. */
  readonly dropsUnknown: boolean;
  /** The vocabulary entry unknown words are read as; null: they get a zero embedding, or are left out. */
  readonly unkToken: string | null;
  /** Id of the entry that is padding: never what a word is read as, nor suggested; null: there is none. */
  readonly paddingId: number | null;
  readonly license: string | null;
  readonly metrics: Readonly<Record<string, unknown>>;
}
