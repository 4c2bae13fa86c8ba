// AssemblyScript. What the host (src/model/bilstm.ts) sees. Addresses are bytes into the exported memory.
import * as m from './memory';
import { sigmoid, tanh } from './vector-math';

export { prepareScan, scanDelete, scanStart } from './deletion-scan';
export { forward } from './forward';
export { gradient } from './gradient';
export { lrp } from './lrp';
export { configure, reserve } from './memory';

export function paddedEmbedding(): u32 {
  return m.ep;
}
export function paddedHidden(): u32 {
  return m.dp;
}
export function capacity(): u32 {
  return m.capacity;
}

export function embeddings(): usize {
  return m.embeddings;
}
export function inputWeights(direction: u32): usize {
  return m.inputWeights(direction);
}
export function hiddenWeights(direction: u32): usize {
  return m.hiddenWeights(direction);
}
export function bias(direction: u32): usize {
  return m.bias(direction);
}
export function outputWeights(direction: u32): usize {
  return m.outputWeights(direction);
}
export function outputBias(): usize {
  return m.outputBias;
}

export function ids(): usize {
  return m.ids;
}
export function scores(): usize {
  return m.scores;
}
export function laneScores(lane: u32): usize {
  return m.laneScores(lane);
}
export function seed(): usize {
  return m.seed;
}
export function words(direction: u32): usize {
  return m.words + ((<usize>(direction * m.capacity)) << 3);
}
export function ledger(): usize {
  return m.ledger;
}
/** Part 0: of the whole model; 1 and 2: of the left and the right encoder alone. */
export function sensitivity(part: u32): usize {
  return m.sensitivity + (<usize>(part * m.capacity) << 3);
}
export function gradientInput(part: u32): usize {
  return m.gradientInput + (<usize>(part * m.capacity) << 3);
}
export function gradients(): usize {
  return m.gradients;
}

/** The activation functions on one number, for their tests. */
export function sigmoidOf(x: f64): f64 {
  return f64x2.extract_lane(sigmoid(f64x2.splat(x)), 0);
}
export function tanhOf(x: f64): f64 {
  return f64x2.extract_lane(tanh(f64x2.splat(x)), 0);
}
