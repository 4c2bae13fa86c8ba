/** Models whose weights are so large that some figures leave float64, and others do not. */
import type { ModelData } from '../model/model-data.ts';
import type { DirectionTensors } from '../model/one-lstm.ts';
import { makeTinyModel, partsOf, type TinyModelOptions, withParts } from './tiny-model.ts';

/** Scores and gradients of about 1e160: LRP and GI have values, but the squares that SA needs do not exist. */
export function squaresOverflow(options: Partial<TinyModelOptions> = {}): ModelData {
  return withDirections(makeTinyModel(options), (one) => ({ ...one, output: one.output.map((value) => 1e160 * value) }));
}

/**
 * Inputs of the gates are infinite, so that the gates are shut or open and scores are finite; LRP, which divides by those inputs, has no
 * values, whatever eps is.
 */
export function gatesOverflow(options: Partial<TinyModelOptions> = {}): ModelData {
  const model = makeTinyModel(options);
  model.embeddings?.fill(1e200);
  return withDirections(model, (one) => ({
    ...one,
    weightIh: one.weightIh.map(() => 1e200),
    weightHh: one.weightHh.map(() => 0),
    bias: one.bias.map(() => 0),
  }));
}

/** Scores themselves leave float64 wherever the first word of the vocabulary is read, and nowhere else. */
export function scoresOverflow(options: Partial<TinyModelOptions> = {}): ModelData {
  const model = makeTinyModel(options);
  const { embeddingSize: e } = model.config;
  model.embeddings?.fill(1e200, 0, e);
  model.embeddings?.fill(1e-200, e);
  return withDirections(model, (one) => ({ ...one, weightIh: one.weightIh.map((_, k) => 1e200 * (k % 2 === 0 ? 1 : -1)) }));
}

/** A model whose scores are 0 whatever the sentence, so that nothing has any relevance. */
export function mute(options: Partial<TinyModelOptions> = {}): ModelData {
  return withDirections(makeTinyModel(options), (one) => ({ ...one, output: one.output.map(() => 0) }));
}

function withDirections(model: ModelData, change: (one: DirectionTensors) => DirectionTensors): ModelData {
  const { left, right } = partsOf(model);
  return withParts(model, { left: change(left), right: right && change(right) });
}
