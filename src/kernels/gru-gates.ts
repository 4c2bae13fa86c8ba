// AssemblyScript. LRP of a GRU's step where gates get a share of relevance (gate-rule.ts; gru.ts has the step, and the rule under which the source takes
// all). The products are u * h_{t-1} and (1 - u) * n, and inside z_n r * (U_n h_{t-1} + bh_n), or with reset before r * h_{t-1}. What u and 1 - u get goes
// through z_u alike: 1 - u is the logistic function of -z_u, and a quotient of two negatives is that of both.

import { gatePart, settleProduct, sourcePart } from './gate-rule';
import { Direction, Layer } from './layer';
import { dot } from './matrix';
import { addTransposed } from './transposed';
import * as m from './memory';
import { addInto, divide, settle, spread } from './rule';

const PRE_N: usize = 3;
const HIDDEN_PART: usize = 4;

/**
 * From R of h_t to R of h_{t-1}; q [3 dp] of the pre-activations of r, u, n. Returns what each of their lower units gets as its share.
 * @param input W x_t [3 dp] @param product U h_{t-1} of r and u [2 dp], which is written over
 */
export function lrpStep(
  l: Layer, dir: Direction, carried: usize, q: usize, before: usize, after: usize, trace: usize, input: usize, product: usize,
): f64 {
  const dp = l.dp, N = l.unit + l.inSize;
  const block: usize = <usize>dp << 3;
  const gates = m.scratchC, rn = gates + 2 * block, qn = q + 2 * block;
  const z = product;
  for (let k: usize = 0; k < 2 * block; k += 16) {
    v128.store(z + k, f64x2.add(f64x2.add(v128.load(input + k), v128.load(product + k)), v128.load(dir.bias + k)));
  }
  divide(q, carried, after, dp);
  mix(l, carried, gates + block, rn, q, before, trace, settle(0, 2 * l.unit));
  divide(qn, rn, trace + PRE_N * block, dp);
  // With reset before, what goes to h through n; with reset after, q_n as U_n's rows take it.
  const through = rn;
  let each: f64;
  if (l.resetAfter) {
    for (let k: usize = 0; k < block; k += 16) {
      const r = v128.load(trace + k), inner = v128.load(trace + HIDDEN_PART * block + k), quotient = f64x2.mul(r, v128.load(qn + k));
      v128.store(through + k, f64x2.mul(sourcePart(r, inner), quotient));
      v128.store(gates + k, f64x2.mul(gatePart(r, inner), f64x2.mul(quotient, inner)));
    }
    each = settle(dot(dir.bias + 2 * block, qn, dp) + dot(dir.hiddenBias, through, dp), N);
    loseOf(l, gates, through, qn, trace);
  } else {
    each = settle(dot(dir.bias + 2 * block, qn, dp), N);
    memory.fill(through, 0, block);
    addTransposed(through, dir.hidden, 2 * dp, dp, qn);
    for (let k: usize = 0; k < block; k += 16) {
      const r = v128.load(trace + k), h = v128.load(before + k);
      const whole = f64x2.mul(f64x2.mul(r, h), v128.load(through + k));
      const toGate = f64x2.mul(gatePart(r, h), whole), toSource = f64x2.mul(sourcePart(r, h), whole);
      settleProduct(whole, toGate, toSource);
      v128.store(gates + k, toGate);
      v128.store(through + k, toSource);
    }
    addInto(carried, through, dp);
  }
  for (let gate: usize = 0; gate < 2 * block; gate += block) {
    divide(q + gate, gates + gate, z + gate, dp);
    each += settle(dot(dir.bias + gate, q + gate, dp), N);
  }
  const back = product;
  memory.fill(back, 0, block);
  addTransposed(back, dir.hidden, 0, 2 * dp, q);
  if (l.resetAfter) addTransposed(back, dir.hidden, 2 * dp, dp, through);
  spread(gates, before, back, each, l.unit);
  addInto(carried, gates, dp);
  return each;
}

/** The products u h_{t-1} and (1 - u) n of h_t: R of h_{t-1}, of u and of n. */
function mix(l: Layer, carried: usize, toUpdate: usize, toNew: usize, q: usize, before: usize, trace: usize, constant: f64): void {
  const block: usize = <usize>l.dp << 3, real: usize = <usize>l.unit << 3;
  for (let k: usize = 0; k < block; k += 16) {
    const quotient = v128.load(q + k), u = v128.load(trace + block + k), rest = f64x2.sub(f64x2.splat(1.0), u);
    const h = v128.load(before + k), n = v128.load(trace + 2 * block + k);
    let kept = f64x2.add(f64x2.mul(f64x2.mul(u, h), quotient), f64x2.splat(constant));
    let added = f64x2.add(f64x2.mul(f64x2.mul(rest, n), quotient), f64x2.splat(constant));
    if (k + 16 > real) {
      // Units that pad the row get nothing.
      const second = k + 8 < real ? 1.0 : 0.0, first = k < real ? 1.0 : 0.0;
      const isReal = f64x2.replace_lane(f64x2.splat(first), 1, second);
      kept = f64x2.mul(kept, isReal);
      added = f64x2.mul(added, isReal);
    }
    const keptGate = f64x2.mul(gatePart(u, h), kept), keptSource = f64x2.mul(sourcePart(u, h), kept);
    const addedGate = f64x2.mul(gatePart(rest, n), added), addedSource = f64x2.mul(sourcePart(rest, n), added);
    settleProduct(kept, keptGate, keptSource);
    settleProduct(added, addedGate, addedSource);
    v128.store(carried + k, keptSource);
    v128.store(toUpdate + k, f64x2.add(keptGate, addedGate));
    v128.store(toNew + k, addedSource);
  }
}

/** Of r * (U_n h + bh_n), whose whole is q_n times it. */
function loseOf(l: Layer, toReset: usize, through: usize, qn: usize, trace: usize): void {
  const block: usize = <usize>l.dp << 3;
  for (let k: usize = 0; k < block; k += 16) {
    const inner = v128.load(trace + HIDDEN_PART * block + k);
    const whole = f64x2.mul(f64x2.mul(v128.load(trace + k), inner), v128.load(qn + k));
    settleProduct(whole, v128.load(toReset + k), f64x2.mul(v128.load(through + k), inner));
  }
}
