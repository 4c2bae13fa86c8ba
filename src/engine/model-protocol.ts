/** What can be asked about models of the user's own: the part of the engine's contract (protocol.ts) that deals with files. */
import type { ModelFile } from '../model/model-data.ts';

/** A file that stays where it is, on the disk as a rule, until the engine reads it: it crosses to the worker without its bytes. */
export interface BlobFile {
  /** As of a ModelFile. */
  readonly name: string;
  readonly blob: Blob;
  /** The same for the same bytes, another for others. */
  readonly key: number;
}

export type GivenModelFile = ModelFile | BlobFile;

/** Scores that the user's own program gave for a sentence. */
export interface ReferenceScores {
  /** Of rows of numbers their names, t1 and so on. */
  readonly tokens: readonly string[];
  /** [T][F], for a model that reads numbers. */
  readonly numbers?: readonly (readonly number[])[];
  /** [C] before softmax; for one sigmoid output its one value before the sigmoid. */
  readonly scores: readonly number[];
}

/** The largest difference that counts as agreement. */
export const VERIFIED_BELOW = 1e-4;

/** What reference scores turn out to be; ours are held against them in the same form. 'scores': before softmax or sigmoid. */
export type ReferenceKind = 'scores' | 'probabilities' | 'log-probabilities';

/** A sentence of reference scores, as the model in use reads it. */
export interface CheckedSentence {
  readonly tokens: readonly string[];
  /** Ours, as many as were given and of the same kind. */
  readonly scores: readonly number[];
  /** The largest absolute difference of its scores. */
  readonly difference: number;
  /** Positions of the words that are not in the vocabulary. */
  readonly unknown: readonly number[];
}

/** The gates' row blocks of the file read in another order. */
export interface GateOrderFit {
  /** As ModelOptions.gateOrder would say it. */
  readonly gateOrder: string;
  /** Over all sentences where it is below VERIFIED_BELOW, else over a part of them. */
  readonly difference: number;
}

/** The model in use, held against reference scores. */
export interface ReferenceCheck {
  readonly kind: ReferenceKind;
  /** One a reference. */
  readonly sentences: readonly CheckedSentence[];
  /** The largest of all. */
  readonly difference: number;
  /** Below VERIFIED_BELOW. */
  readonly verified: boolean;
  /** Where it does not agree: the same with the gates read in every other order, best first; null: it agrees, or the format fixes the order. */
  readonly gateOrders: readonly GateOrderFit[] | null;
  /** Whether it would agree with the two directions' parts of the output layer exchanged. */
  readonly directionsSwapped: boolean;
  /** [C] our class of each given score, where it would agree with the scores in another order; else null. */
  readonly classOrder: readonly number[] | null;
}

/** A published file, and how to know it. */
export interface PublishedFile {
  /** As the reader is to see it. */
  readonly name: string;
  readonly url: string;
  /** Hex; null: not known. */
  readonly sha256: string | null;
  /** Longer answers are cut off and refused. */
  readonly maxBytes: number;
}

export interface DownloadProgress {
  /** Index into the files asked for. */
  readonly file: number;
  readonly loadedBytes: number;
  /** Of this file; 0 where the server does not tell. */
  readonly totalBytes: number;
}
