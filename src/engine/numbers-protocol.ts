/** Sequences of numbers: the part of the engine's contract (protocol.ts) that reads files of them and explains them. */
import type { MethodId } from '../explain/method-info.ts';
import type { Scaling, SequenceFile, SequenceOptions, SequenceTable } from '../formats/sequences/index.ts';
import type { ExplainRequest, FailedMethod } from './result-schema.ts';

export {
  MISSING_RULES,
  type MissingRule,
  noScaling,
  type Scaling,
  type SequenceFile,
  type SequenceOptions,
  type SequenceTable,
  scaled,
  scaledValue,
  typedScaling,
} from '../formats/sequences/index.ts';

export { featureMeans, PLAIN_BASELINES, type PlainBaseline, plainBaseline } from './numbers-baselines.ts';

/** Time steps of a sequence that is explained; longer ones are cut into windows. */
export const MAX_STEPS = 2000;

export interface NumbersRequest extends Pick<ExplainRequest, 'target' | 'contrast' | 'methods' | 'lrp' | 'options'> {
  /** [T, F] as the model reads them: scaled. */
  readonly values: Float64Array;
  /**
   * [T, F] what the output is held against: every value is the one for `values` less the one for these, at the same time step and feature, by
   * the same method, for the same target. So LRP's ledger balances to f(values) - f(baseline), and Integrated Gradients sum to it.
   */
  readonly baseline?: Float64Array | undefined;
}

export interface NumbersResult {
  readonly id: MethodId;
  readonly parameters: Readonly<Record<string, number>>;
  /** [T, F]; null: the method has values for whole time steps alone. */
  readonly inputs: Float64Array | null;
  /** [T] and [F] their sums; [F] null where `inputs` is. */
  readonly steps: Float64Array;
  readonly features: Float64Array | null;
  /** LRP's: what reached no input. With these, `steps` add up to what is explained. */
  readonly ledger: { readonly rest: number; readonly bias: number; readonly stabiliser: number; readonly padding: number } | null;
  /** Of methods whose values add up to what is explained less the output for zero rows (without a baseline of one's own): that, and what is missing. */
  readonly base?: number;
  readonly gap?: number;
}

export interface NumbersExplanation {
  /** T */
  readonly length: number;
  /** Which time steps the model read: from, up to but not including to; the others have values of 0. */
  readonly read: readonly [from: number, to: number];
  readonly scores: readonly number[];
  readonly probabilities: readonly number[];
  readonly predicted: number;
  readonly target: number;
  readonly contrast?: number;
  /** Only where there is one: what the model makes of it. */
  readonly baseline?: { readonly scores: readonly number[]; readonly probabilities: readonly number[] };
  /** s_target, less s_contrast, less the same of the baseline. */
  readonly explained: number;
  readonly methods: readonly NumbersResult[];
  readonly failed: readonly FailedMethod[];
  /** Time the model's arithmetic took, in milliseconds. */
  readonly milliseconds: number;
}

/** Shares of the time steps that are deleted, and intervals that a sequence is cut into, in an experiment. */
export const DELETED_SHARES = [0, 0.05, 0.1, 0.2, 0.3, 0.5] as const;
export const POSITION_INTERVALS = 10;
/** Features deleted at the most. */
export const MOST_FEATURES = 10;

export interface NumbersStudyRequest extends Pick<ExplainRequest, 'target' | 'contrast' | 'methods' | 'lrp' | 'options'> {
  /** [R, F] the rows of all sequences, one after the other, as the model reads them. */
  readonly values: Float64Array;
  /** [N] steps of each, at most MAX_STEPS. */
  readonly lengths: readonly number[];
  /** Of the random orders that methods are held against. */
  readonly seed: number;
}

/** Means over the sequences of the change of the target's score, once so much is a row, or a column, of zeros. */
interface DeletionChanges {
  /** [S] one a share of DELETED_SHARES. */
  readonly steps: readonly number[];
  /** [0 to min(F, MOST_FEATURES)] features deleted; null: the method does not tell features apart. */
  readonly features: readonly number[] | null;
}

export interface MethodStudy extends DeletionChanges {
  readonly id: MethodId;
  /** Sequences that it has values for. */
  readonly count: number;
  /** [POSITION_INTERVALS] and [F] shares of the sum of absolute relevance, means over the sequences. */
  readonly byPosition: readonly number[];
  readonly byFeature: readonly number[] | null;
  /** [N] change of the score without the tenth of the steps that the method gives most; NaN: it has no values. */
  readonly drops: readonly number[];
}

export interface NumbersStudy {
  readonly sequences: number;
  readonly methods: readonly MethodStudy[];
  /** What deletion in random orders does. */
  readonly random: DeletionChanges;
  /** Mean rank correlation (Spearman) of two methods’ values of time steps. */
  readonly agreement: readonly { readonly first: MethodId; readonly second: MethodId; readonly steps: number }[];
}

export interface NumbersEngine {
  /** Reads a file of sequences. Needs no model. @throws LensError InputError that names lines and columns */
  readSequences(signal: AbortSignal, file: SequenceFile, options: SequenceOptions): Promise<SequenceTable>;
  /** Reads scikit-learn's scaler, as data. Needs no model. @param width F @throws LensError InputError */
  readScaler(signal: AbortSignal, file: SequenceFile, width: number): Promise<Scaling>;
  /**
   * Explains a sequence. Methods that take long yield as classify() does; `onProgress` tells the share of them that is done.
   * @throws LensError InputError where it is not what this model reads, or longer than MAX_STEPS
   */
  explainNumbers(signal: AbortSignal, request: NumbersRequest, onProgress?: (done: number) => void): Promise<NumbersExplanation>;
  /**
   * Deletion of time steps and of features, relevance by position and by feature, and agreement of methods, over many sequences. Each is explained for
   * its own predicted class, or for one and the same. Yields as classify() does. A sequence for which a method has no values is left out of its means.
   */
  studyNumbers(signal: AbortSignal, request: NumbersStudyRequest, onProgress?: (done: number) => void): Promise<NumbersStudy>;
}
