/** One node, or one flow, of what goes on inside a network in full: unit by unit, with the numbers of the step that made it. */
import type { InsideFlow } from './types.ts';

/**
 * Numbers of a node, one a unit. Of h and c: the gates and the source after activation (of a GRU r, z, n), cell and state after the step, and those before it.
 * Of other nodes x: the numbers of the row.
 */
export type InsideActivation = 'i' | 'g' | 'f' | 'o' | 'r' | 'z' | 'n' | 'c' | 'h' | 'cBefore' | 'hBefore' | 'x';

/** Where in a node something flows: at its state, its cell, its source (g of an LSTM, n of a GRU, both after activation), or its row. */
type InsidePlace = 'h' | 'c' | 'g' | 'n' | 'x';

export interface InsideState {
  /** Index into Inside.nodes. */
  readonly node: number;
  readonly activations: Readonly<Partial<Record<InsideActivation, readonly number[]>>>;
  /** LRP: relevance. Gradient: the derivative itself, not yet times the activation. Of a node h or c all of its step. */
  readonly flowing: Readonly<Partial<Record<InsidePlace, readonly number[]>>>;
}

/** What a lower unit i gets. */
export interface InsideTerm {
  readonly unit: number;
  /** x_i */
  readonly value: number;
  /** w_ij; null where the term is the sum over all upper units. */
  readonly weight: number | null;
  /** w_ij x_i q_j; of all upper units x_i sum_j w_ij q_j. */
  readonly relevance: number;
}

/** What goes from an upper unit, or all of them, to the lower node: its terms, and the shares that bias_factor hands it. */
export interface InsideShare {
  /** At most five, those of the largest absolute relevance, the largest first. */
  readonly terms: readonly InsideTerm[];
  /** All other lower units of the node together. */
  readonly rest: { readonly count: number; readonly relevance: number };
  /** bias_factor * n / N * sum_j b_j q_j of the node's n among the step's N lower units. */
  readonly bias: number;
  /** bias_factor * n / N * sum_j eps sign(z_j) q_j */
  readonly stabiliser: number;
  /** Of all of these. */
  readonly sum: number;
}

/** A part of the lower units of a step, and what it adds to z_j. */
export interface InsidePart {
  /**
   * `row`: a row of the layer below. `before`: the state before. `cell`: the cell before. `source`: what is new, i * g or (1 - z) * n.
   * `state`: of a direction. `outside`: an initial state or zeros beyond the ends.
   */
  readonly of: 'row' | 'before' | 'cell' | 'source' | 'state' | 'outside';
  /** Index into Inside.nodes; null: it has none. */
  readonly node: number | null;
  /** sum_i w_ij x_i */
  readonly value: number;
  /** What it gets of R_j, shares of bias_factor among it. */
  readonly relevance: number;
}

/** What a step hands to no lower unit: (1 - bias_factor) of the shares; of a denominator of 0 all there was, to the stabiliser. 0 of the gradient. */
export interface InsideKept {
  readonly bias: number;
  readonly stabiliser: number;
}

/** A linear step z_j = sum_i w_ij x_i + b_j, with this sentence's numbers. */
export interface InsideEquation {
  /**
   * `cell`: c_t = f c_{t-1} + i g. `state`: h_t = z h_{t-1} + (1 - z) n. `merge`: two directions added. `layer`: dense, conv1d, batchnorm, mean, attention.
   * `pass`: each unit hands on what it has. Else a pre-activation: that of the source (g, n), of a simple state (h), of a gate (gradient alone), of
   * what attention's weights are made from.
   */
  readonly step: 'cell' | 'state' | 'merge' | 'layer' | 'pass' | 'g' | 'n' | 'h' | 'i' | 'f' | 'o' | 'r' | 'z' | 'weights';
  /** N. */
  readonly lowerUnits: number;
  /** The upper unit of the largest absolute relevance; null: the step passes on what is there. */
  readonly unit: {
    /** j */
    readonly unit: number;
    /** R_j. Gradient: the derivative at the unit's pre-activation, which is q_j too. */
    readonly relevance: number;
    /** z_j, all its parts and its bias. */
    readonly z: number;
    /** b_j */
    readonly bias: number;
    /** All parts of z_j: their values and the bias add up to it. What they get, with what is kept, adds up to R_j. */
    readonly parts: readonly InsidePart[];
    /** q_j = R_j / (z_j + eps sign z_j); 0 where the denominator is 0. */
    readonly quotient: number;
    readonly kept: InsideKept;
    readonly share: InsideShare;
  } | null;
  readonly all: {
    /** sum_j R_j */
    readonly relevance: number;
    readonly kept: InsideKept;
    readonly share: InsideShare;
  };
}

/** How a product of a gate and a source shares relevance (Arras et al. 2019): all to the source, half each, in proportion to absolute values, or to values. */
export type GateRule = 'all' | 'half' | 'abs' | 'prop';

/** A product of gate and source on the way of a flow: in force is `all`. The others are for this step alone, with what comes to it as it is. */
export interface InsideGate {
  readonly gate: 'i' | 'f' | 'o' | 'z' | '1-z' | 'r' | 'weights';
  /** What it is multiplied with: g, the cell before, tanh(c), the state before, n, U h (with its bias) of a GRU's n, or a row that attention reads. */
  readonly source: 'g' | 'cell' | 'tanh' | 'before' | 'n' | 'Uh' | 'row';
  /** Of the product, over all units. */
  readonly relevance: number;
  /** What each would get, summed over the units; they add up to `relevance`. `stabiliser`: what eps keeps of the quotients. */
  readonly rules: readonly {
    readonly rule: GateRule;
    readonly gate: number;
    readonly source: number;
    readonly stabiliser: number;
  }[];
}

/** One flow in full. */
export interface InsideStep extends InsideFlow {
  /** Index into Inside.flows. */
  readonly flow: number;
  /** In the order in which they are gone through; the last one's `all.share.sum` is the flow's amount. */
  readonly equations: readonly InsideEquation[];
  /** LRP. None where no product lies on the way. */
  readonly gates: readonly InsideGate[];
}
