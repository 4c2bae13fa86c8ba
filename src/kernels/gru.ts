// AssemblyScript. One step of a GRU (Cho et al. 2014), gates in the order r, u, n:
//   r, u = sigma(W x_t + U h_{t-1} + b)
//   n = tanh(z_n), z_n = W_n x_t + bx_n + r * (U_n h_{t-1} + bh_n)      reset after (PyTorch, cuDNN)
//                  z_n = W_n x_t + b_n + U_n (r * h_{t-1})              reset before (Keras reset_after=False)
//   h_t = u * h_{t-1} + (1 - u) * n                                      h_0 = 0
// LRP: gates get nothing, tanh passes relevance through, so
//   h_t = u h_{t-1} + (1 - u) n is a linear step with identity weights, b = 0, N = 2d;
//   z_n = W_n x + (r * U_n) h + (bx_n + r bh_n), or W_n x + U_n (r * h) + b_n, one of N = F + d lower units; what r * h gets goes to h.

import { Direction, Layer } from './layer';
import { dot } from './matrix';
import { multiply } from './product';
import { addTransposed } from './transposed';
import * as m from './memory';
import { keep, KEPT, SOURCE, THROUGH } from './record';
import { addInto, divide, settle, spread } from './rule';
import { gateOf, gateSlope, tanh } from './vector-math';

// A row of the trace: r, u, n after activation, z_n, U_n h_{t-1} + bh_n; [dp] each.
const PRE_N: usize = 3;
const HIDDEN_PART: usize = 4;

@inline
function sum3(a: usize, b: usize, c: usize): v128 {
  return f64x2.add(f64x2.add(v128.load(a), v128.load(b)), v128.load(c));
}
@inline
function times(a: usize, b: usize): v128 {
  return f64x2.mul(v128.load(a), v128.load(b));
}
@inline
function oneMinus(x: v128): v128 {
  return f64x2.sub(f64x2.splat(1.0), x);
}

/** @param product U h_{t-1} [3 dp]; with reset before, of r and u alone @param before, after h */
export function step(l: Layer, dir: Direction, input: usize, product: usize, before: usize, after: usize, trace: usize): void {
  const block: usize = <usize>l.dp << 3;
  const bias = dir.bias, n: usize = 2 * block, pre = trace + PRE_N * block;
  for (let k: usize = 0; k < n; k += 16) v128.store(trace + k, gateOf(sum3(input + k, product + k, bias + k), l.gate));
  if (l.resetAfter) {
    const inner = trace + HIDDEN_PART * block;
    for (let k: usize = 0; k < block; k += 16) {
      v128.store(inner + k, f64x2.add(v128.load(product + n + k), v128.load(dir.hiddenBias + k)));
      v128.store(pre + k, times(trace + k, inner + k));
    }
  } else {
    const kept = m.scratchC; // r * h
    for (let k: usize = 0; k < block; k += 16) v128.store(kept + k, times(trace + k, before + k));
    multiply(pre, dir.hidden, 2 * l.dp, l.dp, kept);
  }
  for (let k: usize = 0; k < block; k += 16) {
    const zn = sum3(pre + k, input + n + k, bias + n + k);
    const u = v128.load(trace + block + k), new_ = tanh(zn);
    v128.store(pre + k, zn);
    v128.store(trace + n + k, new_);
    v128.store(after + k, f64x2.add(f64x2.mul(u, v128.load(before + k)), f64x2.mul(oneMinus(u), new_)));
  }
}

/** From R of h_t to R of h_{t-1}; q [dp] of z_n. Returns what each lower unit of z_n gets as its share. @param kept its record, or 0 */
export function lrpStep(l: Layer, dir: Direction, carried: usize, q: usize, before: usize, after: usize, trace: usize, kept: usize): f64 {
  const dp = l.dp;
  const block: usize = <usize>dp << 3;
  const rn = m.scratchC, back = m.scratchD, inner = m.scratchB + block; // scratchB itself may be q
  divide(q, carried, after, dp);
  const mixed = settle(0, 2 * l.unit);
  for (let k: usize = 0; k < block; k += 16) {
    const u = v128.load(trace + block + k), quotient = v128.load(q + k);
    v128.store(carried + k, f64x2.add(f64x2.mul(f64x2.mul(u, v128.load(before + k)), quotient), f64x2.splat(mixed)));
    v128.store(rn + k, f64x2.add(f64x2.mul(f64x2.mul(oneMinus(u), v128.load(trace + 2 * block + k)), quotient), f64x2.splat(mixed)));
  }
  for (let k: usize = <usize>l.unit << 3; k < block; k += 8) {
    store<f64>(carried + k, 0);
    store<f64>(rn + k, 0);
  }
  keep(l, kept, SOURCE, rn);
  keep(l, kept, KEPT, carried);
  divide(q, rn, trace + PRE_N * block, dp);
  for (let k: usize = 0; k < block; k += 16) v128.store(inner + k, times(trace + k, q + k)); // r * q
  // hiddenBias is 0 with reset before.
  const fromBias = dot(dir.bias + 2 * block, q, dp) + dot(dir.hiddenBias, inner, dp);
  const share = settle(fromBias, l.unit + l.inSize);
  memory.fill(back, 0, block);
  addTransposed(back, dir.hidden, 2 * dp, dp, l.resetAfter ? inner : q);
  if (!l.resetAfter) for (let k: usize = 0; k < block; k += 16) v128.store(back + k, times(trace + k, back + k));
  spread(rn, before, back, share, l.unit);
  keep(l, kept, THROUGH, rn);
  addInto(carried, rn, dp);
  return share;
}

/** From the gradient at h_t to that at h_{t-1}; dz [3 dp] at the pre-activations of r, u, n. */
export function gradientStep(l: Layer, dir: Direction, carried: usize, dz: usize, before: usize, trace: usize): void {
  const dp = l.dp;
  const block: usize = <usize>dp << 3;
  const u = block, n: usize = 2 * block;
  const through = m.scratchC; // at h_{t-1} through z_n
  memory.fill(through, 0, block);
  for (let k: usize = 0; k < block; k += 16) {
    const dh = v128.load(carried + k), au = v128.load(trace + u + k), an = v128.load(trace + n + k);
    v128.store(dz + n + k, f64x2.mul(f64x2.mul(dh, oneMinus(au)), oneMinus(f64x2.mul(an, an))));
    v128.store(dz + u + k, f64x2.mul(f64x2.mul(dh, f64x2.sub(v128.load(before + k), an)), gateSlope(au, l.gate)));
    v128.store(carried + k, f64x2.mul(dh, au));
  }
  if (l.resetAfter) {
    const inner = m.scratchB;
    for (let k: usize = 0; k < block; k += 16) {
      const r = v128.load(trace + k);
      v128.store(inner + k, f64x2.mul(v128.load(dz + n + k), r));
      v128.store(dz + k, f64x2.mul(times(dz + n + k, trace + HIDDEN_PART * block + k), gateSlope(r, l.gate)));
    }
    addTransposed(through, dir.hidden, 2 * dp, dp, inner);
  } else {
    addTransposed(through, dir.hidden, 2 * dp, dp, dz + n);
    for (let k: usize = 0; k < block; k += 16) {
      const r = v128.load(trace + k), d = v128.load(through + k);
      v128.store(dz + k, f64x2.mul(f64x2.mul(d, v128.load(before + k)), gateSlope(r, l.gate)));
      v128.store(through + k, f64x2.mul(d, r));
    }
  }
  addInto(carried, through, dp);
  addTransposed(carried, dir.hidden, 0, 2 * dp, dz);
}
