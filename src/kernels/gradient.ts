// AssemblyScript. Back-propagation through time of a weighted sum of the scores (facts: Gradients), and what SA and GI make of it:
//   SA_t = ||ds/dx_t||^2      GI_t = (ds/dx_t) . x_t      (gradients of both directions are summed first)
// A word enters the scores through both encoders: ds/dx_t is the sum of what comes back through each, so GI of the whole is the sum of
// the encoders' and SA is not (||a + b||^2).

import { addTransposed, dot, multiplyRows } from './matrix';
import * as m from './memory';

/** ds/dx of the `T` words of the last forward pass, m.seed = weights of the scores. Into m.gradients, m.sensitivity, m.gradientInput. */
export function gradient(T: u32): void {
  for (let s: u32 = 0; s < m.S; s++) {
    goBack(s, T);
    // The rows beyond T, up to a multiple of 4, hold what no one reads.
    multiplyRows(m.gradientOf(1 + s, 0), m.preGradient(0), m.inputWeights(s), (T + 3) & ~3, m.gp, m.ep);
  }
  for (let at: u32 = 0; at < T; at++) {
    const whole = m.gradientOf(0, at);
    const left = m.gradientOf(1, at), right = m.gradientOf(2, at);
    if (m.S == 1) memory.fill(right, 0, <usize>m.ep << 3);
    for (let k: usize = 0, end: usize = <usize>m.ep << 3; k < end; k += 16) {
      v128.store(whole + k, f64x2.add(v128.load(left + k), v128.load(right + k)));
    }
    const embedding = m.embedding(m.word(at));
    for (let part: u32 = 0; part < 3; part++) {
      const row = m.gradientOf(part, at);
      const place = <usize>(part * m.capacity + at) << 3;
      store<f64>(m.sensitivity + place, dot(row, row, m.ep));
      store<f64>(m.gradientInput + place, dot(row, embedding, m.ep));
    }
  }
}

/** ds/dz of every step of a direction, into m.preGradients. */
function goBack(s: u32, T: u32): void {
  const dh = m.scratchA, dc = m.scratchB;
  const block: usize = <usize>m.dp << 3;
  memory.fill(dh, 0, block);
  memory.fill(dc, 0, block);
  addTransposed(dh, m.outputWeights(s), m.seed, m.cp, m.dp);
  for (let t: i32 = T - 1; t >= 0; t--) {
    const dz = m.preGradient(m.position(s, t, T));
    stepBack(dz, dh, dc, m.gates(s, t), m.cells(s, t), m.tanhCells(s, t));
    memory.fill(dh, 0, block);
    if (t > 0) addTransposed(dh, m.hiddenWeights(s), dz, m.gp, m.dp);
  }
}

@inline
function oneMinus(x: v128): v128 {
  return f64x2.sub(f64x2.splat(1.0), x);
}

/** From dh, dc after the step: dz [gp] of the gates' pre-activations; dc becomes the gradient at c_{t-1}. */
function stepBack(dz: usize, dh: usize, dc: usize, gates: usize, before: usize, tanhCell: usize): void {
  const block: usize = <usize>m.dp << 3;
  for (let k: usize = 0; k < block; k += 16) {
    const i = v128.load(gates + k), g = v128.load(gates + block + k);
    const f = v128.load(gates + 2 * block + k), o = v128.load(gates + 3 * block + k);
    const tc = v128.load(tanhCell + k), h = v128.load(dh + k);
    const cell = f64x2.add(v128.load(dc + k), f64x2.mul(f64x2.mul(h, o), oneMinus(f64x2.mul(tc, tc))));
    v128.store(dz + k, f64x2.mul(f64x2.mul(cell, g), f64x2.mul(i, oneMinus(i))));
    v128.store(dz + block + k, f64x2.mul(f64x2.mul(cell, i), oneMinus(f64x2.mul(g, g))));
    v128.store(dz + 2 * block + k, f64x2.mul(f64x2.mul(cell, v128.load(before + k)), f64x2.mul(f, oneMinus(f))));
    v128.store(dz + 3 * block + k, f64x2.mul(f64x2.mul(h, tc), f64x2.mul(o, oneMinus(o))));
    v128.store(dc + k, f64x2.mul(cell, f));
  }
}
