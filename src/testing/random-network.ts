/** Seeded random lists of layers of every kind that fit each other, for property checks. */
import { leastRows } from '../model/layer-flow.ts';
import type { Activation, Layer, RecurrentLayer } from '../model/layers.ts';
import type { ModelData, Padding } from '../model/model-data.ts';
import { mulberry32 } from '../model/random.ts';
import { makeNetwork } from './made-network.ts';

interface RandomNetwork {
  readonly model: ModelData;
  /** A sentence long enough for the layers; -1: a deleted word. */
  readonly ids: readonly number[];
}

type Draw = <Value>(values: readonly Value[]) => Value;

const WORDS = 6;

/** @param isSmooth leaves out what has kinks (relu, max, hard sigmoids), for comparison with differences */
export function makeRandomNetwork(seed: number, isSmooth = false): RandomNetwork {
  const random = mulberry32(seed);
  const draw: Draw = (values) => values[Math.floor(random() * values.length)] as (typeof values)[number];
  const many = (most: number) => Math.floor(random() * (most + 1));
  const size = () => 1 + many(5);

  const layers: Layer[] = [];
  const rowLayers = (most: number) => {
    for (let count = many(most); count > 0; count--) layers.push(rowLayer(draw, size, isSmooth));
  };
  rowLayers(1);
  for (let count = draw([0, 1, 1, 1, 2, 2, 3]); count > 0; count--) {
    layers.push(recurrentLayer(draw, size, isSmooth));
    if (count > 1) rowLayers(1);
  }
  const last = layers.at(-1);
  const isFinal = last !== undefined && 'hiddenSize' in last && random() < 0.5;
  if (!isFinal) rowLayers(1);
  const padding = random() < 0.4 ? drawPadding(draw, leastRows(layers) + many(6)) : null;
  const isFlat = padding !== null && !padding.masked && random() < 0.3;
  if (isFinal) {
    const sides = last.bidirectional ? (['both', 'both', 'left', 'right'] as const) : (['both'] as const);
    layers.push({ type: 'readout', kind: 'final', direction: draw(sides) });
  } else if (isFlat) layers.push({ type: 'readout', kind: 'flatten' });
  else if (random() < 0.3) layers.push({ type: 'readout', kind: 'attention', size: size() });
  else layers.push({ type: 'readout', kind: draw(isSmooth ? ['last', 'mean'] : ['last', 'max', 'mean']) });
  for (let count = many(2); count > 0; count--) {
    layers.push(draw([{ type: 'batchnorm' }, { type: 'dense', size: size(), activation: activation(draw, isSmooth) }]));
  }
  layers.push({ type: 'dense', size: 1 + many(3), activation: 'linear' });

  const model = makeNetwork(layers, {
    seed,
    words: WORDS,
    embeddingSize: size(),
    padding,
    scale: draw([0.3, 0.8, 1.5]),
    isNarrow: random() < 0.5,
    biases: 0.8,
  });
  return { model, ids: Array.from({ length: leastRows(layers) + many(7) }, () => many(WORDS) - 1) };
}

function activation(draw: Draw, isSmooth: boolean): Activation {
  return draw(isSmooth ? ['linear', 'tanh', 'sigmoid'] : ['linear', 'relu', 'tanh', 'sigmoid']);
}

function recurrentLayer(draw: Draw, size: () => number, isSmooth: boolean): RecurrentLayer {
  const overTime = {
    hiddenSize: size(),
    bidirectional: draw([true, false]),
    merge: draw(['concat', 'concat', 'sum', 'ave'] as const),
  };
  const gateActivation = draw(isSmooth ? (['sigmoid'] as const) : (['sigmoid', 'hard_sigmoid', 'hard_sigmoid_3'] as const));
  return draw<RecurrentLayer>([
    { type: 'lstm', ...overTime, gateActivation },
    { type: 'gru', ...overTime, gateActivation, resetAfter: draw([true, false]) },
    { type: 'rnn', ...overTime, activation: isSmooth ? 'tanh' : draw(['tanh', 'relu']) },
  ]);
}

function rowLayer(draw: Draw, size: () => number, isSmooth: boolean): Layer {
  return draw<Layer>([
    { type: 'dense', size: size(), activation: activation(draw, isSmooth) },
    { type: 'batchnorm' },
    {
      type: 'conv1d',
      size: size(),
      kernel: draw([1, 2, 3, 4]),
      padding: draw(['same', 'valid', 'causal']),
      activation: activation(draw, isSmooth),
    },
    { type: 'pool1d', kind: isSmooth ? 'mean' : draw(['max', 'mean']), size: draw([1, 2, 3]) },
  ]);
}

function drawPadding(draw: Draw, length: number): Padding {
  const end = () => draw(['pre', 'post'] as const);
  return {
    side: end(),
    length: Math.max(1, length),
    id: draw([0, 1]),
    truncate: end(),
    masked: draw([true, false, false, false]),
  };
}
