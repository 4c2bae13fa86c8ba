/** What each experiment brings to the view: its words, its figures, its tables. experiment-views.ts lists them. */
import type { ComponentType } from 'react';
import type { Dataset, ExperimentId, ResultOf, SettingsOf } from '../../engine/experiment-protocol.ts';
import type { ModelInfo } from '../../engine/protocol.ts';

/** A finished experiment, as its figures, reading and tables get it. */
export interface Finished<Id extends ExperimentId> {
  readonly result: ResultOf<Id>;
  readonly dataset: Dataset;
  readonly settings: SettingsOf<Id>;
  /** Whether the model has a right encoder. */
  readonly bidirectional: boolean;
  /** What the model's scores become. */
  readonly output: ModelInfo['output'];
}

/** The sentences of a figure, to be read and to be gone to. */
export interface ListedSentences {
  /** Text of a sentence, by its place in the data set. */
  readonly textOf: (sentence: number) => string;
  /** Lists these sentences (places in the data set) in Explain. @param label what they are; @param word lit in them */
  readonly onSentences: (sentences: Uint32Array, label: string, word?: string) => void;
  /** Explains one sentence. */
  readonly onSentence: (sentence: number, word?: string) => void;
  /** Shows a word wherever it stands, with its relevance for this target. */
  readonly onWord: (word: string, target: SettingsOf<'context'>['target']) => void;
  /** Words of the sentence on Explain; none in a report, which depends on its settings alone. */
  readonly inHand: readonly string[];
}

export interface ResultProps<Id extends ExperimentId> extends Finished<Id>, ListedSentences {}

export interface Reading {
  /** What the figures show, in a plain sentence or two with the figures in it. */
  readonly shows: string;
  /** What would be surprising, and whether it is so here. */
  readonly surprising: string;
}

/** For CSV and JSON: full digits, one fact a cell; what is no finite number is written as an empty cell, and as null. */
export interface ResultTable {
  /** In file names and as heading: lower case with hyphens. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface ExperimentParts<Id extends ExperimentId> {
  readonly id: Id;
  /** A few words: its name in the list of experiments. */
  readonly title: string;
  /** The question it answers, one sentence. */
  readonly question: string;
  /** How it is done, for a student, with the source; two or three sentences. */
  readonly method: string;
  /** Its figures, each in a FigureCard. */
  readonly Result: ComponentType<ResultProps<Id>>;
  reading(finished: Finished<Id>): Reading;
  tables(finished: Finished<Id>): readonly ResultTable[];
}
