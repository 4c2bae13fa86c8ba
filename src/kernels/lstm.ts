// AssemblyScript. One step of an LSTM (Arras et al. 2017, section 2; facts: Model), gates in the order i, g, f, o:
//   z = W x_t + U h_{t-1} + b      i, f, o = sigma(z_i, z_f, z_o)      g = tanh(z_g)
//   c_t = f * c_{t-1} + i * g      h_t = o * tanh(c_t)                  h_0 = c_0 = 0
// LRP: of a product of gate and source the source takes all, tanh passes relevance through, so R_c[t] += R_h[t], and
//   c_t = f c_{t-1} + i g is a linear step with identity weights, b = 0, N = 2d;
//   z_g = W_g x_t + U_g h_{t-1} + b_g one of N = F + d lower units.

import { SIGMOID } from './codes';
import { Direction, Layer } from './layer';
import { dot } from './matrix';
import { keep, KEPT, SOURCE, THROUGH } from './record';
import { addTransposed } from './transposed';
import { addInto, divide, settle, spread } from './rule';
import * as m from './memory';
import { gateOf, gateSlope, tanh } from './vector-math';

// A row of the trace: i, g, f, o after activation, g before it, tanh c_t; [dp] each.
const PRE_G: usize = 4;
const TANH_C: usize = 5;

@inline
function sum3(a: usize, b: usize, c: usize): v128 {
  return f64x2.add(f64x2.add(v128.load(a), v128.load(b)), v128.load(c));
}

/** @param product U h_{t-1} [4 dp] @param before, after h, c */
export function step(l: Layer, dir: Direction, input: usize, product: usize, before: usize, after: usize, trace: usize): void {
  const block: usize = <usize>l.dp << 3;
  if (l.gate == SIGMOID) cells(block, dir.bias, SIGMOID, input, product, before, after, trace);
  else cells(block, dir.bias, l.gate, input, product, before, after, trace);
  // Apart from the gates, whose latency it would add to.
  for (let k: usize = 0; k < block; k += 16) {
    const squashed = tanh(v128.load(after + block + k));
    v128.store(trace + TANH_C * block + k, squashed);
    v128.store(after + k, f64x2.mul(v128.load(trace + 3 * block + k), squashed));
  }
}

/** The gates and c_t. Inlined with the kind of gate known, so that nothing branches within the loop. */
@inline
function cells(block: usize, bias: usize, kind: i32, input: usize, product: usize, before: usize, after: usize, trace: usize): void {
  for (let k: usize = 0; k < block; k += 16) {
    const g = k + block, f = g + block, o = f + block;
    const zg = sum3(input + g, product + g, bias + g);
    const ai = gateOf(sum3(input + k, product + k, bias + k), kind), ag = tanh(zg);
    const af = gateOf(sum3(input + f, product + f, bias + f), kind), ao = gateOf(sum3(input + o, product + o, bias + o), kind);
    v128.store(trace + k, ai);
    v128.store(trace + g, ag);
    v128.store(trace + f, af);
    v128.store(trace + o, ao);
    v128.store(trace + PRE_G * block + k, zg);
    v128.store(after + g, f64x2.add(f64x2.mul(af, v128.load(before + g)), f64x2.mul(ai, ag)));
  }
}

/** From R of h_t, c_t to R of h_{t-1}, c_{t-1}; q [dp] of z_g. Returns what each lower unit of z_g gets as its share. @param kept its record, or 0 */
export function lrpStep(l: Layer, dir: Direction, carried: usize, q: usize, before: usize, after: usize, trace: usize, kept: usize): f64 {
  const dp = l.dp;
  const block: usize = <usize>dp << 3;
  const rh = carried, rc = carried + block, back = m.scratchC;
  addInto(rc, rh, dp);
  keep(l, kept, 1, rc);
  divide(q, rc, after + block, dp);
  splitCell(l, rc, rh, q, trace, before + block, settle(0, 2 * l.unit)); // rh now holds R_g
  keep(l, kept, SOURCE, rh);
  keep(l, kept, KEPT, rc);
  divide(q, rh, trace + PRE_G * block, dp);
  const share = settle(dot(dir.bias + block, q, dp), l.unit + l.inSize);
  memory.fill(back, 0, block);
  addTransposed(back, dir.hidden, dp, dp, q);
  spread(rh, before, back, share, l.unit);
  keep(l, kept, THROUGH, rh);
  return share;
}

/** R_c[t-1] = f c_{t-1} q + share and R_g = i g q + share. */
function splitCell(l: Layer, rc: usize, rg: usize, q: usize, trace: usize, cells: usize, share: f64): void {
  const constant = f64x2.splat(share);
  const block: usize = <usize>l.dp << 3;
  for (let k: usize = 0; k < block; k += 16) {
    const quotient = v128.load(q + k);
    const kept = f64x2.mul(v128.load(trace + 2 * block + k), v128.load(cells + k));
    const added = f64x2.mul(v128.load(trace + k), v128.load(trace + block + k));
    v128.store(rc + k, f64x2.add(f64x2.mul(kept, quotient), constant));
    v128.store(rg + k, f64x2.add(f64x2.mul(added, quotient), constant));
  }
  for (let k: usize = <usize>l.unit << 3; k < block; k += 8) {
    store<f64>(rc + k, 0);
    store<f64>(rg + k, 0);
  }
}

@inline
function oneMinus(x: v128): v128 {
  return f64x2.sub(f64x2.splat(1.0), x);
}

/** From the gradient at h_t, c_t to that at h_{t-1}, c_{t-1}; dz [4 dp] at the gates' pre-activations. */
export function gradientStep(l: Layer, dir: Direction, carried: usize, dz: usize, before: usize, trace: usize): void {
  const block: usize = <usize>l.dp << 3;
  const dc = carried + block, kind = l.gate;
  for (let k: usize = 0; k < block; k += 16) {
    const i = v128.load(trace + k), g = v128.load(trace + block + k);
    const f = v128.load(trace + 2 * block + k), o = v128.load(trace + 3 * block + k);
    const tc = v128.load(trace + TANH_C * block + k), h = v128.load(carried + k);
    const cell = f64x2.add(v128.load(dc + k), f64x2.mul(f64x2.mul(h, o), oneMinus(f64x2.mul(tc, tc))));
    v128.store(dz + k, f64x2.mul(f64x2.mul(cell, g), gateSlope(i, kind)));
    v128.store(dz + block + k, f64x2.mul(f64x2.mul(cell, i), oneMinus(f64x2.mul(g, g))));
    v128.store(dz + 2 * block + k, f64x2.mul(f64x2.mul(cell, v128.load(before + block + k)), gateSlope(f, kind)));
    v128.store(dz + 3 * block + k, f64x2.mul(f64x2.mul(h, tc), gateSlope(o, kind)));
    v128.store(dc + k, f64x2.mul(cell, f));
  }
  memory.fill(carried, 0, block);
  addTransposed(carried, dir.hidden, 0, 4 * l.dp, dz);
}
