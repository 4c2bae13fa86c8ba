// AssemblyScript. What the host (src/model/kernels.ts) sees. Addresses are bytes into the exported memory.
import { direction, layer } from './layer';
import * as recurrent from './recurrent';
import { recordOf } from './record';
import * as m from './memory';
import { sigmoid, tanh } from './vector-math';

export { canScan, scanDelete, scanEnd, scanStart, takeWeights } from './deletion-scan';
export { addDirection, addLayer, addVectors, addWeights, begin, setOptions, setRecurrent } from './layer';
export { build, forget, laneScores, reserve, setInput, setPadding } from './memory';
export { decomposeSpan, decomposeStart } from './contextual';
export { forward, gradient, lrp } from './network';
export { pathGradient } from './path';
export { setRecord } from './record';
export { hashBlocks, hashStart, hashState } from './sha256';

export function capacity(): u32 { return m.capacity; }

export function inputWeights(k: u32, s: u32): usize { return direction(layer(k), s).input.at; }
export function hiddenWeights(k: u32, s: u32): usize { return direction(layer(k), s).hidden.at; }
export function bias(k: u32, s: u32): usize { return direction(layer(k), s).bias; }
export function hiddenBias(k: u32, s: u32): usize { return direction(layer(k), s).hiddenBias; }
/** Of the layers that are not recurrent. */
export function weights(k: u32): usize { return layer(k).weights.at; }
export function vectorBias(k: u32): usize { return layer(k).bias; }
export function vector(k: u32): usize { return layer(k).vector; }

export function ids(): usize { return m.ids; }
/** What the host writes of the words before `forward`, and of the one that fills sentences up before `takeWeights`. */
export function inputs(): usize { return m.inputs; }
export function padRow(): usize { return m.padRow; }
export function scores(): usize { return m.scoresLayer().output; }
export function seed(): usize { return m.seed; }
export function words(direction: u32): usize { return m.words + ((<usize>(direction * m.capacity)) << 3); }
export function ledger(): usize { return m.ledger; }
/** Part 0: of the whole model; 1 and 2: of the left and the right encoder alone. */
export function sensitivity(part: u32): usize { return m.sensitivity + (<usize>(part * m.capacity) << 3); }
export function gradientInput(part: u32): usize { return m.gradientInput + (<usize>(part * m.capacity) << 3); }
/** At the inputs: of the last call of `gradient`, or of `lrp` where the model reads numbers. */
export function inputBack(part: u32): usize { return m.inputBackOf(part); }

/** What a layer holds of the sentence in hand, and of a way back that was recorded (record.ts). */
export function inRows(k: u32): u32 { return layer(k).rows; }
export function outRows(k: u32): u32 { return layer(k).outRows; }
export function layerInput(k: u32): usize { return layer(k).input; }
export function layerOutput(k: u32): usize { return layer(k).output; }
export function layerTrace(k: u32): usize { return layer(k).trace; }
/** In so many parts, one after the other. */
export function streams(k: u32): u32 { return layer(k).streams; }
export function layerBack(k: u32, stream: u32): usize { return layer(k).back + (<usize>(stream * m.capacity) * layer(k).outPad << 3); }
export function drips(k: u32): usize { return layer(k).drips; }
export function windows(k: u32): usize { return layer(k).windows; }
export function stepState(k: u32, s: u32, t: u32): usize { return recurrent.state(layer(k), direction(layer(k), s), t); }
export function stepTrace(k: u32, s: u32, t: u32): usize { return recurrent.traceOf(layer(k), direction(layer(k), s), t); }
export function stepRecord(k: u32, s: u32, t: u32): usize { return recordOf(layer(k), direction(layer(k), s), t); }
/** [d] what comes to h of a step from the layer above. */
export function stepIncoming(k: u32, s: u32, t: u32): usize {
  const l = layer(k);
  return direction(l, s).incoming + (<usize>t * l.dp << 3);
}

/** The activation functions on one number, for their tests. */
export function sigmoidOf(x: f64): f64 { return f64x2.extract_lane(sigmoid(f64x2.splat(x)), 0); }
export function tanhOf(x: f64): f64 { return f64x2.extract_lane(tanh(f64x2.splat(x)), 0); }
