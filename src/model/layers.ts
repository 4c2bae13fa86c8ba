/**
 * The one table of layers (../../docs/architecture.md, 'What a model may be'): what each is called, which options it has, which tensors,
 * and how many numbers a row it hands on. Checking, reading and writing models and laying them out in memory are derived from it.
 */

export type LayerType = 'lstm' | 'gru' | 'rnn' | 'readout' | 'dense' | 'batchnorm' | 'conv1d' | 'pool1d';
export type Activation = 'linear' | 'relu' | 'tanh' | 'sigmoid';
/** Keras 2: clip(0.2 z + 0.5, 0, 1); Keras 3 (`hard_sigmoid_3`): clip(z / 6 + 0.5, 0, 1). */
export type GateActivation = 'sigmoid' | 'hard_sigmoid' | 'hard_sigmoid_3';
type Merge = 'concat' | 'sum' | 'ave';

interface OverTime {
  /** d: units of one direction. */
  readonly hiddenSize: number;
  readonly bidirectional: boolean;
  /** How two directions make one row. */
  readonly merge: Merge;
}

export interface LstmLayer extends OverTime {
  readonly type: 'lstm';
  readonly gateActivation: GateActivation;
}

interface GruLayer extends OverTime {
  readonly type: 'gru';
  readonly gateActivation: GateActivation;
  /** Whether the reset gate is applied after the product with the state (PyTorch, cuDNN) or before it. */
  readonly resetAfter: boolean;
}

interface RnnLayer extends OverTime {
  readonly type: 'rnn';
  readonly activation: 'tanh' | 'relu';
}

export type RecurrentLayer = LstmLayer | GruLayer | RnnLayer;

interface FinalReadout {
  readonly type: 'readout';
  readonly kind: 'final';
  readonly direction: 'both' | 'left' | 'right';
}

interface PlainReadout {
  readonly type: 'readout';
  readonly kind: 'last' | 'max' | 'mean' | 'flatten';
}

interface AttentionReadout {
  readonly type: 'readout';
  readonly kind: 'attention';
  /** Of the vector that a row's weight is computed from. */
  readonly size: number;
}

interface DenseLayer {
  readonly type: 'dense';
  readonly size: number;
  readonly activation: Activation;
}

interface ConvLayer {
  readonly type: 'conv1d';
  readonly size: number;
  /** Rows it reads at a time. */
  readonly kernel: number;
  readonly padding: 'same' | 'valid' | 'causal';
  readonly activation: Activation;
}

interface PoolLayer {
  readonly type: 'pool1d';
  readonly kind: 'max' | 'mean';
  /** Rows of a window, and from one window to the next. */
  readonly size: number;
}

export type Layer =
  | RecurrentLayer
  | FinalReadout
  | PlainReadout
  | AttentionReadout
  | DenseLayer
  | { readonly type: 'batchnorm' }
  | ConvLayer
  | PoolLayer;

/** An option: a size >= 1, a flag or one of several words; `usual` where a file may leave it out. */
export type Field =
  | { readonly is: 'size' }
  | { readonly is: 'flag'; readonly usual: boolean }
  | { readonly is: 'choice'; readonly of: readonly string[]; readonly usual?: string };

const SIZE: Field = { is: 'size' };
const ACTIVATION: Field = { is: 'choice', of: ['linear', 'relu', 'tanh', 'sigmoid'], usual: 'linear' };
const OVER_TIME: Readonly<Record<string, Field>> = {
  hiddenSize: SIZE,
  bidirectional: { is: 'flag', usual: false },
  merge: { is: 'choice', of: ['concat', 'sum', 'ave'], usual: 'concat' },
};
const GATE: Field = { is: 'choice', of: ['sigmoid', 'hard_sigmoid', 'hard_sigmoid_3'], usual: 'sigmoid' };

/** The options of each layer, named as here; in files with underscores (`hidden_size`). */
const FIELDS: Readonly<Record<LayerType, Readonly<Record<string, Field>>>> = {
  lstm: { ...OVER_TIME, gateActivation: GATE },
  gru: { ...OVER_TIME, gateActivation: GATE, resetAfter: { is: 'flag', usual: true } },
  rnn: { ...OVER_TIME, activation: { is: 'choice', of: ['tanh', 'relu'], usual: 'tanh' } },
  readout: { kind: { is: 'choice', of: ['final', 'last', 'max', 'mean', 'flatten', 'attention'] } },
  dense: { size: SIZE, activation: ACTIVATION },
  batchnorm: {},
  conv1d: { size: SIZE, kernel: SIZE, padding: { is: 'choice', of: ['same', 'valid', 'causal'] }, activation: ACTIVATION },
  pool1d: { kind: { is: 'choice', of: ['max', 'mean'] }, size: SIZE },
};

const READOUT_FIELDS: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  final: { direction: { is: 'choice', of: ['both', 'left', 'right'], usual: 'both' } },
  attention: { size: SIZE },
};

export const LAYER_TYPES: readonly string[] = Object.keys(FIELDS);

/** @param kind of a readout */
export function fieldsOf(type: LayerType, kind: unknown): Readonly<Record<string, Field>> {
  return type === 'readout' ? { ...FIELDS.readout, ...READOUT_FIELDS[String(kind)] } : FIELDS[type];
}

/** The gates of a recurrent layer, in the order in which a model holds their row blocks: Arras et al. 2017, and PyTorch's of a GRU. */
export const LAYER_GATES = { lstm: ['i', 'g', 'f', 'o'], gru: ['r', 'z', 'n'], rnn: ['h'] } as const;

/** A tensor of a layer; `isGates`: its rows are blocks of `hiddenSize`, one a gate. Biases may be missing where `isOptional`. */
export interface TensorSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly isOptional: boolean;
  readonly isGates: boolean;
}

export type Side = 'left' | 'right';

export function sidesOf(layer: RecurrentLayer): readonly Side[] {
  return layer.bidirectional ? ['left', 'right'] : ['left'];
}

export function isRecurrent(layer: Layer | undefined): layer is RecurrentLayer {
  return layer !== undefined && layer.type in LAYER_GATES;
}

/** The tensors of a layer that reads rows of n numbers, as a file names them. */
export function tensorsOf(layer: Layer, n: number): readonly TensorSpec[] {
  const tensor = (name: string, shape: readonly number[], isOptional = false, isGates = false): TensorSpec => ({
    name,
    shape,
    isOptional,
    isGates,
  });
  if (isRecurrent(layer)) {
    const { hiddenSize: d } = layer;
    const rows = LAYER_GATES[layer.type].length * d;
    return sidesOf(layer).flatMap((side) => [
      tensor(`${side}.weight_ih`, [rows, n], false, true),
      tensor(`${side}.weight_hh`, [rows, d], false, true),
      tensor(`${side}.bias_ih`, [rows], true, true),
      tensor(`${side}.bias_hh`, [rows], true, true),
    ]);
  }
  if (layer.type === 'dense') return [tensor('weight', [layer.size, n]), tensor('bias', [layer.size], true)];
  if (layer.type === 'conv1d') return [tensor('weight', [layer.size, layer.kernel, n]), tensor('bias', [layer.size], true)];
  if (layer.type === 'batchnorm') return [tensor('scale', [n]), tensor('shift', [n])];
  if (layer.type === 'readout' && layer.kind === 'attention') {
    return [tensor('weight', [layer.size, n]), tensor('bias', [layer.size], true), tensor('vector', [layer.size])];
  }
  return [];
}
