/** The one signature of all methods. */
import type { LensErrorFields } from '../model/errors.ts';
import type { Network } from '../model/network.ts';
import type { Gradient } from '../model/results.ts';
import type { LrpOptions, MethodId } from './method-info.ts';

/** A sentence just given to `model.forward`, and the weighting of scores to explain. */
export interface ExplainedSentence {
  readonly model: Network;
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
   * sum of both gradients, not the sum of their squared norms.
   */
  readonly encoders: { readonly left: Float64Array; readonly right: Float64Array };
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
  /** [T][F], where the model reads numbers: `words` by feature. */
  readonly inputs?: readonly Float64Array[];
}

/** What became of a method: its values, or where they are not finite, why. */
export type MethodOutcome =
  | { readonly id: MethodId; readonly run: MethodRun }
  | {
      readonly id: MethodId;
      readonly run: null;
      readonly parameters: MethodRun['parameters'];
      readonly error: LensErrorFields;
    };

export type Method = (sentence: ExplainedSentence, options: LrpOptions) => MethodRun;
