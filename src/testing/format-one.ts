/** The first native format, which models of one LSTM layer were written in: it is still read. */
import { type StoredType, writeSafetensors } from '../formats/containers/index.ts';
import type { ModelData, ModelFile, Weights } from '../model/model-data.ts';
import { GATES } from '../model/one-lstm.ts';
import { partsOf } from './tiny-model.ts';

const utf8 = new TextEncoder();

/** In gate order i, g, f, o; the two biases, of which the sum counts, go into bias_ih. */
export function writeFormatOne(model: ModelData, dtype: StoredType = 'F64'): ModelFile[] {
  const { config, words, embeddings } = model;
  const { left, right } = partsOf(model);
  const json = {
    name: config.name,
    classes: config.classes,
    embedding_size: config.embeddingSize,
    hidden_size: left.weightHh.length ** 0.5 / 2,
    bidirectional: right !== null,
    gate_order: GATES.join(''),
    lowercase: config.lowercase,
    unk_token: config.unkToken,
    padding_id: config.paddingId,
    tokenizer: 'ptb',
    metrics: config.metrics,
    license: config.license,
    training: config.training,
  };
  return [
    { name: 'config.json', bytes: utf8.encode(`${JSON.stringify(json, null, 2)}\n`) },
    { name: 'model.safetensors', bytes: writeSafetensors(tensorsOf(model, embeddings ?? new Float64Array(0)), dtype) },
    { name: 'vocab.txt', bytes: utf8.encode(words.map((word) => `${word}\n`).join('')) },
  ];
}

function tensorsOf(model: ModelData, embeddings: Weights): Map<string, { shape: number[]; data: Weights }> {
  const { embeddingSize: e, classes } = model.config;
  const { left, right, outputBias } = partsOf(model);
  const tensors = new Map([['embeddings', { shape: [model.words.length, e], data: embeddings }]]);
  for (const [side, direction] of [['left', left] as const, ['right', right] as const]) {
    if (direction === null) continue;
    const d = direction.weightHh.length ** 0.5 / 2;
    tensors.set(`${side}.weight_ih`, { shape: [4 * d, e], data: direction.weightIh });
    tensors.set(`${side}.weight_hh`, { shape: [4 * d, d], data: direction.weightHh });
    tensors.set(`${side}.bias_ih`, { shape: [4 * d], data: direction.bias });
    tensors.set(`output.${side}`, { shape: [classes.length, d], data: direction.output });
  }
  if (outputBias !== null) tensors.set('output.bias', { shape: [classes.length], data: outputBias });
  return tensors;
}
