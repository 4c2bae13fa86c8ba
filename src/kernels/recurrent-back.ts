// AssemblyScript. The way back through recurrent layers: relevance and gradients, from the rows handed on to the rows read, over the steps of
// each direction. A kind's own step is in lstm.ts, gru.ts and rnn.ts; under gate rules in lstm-gates.ts and gru-gates.ts.

import { AVE, CONCAT, FINAL_LEFT, FINAL_RIGHT, GRU, LSTM } from './codes';
import { gatesShare } from './gate-rule';
import * as gru from './gru';
import * as gruGates from './gru-gates';
import { Direction, direction, handsOnRows, isRecurrent, isUsed, Layer, layer } from './layer';
import * as lstm from './lstm';
import * as lstmGates from './lstm-gates';
import { dot, total } from './matrix';
import { multiplyRows } from './product';
import * as m from './memory';
import { dripsOf, keep, keepGates, keepInput, KEPT, stepDrips, stepOf, THROUGH } from './record';
import { inputPart, recur, row, state, traceOf } from './recurrent';
import * as rnn from './rnn';
import { addInto, addRest, divide, noteAt, settle, spread } from './rule';

/** Relevance, or gradient (isRule false), of the rows handed on becomes that of each direction's states: into `incoming`. */
function takeIn(l: Layer, above: usize, isRule: bool): void {
  const T = l.rows;
  if (!handsOnRows(l)) {
    const last = T - 1;
    noteAt(dripsOf(l, 0));
    if (l.returns == FINAL_LEFT) takeRow(l, l.output, above, row(l.left.incoming, last, l.dp), 0, 0, 0, isRule);
    else if (l.returns == FINAL_RIGHT) takeRow(l, l.output, above, row(l.right.incoming, last, l.dp), 0, 0, 0, isRule);
    else if (l.directions == 1) takeRow(l, l.output, above, row(l.left.incoming, last, l.dp), 0, 0, 0, isRule);
    else {
      takeRow(
        l, l.output, above, row(l.left.incoming, last, l.dp), row(l.right.incoming, last, l.dp),
        state(l, l.left, T), state(l, l.right, T), isRule,
      );
    }
    return;
  }
  for (let at: u32 = 0; at < T; at++) {
    const from = row(above, at, l.outPad);
    const left = row(l.left.incoming, at, l.dp);
    noteAt(dripsOf(l, at));
    if (l.directions == 1) takeRow(l, 0, from, left, 0, 0, 0, isRule);
    else {
      takeRow(
        l, row(l.output, at, l.outPad), from, left, row(l.right.incoming, T - 1 - at, l.dp),
        state(l, l.left, at + 1), state(l, l.right, T - at), isRule,
      );
    }
  }
}

/** Of one row: `above` at the merged values z; into left and right [dp], whose states are given. */
function takeRow(l: Layer, z: usize, above: usize, left: usize, right: usize, leftState: usize, rightState: usize, isRule: bool): void {
  const bytes: usize = <usize>l.unit << 3;
  if (right == 0 || l.merge == CONCAT) {
    memory.copy(left, above, bytes);
    if (right != 0) memory.copy(right, above + bytes, bytes);
    return;
  }
  const factor = l.merge == AVE ? 0.5 : 1.0;
  const q = m.scratchD;
  let share: f64 = 0;
  if (isRule) {
    divide(q, above, z, l.outPad);
    share = settle(0, 2 * l.unit);
  }
  for (let k: usize = 0; k < bytes; k += 8) {
    const back = factor * load<f64>((isRule ? q : above) + k);
    store<f64>(left + k, isRule ? load<f64>(leftState + k) * back + share : back);
    store<f64>(right + k, isRule ? load<f64>(rightState + k) * back + share : back);
  }
}

/** Where a direction's part of the input's relevance, or gradient, goes: apart from the other's, or added to it. */
@inline
function partOf(l: Layer, s: u32): usize {
  return l.splits ? l.lowerBack + (<usize>(s * m.capacity) * l.inPad << 3) : l.lowerBack;
}

/**
 * Relevance of the input rows, from that of the rows handed on; what reaches the initial states is rest.
 * Where only sums are asked for, a word's is sum_i x_i (W^T q)_i + F share = q . (W x) + F share, and W x is in the trace.
 */
export function lrp(l: Layer, above: usize): void {
  takeIn(l, above, true);
  for (let s: u32 = 0; s < l.directions; s++) {
    if (isUsed(l, s)) relevance(l, direction(l, s));
    else if (l.sumsOnly) memory.fill(m.words + (<usize>s * m.capacity << 3), 0, <usize>l.rows << 3);
    else if (l.splits) memory.fill(partOf(l, s), 0, <usize>l.rows * l.inPad << 3);
  }
}

function relevance(l: Layer, dir: Direction): void {
  const T = l.rows, dp = l.dp;
  const isShared = gatesShare() && l.gates > 1;
  // The rows of the weights that relevance goes through.
  const source = isShared ? 0 : l.kind == LSTM ? dp : l.kind == GRU ? 2 * dp : 0;
  const size = isShared ? l.gates * dp : dp;
  const carried = m.scratchA; // of the state after a step, then of the state before it [stateRow]
  memory.fill(carried, 0, <usize>l.stateRow << 3);
  for (let t: i32 = T - 1; t >= 0; t--) {
    const at = m.position(dir.side, t, T);
    if (handsOnRows(l) || <u32>t == T - 1) addInto(carried, row(dir.incoming, t, dp), dp);
    const q = l.sumsOnly ? m.scratchB : row(m.steps, at, size);
    const before = state(l, dir, t), after = state(l, dir, t + 1), trace = traceOf(l, dir, t);
    const step = stepOf(l, dir, t);
    noteAt(stepDrips(l, step));
    keep(l, step, 0, carried);
    let share: f64 = 0;
    if (isShared) share = lrpStepShared(l, dir, t, carried, q, before, after, trace);
    else if (l.kind == LSTM) share = lstm.lrpStep(l, dir, carried, q, before, after, trace, step);
    else if (l.kind == GRU) share = gru.lrpStep(l, dir, carried, q, before, after, trace, step);
    else share = rnn.lrpStep(l, dir, carried, q, before, trace, step);
    if (!l.sumsOnly) store<f64>(m.shares + (<usize>at << 3), share);
    else {
      const word = dot(inputPart(l, dir, t) + (<usize>source << 3), q, size) + <f64>l.inSize * share;
      store<f64>(m.words + (<usize>(dir.side * m.capacity + at) << 3), word);
      keepInput(l, step, word);
    }
  }
  addRest(total(carried, l.stateRow));
  if (l.sumsOnly) return;
  multiplyRows(m.wide, m.steps, dir.input, source, size, T);
  const part = partOf(l, dir.side);
  const isAdded = !l.splits && dir.side == 1 && isUsed(l, 0);
  for (let at: u32 = 0; at < T; at++) {
    const back = row(m.wide, at, l.inPad), to = row(part, at, l.inPad);
    const share = load<f64>(m.shares + (<usize>at << 3));
    const own = isAdded ? back : to;
    spread(own, row(l.input, at, l.inPad), back, share, l.inSize);
    const step = stepOf(l, dir, m.position(dir.side, at, T));
    if (step != 0) keepInput(l, step, total(own, l.inPad));
    if (isAdded) addInto(to, back, l.inPad);
  }
}

/** One step under a rule that gives gates a share. */
function lrpStepShared(l: Layer, dir: Direction, t: u32, carried: usize, q: usize, before: usize, after: usize, trace: usize): f64 {
  const product = m.scratchD, input = inputPart(l, dir, t);
  recur(l, dir, before, product);
  if (l.kind == LSTM) return lstmGates.lrpStep(l, dir, carried, q, before, after, trace, input, product);
  return gruGates.lrpStep(l, dir, carried, q, before, after, trace, input, product);
}

/**
 * The first step of a direction whose input's gradient any word needs: that of the first layer before it has read a word, and in a layer above
 * where all below read forwards, reaches nothing but rows that fill up.
 */
function firstNeeded(l: Layer, side: u32): u32 {
  for (let k: u32 = 0; k < l.index; k++) {
    const below = layer(k);
    if (!isRecurrent(below) || below.directions == 2 || side == 1) return 0;
  }
  return side == 0 ? m.wordsFrom : l.rows - m.wordsEnd;
}

/** The gradient at the input rows, from that at the rows handed on: back-propagation through time. */
export function gradient(l: Layer, above: usize): void {
  takeIn(l, above, false);
  const T = l.rows, size = l.gates * l.dp;
  for (let s: u32 = 0; s < l.directions; s++) {
    const part = partOf(l, s);
    if (!isUsed(l, s)) {
      if (l.splits) memory.fill(part, 0, <usize>T * l.inPad << 3);
      if (m.isSummed && l.index == 0) memory.fill(m.words + (<usize>(s * m.capacity) << 3), 0, <usize>T << 3);
      continue;
    }
    const dir = direction(l, s);
    const carried = m.scratchA; // at the state after a step, then at the state before it [stateRow]
    memory.fill(carried, 0, <usize>l.stateRow << 3);
    const needed = firstNeeded(l, s);
    for (let t: i32 = T - 1; t >= <i32>needed; t--) {
      if (handsOnRows(l) || <u32>t == T - 1) addInto(carried, row(dir.incoming, t, l.dp), l.dp);
      const dz = row(m.steps, m.position(s, t, T), size);
      const before = state(l, dir, t), after = state(l, dir, t + 1), trace = traceOf(l, dir, t);
      const step = stepOf(l, dir, t);
      keep(l, step, 0, carried);
      if (l.kind == LSTM) keep(l, step, 1, carried + (<usize>l.dp << 3));
      if (l.kind == LSTM) lstm.gradientStep(l, dir, carried, dz, before, trace);
      else if (l.kind == GRU) gru.gradientStep(l, dir, carried, dz, before, trace);
      else rnn.gradientStep(l, dir, carried, dz, after);
      if (step == 0) continue;
      keep(l, step, THROUGH, carried);
      if (l.kind == LSTM) keep(l, step, KEPT, carried + (<usize>l.dp << 3));
      recur(l, dir, before, m.scratchB);
      keepGates(l, dir, step, dz, inputPart(l, dir, t), m.scratchB, trace);
    }
    if (m.isSummed && l.index == 0) {
      sumWords(l, dir);
      continue;
    }
    const isAdded = !l.splits && s == 1 && isUsed(l, 0);
    const to = isAdded ? m.wide : part;
    // Rows go by fours.
    const from = s == 0 ? needed & ~3 : 0, count = s == 0 ? T - from : T - needed;
    multiplyRows(row(to, from, l.inPad), row(m.steps, from, size), dir.input, 0, size, count);
    const unneeded = s == 0 ? 0 : T - needed;
    memory.fill(row(to, unneeded, l.inPad), 0, <usize>needed * l.inPad << 3);
    if (isAdded) addInto(part, m.wide, T * l.inPad);
  }
}

/** Gradient times word, a word: (W^T dz) . x = dz . (W x). */
function sumWords(l: Layer, dir: Direction): void {
  const size = l.gates * l.dp;
  for (let at = m.wordsFrom; at < m.wordsEnd; at++) {
    const part = inputPart(l, dir, m.position(dir.side, at, l.rows));
    store<f64>(m.words + (<usize>(dir.side * m.capacity + at) << 3), dot(part, row(m.steps, at, size), size));
  }
}
