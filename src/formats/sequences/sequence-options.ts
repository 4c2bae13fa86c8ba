/** What a file of sequences of numbers may be, what the person can settle of it, and what comes out of it. */

/** A table with commas (or semicolons, or blanks), one with tabs, JSON, a numpy array, text whose characters or words become vectors. */
export type SequenceFormat = 'csv' | 'tsv' | 'json' | 'npy' | 'text';

export const MISSING_RULES = ['refuse', 'last', 'zero'] as const;
/** What becomes of a value that is missing: nothing is read, the value of the step before stands for it, or 0 does. */
export type MissingRule = (typeof MISSING_RULES)[number];

/** Rows times features of a file; more would not be looked at in a browser. */
export const MAX_VALUES = 5_000_000;
/** A larger file holds more than that, or is none. */
export const MAX_BYTES = 100_000_000;
/** More windows or names than that are none that one picks from. */
export const MAX_SEQUENCES = 50_000;

export interface SequenceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Windows {
  /** Steps of each, >= 1. */
  readonly length: number;
  /** Steps from the beginning of one to that of the next, >= 1. */
  readonly stride: number;
}

/** How text becomes vectors: one place for each character, or what a .vec file says of each word. */
export type TextVectors =
  | { readonly kind: 'characters'; readonly alphabet: string }
  | { readonly kind: 'words'; readonly file: SequenceFile; readonly lowercase: boolean };

/** What the person settled; left out: found out from the file. */
export interface SequenceOptions {
  readonly format?: SequenceFormat | undefined;
  /** Whether the first line of a table names the columns. */
  readonly header?: boolean | undefined;
  /** Columns by place or by name: when each step was, and which sequence it belongs to; null: there is none. */
  readonly time?: number | string | null | undefined;
  readonly id?: number | string | null | undefined;
  readonly windows?: Windows | null | undefined;
  readonly missing?: MissingRule | undefined;
  /** For text alone. */
  readonly vectors?: TextVectors | undefined;
  /** F, numbers a step that the model reads; null: no model is in use, whatever there is is taken. */
  readonly width: number | null;
  /** [F] what the model calls them. */
  readonly features?: readonly string[] | null | undefined;
}

/** The options as they were used, and what there is to choose from. */
interface SettledSequences {
  readonly format: SequenceFormat;
  readonly header: boolean;
  /** None where the file has no columns that could be anything but features. */
  readonly columns: readonly string[];
  readonly time: number | null;
  readonly id: number | null;
  readonly windows: Windows | null;
  readonly missing: MissingRule;
}

/** A part of the file's rows, from, up to but not including to. */
export interface SequencePart {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

export interface MissingValue {
  /** As `line 7` of a table, `row 7` of what has no lines. */
  readonly where: string;
  readonly feature: string;
  /** What stands for it. */
  readonly value: number;
}

export interface SequenceTable {
  readonly settled: SettledSequences;
  /** [F] */
  readonly features: readonly string[];
  /** [R, F] of all rows, as the file has them: not scaled. */
  readonly values: Float64Array;
  /** [R] when each step was, or the word that its vector stands for; null: the file does not say. */
  readonly times: readonly string[] | null;
  readonly words: readonly string[] | null;
  readonly sequences: readonly SequencePart[];
  /** The first of them. */
  readonly missing: readonly MissingValue[];
  readonly missingCount: number;
  /** What the person should know, as what was guessed and what was left out; a sentence each. */
  readonly notes: readonly string[];
}
