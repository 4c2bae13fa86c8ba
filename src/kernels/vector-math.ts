// AssemblyScript. exp, the logistic function and tanh on two float64 lanes at once: calling the scalar ones costs more than the
// matrix products. Relative error of each: below 1e-15 (tested against the host's in src/model/network.test.ts).

import { HARD_SIGMOID, LINEAR, RELU, SIGMOID, TANH } from './codes';

const LOG2_E: f64 = 1.4426950408889634;
// ln 2 in two parts: the first has 20 trailing zero bits, so that n * LN2_HI is exact for |n| < 2^20.
const LN2_HI: f64 = 0.693147180369123816490;
const LN2_LO: f64 = 1.90821492927058770002e-10;
// Adding 1.5 * 2^52 leaves a small integer's two's complement in the low bits of the sum.
const INTEGER_BITS: f64 = 6755399441055744.0;

// exp(x) = scale * (1 + p): x = n ln 2 + r with |r| <= ln 2 / 2, scale = 2^n, p = e^r - 1 by its Taylor series up to r^13
// (first term left out: below 5e-18 of e^r). The two are kept apart so that e^x - 1 loses nothing near x = 0.

@inline
function reduce(x: v128): v128 {
  return f64x2.nearest(f64x2.mul(x, f64x2.splat(LOG2_E)));
}

@inline
function powerOfTwo(n: v128): v128 {
  const bits = i64x2.shl(f64x2.add(n, f64x2.splat(INTEGER_BITS)), 52);
  return i64x2.add(bits, i64x2.splat(0x3ff0000000000000));
}

@inline
function pair(c0: f64, c1: f64, r: v128): v128 {
  return f64x2.add(f64x2.splat(c0), f64x2.mul(f64x2.splat(c1), r));
}

@inline
function expMinusOneReduced(x: v128, n: v128): v128 {
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, f64x2.splat(LN2_HI))), f64x2.mul(n, f64x2.splat(LN2_LO)));
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  // Estrin's scheme: coefficients 1/2! .. 1/13!, taken in pairs.
  const c23 = pair(1.0 / 2.0, 1.0 / 6.0, r);
  const c45 = pair(1.0 / 24.0, 1.0 / 120.0, r);
  const c67 = pair(1.0 / 720.0, 1.0 / 5040.0, r);
  const c89 = pair(1.0 / 40320.0, 1.0 / 362880.0, r);
  const cAB = pair(1.0 / 3628800.0, 1.0 / 39916800.0, r);
  const cCD = pair(1.0 / 479001600.0, 1.0 / 6227020800.0, r);
  const low = f64x2.add(c23, f64x2.mul(c45, r2));
  const middle = f64x2.add(c67, f64x2.mul(c89, r2));
  const high = f64x2.add(cAB, f64x2.mul(cCD, r2));
  const tail = f64x2.add(low, f64x2.mul(r4, f64x2.add(middle, f64x2.mul(r4, high))));
  return f64x2.add(r, f64x2.mul(r2, tail));
}

@inline
function clamp(x: v128, limit: f64): v128 {
  return f64x2.pmax(f64x2.pmin(x, f64x2.splat(limit)), f64x2.splat(-limit));
}

/** 1 / (1 + e^-x) on both lanes. Beyond |x| = 708 the limit's value stands (3e-308). */
@inline
export function sigmoid(x: v128): v128 {
  const y = clamp(f64x2.neg(x), 708.0);
  const n = reduce(y);
  const scale = powerOfTwo(n);
  const exp = f64x2.add(scale, f64x2.mul(scale, expMinusOneReduced(y, n)));
  return f64x2.div(f64x2.splat(1.0), f64x2.add(f64x2.splat(1.0), exp));
}

/** tanh x = m / (m + 2) with m = e^2x - 1, on both lanes: exact to the last bits near 0 too. tanh 22 is 1 in float64. */
@inline
export function tanh(x: v128): v128 {
  const clamped = clamp(x, 22.0);
  const y = f64x2.add(clamped, clamped);
  const n = reduce(y);
  const scale = powerOfTwo(n);
  const m = f64x2.add(f64x2.sub(scale, f64x2.splat(1.0)), f64x2.mul(scale, expMinusOneReduced(y, n)));
  return f64x2.div(m, f64x2.add(m, f64x2.splat(2.0)));
}

@inline
function clip(x: v128): v128 {
  return f64x2.pmax(f64x2.pmin(x, f64x2.splat(1.0)), f64x2.splat(0.0));
}

@inline
function slopeOf(kind: i32): f64 {
  return kind == HARD_SIGMOID ? 0.2 : 1.0 / 6.0;
}

/** A gate's activation (codes.ts). */
@inline
export function gateOf(x: v128, kind: i32): v128 {
  if (kind == SIGMOID) return sigmoid(x);
  const scaled = kind == HARD_SIGMOID ? f64x2.mul(x, f64x2.splat(0.2)) : f64x2.div(x, f64x2.splat(6.0));
  return clip(f64x2.add(scaled, f64x2.splat(0.5)));
}

/** Its derivative, from its value. */
@inline
export function gateSlope(value: v128, kind: i32): v128 {
  const below = f64x2.sub(f64x2.splat(1.0), value);
  if (kind == SIGMOID) return f64x2.mul(value, below);
  const inside = v128.and(f64x2.gt(value, f64x2.splat(0.0)), f64x2.gt(below, f64x2.splat(0.0)));
  return v128.and(f64x2.splat(slopeOf(kind)), inside);
}

/** y[size] = the activation of x[size], `size` a multiple of 4. */
export function activate(y: usize, x: usize, size: u32, kind: i32): void {
  const end: usize = <usize>size << 3;
  for (let k: usize = 0; k < end; k += 16) {
    const value = v128.load(x + k);
    if (kind == RELU) v128.store(y + k, f64x2.pmax(value, f64x2.splat(0.0)));
    else if (kind == TANH) v128.store(y + k, tanh(value));
    else if (kind == SIGMOID) v128.store(y + k, sigmoid(value));
    else v128.store(y + k, value);
  }
}

/** d[size] = gradient[size] times the activation's derivative, from its values y[size]. */
export function goBackThrough(d: usize, gradient: usize, y: usize, size: u32, kind: i32): void {
  const end: usize = <usize>size << 3;
  for (let k: usize = 0; k < end; k += 16) {
    const value = v128.load(y + k), above = v128.load(gradient + k);
    if (kind == LINEAR) v128.store(d + k, above);
    else if (kind == RELU) v128.store(d + k, v128.and(above, f64x2.gt(value, f64x2.splat(0.0))));
    else if (kind == TANH) v128.store(d + k, f64x2.mul(above, f64x2.sub(f64x2.splat(1.0), f64x2.mul(value, value))));
    else v128.store(d + k, f64x2.mul(above, gateSlope(value, kind)));
  }
}
