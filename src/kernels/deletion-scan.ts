// AssemblyScript. Scores after deleting one word after another from the sentence of the last forward pass, for two orders of deletion
// (lanes) at once, and nothing but scores: no trace for relevance. For models whose first layer is recurrent and hands on its last states.
// One step of the recurrence spends most of its time on fetching U (4 d x d numbers of an LSTM, more than the first-level cache holds);
// here a number of it, once there, serves both lanes (measured, d = 60, float32: 1.5 us a product, 2.0 us alone). Each lane has states of its own,
// from the whole sentence's; deleting a word changes those from its step on. U h is added up in another order than in `forward`, so scores
// agree with it but for the last bits. They depend on the sentence and the words deleted alone, never on the other lane.

import { GRU } from './codes';
import { Direction, direction, handsOnRows, isRecurrent, isUsed, Layer, layer, layers } from './layer';
import { combine, combinePair, transpose } from './transposed';
import * as m from './memory';
import { forwardFrom } from './network';
import { forgetPads, inputPart, state, step, writeFinal } from './recurrent';

/** Whether the model is one that this can do: a GRU that resets before the product has two products a step. */
export function canScan(): bool {
  const l = layer(0);
  return isRecurrent(l) && !handsOnRows(l) && (l.kind != GRU || l.resetAfter);
}

/** To be called once the weights stand. */
export function takeWeights(): void {
  m.forget();
  forgetPads();
  if (!canScan()) return;
  const l = layer(0);
  for (let s: u32 = 0; s < l.directions; s++) transpose(direction(l, s).transposed, direction(l, s).hidden);
}

@inline
function laneState(l: Layer, dir: Direction, lane: u32, t: u32): usize {
  return dir.lanes + (<usize>(lane * (m.capacity + 1) + t) * l.stateRow << 3);
}

/** Both lanes: the whole sentence. */
export function scanStart(T: u32): void {
  const l = layer(0);
  for (let lane: u32 = 0; lane < 2; lane++) {
    for (let s: u32 = 0; s < l.directions; s++) {
      if (!isUsed(l, s)) continue;
      const dir = direction(l, s), row: usize = <usize>l.stateRow << 3;
      memory.copy(laneState(l, dir, lane, 0), state(l, dir, 0), row * (dir.pads + 1));
      if (dir.pads < T) memory.copy(laneState(l, dir, lane, dir.pads + 1), state(l, dir, dir.pads + 1), row * (T - dir.pads));
    }
    memory.fill(m.laneDeleted(lane, 0), 0, T);
  }
}

/** Deletes one more word in each lane (a position; -1: none) and writes the lanes' scores. `scanEnd` is to follow. */
export function scanDelete(T: u32, first: i32, second: i32): void {
  const l = layer(0);
  if (first >= 0) store<u8>(m.laneDeleted(0, first), 1);
  if (second >= 0) store<u8>(m.laneDeleted(1, second), 1);
  for (let s: u32 = 0; s < l.directions; s++) {
    if (!isUsed(l, s)) continue;
    const dir = direction(l, s);
    // A position's step is found as a step's position is: both directions are their own inverse.
    const from0 = first < 0 ? T : m.position(s, first, T);
    const from1 = second < 0 ? T : m.position(s, second, T);
    const together = max(from0, from1);
    for (let t = min(from0, from1); t < together; t++) {
      const lane: u32 = from0 < from1 ? 0 : 1;
      combine(m.scratchA, dir.transposed, laneState(l, dir, lane, t));
      laneStep(l, dir, lane, t, T, m.scratchA);
    }
    for (let t = together; t < T; t++) {
      combinePair(m.scratchA, m.scratchB, dir.transposed, laneState(l, dir, 0, t), laneState(l, dir, 1, t));
      laneStep(l, dir, 0, t, T, m.scratchA);
      laneStep(l, dir, 1, t, T, m.scratchB);
    }
  }
  for (let lane: u32 = 0; lane < 2; lane++) {
    writeFinal(l, laneState(l, l.left, lane, T), l.directions == 2 ? laneState(l, l.right, lane, T) : 0);
    forwardFrom(1);
    memory.copy(m.laneScores(lane), m.scoresLayer().output, <usize>m.scoresLayer().outPad << 3);
  }
}

/** The layers above the first have the sentence itself again. */
export function scanEnd(T: u32): void {
  const l = layer(0);
  writeFinal(l, state(l, l.left, T), l.directions == 2 ? state(l, l.right, T) : 0);
  forwardFrom(1);
}

/** From the lane's state t to t + 1. @param product U h_{t-1} */
function laneStep(l: Layer, dir: Direction, lane: u32, t: u32, T: u32, product: usize): void {
  const isDeleted = load<u8>(m.laneDeleted(lane, m.position(dir.side, t, T)));
  const input = isDeleted ? m.zeros() : inputPart(l, dir, t);
  step(l, dir, input, product, laneState(l, dir, lane, t), laneState(l, dir, lane, t + 1), m.scratchD);
}
