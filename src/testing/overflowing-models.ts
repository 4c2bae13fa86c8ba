/** Models whose weights are so large that some figures leave float64, and others do not. */
import type { ModelData } from '../model/model-data.ts';
import { makeTinyModel, type TinyModelOptions } from './tiny-model.ts';

/** Scores and gradients of about 1e160: LRP and GI have values, but the squares that SA needs do not exist. */
export function squaresOverflow(options: Partial<TinyModelOptions> = {}): ModelData {
  return withOutputs(makeTinyModel(options), 1e160);
}

/**
 * Inputs of the gates are infinite, so that the gates are shut or open and scores are finite; LRP, which divides by those inputs, has no
 * values, whatever eps is.
 */
export function gatesOverflow(options: Partial<TinyModelOptions> = {}): ModelData {
  const model = makeTinyModel(options);
  model.embeddings.fill(1e200);
  for (const { weightIh, weightHh, bias } of directions(model)) {
    weightIh.fill(1e200);
    weightHh.fill(0);
    bias.fill(0);
  }
  return model;
}

/** Scores themselves leave float64 wherever the first word of the vocabulary is read, and nowhere else. */
export function scoresOverflow(options: Partial<TinyModelOptions> = {}): ModelData {
  const model = makeTinyModel(options);
  const { embeddingSize: e } = model.config;
  model.embeddings.fill(1e200, 0, e);
  for (const { weightIh } of directions(model)) {
    for (let k = 0; k < weightIh.length; k++) weightIh[k] = 1e200 * (k % 2 === 0 ? 1 : -1);
  }
  model.embeddings.fill(1e-200, e);
  return model;
}

function withOutputs(model: ModelData, factor: number): ModelData {
  for (const { output } of directions(model)) output.set(output.map((value) => factor * value));
  return model;
}

function directions({ left, right }: ModelData) {
  return right ? [left, right] : [left];
}
