/** What Keras says of a model in JSON (model_config of an .h5, config.json of a .keras): refused where we would compute something else. */
import type { LensError } from '../../model/errors.ts';
import { formatError, parseJsonObject, quote, shorten } from '../basics/index.ts';

export const KERAS_SUPPORTED =
  'Embedding, one LSTM (or Bidirectional(LSTM) with merge_mode concat) that returns its last state, and one Dense with softmax, linear or sigmoid';

/** Layers that change nothing once the model is trained, or only say how something is given. */
const IDLE = /^(InputLayer|Dropout|SpatialDropout1D|GaussianNoise|GaussianDropout|AlphaDropout|ActivityRegularization|Masking)$/;
const LAST_ACTIVATIONS = ['softmax', 'linear', 'sigmoid'];

interface Layer {
  readonly kind: string;
  readonly name: string;
  readonly config: object;
}

/** Why the model is not one that we compute; null: it is. Throws a ModelFormatError where `text` is no such JSON. */
export function refuseKerasConfig(text: string, where: string): LensError | null {
  const layers = listLayers(parseJsonObject(text, where), where);
  for (const check of [refuseLayers, refuseRecurrent, refuseEmbedding, refuseOutput]) {
    const refusal = check(layers, where);
    if (refusal !== null) return refusal;
  }
  return null;
}

function field(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null) return undefined;
  return Object.getOwnPropertyDescriptor(object, name)?.value;
}

function listLayers(model: object, where: string): Layer[] {
  const config = field(model, 'config');
  // Keras before 2.2 wrote a Sequential's layers as the config itself.
  const layers = Array.isArray(config) ? config : field(config, 'layers');
  if (!Array.isArray(layers)) {
    throw formatError(where, 'does not describe a model', { expected: 'a list of layers', found: quote(JSON.stringify(model)) });
  }
  return layers.map((layer: unknown, index) => readLayer(layer, `${where} layer ${index}`));
}

function readLayer(layer: unknown, where: string): Layer {
  const [kind, config] = [field(layer, 'class_name'), field(layer, 'config')];
  if (typeof kind !== 'string' || typeof config !== 'object' || config === null) {
    throw formatError(where, 'is not described', {
      expected: 'class_name and config',
      found: quote(String(JSON.stringify(layer))),
    });
  }
  const name = field(config, 'name');
  return { kind, name: typeof name === 'string' ? name : kind, config };
}

function refusal(where: string, layer: Layer | null, problem: string, found: string): LensError {
  const place = layer === null ? where : `${where} layer ${quote(layer.name)}`;
  return formatError(place, problem, { expected: KERAS_SUPPORTED, found: shorten(found) });
}

const isRecurrent = ({ kind }: Layer) => /^(LSTM|CuDNNLSTM|Bidirectional)$/.test(kind);

function refuseLayers(layers: readonly Layer[], where: string): LensError | null {
  const known = (layer: Layer) =>
    isRecurrent(layer) || IDLE.test(layer.kind) || /^(Embedding|Dense|Activation|Softmax)$/.test(layer.kind);
  const other = layers.find((layer) => !known(layer));
  if (other !== undefined) return refusal(where, other, 'is of a kind that is not supported', other.kind);
  for (const [fits, one, many] of [
    [(layer: Layer) => layer.kind === 'Embedding', 'has no Embedding layer', 'has more than one Embedding layer'],
    [isRecurrent, 'has no LSTM layer', 'has stacked LSTM layers, which are not supported'],
    [(layer: Layer) => layer.kind === 'Dense', 'has no Dense layer', 'has more than one Dense layer, which is not supported'],
  ] as const) {
    const count = layers.filter(fits).length;
    const kinds = layers.map(({ kind }) => kind).join(', ');
    if (count !== 1) return refusal(where, null, count === 0 ? one : many, kinds);
  }
  return refuseOrder(layers, where);
}

/** Embedding, LSTM, Dense, and an Activation only after that. */
function refuseOrder(layers: readonly Layer[], where: string): LensError | null {
  const ranks = layers.flatMap((layer) => {
    if (IDLE.test(layer.kind)) return [];
    return [isRecurrent(layer) ? 1 : layer.kind === 'Embedding' ? 0 : layer.kind === 'Dense' ? 2 : 3];
  });
  if (ranks.every((rank, at) => at === 0 || rank > (ranks[at - 1] ?? 0))) return null;
  return refusal(where, null, 'has its layers in an order that is not supported', layers.map(({ kind }) => kind).join(', '));
}

function refuseRecurrent(layers: readonly Layer[], where: string): LensError | null {
  const layer = layers.find(isRecurrent);
  if (layer === undefined) return null;
  if (layer.kind !== 'Bidirectional') return refuseLstm(layer, where, false);
  const mode = field(layer.config, 'merge_mode') ?? 'none';
  if (mode !== 'concat')
    return refusal(where, layer, 'joins its directions in a way that is not supported', `merge_mode ${String(mode)}`);
  const forward = readLayer(field(layer.config, 'layer'), `${where} layer ${quote(layer.name)}`);
  const given = field(layer.config, 'backward_layer');
  const backward = given === undefined || given === null ? null : readLayer(given, `${where} backward_layer`);
  return refuseLstm(forward, where, false) ?? (backward === null ? null : refuseLstm(backward, where, true));
}

/** Settings whose other values make another network of it; a setting that is not there has its usual value. */
const LSTM_SETTINGS: readonly [name: string, usual: unknown, problem: string][] = [
  ['activation', 'tanh', 'has another activation than tanh, which is not supported'],
  ['recurrent_activation', 'sigmoid', 'has another recurrent activation than sigmoid, which is not supported'],
  ['return_sequences', false, 'returns every state (return_sequences), which is not supported'],
  ['return_state', false, 'returns its inner state (return_state), which is not supported'],
];

function refuseLstm(layer: Layer, where: string, isBackward: boolean): LensError | null {
  if (!/^(LSTM|CuDNNLSTM)$/.test(layer.kind)) return refusal(where, layer, 'is of a kind that is not supported', layer.kind);
  // What Keras 1 and 2.0 to 2.2 took, before sigmoid became the usual value, always stands in the file.
  for (const [name, usual, problem] of [
    ...LSTM_SETTINGS,
    ['go_backwards', isBackward, 'reads the sentence in the wrong direction (go_backwards), which is not supported'] as const,
  ]) {
    const value = field(layer.config, name);
    if (value !== undefined && value !== usual) return refusal(where, layer, problem, `${name} ${activationName(value)}`);
  }
  return null;
}

/** Keras 3 may write an activation as an object. */
function activationName(value: unknown): string {
  const name = typeof value === 'object' ? (field(value, 'config') ?? field(value, 'class_name')) : value;
  return typeof name === 'string' || typeof name === 'boolean' ? String(name) : 'of its own';
}

function refuseEmbedding(layers: readonly Layer[], where: string): LensError | null {
  const layer = layers.find(({ kind }) => kind === 'Embedding');
  const rank = field(layer?.config, 'lora_rank');
  if (layer === undefined || rank === undefined || rank === null) return null;
  return refusal(where, layer, 'is trained with LoRA, which is not supported', `lora_rank ${String(rank)}`);
}

function refuseOutput(layers: readonly Layer[], where: string): LensError | null {
  const dense = layers.find(({ kind }) => kind === 'Dense');
  if (dense === undefined) return null;
  const after = layers.filter(({ kind }) => kind === 'Activation' || kind === 'Softmax');
  const activations = [dense, ...after].map((layer) => (layer.kind === 'Softmax' ? 'softmax' : activationOf(layer)));
  const active = activations.filter((name) => name !== 'linear');
  const bad = active.find((name) => !LAST_ACTIVATIONS.includes(name));
  if (bad !== undefined) return refusal(where, dense, 'has an activation that is not supported', bad);
  if (active.length > 1) return refusal(where, dense, 'has more than one activation', active.join(', '));
  const units = field(dense.config, 'units') ?? field(dense.config, 'output_dim');
  if (active[0] === 'sigmoid' && units !== 1) {
    return refusal(where, dense, 'has several sigmoid outputs, which are not classes of one choice', `${String(units)} outputs`);
  }
  if (active[0] === 'softmax' && units === 1)
    return refusal(where, dense, 'has one output with softmax, which is always 1', 'softmax');
  return null;
}

function activationOf(layer: Layer): string {
  const value = field(layer.config, 'activation');
  return value === undefined || value === null ? 'linear' : activationName(value);
}
