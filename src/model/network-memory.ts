/** The layers of a model in the kernels' memory (src/kernels/layer.ts): laid out, written, and read again. */
import * as codes from '../kernels/codes.ts';
import type { HeldLayer, HeldLayers } from './held-layer.ts';
import type { Kernels } from './kernels.ts';
import type { Flow } from './layer-flow.ts';
import {
  type Activation,
  type GateActivation,
  isRecurrent,
  LAYER_GATES,
  type Layer,
  type RecurrentLayer,
  sidesOf,
} from './layers.ts';
import type { LayerData, Padding, Weights } from './model-data.ts';

import { zeros } from './weights.ts';

const ACTIVATIONS: Readonly<Record<Activation | GateActivation, number>> = {
  linear: codes.LINEAR,
  relu: codes.RELU,
  tanh: codes.TANH,
  sigmoid: codes.SIGMOID,
  hard_sigmoid: codes.HARD_SIGMOID,
  hard_sigmoid_3: codes.HARD_SIGMOID_3,
};
const KINDS: Readonly<Record<Exclude<Layer['type'], 'readout'>, number>> = {
  lstm: codes.LSTM,
  gru: codes.GRU,
  rnn: codes.RNN,
  dense: codes.DENSE,
  conv1d: codes.CONV1D,
  pool1d: codes.POOL1D,
  batchnorm: codes.BATCHNORM,
};
const MERGES = { concat: codes.CONCAT, sum: codes.SUM, ave: codes.AVE } as const;
const FINALS = { both: codes.FINAL, left: codes.FINAL_LEFT, right: codes.FINAL_RIGHT } as const;
const READOUTS = { last: codes.LAST, max: codes.MAX, mean: codes.MEAN, flatten: codes.FLATTEN } as const;

/** Numbers in the kernels' memory: an array of this shape whose sizes are rounded up to those of `room`. */
interface Place {
  readonly address: number;
  readonly shape: readonly number[];
  readonly room: readonly number[];
  readonly isNarrow: boolean;
}

const pad = (size: number) => (size + 3) & ~3;

/** Whether all are float32: held as such they take half the room, and are the same numbers. */
export function isNarrow(data: Weights | undefined): boolean {
  return data instanceof Float32Array || (data?.every((value) => Math.fround(value) === value) ?? false);
}

interface Held extends HeldLayer {
  /** Which of its matrices are float32. */
  readonly narrow: Readonly<Record<string, boolean>>;
}

export class NetworkMemory implements HeldLayers {
  readonly #kernels: Kernels;
  readonly #held: readonly Held[];
  readonly #layers: readonly Layer[];

  /**
   * @param flows what each layer reads, and what the last one hands on (layer-flow.ts)
   * @param words how many, of as many numbers each as the first layer reads; 0: the model reads numbers
   * @param padRow those of the word that fills sentences up
   * @param padding where it is not masked
   * @throws RangeError where the memory could not be had
   */
  constructor(
    kernels: Kernels,
    layers: readonly LayerData[],
    flows: readonly Flow[],
    words: number,
    padding: Padding | null,
    padRow: ArrayLike<number>,
  ) {
    const k = kernels;
    this.#kernels = k;
    this.#layers = layers.map(({ layer }) => layer);
    const inputSize = flows[0]?.size ?? 0;
    k.begin();
    k.setInput(words, inputSize);
    if (padding !== null) k.setPadding(words === 0 ? -1 : padding.id, padding.length);
    this.#held = layers.flatMap((data, index) => (isFinal(data.layer) ? [] : [this.#add(data, index, flows)]));
    if (!k.build()) throw new RangeError('the model does not fit in memory');
    new Float64Array(k.memory.buffer, k.padRow(), padRow.length).set(padRow);
    this.write(layers);
  }

  #add({ layer, tensors }: LayerData, index: number, flows: readonly Flow[]): Held {
    const k = this.#kernels;
    const next = this.#layers[index + 1];
    const inputSize = flows[index]?.size ?? 0;
    const outputSize = flows[index + (isFinal(next) ? 2 : 1)]?.size ?? 0;
    const narrow = Object.fromEntries(Object.entries(tensors).map(([name, data]) => [name, isNarrow(data)]));
    const at = k.addLayer(kindOf(layer), inputSize, outputSize);
    if (isRecurrent(layer)) this.#addRecurrent(at, layer, next, narrow);
    else {
      k.setOptions(at, activationOf(layer), howOf(layer), ...windowOf(layer));
      if (layer.type === 'conv1d') k.addWeights(at, pad(layer.size), layer.kernel * pad(inputSize), narrow.weight ?? false);
      else if ('size' in layer && layer.type !== 'pool1d')
        k.addWeights(at, pad(layer.size), pad(inputSize), narrow.weight ?? false);
      k.addVectors(at, 'size' in layer ? layer.size : inputSize);
    }
    return { index, layer, inputSize, outputSize, final: isFinal(next) ? next.direction : null, narrow };
  }

  #addRecurrent(at: number, layer: RecurrentLayer, next: Layer | undefined, narrow: Readonly<Record<string, boolean>>): void {
    this.#kernels.setRecurrent(
      at,
      layer.hiddenSize,
      layer.bidirectional ? 2 : 1,
      layer.type === 'rnn' ? codes.SIGMOID : ACTIVATIONS[layer.gateActivation],
      layer.type === 'rnn' ? ACTIVATIONS[layer.activation] : codes.TANH,
      MERGES[layer.merge],
      isFinal(next) ? FINALS[next.direction] : codes.ALL_ROWS,
      layer.type === 'gru' && layer.resetAfter,
    );
    for (const [s, side] of sidesOf(layer).entries()) {
      this.#kernels.addDirection(at, s, narrow[`${side}.weight_ih`] ?? false, narrow[`${side}.weight_hh`] ?? false);
    }
  }

  /** The layers as the kernels have them. */
  held(): readonly HeldLayer[] {
    return this.#held;
  }

  /** Puts the weights of layers of the same shapes in the place of those there. */
  write(layers: readonly LayerData[]): void {
    for (const [at, held] of this.#held.entries()) {
      const tensors = layers[held.index]?.tensors ?? {};
      for (const [name, place] of this.#places(at, held)) this.#write(place, numbersOf(held.layer, name, tensors, place.shape));
    }
    this.#kernels.takeWeights();
  }

  /** The layers, copied out of the kernels' memory. A bias that is 0 is left out; of two biases, the sum is the first where it can be. */
  read(): LayerData[] {
    const read = new Map(this.#held.map((held, at) => [held.index, this.readHeld(at)]));
    return this.#layers.map((layer, index) => ({ layer, tensors: read.get(index) ?? {} }));
  }

  /** The same of one of the layers as the kernels have them. */
  readHeld(at: number): LayerData['tensors'] {
    const held = this.#held[at];
    const tensors: Record<string, Weights> = {};
    for (const [name, place] of held ? this.#places(at, held) : []) {
      const data = this.#read(place);
      const isBias = /bias/.test(name);
      if (!isBias || data.some((value) => value !== 0)) tensors[name] = name.endsWith('bias_hh') ? atTheNewGate(data) : data;
    }
    return tensors;
  }

  #places(at: number, { layer, inputSize: n, narrow }: Held): [string, Place][] {
    const k = this.#kernels;
    const place = (address: number, shape: readonly number[], room: readonly number[], isNarrow = false) => ({
      address,
      shape,
      room,
      isNarrow,
    });
    if (isRecurrent(layer)) {
      const G = LAYER_GATES[layer.type].length;
      const d = layer.hiddenSize;
      return sidesOf(layer).flatMap((side, s): [string, Place][] => [
        [`${side}.weight_ih`, place(k.inputWeights(at, s), [G, d, n], [G, pad(d), pad(n)], narrow[`${side}.weight_ih`])],
        [`${side}.weight_hh`, place(k.hiddenWeights(at, s), [G, d, d], [G, pad(d), pad(d)], narrow[`${side}.weight_hh`])],
        [`${side}.bias_ih`, place(k.bias(at, s), [G, d], [G, pad(d)])],
        ...(hasInnerBias(layer)
          ? [[`${side}.bias_hh`, place(k.hiddenBias(at, s), [d], [pad(d)])] satisfies [string, Place]]
          : []),
      ]);
    }
    if (layer.type === 'batchnorm') {
      return [
        ['scale', place(k.vector(at), [n], [pad(n)])],
        ['shift', place(k.vectorBias(at), [n], [pad(n)])],
      ];
    }
    if (!('size' in layer) || layer.type === 'pool1d') return [];
    const m = layer.size;
    const [shape, room] =
      layer.type === 'conv1d'
        ? [
            [m, layer.kernel, n],
            [pad(m), layer.kernel, pad(n)],
          ]
        : [
            [m, n],
            [pad(m), pad(n)],
          ];
    return [
      ['weight', place(k.weights(at), shape, room, narrow.weight)],
      ['bias', place(k.vectorBias(at), [m], [pad(m)])],
      ...(layer.type === 'readout' ? [['vector', place(k.vector(at), [m], [pad(m)])] satisfies [string, Place]] : []),
    ];
  }

  #view({ address, room, isNarrow }: Place): Weights {
    const count = room.reduce((product, size) => product * size, 1);
    const { buffer } = this.#kernels.memory;
    return isNarrow ? new Float32Array(buffer, address, count) : new Float64Array(buffer, address, count);
  }

  #write(place: Place, data: Weights): void {
    const target = this.#view(place);
    for (const [from, to, length] of rowsOf(place)) target.set(data.subarray(from, from + length), to);
  }

  #read(place: Place): Weights {
    const source = this.#view(place);
    const count = place.shape.reduce((product, size) => product * size, 1);
    const data = zeros(place.isNarrow, count);
    for (const [from, to, length] of rowsOf(place)) data.set(source.subarray(to, to + length), from);
    return data;
  }
}

function isFinal(layer: Layer | undefined): layer is Extract<Layer, { kind: 'final' }> {
  return layer?.type === 'readout' && layer.kind === 'final';
}

/** The reset gate stands between the new gate's second bias and the rest: there it is no part of one sum. */
function hasInnerBias(layer: RecurrentLayer): boolean {
  return layer.type === 'gru' && layer.resetAfter;
}

function kindOf(layer: Layer): number {
  if (layer.type !== 'readout') return KINDS[layer.type];
  return layer.kind === 'attention' ? codes.ATTENTION : codes.READOUT;
}

function activationOf(layer: Layer): number {
  return layer.type === 'dense' || layer.type === 'conv1d' ? ACTIVATIONS[layer.activation] : codes.LINEAR;
}

function howOf(layer: Layer): number {
  const plain = layer.type === 'readout' && layer.kind !== 'final' && layer.kind !== 'attention';
  return plain || layer.type === 'pool1d' ? READOUTS[layer.kind] : codes.LAST;
}

/** The rows that are read at a time, and how many rows of zeros stand before and after the sentence. */
function windowOf(layer: Layer): [window: number, before: number, after: number] {
  if (layer.type === 'pool1d') return [layer.size, 0, 0];
  if (layer.type !== 'conv1d') return [1, 0, 0];
  const reach = layer.kernel - 1;
  if (layer.padding === 'valid') return [layer.kernel, 0, 0];
  const before = layer.padding === 'causal' ? reach : Math.floor(reach / 2);
  return [layer.kernel, before, reach - before];
}

/** What goes into a place of the kernels: of two biases of a gate the sum. */
function numbersOf(layer: Layer, name: string, tensors: LayerData['tensors'], shape: readonly number[]): Weights {
  const count = shape.reduce((product, size) => product * size, 1);
  if (!isRecurrent(layer) || !/bias/.test(name)) return tensors[name] ?? new Float64Array(count);
  const side = name.replace(/\..*$/, '');
  const [ih, hh] = [tensors[`${side}.bias_ih`], tensors[`${side}.bias_hh`]];
  const d = layer.hiddenSize;
  if (name.endsWith('bias_hh')) return hh?.subarray(2 * d) ?? new Float64Array(count);
  const summed = hasInnerBias(layer) ? 2 * d : count;
  return Float64Array.from({ length: count }, (_, index) => (ih?.[index] ?? 0) + (index < summed ? (hh?.[index] ?? 0) : 0));
}

/** [d] of the new gate as the [3d] of a file. */
function atTheNewGate(data: Weights): Weights {
  const all = new Float64Array(3 * data.length);
  all.set(data, 2 * data.length);
  return all;
}

/** Each row of a place: where it begins in the array, where in the kernels' memory, and how long it is. */
function* rowsOf({ shape, room }: Place): Generator<[from: number, to: number, length: number]> {
  const length = shape.at(-1) ?? 0;
  const outer = shape.slice(0, -1);
  const count = outer.reduce((product, size) => product * size, 1);
  const stride = room.at(-1) ?? 0;
  for (let row = 0; row < count; row++) {
    let [rest, step, to] = [row, 1, 0];
    for (let axis = outer.length - 1; axis >= 0; axis--) {
      const size = outer[axis] ?? 1;
      to += (rest % size) * step;
      rest = Math.floor(rest / size);
      step *= room[axis] ?? 1;
    }
    yield [row * length, to * stride, length];
  }
}
