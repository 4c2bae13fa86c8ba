// AssemblyScript. What the recurrent layers have in common: their steps over time, two directions, and how these make rows. A kind's own
// equations are in lstm.ts, gru.ts and rnn.ts; the way back through them is in recurrent-back.ts.
//
// Only what the input changes is computed. At its step t a direction has read t + 1 rows, and all it holds of that step is a function of
// these alone: up to the first row that differs from the sentence before, the trace stays as it is. Beyond it, W x_t depends on x_t alone
// and stays where the word does; W x of words of earlier sentences is copied from a cache. What is kept is what the same operations would
// give again: the trace of a sentence is the same, bit for bit, whatever came before. Rows that fill sentences up are the same in every
// sentence: where a direction reads them first, their steps are computed once a model and stay beside the trace.
//
// Merge of two directions, a row at a time: concat; sum, ave: z = l + r, (l + r) / 2, a linear step with identity weights and N = 2d.

import { AVE, CONCAT, FINAL_LEFT, FINAL_RIGHT, GRU, LSTM } from './codes';
import * as gru from './gru';
import { Direction, direction, handsOnRows, isRecurrent, isUsed, Layer, layer } from './layer';
import * as lstm from './lstm';
import { multiply, multiplyEach } from './product';
import * as m from './memory';
import * as rnn from './rnn';

@inline
export function row(rows: usize, at: u32, width: u32): usize { return rows + (<usize>at * width << 3); }
/** A direction's state before its step t [stateRow]. */
@inline
export function state(l: Layer, dir: Direction, t: u32): usize {
  return row(t <= dir.pads ? dir.padStates : dir.states, t, l.stateRow);
}
/** W x of what it reads at step t [G dp]. */
@inline
export function inputPart(l: Layer, dir: Direction, t: u32): usize {
  return t < dir.pads ? dir.padInput : row(dir.inputParts, t, l.gates * l.dp);
}
@inline
export function traceOf(l: Layer, dir: Direction, t: u32): usize { return row(t < dir.pads ? dir.padTrace : dir.trace, t, l.traceRow); }

export function forward(l: Layer): void {
  const T = l.rows;
  for (let s: u32 = 0; s < l.directions; s++) {
    if (!isUsed(l, s)) continue;
    const dir = direction(l, s);
    if (l.index == 0) readPads(l, dir);
    const first = max(s == 0 ? l.same : l.sameEnd, dir.pads);
    if (l.index == 0) for (let t = first; t < T; t++) read(l, dir, t);
    else if (first < T) {
      const stride = <isize>l.inPad << 3, from = row(l.input, m.position(s, first, T), l.inPad);
      const partStride = <isize>(l.gates * l.dp) << 3;
      multiplyEach(inputPart(l, dir, first), partStride, dir.input, from, s == 0 ? stride : -stride, T - first);
    }
    for (let t = first; t < T; t++) {
      const before = state(l, dir, t);
      recur(l, dir, before, m.scratchA);
      step(l, dir, sharedPart(l, dir, t), m.scratchA, before, state(l, dir, t + 1), traceOf(l, dir, t));
    }
  }
  if (!handsOnRows(l)) {
    writeFinal(l, state(l, l.left, T), l.directions == 2 ? state(l, l.right, T) : 0);
    l.outRows = 1; l.outSame = 0; l.outSameEnd = 0;
    return;
  }
  const isOne = l.directions == 1;
  const from = isOne ? l.same : 0;
  for (let at = from; at < T; at++) {
    writeRow(l, row(l.output, at, l.outPad), state(l, l.left, at + 1), isOne ? 0 : state(l, l.right, T - at));
  }
  l.outRows = T; l.outSame = from; l.outSameEnd = 0;
}

/** W x of what it reads at step t, times m.share. */
@inline
function sharedPart(l: Layer, dir: Direction, t: u32): usize {
  const part = inputPart(l, dir, t);
  return m.share == 1 || l.index != 0 ? part : scaled(l, part);
}

function scaled(l: Layer, part: usize): usize {
  const factor = f64x2.splat(m.share);
  for (let k: usize = 0, end: usize = <usize>(l.gates * l.dp) << 3; k < end; k += 16) {
    v128.store(m.scratchB + k, f64x2.mul(v128.load(part + k), factor));
  }
  return m.scratchB;
}

/** Sees that the steps are there in which a direction of the first layer reads nothing but rows that fill up. */
function readPads(l: Layer, dir: Direction): void {
  const most = m.share == 1 ? min(l.rows, m.mostPads) : 0; // times a share they are others
  let count: u32 = 0;
  while (count < most && m.word(m.position(dir.side, count, l.rows)) == m.padId) count++;
  dir.pads = count;
  for (let t = dir.knownPads; t < count; t++) {
    const before = row(dir.padStates, t, l.stateRow);
    recur(l, dir, before, m.scratchA);
    step(l, dir, dir.padInput, m.scratchA, before, row(dir.padStates, t + 1, l.stateRow), row(dir.padTrace, t, l.traceRow));
  }
  dir.knownPads = max(dir.knownPads, count);
}

/** The weights are others. */
export function forgetPads(): void {
  const l = layer(0);
  if (!isRecurrent(l) || m.mostPads == 0) return;
  for (let s: u32 = 0; s < l.directions; s++) {
    const dir = direction(l, s);
    dir.pads = 0;
    dir.knownPads = 0;
    memory.fill(dir.padStates, 0, <usize>l.stateRow << 3);
    multiply(dir.padInput, dir.input, 0, l.gates * l.dp, m.padRow);
  }
}

/** Sees that W x of the word that step t of the first layer reads is there. */
function read(l: Layer, dir: Direction, t: u32): void {
  const at = m.position(dir.side, t, l.rows);
  const part = inputPart(l, dir, t);
  const size = l.gates * l.dp;
  const id = m.word(at);
  const held = dir.held + (<usize>t << 2);
  if (load<i32>(held) == id) return;
  store<i32>(held, id);
  if (id < 0) {
    memory.fill(part, 0, <usize>size << 3);
    return;
  }
  const place = <u32>id % m.cacheRows;
  const cached = row(dir.cachedInputs, place, size);
  const cachedId = dir.cachedIds + (<usize>place << 2);
  if (load<i32>(cachedId) != id) {
    multiply(cached, dir.input, 0, size, m.input(at));
    store<i32>(cachedId, id);
  }
  memory.copy(part, cached, <usize>size << 3);
}

/** The product of a step that needs the state before it alone [G dp]. */
@inline
export function recur(l: Layer, dir: Direction, before: usize, product: usize): void {
  const rows = l.kind == GRU && !l.resetAfter ? 2 * l.dp : l.gates * l.dp;
  multiply(product, dir.hidden, 0, rows, before);
}

/** One time step, from the state before to the state after it. @param product of `recur` */
export function step(l: Layer, dir: Direction, input: usize, product: usize, before: usize, after: usize, trace: usize): void {
  if (l.kind == LSTM) lstm.step(l, dir, input, product, before, after, trace);
  else if (l.kind == GRU) gru.step(l, dir, input, product, before, after, trace);
  else rnn.step(l, dir, input, product, before, after, trace);
}

/** The directions' own last states, as one row. */
export function writeFinal(l: Layer, left: usize, right: usize): void {
  if (l.returns == FINAL_LEFT) writeRow(l, l.output, left, 0);
  else if (l.returns == FINAL_RIGHT) writeRow(l, l.output, right, 0);
  else writeRow(l, l.output, left, right);
}

function writeRow(l: Layer, to: usize, left: usize, right: usize): void {
  const bytes: usize = <usize>l.unit << 3;
  memory.copy(to, left, bytes);
  if (right == 0) return;
  if (l.merge == CONCAT) {
    memory.copy(to + bytes, right, bytes);
    return;
  }
  const factor = l.merge == AVE ? 0.5 : 1.0;
  for (let k: usize = 0; k < bytes; k += 8) store<f64>(to + k, factor * (load<f64>(left + k) + load<f64>(right + k)));
}
