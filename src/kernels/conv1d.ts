// AssemblyScript. A convolution over time: at each position y = f(z), z = W (rows of the window, one after another) + b. `before` and
// `after` rows of zeros stand beyond the ends: same (k - 1 in all, the greater half after), causal (k - 1 before) or valid (none).
// LRP: f passes relevance through, z is a linear step of N = k F lower units; what reaches the zeros beyond the ends is rest.

import { Layer } from './layer';
import { dot, total } from './matrix';
import { multiply, multiplyRows } from './product';
import * as m from './memory';
import { dripsOf, isKept, keepWindow } from './record';
import { addInto, addRest, divide, noteAt, settle, spread } from './rule';
import { activate, goBackThrough } from './vector-math';

@inline
function row(rows: usize, at: i32, width: u32): usize { return rows + (<usize>at * width << 3); }

/** The window of an output row: the input rows where they lie, or a copy with zeros where it goes beyond an end. */
function windowOf(l: Layer, at: u32): usize {
  const first = <i32>at - <i32>l.before, bytes: usize = <usize>l.inPad << 3;
  if (first >= 0 && first + <i32>l.window <= <i32>l.rows) return row(l.input, first, l.inPad);
  for (let j: u32 = 0; j < l.window; j++) {
    const from = first + <i32>j, to = row(m.scratchA, j, l.inPad);
    if (from >= 0 && from < <i32>l.rows) memory.copy(to, row(l.input, from, l.inPad), bytes);
    else memory.fill(to, 0, bytes);
  }
  return m.scratchA;
}

export function forward(l: Layer): void {
  const reach = l.window - 1;
  l.outRows = l.rows + l.before + l.after - reach;
  // A row whose window lies wholly in what is unchanged, and in the same place to the end it is counted from.
  l.outSame = <u32>max(0, <i32>l.same + <i32>l.before - <i32>reach);
  l.outSameEnd = <u32>max(0, <i32>l.sameEnd + <i32>l.after - <i32>reach);
  const end = m.isSameLength ? l.outRows - l.outSameEnd : l.outRows;
  for (let at = l.outSame; at < end; at++) {
    const z = row(l.trace, at, l.outPad);
    multiply(z, l.weights, 0, l.outPad, windowOf(l, at));
    addInto(z, l.bias, l.outPad);
    if (l.trace != l.output) activate(row(l.output, at, l.outPad), z, l.outPad, l.activation);
  }
}

/** Relevance of the input rows, from that of the rows handed on. */
export function lrp(l: Layer, above: usize, below: usize): void {
  for (let at: u32 = 0; at < l.outRows; at++) {
    const q = row(m.steps, at, l.outPad);
    noteAt(dripsOf(l, at));
    divide(q, row(above, at, l.outPad), row(l.trace, at, l.outPad), l.outPad);
    store<f64>(m.shares + (<usize>at << 3), settle(dot(l.bias, q, l.outPad), l.window * l.inSize));
  }
  multiplyRows(m.wide, m.steps, l.weights, 0, l.outPad, l.outRows);
  memory.fill(below, 0, <usize>l.rows * l.inPad << 3);
  for (let at: u32 = 0; at < l.outRows; at++) {
    const share = load<f64>(m.shares + (<usize>at << 3));
    noteAt(dripsOf(l, at));
    for (let j: u32 = 0; j < l.window; j++) {
      const from = <i32>(at + j) - <i32>l.before;
      if (from < 0 || from >= <i32>l.rows) {
        addRest(<f64>l.inSize * share);
        continue;
      }
      const back = row(m.wide, at * l.window + j, l.inPad);
      spread(back, row(l.input, from, l.inPad), back, share, l.inSize);
      if (isKept()) keepWindow(l, at, j, total(back, l.inPad));
      addInto(row(below, from, l.inPad), back, l.inPad);
    }
  }
}

/** The gradient at the input rows, from that at the rows handed on. */
export function gradient(l: Layer, above: usize, below: usize): void {
  goBackThrough(m.steps, above, l.output, l.outRows * l.outPad, l.activation);
  multiplyRows(m.wide, m.steps, l.weights, 0, l.outPad, l.outRows);
  memory.fill(below, 0, <usize>l.rows * l.inPad << 3);
  for (let at: u32 = 0; at < l.outRows; at++) {
    for (let j: u32 = 0; j < l.window; j++) {
      const from = <i32>(at + j) - <i32>l.before;
      if (from < 0 || from >= <i32>l.rows) continue;
      const back = row(m.wide, at * l.window + j, l.inPad);
      if (isKept()) keepWindow(l, at, j, dot(back, row(l.input, from, l.inPad), l.inPad));
      addInto(row(below, from, l.inPad), back, l.inPad);
    }
  }
}
