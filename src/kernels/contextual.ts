// AssemblyScript. Contextual Decomposition (Murdoch et al. 2018, arXiv 1801.05453, section 3): what a span of words contributes to the states
// of one LSTM layer, each direction by itself. Every state is a relevant and an irrelevant part, and their sum is the state itself; so only
// the relevant one is carried, and what is irrelevant is the difference. Before the span begins the relevant part is 0.
//   gates: z = rel + irrel + b;  the activation's parts, over both orders: rel gets [s(rel + b) - s(b) + s(z) - s(irrel + b)] / 2, b gets s(b)
//   i * g: rel_i (rel_g + b_g) + b_i rel_g, and inside the span b_i b_g     f * c: (rel_f + b_f) rel_c
//   h = o * (tanh's part of rel_c):  [tanh(rel_c) + tanh(c) - tanh(irrel_c)] / 2

import { Direction, direction, isUsed, Layer, layer } from './layer';
import { multiply } from './product';
import { combine } from './transposed';
import * as m from './memory';
import { inputPart, state, traceOf, writeFinal } from './recurrent';
import * as activation from './vector-math';

const TANH_C: usize = 5;

// Not inlined: each is used many times, and the code is fetched before the first heat map.
function tanh(x: v128): v128 { return activation.tanh(x); }
function gateOf(x: v128, kind: i32): v128 { return activation.gateOf(x, kind); }

/** z of all gates at step t [4 dp]: in the place of a deletion scan's states. */
@inline
function gatesAt(l: Layer, dir: Direction, t: u32): usize { return dir.lanes + (<usize>t * 4 * l.dp << 3); }

/** For the sentence in hand; `decomposeSpan` may follow any number of times. */
export function decomposeStart(T: u32): void {
  const l = layer(0), end: usize = <usize>l.dp << 5;
  for (let s: u32 = 0; s < l.directions; s++) {
    if (!isUsed(l, s)) continue;
    const dir = direction(l, s);
    for (let t: u32 = 0; t < T; t++) {
      const z = gatesAt(l, dir, t), input = inputPart(l, dir, t);
      multiply(z, dir.hidden, 0, 4 * l.dp, state(l, dir, t));
      for (let k: usize = 0; k < end; k += 16) {
        v128.store(z + k, f64x2.add(f64x2.add(v128.load(z + k), v128.load(input + k)), v128.load(dir.bias + k)));
      }
    }
  }
}

/** What the words `from` to `end` contribute to each score, into m.laneScores(0). */
export function decomposeSpan(T: u32, from: u32, end: u32): void {
  const l = layer(0), output = layer(1);
  for (let s: u32 = 0; s < l.directions; s++) {
    if (isUsed(l, s)) walk(l, direction(l, s), T, from, end);
  }
  writeFinal(l, l.left.incoming, l.directions == 2 ? l.right.incoming : 0);
  multiply(m.laneScores(0), output.weights, 0, output.outPad, l.output);
  writeFinal(l, state(l, l.left, T), l.directions == 2 ? state(l, l.right, T) : 0);
}

/** The relevant part of h and c, in `incoming`'s rows [2 dp], from the first step that reads a word of the span to the last of all. */
function walk(l: Layer, dir: Direction, T: u32, from: u32, end: u32): void {
  const block: usize = <usize>l.dp << 3, relevant = dir.incoming;
  const first = dir.side == 0 ? from : T - end, beyond = first + end - from;
  memory.fill(relevant, 0, 2 * block);
  memory.fill(m.scratchA, 0, 4 * block);
  for (let t = first; t < T; t++) {
    if (t > first) combine(m.scratchA, dir.transposed, relevant);
    const isInside = t < beyond;
    if (isInside) {
      const input = inputPart(l, dir, t);
      for (let k: usize = 0; k < 4 * block; k += 16) v128.store(m.scratchA + k, f64x2.add(v128.load(m.scratchA + k), v128.load(input + k)));
    }
    step(l, dir, gatesAt(l, dir, t), traceOf(l, dir, t), state(l, dir, t + 1) + block, isInside);
  }
}

/** @param z of all gates, trace their activations, cell c_t; m.scratchA holds the relevant part of z [4 dp] */
function step(l: Layer, dir: Direction, z: usize, trace: usize, cell: usize, isInside: bool): void {
  const block: usize = <usize>l.dp << 3, relevant = dir.incoming, kind = l.gate;
  const half = f64x2.splat(0.5);
  for (let k: usize = 0; k < block; k += 16) {
    const g = k + block, f = g + block;
    const biasI = gateOf(v128.load(dir.bias + k), kind), biasG = tanh(v128.load(dir.bias + g)), biasF = gateOf(v128.load(dir.bias + f), kind);
    const i = gatePart(dir, z, trace, k, biasI, kind), relF = gatePart(dir, z, trace, f, biasF, kind);
    const inG = v128.load(m.scratchA + g);
    const withBias = tanh(f64x2.add(inG, v128.load(dir.bias + g))), without = tanh(f64x2.sub(v128.load(z + g), inG));
    const relG = f64x2.mul(half, f64x2.add(f64x2.sub(withBias, biasG), f64x2.sub(v128.load(trace + g), without)));
    let added = f64x2.add(f64x2.mul(i, f64x2.add(relG, biasG)), f64x2.mul(biasI, relG));
    if (isInside) added = f64x2.add(added, f64x2.mul(biasI, biasG));
    const relC = f64x2.add(added, f64x2.mul(f64x2.add(relF, biasF), v128.load(relevant + block + k)));
    v128.store(relevant + block + k, relC);
    const rest = tanh(f64x2.sub(v128.load(cell + k), relC));
    const squashed = f64x2.mul(half, f64x2.add(tanh(relC), f64x2.sub(v128.load(trace + TANH_C * block + k), rest)));
    v128.store(relevant + k, f64x2.mul(v128.load(trace + 3 * block + k), squashed));
  }
}

/** The relevant part of a logistic gate's activation. */
@inline
function gatePart(dir: Direction, z: usize, trace: usize, k: usize, fromBias: v128, kind: i32): v128 {
  const relevant = v128.load(m.scratchA + k);
  const withBias = gateOf(f64x2.add(relevant, v128.load(dir.bias + k)), kind);
  const without = gateOf(f64x2.sub(v128.load(z + k), relevant), kind);
  return f64x2.mul(f64x2.splat(0.5), f64x2.add(f64x2.sub(withBias, fromBias), f64x2.sub(v128.load(trace + k), without)));
}
