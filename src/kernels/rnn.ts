// AssemblyScript. One step of a simple recurrent layer (Elman 1990): h_t = f(z), z = W x_t + U h_{t-1} + b, f = tanh or relu, h_0 = 0.
// LRP: f passes relevance through, z is a linear step of N = F + d lower units.

import { Direction, Layer } from './layer';
import { dot } from './matrix';
import { addTransposed } from './transposed';
import * as m from './memory';
import { keep, THROUGH } from './record';
import { divide, settle, spread } from './rule';
import { activate, goBackThrough } from './vector-math';

/** @param product U h_{t-1} [dp] @param before, after h @param trace z [dp] */
export function step(l: Layer, dir: Direction, input: usize, product: usize, before: usize, after: usize, trace: usize): void {
  const block: usize = <usize>l.dp << 3;
  for (let k: usize = 0; k < block; k += 16) {
    v128.store(trace + k, f64x2.add(f64x2.add(v128.load(input + k), v128.load(product + k)), v128.load(dir.bias + k)));
  }
  activate(after, trace, l.dp, l.activation);
}

/** From R of h_t to R of h_{t-1}; q [dp] of z. Returns what each lower unit gets as its share. @param kept its record, or 0 */
export function lrpStep(l: Layer, dir: Direction, carried: usize, q: usize, before: usize, trace: usize, kept: usize): f64 {
  const back = m.scratchC;
  divide(q, carried, trace, l.dp);
  const share = settle(dot(dir.bias, q, l.dp), l.unit + l.inSize);
  memory.fill(back, 0, <usize>l.dp << 3);
  addTransposed(back, dir.hidden, 0, l.dp, q);
  spread(carried, before, back, share, l.unit);
  keep(l, kept, THROUGH, carried);
  return share;
}

/** From the gradient at h_t to that at h_{t-1}; dz [dp] at z. */
export function gradientStep(l: Layer, dir: Direction, carried: usize, dz: usize, after: usize): void {
  goBackThrough(dz, carried, after, l.dp, l.activation);
  memory.fill(carried, 0, <usize>l.dp << 3);
  addTransposed(carried, dir.hidden, 0, l.dp, dz);
}
