// AssemblyScript. A dense layer on each row: y = f(z), z = W x + b, f = linear, relu, tanh or sigmoid.
// LRP: f passes relevance through, z is a linear step of N = n lower units.

import { Layer } from './layer';
import { dot } from './matrix';
import { multiplyEach, multiplyRows } from './product';
import { addTransposed } from './transposed';
import * as m from './memory';
import { dripsOf } from './record';
import { addInto, divide, noteAt, settle, spread } from './rule';
import { activate, goBackThrough } from './vector-math';

@inline
function row(rows: usize, at: u32, width: u32): usize { return rows + (<usize>at * width << 3); }

export function forward(l: Layer): void {
  const end = m.isSameLength ? l.rows - l.sameEnd : l.rows;
  if (l.same < end) {
    const z = row(l.trace, l.same, l.outPad), x = row(l.input, l.same, l.inPad);
    multiplyEach(z, <isize>l.outPad << 3, l.weights, x, <isize>l.inPad << 3, end - l.same);
  }
  for (let at = l.same; at < end; at++) {
    const z = row(l.trace, at, l.outPad);
    addInto(z, l.bias, l.outPad);
    if (l.trace != l.output) activate(row(l.output, at, l.outPad), z, l.outPad, l.activation);
  }
  l.outRows = l.rows; l.outSame = l.same; l.outSameEnd = l.sameEnd;
}

/** back[rows] = the transpose of W times q[rows], into m.wide; of one row by a product that reads W once. */
function back(l: Layer): usize {
  if (l.rows > 1) {
    multiplyRows(m.wide, m.steps, l.weights, 0, l.outPad, l.rows);
  } else {
    memory.fill(m.wide, 0, <usize>l.inPad << 3);
    addTransposed(m.wide, l.weights, 0, l.outPad, m.steps);
  }
  return m.wide;
}

/** Relevance of the input rows, from that of the rows handed on. */
export function lrp(l: Layer, above: usize, below: usize): void {
  for (let at: u32 = 0; at < l.rows; at++) {
    const q = row(m.steps, at, l.outPad);
    noteAt(dripsOf(l, at));
    divide(q, row(above, at, l.outPad), row(l.trace, at, l.outPad), l.outPad);
    store<f64>(m.shares + (<usize>at << 3), settle(dot(l.bias, q, l.outPad), l.inSize));
  }
  const products = back(l);
  for (let at: u32 = 0; at < l.rows; at++) {
    const share = load<f64>(m.shares + (<usize>at << 3));
    spread(row(below, at, l.inPad), row(l.input, at, l.inPad), row(products, at, l.inPad), share, l.inSize);
  }
}

/** The gradient at the input rows, from that at the rows handed on. */
export function gradient(l: Layer, above: usize, below: usize): void {
  goBackThrough(m.steps, above, l.output, l.rows * l.outPad, l.activation);
  memory.copy(below, back(l), <usize>l.rows * l.inPad << 3);
}
