/** The model of Arras et al. 2017 and of most programs' files, as a list of layers: one LSTM layer, its last states, a linear output. */
import { LAYER_GATES, type Layer, type LstmLayer } from './layers.ts';
import type { LayerData, Weights } from './model-data.ts';
import { zerosLike } from './weights.ts';

export const GATES = LAYER_GATES.lstm;

/** The weights of one direction. `left` reads left to right, `right` reads the reversed sentence. */
export interface DirectionTensors {
  /** Wxh [4d, e] */
  readonly weightIh: Weights;
  /** Whh [4d, d] */
  readonly weightHh: Weights;
  /** bxh + bhh [4d]: LRP and the forward pass only ever use their sum (facts: b = bxh_g + bhh_g). */
  readonly bias: Weights;
  /** Why [C, d] */
  readonly output: Weights;
}

export interface OneLstm {
  readonly left: DirectionTensors;
  /** null when the model is unidirectional. */
  readonly right: DirectionTensors | null;
  /** [C], or null: the published model has none. */
  readonly outputBias: Weights | null;
}

/** @param d size of the hidden state of one direction @param C number of scores */
export function lstmLayers(d: number, bidirectional: boolean, C: number): [lstm: Layer, readout: Layer, output: Layer] {
  return [
    { type: 'lstm', hiddenSize: d, bidirectional, merge: 'concat', gateActivation: 'sigmoid' },
    { type: 'readout', kind: 'final', direction: 'both' },
    { type: 'dense', size: C, activation: 'linear' },
  ];
}

/** As lstmLayers. */
export function lstmNetwork({ left, right, outputBias }: OneLstm, d: number, C: number): LayerData[] {
  const side = (name: string, { weightIh, weightHh, bias }: DirectionTensors) => ({
    [`${name}.weight_ih`]: weightIh,
    [`${name}.weight_hh`]: weightHh,
    [`${name}.bias_ih`]: bias,
  });
  const tensors = { ...side('left', left), ...(right && side('right', right)) };
  const [lstm, readout, dense] = lstmLayers(d, right !== null, C);
  const weight = right === null ? left.output : sideBySide(left.output, right.output, d);
  return [
    { layer: lstm, tensors },
    { layer: readout, tensors: {} },
    { layer: dense, tensors: outputBias === null ? { weight } : { weight, bias: outputBias } },
  ];
}

/** The same the other way: null where the layers are others. */
export function oneLstm(layers: readonly LayerData[]): OneLstm | null {
  const [lstm, readout, dense] = layers;
  if (layers.length !== 3 || lstm?.layer.type !== 'lstm' || dense?.layer.type !== 'dense') return null;
  if (readout?.layer.type !== 'readout' || readout.layer.kind !== 'final' || readout.layer.direction !== 'both') return null;
  const { hiddenSize: d, bidirectional, merge, gateActivation } = lstm.layer satisfies LstmLayer;
  if ((bidirectional && merge !== 'concat') || gateActivation !== 'sigmoid') return null;
  const weight = dense.tensors.weight ?? new Float64Array(0);
  const direction = (name: string, from: number): DirectionTensors => {
    const take = (tensor: string) => lstm.tensors[`${name}.${tensor}`] ?? new Float64Array(4 * d);
    const bias = lstm.tensors[`${name}.bias_hh`] ? sum(take('bias_ih'), take('bias_hh')) : take('bias_ih');
    const width = bidirectional ? 2 * d : d;
    return { weightIh: take('weight_ih'), weightHh: take('weight_hh'), bias, output: columns(weight, width, from, from + d) };
  };
  return {
    left: direction('left', 0),
    right: bidirectional ? direction('right', d) : null,
    outputBias: dense.tensors.bias ?? null,
  };
}

/** a + b, element by element; of two float32 numbers the sum is not one. */
export function sum(a: Weights, b: Weights): Float64Array {
  return Float64Array.from(a, (value, index) => value + (b[index] ?? Number.NaN));
}

/** Columns `from` to `to` of a row-major matrix that is `width` wide. */
export function columns<W extends Weights>(matrix: W, width: number, from: number, to: number): W {
  return matrix.filter((_, index) => index % width >= from && index % width < to) as W;
}

/** [C, d] and [C, d] as one [C, 2d]. */
function sideBySide(left: Weights, right: Weights, d: number): Weights {
  const both = zerosLike(left.length + right.length, left, right);
  for (let row = 0; row * d < left.length; row++) {
    both.set(left.subarray(row * d, (row + 1) * d), 2 * row * d);
    both.set(right.subarray(row * d, (row + 1) * d), (2 * row + 1) * d);
  }
  return both;
}
