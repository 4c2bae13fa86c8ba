/** The one signature of all methods. */
import type { LensErrorFields } from '../model/errors.ts';
import type { Network } from '../model/network.ts';
import type { Gradient } from '../model/results.ts';
import type { MethodId } from './method-info.ts';
import type { MethodOptions } from './method-options.ts';

/** A sentence just given to `model.forward`, and the weighting of scores to explain. */
export interface ExplainedSentence {
  readonly model: Network;
  /** [T] its words; -1: a row of zeros. */
  readonly ids: Int32Array;
  /** [C] */
  readonly scores: Float64Array;
  /** [C]: 1 at the target class, -1 at a contrast class, 0 elsewhere. */
  readonly targetWeights: Float64Array;
  /** SA and GI share one back-propagation. */
  gradient(): Gradient;
}

export interface MethodRun {
  readonly parameters: Readonly<Record<string, number>>;
  /** [T] */
  readonly words: Float64Array;
  /**
   * [T] each: what came through one encoder alone. For LRP and GI they add up to `words`; SA of the whole is the squared norm of the
   * sum of both gradients, not the sum of their squared norms. Left out by methods that ask the network as a whole.
   */
  readonly encoders?: { readonly left: Float64Array; readonly right: Float64Array };
  /** LRP's: left and right parts [T], and what reached no word. */
  readonly ledger?: {
    readonly left: Float64Array;
    readonly right: Float64Array;
    readonly rest: number;
    readonly bias: number;
    readonly stabiliser: number;
    /** What the rows got that fill a sentence up. */
    readonly padding: number;
  };
  /** s of the sentence with every word deleted, where values add up to s(x) less that. */
  readonly base?: number;
  /** What the rows got of it that fill a sentence up. */
  readonly padding?: number;
  /** [T] of values that are means over random orders. */
  readonly standardErrors?: Float64Array;
  /** [T][F], where the model reads numbers: `words` by feature. */
  readonly inputs?: readonly Float64Array[];
}

/** What became of a method: its values, or where they are not finite, or it does not apply, why. */
export type MethodOutcome =
  | { readonly id: MethodId; readonly run: MethodRun }
  | {
      readonly id: MethodId;
      readonly run: null;
      readonly parameters: MethodRun['parameters'];
      readonly error: LensErrorFields;
    };

/**
 * A method in steps: it hands over the share that is done, 0 to 1, after every few milliseconds, and is told whether other work was done
 * meanwhile. If so, the explained sentence is in hand again, and nothing else is left of what the network held. At its end it is in hand too.
 */
export type Steps<Result> = Generator<number, Result, boolean>;
export type MethodSteps = Steps<MethodRun>;

/** A plain function where a moment is enough. */
export type Method = (sentence: ExplainedSentence, options: MethodOptions) => MethodRun | MethodSteps;
