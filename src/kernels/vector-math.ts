// AssemblyScript. exp, the logistic function and tanh on two float64 lanes at once: calling the scalar ones costs more than the
// matrix products. Relative error of each: below 1e-15 (tested against the host's in src/model/network.test.ts).

import { HARD_SIGMOID, LINEAR, RELU, SIGMOID, TANH } from './codes';

const LOG2_E: f64 = 1.4426950408889634;
// ln 2 in two parts: the first has 20 trailing zero bits, so that n * LN2_HI is exact for |n| < 2^20.
const LN2_HI: f64 = 0.693147180369123816490;
const LN2_LO: f64 = 1.90821492927058770002e-10;
// Adding 1.5 * 2^52 rounds to an integer and leaves its two's complement in the low bits of the sum; with 1023 more, these are the exponent
// of a power of two.
const EXPONENT_BITS: f64 = 6755399441055744.0 + 1023.0;

// exp(x) = scale * (1 + p): x = n ln 2 + r with |r| <= ln 2 / 2, scale = 2^n, p = e^r - 1. The two are kept apart so that e^x - 1 loses
// nothing near x = 0. p = r + r^2 q(r), q of degree 9: what interpolates (e^r - 1 - r) / r^2 at the ten Chebyshev nodes of |r| <= 0.34664,
// which leaves out 2e-17 of e^r (a Taylor series does so with two terms more).

/** n and scale at once: 2^n is what `powerOfTwo` makes of it. */
@inline
function exponentOf(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, f64x2.splat(LOG2_E)), f64x2.splat(EXPONENT_BITS));
}

@inline
function powerOfTwo(exponent: v128): v128 {
  return i64x2.shl(exponent, 52);
}

@inline
function pair(c0: f64, c1: f64, r: v128): v128 {
  return f64x2.add(f64x2.splat(c0), f64x2.mul(f64x2.splat(c1), r));
}

@inline
function expMinusOneReduced(x: v128, exponent: v128): v128 {
  const n = f64x2.sub(exponent, f64x2.splat(EXPONENT_BITS));
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, f64x2.splat(LN2_HI))), f64x2.mul(n, f64x2.splat(LN2_LO)));
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  // Estrin's scheme: coefficients of r^2 to r^11, taken in pairs.
  const c23 = pair(0.5000000000000001, 0.16666666666666669, r);
  const c45 = pair(0.041666666666624094, 0.00833333333333006, r);
  const c67 = pair(0.0013888888917229297, 0.00019841269863065598, r);
  const c89 = pair(2.4801521271747154e-5, 2.755726844138139e-6, r);
  const cAB = pair(2.762009995870314e-7, 2.5100394349357246e-8, r);
  const low = f64x2.add(c23, f64x2.mul(c45, r2));
  const high = f64x2.add(f64x2.add(c67, f64x2.mul(c89, r2)), f64x2.mul(r4, cAB));
  return f64x2.add(r, f64x2.mul(r2, f64x2.add(low, f64x2.mul(r4, high))));
}

@inline
function clamp(x: v128, limit: f64): v128 {
  return f64x2.pmax(f64x2.pmin(x, f64x2.splat(limit)), f64x2.splat(-limit));
}

/** e^x / (1 + e^x) on both lanes. Beyond |x| = 708 the limit's value stands (3e-308). */
@inline
export function sigmoid(x: v128): v128 {
  const y = clamp(x, 708.0);
  const exponent = exponentOf(y);
  const scale = powerOfTwo(exponent);
  const exp = f64x2.add(scale, f64x2.mul(scale, expMinusOneReduced(y, exponent)));
  return f64x2.div(exp, f64x2.add(f64x2.splat(1.0), exp));
}

/** tanh x = m / (m + 2) with m = e^2x - 1, on both lanes: exact to the last bits near 0 too. tanh 22 is 1 in float64. */
@inline
export function tanh(x: v128): v128 {
  const clamped = clamp(x, 22.0);
  const y = f64x2.add(clamped, clamped);
  const exponent = exponentOf(y);
  const scale = powerOfTwo(exponent);
  const m = f64x2.add(f64x2.sub(scale, f64x2.splat(1.0)), f64x2.mul(scale, expMinusOneReduced(y, exponent)));
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
