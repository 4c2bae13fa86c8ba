/** What a network answers about the sentence in hand. */

/** What LRP gives the gate of a product of gate and source: nothing, half, or its part of the absolute values, or of the values, of both. */
export type GateRule = 'all' | 'half' | 'abs' | 'prop';

/** LRP of one sentence. words = left + right; score = sum(words) + rest + bias + stabiliser + padding, for any eps and bias_factor. */
export interface Relevance {
  /** [T] relevance that came through the left and the right direction of the first recurrent layer. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** Relevance that reaches the initial states of all layers. */
  readonly rest: number;
  /** What the biases absorbed. */
  readonly bias: number;
  /** What the stabiliser eps absorbed. */
  readonly stabiliser: number;
  /** What the rows got that fill the sentence up; 0 where there are none. */
  readonly padding: number;
  /** [T][F] where the model reads numbers. */
  readonly inputs: Float64Array[] | null;
}

export interface GradientPart {
  /** [T] squared L2 norm of ds/dx_t: Sensitivity Analysis. */
  readonly sensitivity: Float64Array;
  /** [T] (ds/dx_t) . x_t: Gradient x Input. */
  readonly gradientInput: Float64Array;
}

/**
 * Of the whole model, and of what comes back through one direction of the first recurrent layer alone: ds/dx_t is the sum of both parts'
 * gradients. So GI adds up over the directions, SA does not.
 */
export interface Gradient extends GradientPart {
  /** [T][F] both by feature, where the model reads numbers. */
  readonly inputs: { readonly sensitivity: Float64Array[]; readonly gradientInput: Float64Array[] } | null;
  readonly left: GradientPart;
  /** All zero where that layer has no right direction. */
  readonly right: GradientPart;
}

/** At a point of the path from zero rows to a sentence. */
export interface PathGradient {
  /** [C] there. */
  readonly scores: Float64Array;
  /** [T] the gradient there times the whole word. */
  readonly words: Float64Array;
  /** The same of the rows that fill the sentence up. */
  readonly padding: number;
  /** [T][F] the gradient there, where the model reads numbers. */
  readonly gradients: Float64Array[] | null;
}
