/** What can be asked about models of the user's own: the part of the engine's contract (protocol.ts) that deals with files. */

/** Scores that the user's own program gave for a sentence. */
export interface ReferenceScores {
  readonly tokens: readonly string[];
  /** [C] before softmax; for one sigmoid output its one value before the sigmoid. */
  readonly scores: readonly number[];
}

/** The largest difference that counts as agreement. */
export const VERIFIED_BELOW = 1e-4;

/** The model in use, held against reference scores. */
export interface ReferenceCheck {
  /** One a sentence; difference: the largest absolute one of its scores. */
  readonly sentences: readonly {
    readonly tokens: readonly string[];
    readonly scores: readonly number[];
    readonly difference: number;
  }[];
  /** The largest of all. */
  readonly difference: number;
  /** Below VERIFIED_BELOW. */
  readonly verified: boolean;
  /** Where it does not agree: the same with the gates read in every other order, best first; else null. */
  readonly gateOrders: readonly { readonly gateOrder: string; readonly difference: number }[] | null;
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
