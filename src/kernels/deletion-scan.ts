// AssemblyScript. Scores after deleting one word after another from the sentence of the last forward pass, for two orders of deletion
// (lanes) at once, and nothing but scores: no trace for relevance. One step of the recurrence spends most of its time on fetching Whh
// (4 d x d numbers, more than the first-level cache holds); here a number of it, once there, serves both lanes (measured, d = 60: 1.4 us
// a product, 2.6 us alone). Each lane has states of its own, from the whole sentence's; deleting a word changes those from its step on.
// Whh h is added up in another order than in `forward`, so scores agree with it but for the last bits. They depend on the sentence and
// the words deleted alone, never on the other lane.

import { combine, combinePair, dot, transpose } from './matrix';
import * as m from './memory';
import { sigmoid, tanh } from './vector-math';

/** To be called once the weights of a direction stand. */
export function prepareScan(s: u32): void {
  transpose(m.transposedHidden(s), m.hiddenWeights(s), m.gp, m.dp);
}

/** Both lanes: the whole sentence. */
export function scanStart(T: u32): void {
  const bytes: usize = <usize>(T + 1) * m.dp << 3;
  for (let lane: u32 = 0; lane < 2; lane++) {
    for (let s: u32 = 0; s < m.S; s++) {
      memory.copy(m.laneHidden(lane, s, 0), m.hidden(s, 0), bytes);
      memory.copy(m.laneCells(lane, s, 0), m.cells(s, 0), bytes);
    }
    memory.fill(m.laneDeleted(lane, 0), 0, T);
  }
}

/** Deletes one more word in each lane (a position; -1: none) and writes the lanes' scores. */
export function scanDelete(T: u32, first: i32, second: i32): void {
  if (first >= 0) store<u8>(m.laneDeleted(0, first), 1);
  if (second >= 0) store<u8>(m.laneDeleted(1, second), 1);
  for (let s: u32 = 0; s < m.S; s++) {
    // A position's step is found as a step's position is: both directions are their own inverse.
    const from0 = first < 0 ? T : m.position(s, first, T);
    const from1 = second < 0 ? T : m.position(s, second, T);
    const together = max(from0, from1);
    for (let t = min(from0, from1); t < together; t++) {
      const lane: u32 = from0 < from1 ? 0 : 1;
      combine(m.scratchA, m.transposedHidden(s), m.laneHidden(lane, s, t), m.gp, m.dp);
      laneStep(lane, s, t, T, m.scratchA);
    }
    for (let t = together; t < T; t++) {
      combinePair(m.scratchA, m.scratchB, m.transposedHidden(s), m.laneHidden(0, s, t), m.laneHidden(1, s, t), m.gp, m.dp);
      laneStep(0, s, t, T, m.scratchA);
      laneStep(1, s, t, T, m.scratchB);
    }
  }
  for (let lane: u32 = 0; lane < 2; lane++) {
    for (let c: u32 = 0; c < m.C; c++) {
      let score = load<f64>(m.outputBias + (<usize>c << 3));
      for (let s: u32 = 0; s < m.S; s++) {
        score += dot(m.outputWeights(s) + (<usize>c * m.dp << 3), m.laneHidden(lane, s, T), m.dp);
      }
      store<f64>(m.laneScores(lane) + (<usize>c << 3), score);
    }
  }
}

/** As `step` of forward.ts, from the lane's row t to t + 1. @param recurrent Whh h_{t-1} [gp] */
function laneStep(lane: u32, s: u32, t: u32, T: u32, recurrent: usize): void {
  const isDeleted = load<u8>(m.laneDeleted(lane, m.position(s, t, T)));
  const input = isDeleted ? m.noInput() : m.inputPart(s, t);
  const bias = m.bias(s);
  const before = m.laneCells(lane, s, t);
  const after = m.laneCells(lane, s, t + 1);
  const hidden = m.laneHidden(lane, s, t + 1);
  const block: usize = <usize>m.dp << 3;
  for (let k: usize = 0; k < block; k += 16) {
    const g = k + block, f = g + block, o = f + block;
    const ai = sigmoid(sum3(input + k, recurrent + k, bias + k));
    const ag = tanh(sum3(input + g, recurrent + g, bias + g));
    const af = sigmoid(sum3(input + f, recurrent + f, bias + f));
    const ao = sigmoid(sum3(input + o, recurrent + o, bias + o));
    const cell = f64x2.add(f64x2.mul(af, v128.load(before + k)), f64x2.mul(ai, ag));
    v128.store(after + k, cell);
    v128.store(hidden + k, f64x2.mul(ao, tanh(cell)));
  }
}

@inline
function sum3(a: usize, b: usize, c: usize): v128 {
  return f64x2.add(f64x2.add(v128.load(a), v128.load(b)), v128.load(c));
}
