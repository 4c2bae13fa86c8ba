/** Seeded random weights for a given list of layers. */
import { fixedLength } from '../model/check-model.ts';
import { flowOf } from '../model/layer-flow.ts';
import { type Layer, tensorsOf } from '../model/layers.ts';
import type { ModelData, Padding, Weights } from '../model/model-data.ts';
import { mulberry32 } from '../model/random.ts';
import { TREEBANK } from '../model/tokenizer-kinds.ts';

export interface MadeNetworkOptions {
  readonly seed: number;
  /** Vocabulary size V; words are w0, w1, ... */
  readonly words: number;
  readonly embeddingSize: number;
  readonly padding?: Padding | null;
  /** Weights are uniform in -scale .. scale. */
  readonly scale: number;
  /** float32 numbers rather than float64. */
  readonly isNarrow: boolean;
  /** Share of the biases that are there. */
  readonly biases?: number;
}

/** The same options give the same model on every machine. */
export function makeNetwork(layers: readonly Layer[], options: MadeNetworkOptions): ModelData {
  const { seed, words: V, embeddingSize: e, padding = null, scale, isNarrow, biases = 1 } = options;
  const random = mulberry32(seed);
  const tensor = (count: number): Weights => {
    const numbers = Float64Array.from({ length: count }, () => (2 * random() - 1) * scale);
    return isNarrow ? Float32Array.from(numbers) : numbers;
  };
  const flows = flowOf(layers, e, fixedLength({ padding }));
  const C = flows.at(-1)?.size ?? 0;
  return {
    config: {
      name: `made ${seed}`,
      classes: Array.from({ length: C }, (_, index) => `class ${index}`),
      input: 'tokens',
      embeddingSize: e,
      features: null,
      output: C === 1 ? 'linear' : 'softmax',
      padding,
      lowercase: true,
      unkToken: null,
      paddingId: null,
      dropsUnknown: false,
      tokenizer: TREEBANK,
      metrics: {},
      license: null,
      training: {},
    },
    words: Array.from({ length: V }, (_, id) => `w${id}`),
    embeddings: tensor(V * e),
    layers: layers.map((layer, index) => {
      const chosen = tensorsOf(layer, flows[index]?.size ?? 0).filter(({ isOptional }) => !isOptional || random() < biases);
      const named = chosen.map(({ name, shape }) => [name, tensor(shape.reduce((product, size) => product * size, 1))]);
      return { layer, tensors: Object.fromEntries(named) };
    }),
    sha256: seed.toString(16).padStart(64, '0'),
  };
}
