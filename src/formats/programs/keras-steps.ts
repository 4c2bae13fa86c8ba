/** Each kind of Keras' layers: what it makes of the network so far. A kind that is not here is refused. */
import type { PlannedTensor } from '../settings/index.ts';
import type { KerasChain } from './keras-chain.ts';
import { denseOf, WRITTEN_ATTENTION } from './keras-graph.ts';
import { activationOf, fieldOf, isOn, listOf, numberOf, textOf } from './keras-json.ts';
import { type KerasLayer, nameLayer } from './keras-layer.ts';
import { addBidirectional, addRecurrent } from './keras-recurrent.ts';
import { addTextVectorization } from './keras-text.ts';
import { combined, permuted, reshaped, transposed } from './tensor-views.ts';

type Step = (chain: KerasChain, layer: KerasLayer) => void;

/** They do nothing once the model is trained. */
const idle: Step = () => undefined;

const STEPS: Readonly<Record<string, Step>> = {
  InputLayer: idle,
  Dropout: idle,
  SpatialDropout1D: idle,
  GaussianNoise: idle,
  GaussianDropout: idle,
  AlphaDropout: idle,
  ActivityRegularization: idle,
  Identity: idle,
  TextVectorization: addTextVectorization,
  Embedding: addEmbedding,
  Masking: addMasking,
  LSTM: addRecurrent,
  CuDNNLSTM: addRecurrent,
  GRU: addRecurrent,
  CuDNNGRU: addRecurrent,
  SimpleRNN: addRecurrent,
  Bidirectional: addBidirectional,
  Dense: addDense,
  TimeDistributedDense: addDense,
  TimeDistributed: addDense,
  Conv1D: addConvolution,
  Convolution1D: addConvolution,
  MaxPooling1D: pooling('max'),
  MaxPool1D: pooling('max'),
  AveragePooling1D: pooling('mean'),
  AvgPool1D: pooling('mean'),
  GlobalMaxPooling1D: globalPooling('max'),
  GlobalMaxPool1D: globalPooling('max'),
  GlobalAveragePooling1D: globalPooling('mean'),
  GlobalAvgPool1D: globalPooling('mean'),
  Flatten: addFlatten,
  Reshape: addReshape,
  BatchNormalization: addBatchNormalization,
  Activation: (chain, layer) => chain.activate(activationOf(layer.config, 'activation'), layer),
  ReLU: addRelu,
  Softmax: (chain, layer) => chain.activate('softmax', layer),
  [WRITTEN_ATTENTION]: addAttention,
};

/** Puts a layer to the chain. The length that any layer says of its input holds for the first. */
export function addStep(chain: KerasChain, layer: KerasLayer): void {
  if (chain.input === null) takeShape(chain, layer);
  const step = Object.hasOwn(STEPS, layer.kind) ? STEPS[layer.kind] : undefined;
  if (step === undefined) {
    chain.refuse(layer, layer.kind === 'Lambda' ? 'its own code, which is not run' : undefined);
    chain.isLost = true;
  } else step(chain, layer);
}

/** batch_shape of Keras 3, batch_input_shape and input_length of those before: [sentences, rows, numbers a row]. */
function takeShape(chain: KerasChain, { config }: KerasLayer): void {
  const [, rows] = listOf(config, 'batch_shape', 'batch_input_shape') ?? [];
  const length = typeof rows === 'number' ? rows : numberOf(config, 'input_length');
  chain.length ??= length !== undefined && Number.isSafeInteger(length) && length >= 1 ? length : null;
}

function addEmbedding(chain: KerasChain, layer: KerasLayer): void {
  const { config } = layer;
  const table = chain.weightsOf(layer).take(0, 'embeddings', 'W');
  if (chain.input !== null || chain.layers.length > 0) {
    chain.misfit(layer, 'not at the beginning');
    return;
  }
  chain.input = 'tokens';
  chain.embedding = table;
  chain.embeddingSize = numberOf(config, 'output_dim') ?? table?.source.shape[1] ?? 0;
  if (isOn(config, 'mask_zero')) chain.mask = 'alive';
  if (table === null) chain.refuse(layer, 'its table is not in the file');
  if (fieldOf(config, 'lora_rank') !== undefined) chain.refuse(layer, 'lora_rank');
}

function addMasking(chain: KerasChain, layer: KerasLayer): void {
  if (chain.input === 'tokens' || chain.layers.length > 0) {
    chain.misfit(layer, 'not at the beginning');
    return;
  }
  chain.mask = 'alive';
  const value = fieldOf(layer.config, 'mask_value') ?? 0;
  if (value !== 0) chain.notes.push(`The model skips rows of ${String(value)} (Masking); enter sentences without them.`);
}

/** Layers that read all rows, skipped ones too, though a layer before them has skipped some. */
function readsMasked(chain: KerasChain, layer: KerasLayer): void {
  if (chain.mask === 'used' && chain.length !== null) {
    chain.misfit(layer, 'reads the rows that are padding, which the layers before it skip');
  } else if (chain.mask === 'used') {
    chain.notes.push(`Sentences are read without padding: ${nameLayer(layer)} would read what the layers before it skip.`);
  } else chain.mask = 'none';
}

function addDense(chain: KerasChain, layer: KerasLayer): void {
  const config = denseOf(layer);
  if (config === null) {
    chain.refuse(layer, `of ${textOf(fieldOf(layer.config, 'layer'), 'class_name') ?? 'another layer'}`);
    return;
  }
  const weights = chain.weightsOf(layer);
  const kernel = weights.take(0, 'kernel', 'W');
  chain.readsNumbers(kernel?.source.shape[0]);
  if (kernel === null) chain.refuse(layer, 'its weights are not in the file');
  const size = numberOf(config, 'units', 'output_dim') ?? kernel?.source.shape[1] ?? 0;
  const weight = kernel && { ...kernel, source: transposed(kernel.source) };
  chain.add(layer, { type: 'dense', size, activation: 'linear' }, { weight, bias: weights.take(1, 'bias', 'b') });
  chain.activate(activationOf(config, 'activation'), layer);
}

function addConvolution(chain: KerasChain, layer: KerasLayer): void {
  const { config } = layer;
  const weights = chain.weightsOf(layer);
  const given = weights.take(0, 'kernel', 'W');
  // Keras 1 has an axis more: [k, 1, F, m].
  const [k = 0, one, F = 0, m = 0] = given?.source.shape ?? [];
  const kernel =
    given && (given.source.shape.length === 4 && one === 1 ? { ...given, source: reshaped(given.source, [k, F, m]) } : given);
  chain.readsNumbers(kernel?.source.shape[1]);
  if (kernel === null) chain.refuse(layer, 'its weights are not in the file');
  for (const [name, usual] of [
    ['strides', 1],
    ['subsample_length', 1],
    ['dilation_rate', 1],
    ['groups', 1],
  ] as const) {
    const value = numberOf(config, name) ?? 1;
    if (value !== usual) chain.refuse(layer, `${name} ${value}`);
  }
  refuseChannelsFirst(chain, layer);
  const padding = (['same', 'valid', 'causal'] as const).find(
    (known) => known === (textOf(config, 'padding', 'border_mode') ?? 'valid'),
  );
  if (padding === undefined) chain.refuse(layer, `padding ${String(fieldOf(config, 'padding', 'border_mode'))}`);
  readsMasked(chain, layer);
  const size = numberOf(config, 'filters', 'nb_filter') ?? kernel?.source.shape[2] ?? 0;
  const length = numberOf(config, 'kernel_size', 'filter_length') ?? kernel?.source.shape[0] ?? 0;
  chain.add(
    layer,
    { type: 'conv1d', size, kernel: length, padding: padding ?? 'valid', activation: 'linear' },
    { weight: kernel && { ...kernel, source: permuted(kernel.source, [2, 0, 1]) }, bias: weights.take(1, 'bias', 'b') },
  );
  chain.activate(activationOf(config, 'activation'), layer);
}

function refuseChannelsFirst(chain: KerasChain, layer: KerasLayer): void {
  if (textOf(layer.config, 'data_format') === 'channels_first') chain.refuse(layer, 'data_format channels_first');
}

function pooling(kind: 'max' | 'mean'): Step {
  return (chain, layer) => {
    const { config } = layer;
    const size = numberOf(config, 'pool_size', 'pool_length') ?? 2;
    const strides = numberOf(config, 'strides', 'stride') ?? size;
    if (!Number.isSafeInteger(size) || size < 1) chain.refuse(layer, `windows of ${size}`);
    if (strides !== size) chain.refuse(layer, `strides ${strides} of windows of ${size}`);
    if ((textOf(config, 'padding', 'border_mode') ?? 'valid') !== 'valid') chain.refuse(layer, 'padding same');
    refuseChannelsFirst(chain, layer);
    readsMasked(chain, layer);
    chain.add(layer, { type: 'pool1d', kind, size });
  };
}

function globalPooling(kind: 'max' | 'mean'): Step {
  return (chain, layer) => {
    if (isOn(layer.config, 'keepdims')) chain.refuse(layer, 'keepdims');
    refuseChannelsFirst(chain, layer);
    // The mean is that of the rows that are not skipped, as it is without padding.
    if (kind === 'max') readsMasked(chain, layer);
    else if (chain.mask !== 'none') chain.masksPadding = true;
    readOut(chain, layer, kind);
  };
}

function readOut(chain: KerasChain, layer: KerasLayer, kind: 'max' | 'mean' | 'flatten'): void {
  if (!chain.isSequence) {
    chain.misfit(layer, 'reads a single row, not a sequence of rows');
    return;
  }
  chain.add(layer, { type: 'readout', kind });
  chain.isSequence = false;
}

function addFlatten(chain: KerasChain, layer: KerasLayer): void {
  if (!chain.isSequence) return;
  readsMasked(chain, layer);
  readOut(chain, layer, 'flatten');
}

/** Of one row, where it leaves it one. */
function addReshape(chain: KerasChain, layer: KerasLayer): void {
  const shape = listOf(layer.config, 'target_shape') ?? [];
  if (chain.isSequence || shape.length !== 1) chain.misfit(layer, `to [${shape.join(', ')}]`);
}

function addBatchNormalization(chain: KerasChain, layer: KerasLayer): void {
  const { config } = layer;
  const weights = chain.weightsOf(layer);
  const isScaled = fieldOf(config, 'scale') !== false;
  const isCentred = fieldOf(config, 'center') !== false;
  const gamma = isScaled ? weights.take(0, 'gamma') : null;
  const beta = isCentred ? weights.take(Number(isScaled), 'beta') : null;
  const first = Number(isScaled) + Number(isCentred);
  const mean = weights.take(first, 'moving_mean', 'running_mean');
  const variance = weights.take(first + 1, 'moving_variance', 'running_std');
  const axis = numberOf(config, 'axis') ?? -1;
  if (axis !== -1 && axis !== (chain.isSequence ? 2 : 1)) chain.misfit(layer, `axis ${axis}`);
  if ((numberOf(config, 'mode') ?? 0) !== 0) chain.refuse(layer, `mode ${numberOf(config, 'mode')}`);
  chain.readsNumbers(mean?.source.shape[0]);
  if (mean === null || variance === null || (isScaled && gamma === null) || (isCentred && beta === null)) {
    chain.refuse(layer, 'its weights are not in the file');
    return;
  }
  const epsilon = numberOf(config, 'epsilon') ?? 1e-3;
  const { shape } = mean.source;
  const scale = [variance, gamma ?? variance].map(({ source }) => source);
  const factor = (spread: number, by: number) => (gamma === null ? 1 : by) / Math.sqrt(spread + epsilon);
  const shift = [...scale, mean.source, (beta ?? mean).source];
  chain.add(
    layer,
    { type: 'batchnorm' },
    {
      scale: named(
        combined(shape, scale, (spread = 0, by = 0) => factor(spread, by)),
        [gamma, variance],
      ),
      shift: named(
        combined(
          shape,
          shift,
          (spread = 0, by = 0, middle = 0, at = 0) => (beta === null ? 0 : at) - middle * factor(spread, by),
        ),
        [beta, mean],
      ),
    },
  );
}

function named(source: PlannedTensor['source'], from: readonly (PlannedTensor | null)[]): PlannedTensor {
  return { name: from.flatMap((tensor) => tensor?.name ?? []).join(', '), source };
}

function addRelu(chain: KerasChain, layer: KerasLayer): void {
  const changes = ['max_value', 'negative_slope', 'threshold'].filter(
    (name) => ![undefined, 0].includes(numberOf(layer.config, name)),
  );
  if (changes.length > 0) chain.refuse(layer, changes.join(', '));
  else chain.activate('relu', layer);
}

/** softmax over time of v . tanh(W h + b): one dense layer of one unit is W, with v = 1. What a second adds to every score changes nothing. */
function addAttention(chain: KerasChain, layer: KerasLayer): void {
  const [first, second] = (layer.parts ?? []).map((part) => ({ part, weights: chain.weightsOf(part) }));
  const kernel = first?.weights.take(0, 'kernel', 'W') ?? null;
  const outer = second?.weights.take(0, 'kernel', 'W') ?? null;
  second?.weights.take(1, 'bias', 'b');
  if (kernel === null || (second !== undefined && outer === null)) {
    chain.refuse(layer, 'its weights are not in the file');
    return;
  }
  const size = kernel.source.shape[1] ?? 0;
  const one: PlannedTensor = { name: kernel.name, source: { shape: [1], read: () => Float64Array.of(1) } };
  readsMasked(chain, layer);
  if (!chain.isSequence) {
    chain.misfit(layer, 'reads a single row, not a sequence of rows');
    return;
  }
  const guessed = textOf(layer.config, 'guessed');
  if (guessed !== undefined)
    chain.notes.push(`"${guessed}" (Lambda) is code that is not run; it was assumed to be the sum over the words.`);
  chain.add(
    layer,
    { type: 'readout', kind: 'attention', size },
    {
      weight: { ...kernel, source: transposed(kernel.source) },
      bias: first?.weights.take(1, 'bias', 'b') ?? null,
      vector: outer === null ? one : { ...outer, source: reshaped(outer.source, [outer.source.shape[0] ?? 0]) },
    },
  );
  chain.isSequence = false;
}
