/** What can be asked about models of the user's own: the part of the engine's contract (protocol.ts) that deals with files. */
import type { ModelOptions } from '../formats/settings/index.ts';
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
  /** Of rows of numbers their names, t1 and so on; of a text what stands between its spaces. */
  readonly tokens: readonly string[];
  /** The text itself, where it was given as one: programs split it in many ways. */
  readonly text?: string;
  /** [T][F], for a model that reads numbers. */
  readonly numbers?: readonly (readonly number[])[];
  /** [C] before softmax; for one sigmoid output its one value before the sigmoid. */
  readonly scores: readonly number[];
}

/** Sentences are cut here: "said, and the rest left out visibly". */
export const MAX_TOKENS = 512;

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

/** The model in use, held against reference scores. */
export interface ReferenceCheck {
  readonly kind: ReferenceKind;
  /** One a reference. */
  readonly sentences: readonly CheckedSentence[];
  /** The largest of all. */
  readonly difference: number;
  /** Below VERIFIED_BELOW. */
  readonly verified: boolean;
  /** Whether it would agree with the two directions' parts of the output layer exchanged. */
  readonly directionsSwapped: boolean;
  /** [C] our class of each given score, where it would agree with the scores in another order; else null. */
  readonly classOrder: readonly number[] | null;
}

/** One thing that files leave open, and what it is in a combination that was found; for people. */
export interface FoundSetting {
  /** NetworkChoice.key, 'gateOrder', 'unknown' or 'padding'. */
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** A way to read the files for which their model's scores are known. */
export interface FoundReading {
  /** What says so, beside the options that the search was given. */
  readonly options: ModelOptions;
  /** Everything that is open, as it is here. */
  readonly settings: readonly FoundSetting[];
  /** From the references, the largest of all. */
  readonly difference: number;
  /** What the references are, read so. */
  readonly kind: ReferenceKind;
}

/** What was found of all that the files leave open. */
export interface ReferenceSearch {
  /** How many combinations. */
  readonly tried: number;
  /** Of the references. */
  readonly sentences: number;
  /** Models whose differences are below VERIFIED_BELOW, no two the same; the likeliest first: those that fit best, of them the nearest to what is in force. */
  readonly fits: readonly FoundReading[];
  /** Where none fits; null: none of them can read the sentences. */
  readonly nearest: FoundReading | null;
  /** Labels of settings that these sentences do not tell, with the only model that fits: they stay as they are. */
  readonly untold: readonly string[];
  /** Where several fit. */
  readonly apart: FitsApart | null;
}

/** Several models fit: what differs between them, and what would tell them apart. */
export interface FitsApart {
  /** Keys of the settings that differ. */
  readonly keys: readonly string[];
  /** Beyond those in `fits`, which are not told. */
  readonly more: number;
  /** A sentence for which their scores differ. */
  readonly sentence: {
    readonly tokens: readonly string[];
    /** One a fit, [C] each, before softmax or sigmoid. */
    readonly scores: readonly (readonly number[])[];
  } | null;
  /** Where only a sentence of more words can tell; else null. */
  readonly longerThan: number | null;
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
