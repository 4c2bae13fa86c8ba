/** The model in use: in the kernels' memory, and what else is known of it. */
import { writeNativeFolder } from '../formats/programs/index.ts';
import type { ReadModel } from '../formats/read-model.ts';
import { fixedLength } from '../model/check-model.ts';
import { flowOf } from '../model/layer-flow.ts';
import { isRecurrent } from '../model/layers.ts';
import type { ModelConfig } from '../model/model-data.ts';
import { Network } from '../model/network.ts';
import type { TokenizeOptions } from '../model/tokenizer.ts';
import { Vocabulary } from '../model/vocabulary.ts';
import type { LayerStage, ModelFile, ModelInfo } from './protocol.ts';

export interface ModelInUse {
  readonly info: ModelInfo;
  readonly config: ModelConfig;
  readonly tokenizer: TokenizeOptions;
  readonly vocabulary: Vocabulary;
  readonly network: Network;
  /** The class whose score is 0 whatever the sentence: the first of one sigmoid output's two; null: there is none. */
  readonly constantClass: number | null;
}

/** @throws LensError ModelFormatError when the weights would not fit in memory */
export function takeIntoUse(model: ReadModel): ModelInUse {
  const { config, words, sha256, format, files, gateOrder, layers } = model;
  const { name, classes, embeddingSize, input, features, output, padding, unkToken, paddingId, license, metrics } = config;
  const { dropsUnknown, tokenizer } = config;
  const shapes = layers.map(({ layer }) => layer);
  const first = shapes.find(isRecurrent);
  return {
    info: {
      name,
      sha256,
      classes,
      vocabularySize: words.length,
      embeddingSize,
      hiddenSize: first?.hiddenSize ?? 0,
      bidirectional: first?.bidirectional ?? false,
      layers: shapes,
      stages: stagesOf(model),
      input,
      features,
      output,
      padding,
      format,
      files,
      gateOrder,
      tokenizer,
      dropsUnknown,
      unkToken,
      paddingId,
      license,
      metrics,
    },
    config,
    ...textsReader(words, config),
    network: new Network(model),
    constantClass: findConstantClass(model),
  };
}

function stagesOf({ config, layers, layerNames }: ReadModel): LayerStage[] {
  const shapes = layers.map(({ layer }) => layer);
  const [, ...flows] = flowOf(shapes, config.embeddingSize, fixedLength(config));
  return layers.map(({ tensors }, index) => ({
    size: flows[index]?.size ?? 0,
    parameters: Object.values(tensors).reduce((sum, { length }) => sum + length, 0),
    from: layerNames[index] ?? null,
  }));
}

/** What turns texts into word ids. */
export function textsReader(words: readonly string[], config: ModelConfig): Pick<ModelInUse, 'vocabulary' | 'tokenizer'> {
  const vocabulary = new Vocabulary(words, config);
  return {
    vocabulary,
    tokenizer: { lowercase: config.lowercase, rules: config.tokenizer, knows: (word) => vocabulary.has(word) },
  };
}

/** Told by its weights, so that a model is the same after an export. */
function findConstantClass({ config, layers }: ReadModel): number | null {
  if (config.classes.length !== 2 || config.output !== 'softmax') return null;
  const { weight = new Float64Array(0), bias } = layers.at(-1)?.tensors ?? {};
  const width = weight.length / 2;
  const isConstant = (c: number) => weight.subarray(c * width, (c + 1) * width).every((value) => value === 0) && !bias?.[c];
  const found = [0, 1].filter(isConstant);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The model as a native folder: read again, it gives the same scores, bit for bit. */
export function exportNative({ config, vocabulary, network, info }: ModelInUse): ModelFile[] {
  return writeNativeFolder({
    config,
    words: vocabulary.words,
    embeddings: network.isOfNumbers ? null : network.embeddings(),
    layers: network.layers(),
    sha256: info.sha256,
  });
}
