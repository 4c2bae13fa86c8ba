// AssemblyScript. The LSTM forward pass with every intermediate value kept (Arras et al. 2017, section 2; facts: Model):
//   z = Wxh x_t + Whh h_{t-1} + b      i, f, o = sigmoid(z_i, z_f, z_o)      g = tanh(z_g)
//   c_t = f * c_{t-1} + i * g          h_t = o * tanh(c_t)                    h_0 = c_0 = 0
//   s = Why_left h_left[T] + Why_right h_right[T] (+ output bias)
//
// Only what the words change is computed. At its step t a direction has read the words w_0..w_t, and all it holds of that step is a
// function of these alone: up to the first word that differs from the sentence before, the trace stays as it is. Beyond it, Wxh x_t
// depends on w_t alone and stays where the word does; the recurrence runs again. A deleted word (x = 0, so Wxh x = 0) leaves its row
// to the word that was there. Wxh x of words of earlier sentences is copied from a cache. What is kept is what the same operations would give again: the trace of a sentence is the same, bit
// for bit, whatever came before.

import { dot, multiply } from './matrix';
import * as m from './memory';
import { sigmoid, tanh } from './vector-math';

/** Scores of the `T` words in m.ids, into m.scores. */
export function forward(T: u32): void {
  for (let s: u32 = 0; s < m.S; s++) {
    const first = firstChange(s, T);
    if (first == T) continue; // further steps, of a longer sentence before, still follow from the same words
    for (let t = first; t < T; t++) readWord(s, t, m.word(m.position(s, t, T)));
    for (let t = first; t < T; t++) step(s, t);
    store<u32>(m.knownStepsAt(s), T);
  }
  for (let c: u32 = 0; c < m.C; c++) {
    let score = load<f64>(m.outputBias + (<usize>c << 3));
    for (let s: u32 = 0; s < m.S; s++) {
      score += dot(m.outputWeights(s) + (<usize>c * m.dp << 3), m.hidden(s, T), m.dp);
    }
    store<f64>(m.scores + (<usize>c << 3), score);
  }
}

/** The first step of a direction that the trace does not hold; T: it holds all. */
function firstChange(s: u32, T: u32): u32 {
  const known = min(T, load<u32>(m.knownStepsAt(s)));
  let t: u32 = 0;
  while (t < known && load<i32>(m.readAt(s, t)) == m.word(m.position(s, t, T))) t++;
  return t;
}

/** Notes the word that step t reads, and sees that its Wxh x is there. */
function readWord(s: u32, t: u32, id: i32): void {
  store<i32>(m.readAt(s, t), id);
  if (id < 0 || load<i32>(m.heldAt(s, t)) == id) return;
  const cached = m.cachedInput(s, id);
  const cachedId = m.cachedIdAt(s, id);
  if (load<i32>(cachedId) != id) {
    multiply(cached, m.inputWeights(s), m.embedding(id), m.gp, m.ep);
    store<i32>(cachedId, id);
  }
  memory.copy(m.inputParts(s, t), cached, <usize>m.gp << 3);
  store<i32>(m.heldAt(s, t), id);
}

/** One time step of one direction: from row t of the states to row t + 1. */
function step(s: u32, t: u32): void {
  const recurrent = m.scratchA; // Whh h_{t-1} [gp]
  multiply(recurrent, m.hiddenWeights(s), m.hidden(s, t), m.gp, m.dp);
  const fromInput = m.inputPart(s, t);
  const bias = m.bias(s);
  const gates = m.gates(s, t);
  const preG = m.preG(s, t);
  const before = m.cells(s, t);
  const after = m.cells(s, t + 1);
  const tanhCell = m.tanhCells(s, t);
  const hidden = m.hidden(s, t + 1);
  const block: usize = <usize>m.dp << 3;
  for (let k: usize = 0; k < block; k += 16) {
    const g = k + block, f = g + block, o = f + block;
    const zi = preActivation(fromInput, recurrent, bias, k);
    const zg = preActivation(fromInput, recurrent, bias, g);
    const zf = preActivation(fromInput, recurrent, bias, f);
    const zo = preActivation(fromInput, recurrent, bias, o);
    v128.store(preG + k, zg);
    const ai = sigmoid(zi), ag = tanh(zg), af = sigmoid(zf), ao = sigmoid(zo);
    v128.store(gates + k, ai);
    v128.store(gates + g, ag);
    v128.store(gates + f, af);
    v128.store(gates + o, ao);
    const cell = f64x2.add(f64x2.mul(af, v128.load(before + k)), f64x2.mul(ai, ag));
    const squashed = tanh(cell);
    v128.store(after + k, cell);
    v128.store(tanhCell + k, squashed);
    v128.store(hidden + k, f64x2.mul(ao, squashed));
  }
}

@inline
function preActivation(input: usize, recurrent: usize, bias: usize, at: usize): v128 {
  return f64x2.add(f64x2.add(v128.load(input + at), v128.load(recurrent + at)), v128.load(bias + at));
}
