/** The model in use: in the kernels' memory, and what else is known of it. */
import { writeNativeFolder } from '../formats/programs/index.ts';
import type { ReadModel } from '../formats/read-model.ts';
import { Bilstm } from '../model/bilstm.ts';
import type { ModelConfig } from '../model/model-data.ts';
import type { TokenizeOptions } from '../model/tokenizer.ts';
import { Vocabulary } from '../model/vocabulary.ts';
import type { ModelFile, ModelInfo } from './protocol.ts';

export interface ModelInUse {
  readonly info: ModelInfo;
  readonly config: ModelConfig;
  readonly tokenizer: TokenizeOptions;
  readonly vocabulary: Vocabulary;
  readonly bilstm: Bilstm;
  /** The class whose score is 0 whatever the sentence: the first of one sigmoid output's two; null: there is none. */
  readonly constantClass: number | null;
}

/** @throws LensError ModelFormatError when the weights would not fit in memory */
export function takeIntoUse(model: ReadModel): ModelInUse {
  const { config, words, sha256, format, gateOrder } = model;
  const {
    name,
    classes,
    embeddingSize,
    hiddenSize,
    bidirectional,
    unkToken,
    paddingId,
    dropsUnknown,
    tokenizer,
    license,
    metrics,
  } = config;
  return {
    info: {
      name,
      sha256,
      classes,
      vocabularySize: words.length,
      embeddingSize,
      hiddenSize,
      bidirectional,
      format,
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
    bilstm: new Bilstm(model),
    constantClass: findConstantClass(model),
  };
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
function findConstantClass({ config, left, right, outputBias }: ReadModel): number | null {
  if (config.classes.length !== 2) return null;
  const { hiddenSize: d } = config;
  const outputs = [left.output, right?.output].filter((output) => output !== undefined);
  const isConstant = (c: number) =>
    outputs.every((output) => output.subarray(c * d, (c + 1) * d).every((weight) => weight === 0)) && !outputBias?.[c];
  const found = [0, 1].filter(isConstant);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The model as a native folder, in float64: read again, it gives the same scores, bit for bit. */
export function exportNative({ config, vocabulary, bilstm, info }: ModelInUse): ModelFile[] {
  const [left, right = null] = bilstm.directions();
  if (left === undefined) throw new RangeError('a model has one direction at least');
  const { values, size, stride } = bilstm.embeddings();
  const embeddings = new Float64Array(vocabulary.words.length * size);
  for (let id = 0; id < vocabulary.words.length; id++) {
    embeddings.set(values.subarray(id * stride, id * stride + size), id * size);
  }
  const bias = bilstm.outputBias();
  const outputBias = bias.some((value) => value !== 0) ? bias : null;
  return writeNativeFolder({ config, words: vocabulary.words, embeddings, left, right, outputBias, sha256: info.sha256 }, 'F64');
}
