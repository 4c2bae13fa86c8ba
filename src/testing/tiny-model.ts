/** Seeded random models of any shape, for tests and property checks. */
import type { ModelData } from '../model/model-data.ts';
import { type DirectionTensors, lstmNetwork, type OneLstm, oneLstm } from '../model/one-lstm.ts';
import { mulberry32 } from '../model/random.ts';

export interface TinyModelOptions {
  readonly seed: number;
  /** Vocabulary size V; words are w0, w1, ... */
  readonly words: number;
  /** e */
  readonly embeddingSize: number;
  /** d */
  readonly hiddenSize: number;
  /** C */
  readonly classes: number;
  readonly bidirectional: boolean;
  readonly outputBias: boolean;
  /** Weights are uniform in -scale .. scale. */
  readonly scale: number;
}

const DEFAULTS: TinyModelOptions = {
  seed: 1,
  words: 12,
  embeddingSize: 4,
  hiddenSize: 3,
  classes: 3,
  bidirectional: true,
  outputBias: false,
  scale: 0.8,
};

/** The same options give the same model on every machine. */
export function makeTinyModel(options: Partial<TinyModelOptions> = {}): ModelData {
  const chosen = { ...DEFAULTS, ...options };
  const { seed, words: V, embeddingSize: e, hiddenSize: d, classes: C, bidirectional, outputBias, scale } = chosen;
  const random = mulberry32(seed);
  const tensor = (size: number) => Float64Array.from({ length: size }, () => (2 * random() - 1) * scale);
  const direction = (): DirectionTensors => ({
    weightIh: tensor(4 * d * e),
    weightHh: tensor(4 * d * d),
    bias: tensor(4 * d),
    output: tensor(C * d),
  });
  return {
    config: {
      name: `tiny ${seed}`,
      classes: Array.from({ length: C }, (_, index) => `class ${index}`),
      input: 'tokens',
      embeddingSize: e,
      features: null,
      output: 'softmax',
      padding: null,
      lowercase: true,
      unkToken: null,
      paddingId: null,
      dropsUnknown: false,
      tokenizer: { kind: 'treebank' },
      metrics: {},
      license: null,
      training: {},
    },
    words: Array.from({ length: V }, (_, id) => `w${id}`),
    embeddings: tensor(V * e),
    layers: lstmNetwork(
      {
        left: direction(),
        right: bidirectional ? direction() : null,
        outputBias: outputBias ? tensor(C) : null,
      },
      d,
      C,
    ),
    sha256: seed.toString(16).padStart(64, '0'),
  };
}

/** The weights of a model of one LSTM layer, by direction. */
export function partsOf({ layers }: ModelData): OneLstm {
  const parts = oneLstm(layers);
  if (parts === null) throw new Error('the model is no single LSTM layer');
  return parts;
}

/** The same model with other weights. */
export function withParts(model: ModelData, changes: Partial<OneLstm>): ModelData {
  const parts = { ...partsOf(model), ...changes };
  return { ...model, layers: lstmNetwork(parts, parts.left.weightHh.length ** 0.5 / 2, model.config.classes.length) };
}
