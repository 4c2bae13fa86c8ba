// AssemblyScript. Attention readout (Bahdanau et al. 2015; Yang et al. 2016): u_t = tanh(W h_t + b), a = softmax_t(v . u_t), z = sum_t a_t h_t.
// LRP: the weights a_t get nothing; z is a linear step with identity weights a_t over the units, N = T n, b = 0.

import { Layer } from './layer';
import { dot } from './matrix';
import { multiply, multiplyRows } from './product';
import { addTransposed } from './transposed';
import * as m from './memory';
import { dripsOf } from './record';
import { addInto, divide, noteAt, settle } from './rule';
import { activate } from './vector-math';
import { TANH } from './codes';

// A row of the trace: u_t, then a_t.

@inline
function row(rows: usize, at: u32, width: u32): usize { return rows + (<usize>at * width << 3); }
@inline
function weightAt(l: Layer, at: u32): usize { return row(l.trace, at, l.traceRow) + (<usize>l.weights.rows << 3); }

export function forward(l: Layer): void {
  const T = l.rows, hidden = l.weights.rows;
  const end = m.isSameLength ? T - l.sameEnd : T;
  for (let at = l.same; at < end; at++) {
    const u = row(l.trace, at, l.traceRow);
    multiply(u, l.weights, 0, hidden, row(l.input, at, l.inPad));
    addInto(u, l.bias, hidden);
    activate(u, u, hidden, TANH);
  }
  let highest = -Infinity;
  for (let at: u32 = 0; at < T; at++) {
    const energy = dot(l.vector, row(l.trace, at, l.traceRow), hidden);
    store<f64>(weightAt(l, at), energy);
    highest = max(highest, energy);
  }
  let sum: f64 = 0;
  for (let at: u32 = 0; at < T; at++) {
    const weight = Math.exp(load<f64>(weightAt(l, at)) - highest);
    store<f64>(weightAt(l, at), weight);
    sum += weight;
  }
  memory.fill(l.output, 0, <usize>l.outPad << 3);
  for (let at: u32 = 0; at < T; at++) {
    const weight = load<f64>(weightAt(l, at)) / sum;
    store<f64>(weightAt(l, at), weight);
    addScaled(l.output, row(l.input, at, l.inPad), weight, l.inPad);
  }
  l.outRows = 1; l.outSame = 0; l.outSameEnd = 0;
}

/** y += factor * x */
function addScaled(y: usize, x: usize, factor: f64, size: u32): void {
  for (let k: usize = 0, end: usize = <usize>size << 3; k < end; k += 16) {
    v128.store(y + k, f64x2.add(v128.load(y + k), f64x2.mul(v128.load(x + k), f64x2.splat(factor))));
  }
}

export function lrp(l: Layer, above: usize, below: usize): void {
  const q = m.scratchA;
  noteAt(dripsOf(l, 0));
  divide(q, above, l.output, l.outPad);
  const share = settle(0, l.rows * l.inSize);
  memory.fill(below, 0, <usize>l.rows * l.inPad << 3);
  for (let at: u32 = 0; at < l.rows; at++) {
    const weight = load<f64>(weightAt(l, at));
    const x = row(l.input, at, l.inPad), to = row(below, at, l.inPad);
    for (let k: usize = 0, end: usize = <usize>l.inSize << 3; k < end; k += 8) {
      store<f64>(to + k, weight * load<f64>(x + k) * load<f64>(q + k) + share);
    }
  }
}

/** Through the rows themselves, and through the weights: da_t = g . h_t, de_t = a_t (da_t - g . z), du_t = v de_t. */
export function gradient(l: Layer, above: usize, below: usize): void {
  const hidden = l.weights.rows;
  const mean = dot(above, l.output, l.outPad);
  for (let at: u32 = 0; at < l.rows; at++) {
    const u = row(l.trace, at, l.traceRow), dz = row(m.steps, at, hidden);
    const change = load<f64>(weightAt(l, at)) * (dot(above, row(l.input, at, l.inPad), l.inPad) - mean);
    for (let k: usize = 0, end: usize = <usize>hidden << 3; k < end; k += 16) {
      const value = v128.load(u + k);
      const slope = f64x2.sub(f64x2.splat(1.0), f64x2.mul(value, value));
      v128.store(dz + k, f64x2.mul(f64x2.mul(v128.load(l.vector + k), slope), f64x2.splat(change)));
    }
  }
  multiplyRows(below, m.steps, l.weights, 0, hidden, l.rows);
  for (let at: u32 = 0; at < l.rows; at++) addScaled(row(below, at, l.inPad), above, load<f64>(weightAt(l, at)), l.inPad);
}
