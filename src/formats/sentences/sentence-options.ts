/** What a file of sentences may be, what the user can settle of it, and what comes out of it. */

export const SENTENCE_FORMATS = ['lines', 'csv', 'tsv', 'jsonl', 'trees', 'sequence'] as const;
/** Plain lines, a table with commas or tabs, JSON lines, SST's trees, the form of sequence_test.txt. */
export type SentenceFormat = (typeof SENTENCE_FORMATS)[number];

/** Of the user's file; more are refused. */
export const MAX_SENTENCES = 100_000;

/** A larger file was hardly meant to be a list of sentences. */
export const MAX_SENTENCE_BYTES = 50_000_000;

export interface SentenceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the user settled; left out: found out from the file. */
export interface SentenceOptions {
  readonly format?: SentenceFormat;
  /** Columns of a table (JSON lines: keys), by place; `label` null: no labels. */
  readonly text?: number;
  readonly label?: number | null;
  /** Whether the first line of a table names the columns. */
  readonly header?: boolean;
  /** The model's classes, which labels name; none: labels are left out. */
  readonly classes: readonly string[];
}

export interface SentenceColumn {
  readonly name: string;
  /** Values of the first few rows, shortened. */
  readonly samples: readonly string[];
}

/** The options as they were used, and what there is to choose from. */
export interface SettledSentences {
  readonly format: SentenceFormat;
  /** None where the format has no columns. */
  readonly columns: readonly SentenceColumn[];
  readonly text: number;
  readonly label: number | null;
  readonly header: boolean;
}

export interface SentenceTable {
  readonly settled: SettledSentences;
  /** [N] */
  readonly texts: readonly string[];
  /** Whether the texts are tokens with single spaces between. */
  readonly tokenised: boolean;
  /** [N] true class, a place in `classes`; -1: not known. */
  readonly gold: Int16Array;
  /** Only of files of trees. */
  readonly trees?: SentenceTrees;
  /** What the user should know, as how labels were read or that empty lines were left out; a sentence each. */
  readonly notes: readonly string[];
}

/** The trees of all texts in two arrays: a hundred thousand of them would else be millions of objects. */
export interface SentenceTrees {
  /** Three a node, from the root down and from left to right: its words from, up to but not including to, and its label, 0 to 4. */
  readonly spans: Uint16Array;
  /** [N] where in `spans` a text's nodes begin. */
  readonly starts: Uint32Array;
}
