// AssemblyScript. LRP, epsilon rule (Arras et al. 2017, eq. 1 and section 2; facts: LRP). For z_j = sum_i w_ij x_i + b_j,
// sign(z) = +1 for z >= 0 else -1:
//   R_{i<-j} = (w_ij x_i + delta (b_j + eps sign z_j) / N) / (z_j + eps sign z_j) * R_j        delta = bias_factor
// With q_j = R_j / (z_j + eps sign z_j) this is R_i = x_i (W^T q)_i + share, share = delta / N * sum_j (b_j + eps sign z_j) q_j:
// no message matrix is built. What delta leaves out goes to the ledger: (1 - delta) sum_j b_j q_j is the bias share,
// (1 - delta) sum_j eps sign z_j q_j the stabiliser share, so that score = words + rest + bias + stabiliser, always.
// A word's relevance is the sum over its e dimensions: sum_i x_i (W^T q)_i + e share = q . (W x) + e share, and W x is in the trace.
// Products of gate and source: all to the source, none to the gate; tanh passes relevance through.

import { addTransposed, dot, total } from './matrix';
import * as m from './memory';

// Below the smallest normal number a quotient overflows: with eps = 0 such a unit counts as 0/0 = 0.
const SMALLEST: f64 = 2.2250738585072014e-308;

// Sums over the units of the linear step last divided (see `divide`).
let signedSum: f64 = 0; // sum_j sign z_j q_j
let lost: f64 = 0; // relevance at units whose denominator is 0: nothing can be passed on

/** q = R / (z + eps sign z) for `size` units; 0 where the denominator is 0. Sets `signedSum`, adds to `lost`. */
function divide(q: usize, relevance: usize, z: usize, eps: f64, size: u32): void {
  const epsilon = f64x2.splat(eps);
  let signed = f64x2.splat(0),
    missing = signed;
  for (let k: usize = 0, end: usize = (<usize>size) << 3; k < end; k += 16) {
    const r = v128.load(relevance + k);
    const pre = v128.load(z + k);
    const positive = f64x2.ge(pre, f64x2.splat(0));
    const denominator = f64x2.add(pre, v128.bitselect(epsilon, f64x2.neg(epsilon), positive));
    const usable = f64x2.ge(f64x2.abs(denominator), f64x2.splat(SMALLEST));
    const quotient = v128.and(f64x2.div(r, denominator), usable);
    v128.store(q + k, quotient);
    signed = f64x2.add(signed, v128.bitselect(quotient, f64x2.neg(quotient), positive));
    missing = f64x2.add(missing, v128.andnot(r, usable));
  }
  signedSum = f64x2.extract_lane(signed, 0) + f64x2.extract_lane(signed, 1);
  lost += f64x2.extract_lane(missing, 0) + f64x2.extract_lane(missing, 1);
}

/** Relevance of the `T` words of the last forward pass; m.seed holds the relevance at the scores. Into m.words and m.ledger. */
export function lrp(T: u32, eps: f64, delta: f64): void {
  lost = 0;
  let rest: f64 = 0,
    bias: f64 = 0,
    stabiliser: f64 = 0;

  // Output layer: z = s, N = S d lower units.
  const qs = m.scratchClass;
  divide(qs, m.seed, m.scores, eps, m.cp);
  const fromBias = dot(m.outputBias, qs, m.cp);
  const fromEps = eps * signedSum;
  bias += fromBias;
  stabiliser += fromEps;
  const outputShare = (delta * (fromBias + fromEps)) / <f64>(m.S * m.d);

  const rh = m.scratchA,
    rc = m.scratchB,
    q = m.scratchC,
    back = m.scratchD;
  const block: usize = (<usize>m.dp) << 3;
  for (let s: u32 = 0; s < m.S; s++) {
    memory.fill(back, 0, block);
    memory.fill(rc, 0, block);
    addTransposed(back, m.outputWeights(s), qs, m.cp, m.dp);
    spread(rh, m.hidden(s, T), back, outputShare);

    for (let t: i32 = T - 1; t >= 0; t--) {
      // c_t = f c_{t-1} + i g: identity weights, N = 2d.
      addInto(rc, rh);
      divide(q, rc, m.cells(s, t + 1), eps, m.dp);
      const cellEps = eps * signedSum;
      stabiliser += cellEps;
      splitCell(rc, rh, q, m.gates(s, t), m.cells(s, t), (delta * cellEps) / <f64>(2 * m.d)); // rh now holds R_g

      // g's pre-activation: b = bxh_g + bhh_g, N = d + e.
      divide(q, rh, m.preG(s, t), eps, m.dp);
      const gBias = dot(m.bias(s) + block, q, m.dp);
      const gEps = eps * signedSum;
      bias += gBias;
      stabiliser += gEps;
      const share = (delta * (gBias + gEps)) / <f64>(m.d + m.e);
      const word = dot(m.inputPart(s, t) + block, q, m.dp) + <f64>m.e * share;
      store<f64>(m.words + ((<usize>(s * m.capacity + m.position(s, t, T))) << 3), word);
      memory.fill(back, 0, block);
      addTransposed(back, m.hiddenWeights(s) + <usize>m.dp * block, q, m.dp, m.dp);
      spread(rh, m.hidden(s, t), back, share);
    }
    rest += total(rh, m.dp) + total(rc, m.dp);
  }
  store<f64>(m.ledger, rest);
  store<f64>(m.ledger, (1.0 - delta) * bias, 8);
  store<f64>(m.ledger, (1.0 - delta) * stabiliser + lost, 16);
}

/** R = x * back + share, for the d real units. */
function spread(relevance: usize, x: usize, back: usize, share: f64): void {
  const constant = f64x2.splat(share);
  for (let k: usize = 0, end: usize = (<usize>m.dp) << 3; k < end; k += 16) {
    const product = f64x2.mul(v128.load(x + k), v128.load(back + k));
    v128.store(relevance + k, f64x2.add(product, f64x2.mul(constant, v128.load(m.unitMask + k))));
  }
}

function addInto(y: usize, x: usize): void {
  for (let k: usize = 0, end: usize = (<usize>m.dp) << 3; k < end; k += 16) {
    v128.store(y + k, f64x2.add(v128.load(y + k), v128.load(x + k)));
  }
}

/** R_c[t-1] = f c_{t-1} q + share and R_g = i g q + share. */
function splitCell(rc: usize, rg: usize, q: usize, gates: usize, before: usize, share: f64): void {
  const constant = f64x2.splat(share);
  const block: usize = (<usize>m.dp) << 3;
  for (let k: usize = 0; k < block; k += 16) {
    const part = f64x2.mul(constant, v128.load(m.unitMask + k));
    const quotient = v128.load(q + k);
    const kept = f64x2.mul(v128.load(gates + 2 * block + k), v128.load(before + k));
    const added = f64x2.mul(v128.load(gates + k), v128.load(gates + block + k));
    v128.store(rc + k, f64x2.add(f64x2.mul(kept, quotient), part));
    v128.store(rg + k, f64x2.add(f64x2.mul(added, quotient), part));
  }
}
