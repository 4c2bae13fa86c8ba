/** Keras' recurrent layers, one direction or two: their weights as the layers of `model` have them. */

import type { GateActivation, RecurrentLayer } from '../../model/layers.ts';
import type { PlannedTensor } from '../settings/index.ts';
import type { KerasChain } from './keras-chain.ts';
import { activationOf, fieldOf, isOn, numberOf, textOf } from './keras-json.ts';
import type { KerasLayer } from './keras-layer.ts';
import type { LayerWeights } from './keras-weights.ts';
import { combined, fromCudnn, slice, stacked, transposed } from './tensor-views.ts';

/** Of each kind: ours, how many gates, their order in Keras' columns, and what Keras 1 called them in that order. */
const KINDS = {
  LSTM: { type: 'lstm', gates: 4, order: 'ifgo', letters: ['i', 'f', 'c', 'o'] },
  CuDNNLSTM: { type: 'lstm', gates: 4, order: 'ifgo', letters: ['i', 'f', 'c', 'o'] },
  GRU: { type: 'gru', gates: 3, order: 'zrn', letters: ['z', 'r', 'h'] },
  CuDNNGRU: { type: 'gru', gates: 3, order: 'zrn', letters: ['z', 'r', 'h'] },
  SimpleRNN: { type: 'rnn', gates: 1, order: 'h', letters: [] },
} as const;

type Kind = keyof typeof KINDS;

function isRecurrentKind(kind: string): kind is Kind {
  return Object.hasOwn(KINDS, kind);
}

/** One direction: its settings and variables. */
interface Direction {
  readonly kind: Kind;
  readonly config: object;
  readonly weights: LayerWeights;
}

export function addRecurrent(chain: KerasChain, layer: KerasLayer): void {
  const { kind, config } = layer;
  if (!isRecurrentKind(kind)) {
    chain.refuse(layer);
    return;
  }
  const isBackward = isOn(config, 'go_backwards');
  if (isBackward && isOn(config, 'return_sequences'))
    chain.refuse(layer, 'go_backwards with return_sequences, which turns rows round');
  addDirections(chain, layer, [{ kind, config, weights: chain.weightsOf(layer) }], 'concat', isBackward);
}

const MERGES: Readonly<Record<string, RecurrentLayer['merge']>> = { concat: 'concat', sum: 'sum', ave: 'ave' };

export function addBidirectional(chain: KerasChain, layer: KerasLayer): void {
  const { config } = layer;
  const forward = innerOf(fieldOf(config, 'layer'));
  const given = fieldOf(config, 'backward_layer');
  const backward = given === undefined ? forward : innerOf(given);
  if (forward === null || backward === null) {
    chain.refuse(layer, `of ${textOf(fieldOf(config, 'layer'), 'class_name') ?? 'a layer that is not described'}`);
    return;
  }
  const mode = fieldOf(config, 'merge_mode');
  const merge = MERGES[String(mode)];
  if (merge === undefined) chain.refuse(layer, `merge_mode ${mode === undefined ? 'none' : String(mode)}`);
  if (isOn(forward.config, 'go_backwards')) chain.refuse(layer, 'go_backwards of its forward layer');
  if (given !== undefined && !isOn(backward.config, 'go_backwards')) chain.refuse(layer, 'no go_backwards of its backward layer');
  if (given !== undefined && differ(forward, backward)) chain.refuse(layer, 'directions of different settings');
  const weights = chain.weightsOf(layer);
  const sides = [false, true].map((isBackward): Direction => {
    const side = isBackward ? backward : forward;
    return { ...side, weights: weights.side(isBackward) };
  });
  addDirections(chain, layer, sides, merge ?? 'concat');
}

function innerOf(json: unknown): Omit<Direction, 'weights'> | null {
  const kind = textOf(json, 'class_name') ?? '';
  const config = fieldOf(json, 'config');
  return isRecurrentKind(kind) && typeof config === 'object' && config !== null ? { kind, config } : null;
}

/** The directions have one layer in the network: what it says holds for both. */
function differ(a: Omit<Direction, 'weights'>, b: Omit<Direction, 'weights'>): boolean {
  const settings = ({ kind, config }: Omit<Direction, 'weights'>) => [
    kind,
    numberOf(config, 'units', 'output_dim'),
    ...['activation', 'recurrent_activation', 'return_sequences', 'reset_after'].map((name) =>
      JSON.stringify(fieldOf(config, name)),
    ),
  ];
  return settings(a).join() !== settings(b).join();
}

/** @param isBackward the only direction reads from the end: it is the backward one of two, and the forward one, of zeros, is not read */
function addDirections(
  chain: KerasChain,
  layer: KerasLayer,
  directions: readonly Direction[],
  merge: RecurrentLayer['merge'],
  isBackward = false,
): void {
  const [first] = directions;
  if (first === undefined) return;
  const { kind, config } = first;
  const read = directions.map(({ weights }) => cellOf(weights, kind));
  const [cell] = read;
  chain.readsNumbers(cell?.weightIh?.source.shape[1]);
  if (read.some(({ weightIh, weightHh }) => weightIh === null || weightHh === null)) {
    chain.refuse(layer, `weights of its own${directions.length > 1 ? ' for both directions' : ''} that are not in the file`);
  }
  if (!chain.isSequence) chain.misfit(layer, 'reads a single row, not a sequence of rows');
  for (const why of unlike(kind, config)) chain.refuse(layer, why);
  if (isOn(config, 'stateful')) chain.notes.push(`"${layer.name}" is stateful; here every sentence starts from scratch.`);
  const hiddenSize = numberOf(config, 'units', 'output_dim') ?? cell?.weightHh?.source.shape[1] ?? 0;
  const over = { hiddenSize, bidirectional: directions.length > 1 || isBackward, merge };
  if (isBackward) chain.notes.push(`"${layer.name}" reads sentences from their end (go_backwards).`);
  const both = isBackward && cell !== undefined ? [emptied(cell), cell] : read;
  const sides = both.map(({ weightIh, weightHh, biasIh, biasHh }, at) => {
    const side = at === 0 ? 'left' : 'right';
    return [
      [`${side}.weight_ih`, weightIh],
      [`${side}.weight_hh`, weightHh],
      [`${side}.bias_ih`, biasIh],
      [`${side}.bias_hh`, biasHh],
    ] as const;
  });
  const shape = layerOf(kind, config, over, chain.major, cell?.biasHh !== null && cell?.biasHh !== undefined);
  chain.add(layer, shape, Object.fromEntries(sides.flat()), KINDS[kind].order);
  if (chain.mask === 'alive' || chain.mask === 'used') {
    chain.masksPadding = true;
    chain.mask = 'used';
  }
  if (isOn(config, 'return_sequences')) return;
  chain.add(layer, { type: 'readout', kind: 'final', direction: isBackward ? 'right' : 'both' });
  chain.isSequence = false;
}

function layerOf(
  kind: Kind,
  config: object,
  over: Pick<RecurrentLayer, 'hiddenSize' | 'bidirectional' | 'merge'>,
  major: number,
  hasTwoBiases: boolean,
): RecurrentLayer {
  const { type } = KINDS[kind];
  if (type === 'rnn') return { ...over, type, activation: activationOf(config, 'activation') === 'relu' ? 'relu' : 'tanh' };
  const gateActivation = gateActivationOf(kind, config, major);
  if (type === 'lstm') return { ...over, type, gateActivation };
  const resetAfter =
    kind === 'CuDNNGRU' || isOn(config, 'reset_after') || (fieldOf(config, 'reset_after') === undefined && hasTwoBiases);
  return { ...over, type, gateActivation, resetAfter };
}

/** Keras 1 called it inner_activation, and took hard_sigmoid where nothing was said, as did Keras 2 before 2.3. */
function gateActivationOf(kind: Kind, config: object, major: number): GateActivation {
  if (kind.startsWith('CuDNN') || recurrentActivation(config) !== 'hard_sigmoid') return 'sigmoid';
  return major >= 3 ? 'hard_sigmoid_3' : 'hard_sigmoid';
}

function recurrentActivation(config: object): string {
  return activationOf(config, 'recurrent_activation', 'inner_activation');
}

/** What makes another cell of it than ours. */
function unlike(kind: Kind, config: object): string[] {
  const isCudnn = kind.startsWith('CuDNN');
  const activation = isCudnn || fieldOf(config, 'activation') === undefined ? 'tanh' : activationOf(config, 'activation');
  const inner = recurrentActivation(config);
  const hasGates = KINDS[kind].gates > 1 && !isCudnn && fieldOf(config, 'recurrent_activation', 'inner_activation') !== undefined;
  const known = kind === 'SimpleRNN' ? ['tanh', 'relu'] : ['tanh'];
  return [
    ...(known.includes(activation) ? [] : [`activation ${activation}`]),
    ...(hasGates && !['sigmoid', 'hard_sigmoid'].includes(inner) ? [`recurrent_activation ${inner}`] : []),
    ...(isOn(config, 'return_state') ? ['return_state'] : []),
  ];
}

/** A cell of the same size whose states are zeros. */
function emptied({ weightIh, weightHh, biasIh, biasHh }: Cell): Cell {
  const zeros = (tensor: PlannedTensor | null) => tensor && { ...tensor, source: combined(tensor.source.shape, [], () => 0) };
  return { weightIh: zeros(weightIh), weightHh: zeros(weightHh), biasIh: zeros(biasIh), biasHh: zeros(biasHh) };
}

interface Cell {
  readonly weightIh: PlannedTensor | null;
  readonly weightHh: PlannedTensor | null;
  readonly biasIh: PlannedTensor | null;
  readonly biasHh: PlannedTensor | null;
}

function cellOf(weights: LayerWeights, kind: Kind): Cell {
  const { gates, letters } = KINDS[kind];
  const kernel = weights.take(0, 'kernel', 'W') ?? gatesOf(weights, 'W', letters);
  const recurrent = weights.take(1, 'recurrent_kernel', 'U') ?? gatesOf(weights, 'U', letters);
  const bias = weights.take(2, 'bias', 'b') ?? gatesOf(weights, 'b', letters);
  const units = recurrent?.source.shape[0] ?? 0;
  const isCudnn = gates > 1 && bias?.source.shape.length === 1 && bias.source.shape[0] === 2 * gates * units;
  const view = (tensor: PlannedTensor | null) =>
    tensor && { ...tensor, source: isCudnn ? fromCudnn(tensor.source, gates) : transposed(tensor.source) };
  const isPair = isCudnn || (bias?.source.shape.length === 2 && bias.source.shape[0] === 2);
  const half = (from: number) => bias && { ...bias, source: slice(bias.source, from, [gates * units]) };
  return {
    weightIh: view(kernel),
    weightHh: view(recurrent),
    biasIh: isPair ? half(0) : bias,
    biasHh: isPair ? half(gates * units) : null,
  };
}

/** Keras 1 kept each gate's matrix by itself: side by side they are the kernel of later versions. */
function gatesOf(weights: LayerWeights, name: string, letters: readonly string[]): PlannedTensor | null {
  const found = letters.map((letter) => weights.take(-1, `${name}_${letter}`));
  const present = found.filter((tensor) => tensor !== null);
  if (present.length === 0 || present.length < letters.length) return null;
  const names = present.map((tensor) => tensor.name).join(', ');
  const sources = present.map(({ source }) => source);
  // Matrices are [n, d] each: one below the other when transposed, which is what becomes of the whole.
  return { name: names, source: name === 'b' ? stacked(sources) : transposed(stacked(sources.map(transposed))) };
}
