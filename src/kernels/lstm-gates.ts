// AssemblyScript. LRP of an LSTM's step where gates get a share of relevance (gate-rule.ts; lstm.ts has the step, and the rule under which the source
// takes all). The products are o * tanh(c_t), f * c_{t-1} and i * g; a gate's relevance goes on through its own pre-activation, the logistic
// function passing it: z_k = W_k x + U_k h_{t-1} + b_k, one of N = F + d lower units, for k = i, g, f, o.

import { gatePart, settleProduct, sourcePart } from './gate-rule';
import { Direction, Layer } from './layer';
import { dot } from './matrix';
import { addTransposed } from './transposed';
import * as m from './memory';
import { addInto, divide, settle, spread } from './rule';

const TANH_C: usize = 5;

/**
 * From R of h_t, c_t to R of h_{t-1}, c_{t-1}; q [4 dp] of all gates' pre-activations. Returns what each of their lower units gets as its share.
 * @param input W x_t [4 dp] @param product U h_{t-1} [4 dp], which is written over
 */
export function lrpStep(
  l: Layer, dir: Direction, carried: usize, q: usize, before: usize, after: usize, trace: usize, input: usize, product: usize,
): f64 {
  const dp = l.dp;
  const block: usize = <usize>dp << 3, all: usize = 4 * block;
  const rh = carried, rc = carried + block, gates = m.scratchC; // R of i, g, f, o
  const z = product;
  for (let k: usize = 0; k < all; k += 16) {
    v128.store(z + k, f64x2.add(f64x2.add(v128.load(input + k), v128.load(product + k)), v128.load(dir.bias + k)));
  }
  const toSource = q; // for a moment
  share(gates + 3 * block, toSource, rh, trace + 3 * block, trace + TANH_C * block, block);
  addInto(rc, toSource, dp);
  divide(q, rc, after + block, dp);
  split(l, rc, gates, q, trace, before + block, settle(0, 2 * l.unit));
  let each: f64 = 0;
  for (let gate: usize = 0; gate < all; gate += block) {
    divide(q + gate, gates + gate, z + gate, dp);
    each += settle(dot(dir.bias + gate, q + gate, dp), l.unit + l.inSize);
  }
  memory.fill(gates, 0, block);
  addTransposed(gates, dir.hidden, 0, 4 * dp, q);
  spread(rh, before, gates, each, l.unit);
  return each;
}

/** R of a product of the activations `gate` and `source` [dp] to that of both. */
function share(toGate: usize, toSource: usize, whole: usize, gate: usize, source: usize, block: usize): void {
  for (let k: usize = 0; k < block; k += 16) {
    const g = v128.load(gate + k), s = v128.load(source + k), r = v128.load(whole + k);
    const one = f64x2.mul(gatePart(g, s), r), other = f64x2.mul(sourcePart(g, s), r);
    settleProduct(r, one, other);
    v128.store(toGate + k, one);
    v128.store(toSource + k, other);
  }
}

/** The cell's two products, f c_{t-1} and i g, each q times itself and what every lower unit gets; then gate and source of each. */
function split(l: Layer, rc: usize, gates: usize, q: usize, trace: usize, cells: usize, constant: f64): void {
  const block: usize = <usize>l.dp << 3;
  const kept = rc, added = gates + block; // R of the products, then of their sources
  for (let k: usize = 0; k < block; k += 16) {
    const quotient = v128.load(q + k);
    const f = v128.load(trace + 2 * block + k), i = v128.load(trace + k);
    v128.store(kept + k, f64x2.add(f64x2.mul(f64x2.mul(f, v128.load(cells + k)), quotient), f64x2.splat(constant)));
    v128.store(added + k, f64x2.add(f64x2.mul(f64x2.mul(i, v128.load(trace + block + k)), quotient), f64x2.splat(constant)));
  }
  for (let k: usize = <usize>l.unit << 3; k < block; k += 8) {
    store<f64>(kept + k, 0);
    store<f64>(added + k, 0);
  }
  share(gates + 2 * block, kept, kept, trace + 2 * block, cells, block);
  share(gates, added, added, trace, trace + block, block);
}
