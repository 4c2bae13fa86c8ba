/**
 * The contract of the experiments: what the page asks of their worker (experiment-client.ts), and the readers of results. Beside the
 * `Engine`, which explains one sentence: that one stays free to answer typing while an experiment runs.
 */
import type { Dataset, Phenomena } from '../experiments/dataset.ts';
import { DEFAULTS, SENTENCE_EXPERIMENTS } from '../experiments/defaults.ts';
import type { Estimate } from '../experiments/estimate.ts';
import type { BootstrapSettings, PairedEstimate, PairedFigure } from '../experiments/paired-bootstrap.ts';
import type { ExperimentId, ResultOf, SettingsOf } from '../experiments/table.ts';
import type { ModelFile } from '../model/model-data.ts';
import type { ModelSource } from './model-info.ts';

export {
  type Band,
  type Share,
  sentencesOfBand,
  sentencesOfCell,
} from '../experiments/accuracy.ts';
export {
  COMPARED,
  type Coefficient,
  type Compared,
  mostDisagreeing,
  type PairCorrelations,
  summaryOf,
} from '../experiments/agreement.ts';
export { type SentenceSlice, SLICE_KINDS, type SliceKind } from '../experiments/by-slice.ts';
export {
  COMPARED_EXPERIMENTS,
  type ComparedFigure,
  type ComparedId,
  comparedFigures,
  differingMost,
  disagreements,
  type FigureName,
  isShare,
} from '../experiments/compared-figures.ts';
export type { FaithfulnessResult, FaithfulnessRow } from '../experiments/corpus-faithfulness.ts';
export { type Dataset, lengthOf, wordsOf } from '../experiments/dataset.ts';
export { TOY_TASKS, type ToyTask } from '../experiments/defaults.ts';
export type { Estimate } from '../experiments/estimate.ts';
export type { Failure } from '../experiments/failures.ts';
export { answerError, judge, RULE, type Verdict } from '../experiments/known-answers-verdict.ts';
export { markedNumbers, truthOf } from '../experiments/marked-numbers.ts';
export { BOOTSTRAP, type BootstrapSettings, type PairedEstimate } from '../experiments/paired-bootstrap.ts';
export { POSITION_PARTS, type PositionPart } from '../experiments/position.ts';
export type { Predictions } from '../experiments/predictions.ts';
export { spearman } from '../experiments/rank-correlation.ts';
export { meanValues, type RankedBy, type RankedWord, rankWords } from '../experiments/representative-words.ts';
export type { MeanEstimate } from '../experiments/resampling.ts';
export type { Summary } from '../experiments/statistics.ts';
export type { ExperimentId, ResultOf, SettingsOf } from '../experiments/table.ts';
export { figuresOf, type Occurrence, occurrencesOf } from '../experiments/word-context.ts';
export type { DeletionCurves } from '../experiments/word-deletion.ts';

/** All, in the order in which they are offered. */
export const EXPERIMENT_IDS: readonly ExperimentId[] = [...SENTENCE_EXPERIMENTS, 'known'];

export function defaultsOf<Id extends ExperimentId>(id: Id): SettingsOf<Id> {
  return DEFAULTS[id];
}

/** Workers of an experiment at most, whatever the machine has. */
export const MAX_WORKERS = 8;

/** A model as the experiments' worker gets it: asked for only when that worker does not have it (yet, or after a crash). */
export interface ExperimentModel {
  /** One that other weights, and the same read in another way, do not have. */
  readonly key: string;
  /** Native format, as Engine.exportModel() writes it, whose memory goes to the workers; or where the site has it. */
  readonly files: ((signal: AbortSignal) => Promise<readonly ModelFile[]>) | SiteModel;
}

export type SiteModel = Extract<ModelSource, { kind: 'url' }>;

/** The sentences, and a key that other sentences do not have. */
export interface ExperimentSentences {
  readonly key: string;
  /** [N] */
  readonly texts: readonly string[];
  /** Whether the texts are tokens already, with single spaces between; else the model's tokeniser splits them. */
  readonly tokenised: boolean;
  /** [N] true class of the model; -1: not known. */
  readonly gold: Int16Array;
  /** What each of them shows, where the set says so. */
  readonly phenomena: Phenomena | null;
  /** [N] 1: takes part; null: all do. No part of the key: it goes with each run. */
  readonly slice: Uint8Array | null;
}

export interface ExperimentProgress {
  /** Cost done and in all, in words read by both encoders. */
  readonly done: number;
  readonly total: number;
  readonly workers: number;
}

export interface ExperimentRun<Id extends ExperimentId> {
  readonly result: ResultOf<Id>;
  /** From the first job to the merged result; without loading the model and tokenising. */
  readonly milliseconds: number;
  readonly workers: number;
  /** Why they are fewer than the machine's cores; null: they are not. */
  readonly heldBack: HeldBack | null;
}

/** Fewer workers than cores: by MAX_WORKERS, or by the memory that they would take together. */
export interface HeldBack {
  readonly cores: number;
  readonly by: 'number' | 'memory';
  /** What one worker takes, at the most. */
  readonly bytesEach: number;
}

export interface ExperimentEngine {
  /**
   * The sentences as the experiments read them, cut to MAX_TOKENS words each; a copy, kept in the worker by key and model.
   * @throws LensError InputError that names an empty sentence; WorkerError
   */
  open(signal: AbortSignal, model: ExperimentModel, sentences: ExperimentSentences): Promise<Dataset>;
  /**
   * How long run() would take, from a few of the sentences, run by the same workers. Opens what is not open yet.
   * @throws LensError InputError that names a setting or sentence; WorkerError
   */
  estimate<Id extends ExperimentId>(
    signal: AbortSignal,
    model: ExperimentModel,
    sentences: ExperimentSentences,
    id: Id,
    settings: SettingsOf<Id>,
  ): Promise<Estimate>;
  /**
   * Opens what is not open yet and runs. A cancelled run leaves the workers ready for the next.
   * @throws LensError InputError that names a setting or sentence; WorkerError: the next run starts new workers
   */
  run<Id extends ExperimentId>(
    signal: AbortSignal,
    model: ExperimentModel,
    sentences: ExperimentSentences,
    id: Id,
    settings: SettingsOf<Id>,
    onProgress?: (progress: ExperimentProgress) => void,
  ): Promise<ExperimentRun<Id>>;
  /**
   * Two models' figures with 95 % intervals of their differences (experiments/paired-bootstrap.ts), one estimate a figure.
   * @param onProgress the share that is done
   * @throws LensError InputError that names a setting out of range; WorkerError
   */
  bootstrap(
    signal: AbortSignal,
    figures: readonly PairedFigure[],
    settings: BootstrapSettings,
    onProgress?: (share: number) => void,
  ): Promise<readonly PairedEstimate[]>;
}
