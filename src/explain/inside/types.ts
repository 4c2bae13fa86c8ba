/**
 * What goes on inside a network as it is explained: relevance on its way from the score down to the words, state by state, or the
 * gradient on the same way. A graph of nodes and flows; each flow leads downwards, so the order of the nodes is one in which to play them.
 */
import type { Side } from '../../model/layers.ts';

/** What flows back: relevance (Arras et al. 2017, eq. 1), or the derivative of the explained score (Gradient x Input, Sensitivity). */
export type InsideMethod = 'lrp' | 'gradient';

/**
 * How a flow gets from the upper node to the lower one.
 * - `pass`: numbers go down as they are: an activation, a copy (final states, last row, flatten, concatenation, max), or the source o * tanh(c)
 * - `linear`: one linear step (dense, batchnorm, conv1d, mean, attention's weighted sum, a merge that adds directions)
 * - `kept`: what a state keeps of the one before it: f * c of an LSTM, z * h of a GRU
 * - `g`, `n`, `h`: through the pre-activation of an LSTM's source g, of a GRU's n, of a simple recurrent state
 * - `i`, `f`, `o`, `r`, `z`, `weights`: through a gate or the attention weights. Of the gradient alone: LRP gives them nothing
 */
export type InsideVia = 'pass' | 'linear' | 'kept' | 'g' | 'n' | 'h' | 'i' | 'f' | 'o' | 'r' | 'z' | 'weights';

/** What a node has and hands to no other node. */
export interface InsideDrips {
  /** LRP: at initial states, and at the zeros that a convolution reads beyond the ends. 0 where bias_factor is 0. */
  readonly rest: number;
  /** LRP: what the biases of the node's steps keep. */
  readonly bias: number;
  /** LRP: what eps keeps. */
  readonly stabiliser: number;
  /**
   * Gradient: the node's amount less all that its flows carry on. A derivative times a value is not conserved: activations, biases
   * and gates (a product counts for both its factors) make or lose some at every step. 0 for LRP.
   */
  readonly change: number;
}

export interface InsideNode {
  /**
   * `score`: the scores that are explained. `row`: one row that a layer hands on (of a recurrent layer only where two directions make one).
   * `h`, `c`: a recurrent layer's state and cell after a step. `input`: a row that the first layer reads: a word, a row of numbers, or padding.
   */
  readonly kind: 'score' | 'row' | 'h' | 'c' | 'input';
  /** Index into ModelInfo.layers; -1: the input. */
  readonly layer: number;
  /** Of h and c the direction that the state belongs to. */
  readonly side: Side | null;
  /** Which of the layer's rows: its column. Of h and c the position just read. Of the score and of a row after a readout 0. */
  readonly row: number;
  /** Of h and c how many rows its direction has read before this one; else null. The right direction reads the last row at step 0. */
  readonly step: number | null;
  /** The rows of the input above which it stands: from, up to but not including to. One of a row or state that stands for a position. */
  readonly over: readonly [from: number, to: number];
  /** Of an input row which of the tokens it is; null: it fills the sentence up, or the node is no input row. */
  readonly word: number | null;
  /** Whether it is an input row that fills the sentence up. */
  readonly isPad: boolean;
  /**
   * LRP: relevance, summed over the units. Gradient: the derivative of the explained score times the node's own values, summed over
   * the units: at a word Gradient x Input, at the score the score. Flows into a node add up to it, for both methods.
   */
  readonly amount: number;
  /**
   * Gradient: the squared length of the derivative, at a word Sensitivity; Infinity where that is beyond the
   * range of float64. 0 for LRP.
   */
  readonly norm: number;
  readonly drips: InsideDrips;
  /**
   * When it is reached as relevance flows, counted in flows from the score (0) along the longest way. Both directions go
   * at the same time. 0 of a row that nothing above reads too (what pooling drops, rows before the last), whose amount is 0.
   */
  readonly tick: number;
}

export interface InsideFlow {
  /** Indices into Inside.nodes. */
  readonly from: number;
  readonly to: number;
  readonly via: InsideVia;
  /** LRP: relevance. Gradient: the derivative that takes this way, times the lower node's values. */
  readonly amount: number;
}

/** Where the score went in the end. LRP: it is the sum of all but `change`. Gradient: of words, padding and change. */
export interface InsideLedger extends InsideDrips {
  readonly words: number;
  /** What rows got that fill the sentence up. */
  readonly padding: number;
}

/** The whole picture. */
export interface InsideGraph {
  /** From the score down: each flow leads from an earlier node to a later one. */
  readonly nodes: readonly InsideNode[];
  /** In the order of the nodes they come from. */
  readonly flows: readonly InsideFlow[];
  readonly ledger: InsideLedger;
}
