/** What a file of sentences may be, what the user can settle of it, and what comes out of it. */

export const SENTENCE_FORMATS = ['lines', 'csv', 'tsv', 'jsonl', 'json', 'xlsx', 'parquet', 'trees', 'sequence'] as const;
/** Plain lines, a table with commas or tabs, JSON lines, one JSON value, a workbook, Apache Parquet, SST's trees, the form of sequence_test.txt. */
export type SentenceFormat = (typeof SENTENCE_FORMATS)[number];

/** As the Encoding Standard (https://encoding.spec.whatwg.org) calls them; its windows-1252 is what it reads Latin-1 as, too. */
export const SENTENCE_ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'iso-8859-2',
  'koi8-r',
  'shift_jis',
  'euc-kr',
  'gb18030',
  'big5',
] as const;
export type SentenceEncoding = (typeof SENTENCE_ENCODINGS)[number];

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
  readonly encoding?: SentenceEncoding;
  /** Of a workbook, by place. */
  readonly sheet?: number;
  /** Columns of a table (JSON: keys), by place; `label` null: no labels. */
  readonly text?: number;
  readonly label?: number | null;
  /** Whether the first line of a table names the columns. */
  readonly header?: boolean;
  /** Whether HTML tags are read as spaces; left out: they stay. */
  readonly tagsAsSpaces?: boolean;
  /** What labels of the file mean: a class's name; null: none of them. For those it does not have: found out. */
  readonly labels?: Readonly<Record<string, string | null>>;
  /** The model's classes, which labels name; none: labels are left out. */
  readonly classes: readonly string[];
}

export interface SentenceColumn {
  readonly name: string;
  /** Values of the first few rows, shortened. */
  readonly samples: readonly string[];
}

/** A label of the file, and what it is read as. */
export interface SentenceLabel {
  readonly label: string;
  /** Sentences that have it. */
  readonly count: number;
  /** A class; -1: none, so that the label of these sentences is not known. */
  readonly gold: number;
}

/** The options as they were used, and what there is to choose from. */
export interface SettledSentences {
  readonly format: SentenceFormat;
  /** null: the format is not text. */
  readonly encoding: SentenceEncoding | null;
  /** Names of a workbook's sheets; else none. */
  readonly sheets: readonly string[];
  readonly sheet: number;
  /** None where the format has no columns. */
  readonly columns: readonly SentenceColumn[];
  readonly text: number;
  readonly label: number | null;
  readonly header: boolean;
  /** Sentences with HTML tags in them, and whether those were read as spaces. */
  readonly tagged: number;
  readonly tagsAsSpaces: boolean;
  /** The file's labels, the most frequent first, MAX_LABELS at most; none where the user has nothing to settle. */
  readonly labels: readonly SentenceLabel[];
}

/** More than these are no labels, and nobody would settle them one by one. */
export const MAX_LABELS = 50;

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
