/**
 * What the kernels hold of the sentence in hand and of a way back that was recorded (src/kernels/record.ts), layer by layer: activations,
 * pre-activations, relevance or gradient. All arrays are views of the kernels' memory: to be read at once, never written or kept.
 */
import type { HeldLayer, HeldLayers } from './held-layer.ts';
import type { Kernels } from './kernels.ts';
import { isRecurrent, type RecurrentLayer } from './layers.ts';
import type { Reading } from './padding.ts';

/** What a row, or a step, handed to no lower unit: LRP alone. */
export interface RecordedDrips {
  readonly bias: number;
  readonly stabiliser: number;
  readonly rest: number;
}

/**
 * Of a step of a recurrent layer, d numbers each. LRP: relevance of the state after it (`h`), of its cell (`c`: LSTM), of its source (`source`: g
 * of an LSTM, n of a GRU), what the state before gets through the source (`through`) and what is kept of the cell before (of a GRU, the
 * state before). Gradient: at h; at c what comes from the step after it; at the state and the cell before.
 */
export type StepBlock = 'h' | 'c' | 'source' | 'through' | 'kept';

/**
 * What the forward pass keeps of a step, d numbers each: gates and source after activation, by their names; `pre`: the pre-activation of the
 * source (g of an LSTM, n of a GRU, h of a simple layer); `tanh`: tanh(c) of an LSTM; `hidden`: U h + b of a GRU's n with its reset after.
 */
export type TraceBlock = 'i' | 'g' | 'f' | 'o' | 'r' | 'z' | 'n' | 'pre' | 'tanh' | 'hidden';

const TRACE_BLOCKS: Readonly<Record<RecurrentLayer['type'], Partial<Readonly<Record<TraceBlock, number>>>>> = {
  lstm: { i: 0, g: 1, f: 2, o: 3, pre: 4, tanh: 5 },
  gru: { r: 0, z: 1, n: 2, pre: 3, hidden: 4 },
  rnn: { pre: 0 },
};

const STEP_BLOCKS: Readonly<Record<StepBlock, number>> = { h: 0, c: 1, source: 2, through: 3, kept: 4 };
const INPUT = 3;
const GATES_TO_STATE = 4;
const GATES_TO_INPUT = 8;

const pad = (size: number) => (size + 3) & ~3;

export class NetworkRecord {
  readonly layers: readonly HeldLayer[];
  /** Which rows of the input are words. */
  readonly reading: Reading;
  /** Of words that a recurrent layer reads: whether of their relevance the sum alone is known. */
  readonly sumsOnly: boolean;
  readonly #kernels: Kernels;
  readonly #memory: HeldLayers;

  constructor(kernels: Kernels, memory: HeldLayers, reading: Reading, sumsOnly: boolean) {
    this.#kernels = kernels;
    this.#memory = memory;
    this.sumsOnly = sumsOnly;
    this.layers = memory.held();
    this.reading = reading;
  }

  /** A copy of a layer's weights, named as by `tensorsOf`; of two biases of a gate the sum is the first. */
  tensors(k: number): ReturnType<HeldLayers['readHeld']> {
    return this.#memory.readHeld(k);
  }

  inRows(k: number): number {
    return this.#kernels.inRows(k);
  }

  outRows(k: number): number {
    return this.#kernels.outRows(k);
  }

  /** A row that a layer reads. */
  input(k: number, row: number): Float64Array {
    const { inputSize } = this.#held(k);
    return this.#row(this.#kernels.layerInput(k), row, inputSize);
  }

  /** A row that it hands on. */
  output(k: number, row: number): Float64Array {
    const { outputSize } = this.#held(k);
    return this.#row(this.#kernels.layerOutput(k), row, outputSize);
  }

  /** The same before the activation, of dense and conv1d. */
  beforeActivation(k: number, row: number): Float64Array {
    const { outputSize } = this.#held(k);
    return this.#row(this.#kernels.layerTrace(k), row, outputSize);
  }

  /** Of max, for each unit the row of the input that was taken. */
  chosen(k: number, row: number): number[] {
    const { inputSize } = this.#held(k);
    const at = this.#kernels.layerTrace(k) + 8 * row * pad(inputSize);
    return Array.from(new BigUint64Array(this.#kernels.memory.buffer, at, inputSize), Number);
  }

  /** The weight of a row that attention reads. @param size of the layer */
  attention(k: number, row: number, size: number): number {
    const hidden = pad(size);
    return this.#view(this.#kernels.layerTrace(k) + 8 * (row * (hidden + 4) + hidden), 1)[0] ?? 0;
  }

  /** What the weight of a row that attention reads is made from: tanh(W h + b) [size]. */
  attentionHidden(k: number, row: number, size: number): Float64Array {
    return this.#view(this.#kernels.layerTrace(k) + 8 * row * (pad(size) + 4), size);
  }

  /** Relevance, or gradient, at a row that it hands on. A copy: the sum of the parts that came through left and right. */
  back(k: number, row: number): Float64Array {
    const { outputSize } = this.#held(k);
    const sum = this.#row(this.#kernels.layerBack(k, 0), row, outputSize).slice();
    for (let part = 1; part < this.#kernels.streams(k); part++) {
      const more = this.#row(this.#kernels.layerBack(k, part), row, outputSize);
      for (let unit = 0; unit < outputSize; unit++) sum[unit] = (sum[unit] ?? 0) + (more[unit] ?? 0);
    }
    return sum;
  }

  /** Of a row that it hands on. */
  drips(k: number, row: number): RecordedDrips {
    return dripsAt(this.#view(this.#kernels.drips(k) + 32 * row, 3));
  }

  /** Of a conv1d: what the rows of an output row's window got; of the gradient, times their values. */
  window(k: number, row: number, size: number): Float64Array {
    return this.#view(this.#kernels.windows(k) + 8 * row * size, size);
  }

  /** A recurrent layer's state before a step of a direction: [d]. `c`: its cell. */
  state(k: number, side: number, step: number, part: 'h' | 'c' = 'h'): Float64Array {
    const d = this.#units(k);
    return this.#view(this.#kernels.stepState(k, side, step) + (part === 'c' ? 8 * pad(d) : 0), d);
  }

  stepTrace(k: number, side: number, step: number, block: TraceBlock): Float64Array {
    const { layer } = this.#held(k);
    const at = isRecurrent(layer) ? TRACE_BLOCKS[layer.type][block] : undefined;
    if (at === undefined) throw new RangeError(`${layer.type} keeps no ${block}`);
    const d = this.#units(k);
    return this.#view(this.#kernels.stepTrace(k, side, step) + 8 * at * pad(d), d);
  }

  step(k: number, side: number, step: number, block: StepBlock): Float64Array {
    const d = this.#units(k);
    return this.#view(this.#kernels.stepRecord(k, side, step) + 8 * STEP_BLOCKS[block] * pad(d), d);
  }

  /** Relevance, or gradient, that comes to h of a step from the layer above. */
  incoming(k: number, side: number, step: number): Float64Array {
    return this.#view(this.#kernels.stepIncoming(k, side, step), this.#units(k));
  }

  stepDrips(k: number, side: number, step: number): RecordedDrips {
    return dripsAt(this.#stepNumbers(k, side, step));
  }

  /** LRP: what the row that a step reads gets of it. */
  stepInput(k: number, side: number, step: number): number {
    return this.#stepNumbers(k, side, step)[INPUT] ?? 0;
  }

  /** Gradient: what goes through a gate (in the order of LAYER_GATES) to the state before and to the input row, times their values. */
  stepGate(k: number, side: number, step: number, gate: number): { state: number; input: number } {
    const numbers = this.#stepNumbers(k, side, step);
    return { state: numbers[GATES_TO_STATE + gate] ?? 0, input: numbers[GATES_TO_INPUT + gate] ?? 0 };
  }

  /** LRP at a row of the first layer's input. */
  inputRelevance(row: number): number {
    return (this.#view(this.#kernels.words(0), row + 1)[row] ?? 0) + (this.#view(this.#kernels.words(1), row + 1)[row] ?? 0);
  }

  /** Gradient x Input and Sensitivity at a row of the first layer's input. */
  inputGradient(row: number): { amount: number; norm: number } {
    const at = (address: number) => this.#view(address, row + 1)[row] ?? 0;
    return { amount: at(this.#kernels.gradientInput(0)), norm: at(this.#kernels.sensitivity(0)) };
  }

  /** The same, a number each; of LRP not where the first layer is recurrent and reads words. A copy. */
  inputBack(row: number): Float64Array {
    return this.#row(this.#kernels.inputBack(0), row, this.#held(0).inputSize).slice();
  }

  #stepNumbers(k: number, side: number, step: number): Float64Array {
    return this.#view(this.#kernels.stepRecord(k, side, step) + 8 * 5 * pad(this.#units(k)), 12);
  }

  #held(k: number): HeldLayer {
    const held = this.layers[k];
    if (held === undefined) throw new RangeError(`layer ${k} of ${this.layers.length}`);
    return held;
  }

  #units(k: number): number {
    const { layer } = this.#held(k);
    return 'hiddenSize' in layer ? layer.hiddenSize : 0;
  }

  #row(address: number, row: number, size: number): Float64Array {
    return this.#view(address + 8 * row * pad(size), size);
  }

  #view(address: number, length: number): Float64Array {
    return new Float64Array(this.#kernels.memory.buffer, address, length);
  }
}

function dripsAt([bias = 0, stabiliser = 0, rest = 0]: Float64Array): RecordedDrips {
  return { bias, stabiliser, rest };
}
