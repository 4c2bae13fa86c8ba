// AssemblyScript. Batch normalisation at inference, folded: y = scale * x + shift on each row.
// LRP: a linear step, a row at a time, with identity weights scale_i, b = shift, N = n.

import { Layer } from './layer';
import { dot } from './matrix';
import * as m from './memory';
import { dripsOf } from './record';
import { divide, noteAt, settle, spread } from './rule';

@inline
function row(rows: usize, at: u32, width: u32): usize { return rows + (<usize>at * width << 3); }

/** y = scale * x [inPad] */
function times(l: Layer, y: usize, x: usize): void {
  for (let k: usize = 0, end: usize = <usize>l.inPad << 3; k < end; k += 16) {
    v128.store(y + k, f64x2.mul(v128.load(l.vector + k), v128.load(x + k)));
  }
}

export function forward(l: Layer): void {
  const end = m.isSameLength ? l.rows - l.sameEnd : l.rows;
  for (let at = l.same; at < end; at++) {
    const x = row(l.input, at, l.inPad), y = row(l.output, at, l.outPad);
    for (let k: usize = 0, end: usize = <usize>l.inPad << 3; k < end; k += 16) {
      const scaled = f64x2.mul(v128.load(l.vector + k), v128.load(x + k));
      v128.store(y + k, f64x2.add(scaled, v128.load(l.bias + k)));
    }
  }
  l.outRows = l.rows; l.outSame = l.same; l.outSameEnd = l.sameEnd;
}

export function lrp(l: Layer, above: usize, below: usize): void {
  const q = m.scratchA;
  for (let at: u32 = 0; at < l.rows; at++) {
    noteAt(dripsOf(l, at));
    divide(q, row(above, at, l.outPad), row(l.output, at, l.outPad), l.outPad);
    const share = settle(dot(l.bias, q, l.outPad), l.inSize);
    times(l, q, q);
    spread(row(below, at, l.inPad), row(l.input, at, l.inPad), q, share, l.inSize);
  }
}

export function gradient(l: Layer, above: usize, below: usize): void {
  for (let at: u32 = 0; at < l.rows; at++) times(l, row(below, at, l.inPad), row(above, at, l.outPad));
}
