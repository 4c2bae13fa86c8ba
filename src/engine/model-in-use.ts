/** The model in use: in the kernels' memory, and what else is known of it. */
import { writeNativeFolder } from '../formats/native-folder.ts';
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
}

/** @throws LensError ModelFormatError when the weights would not fit in memory */
export function takeIntoUse(model: ReadModel): ModelInUse {
  const { config, words, sha256, format, gateOrder } = model;
  const { name, classes, embeddingSize, hiddenSize, bidirectional, unkToken, paddingId, license, metrics } = config;
  const vocabulary = new Vocabulary(words, config);
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
      unkToken,
      paddingId,
      license,
      metrics,
    },
    config,
    tokenizer: { lowercase: config.lowercase, knows: (word) => vocabulary.has(word) },
    vocabulary,
    bilstm: new Bilstm(model),
  };
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
