// AssemblyScript. The list of layers, upwards and downwards: the forward pass, LRP and back-propagation, each handing rows from one layer
// to the next. Every layer keeps what it needs of the forward pass for the ways back.

import * as attention from './attention';
import * as batchnorm from './batchnorm';
import { ATTENTION, BATCHNORM, CONV1D, DENSE, POOL1D } from './codes';
import * as conv1d from './conv1d';
import * as dense from './dense';
import { setGateRule } from './gate-rule';
import { isRecurrent, Layer, layer, layers } from './layer';
import { dot, total } from './matrix';
import * as m from './memory';
import * as pool1d from './pool1d';
import * as readout from './readout';
import * as recurrent from './recurrent';
import * as recurrentBack from './recurrent-back';
import { startRule, writeLedger } from './rule';

/** Scores of the `T` words in m.ids, whose embeddings are in m.inputs, into the last layer's output. */
export function forward(T: u32): void {
  if (!m.compare(T)) return;
  forwardFrom(0);
}

/** The layers from `first` on, whose input stands. */
export function forwardFrom(first: u32): void {
  for (let k = first; k < layers(); k++) {
    const l = layer(k);
    if (k > first) {
      const below = layer(k - 1);
      l.rows = below.outRows; l.same = below.outSame; l.sameEnd = below.outSameEnd;
    }
    if (isRecurrent(l)) recurrent.forward(l);
    else if (l.kind == DENSE) dense.forward(l);
    else if (l.kind == CONV1D) conv1d.forward(l);
    else if (l.kind == POOL1D) pool1d.forward(l);
    else if (l.kind == BATCHNORM) batchnorm.forward(l);
    else if (l.kind == ATTENTION) attention.forward(l);
    else readout.forward(l);
  }
}

/** One layer's way back, of relevance or gradient (isRule false), for each part in which it comes. */
function goBackThrough(l: Layer, isRule: bool): void {
  if (isRecurrent(l)) {
    if (isRule) recurrentBack.lrp(l, l.back);
    else recurrentBack.gradient(l, l.back);
    return;
  }
  for (let s: u32 = 0; s < l.streams; s++) {
    const above = l.back + (<usize>(s * m.capacity) * l.outPad << 3);
    const below = l.lowerBack + (<usize>(s * m.capacity) * l.inPad << 3);
    if (l.kind == POOL1D) pool1d.goBack(l, above, below, isRule);
    else if (l.kind == DENSE) { if (isRule) dense.lrp(l, above, below); else dense.gradient(l, above, below); }
    else if (l.kind == CONV1D) { if (isRule) conv1d.lrp(l, above, below); else conv1d.gradient(l, above, below); }
    else if (l.kind == BATCHNORM) { if (isRule) batchnorm.lrp(l, above, below); else batchnorm.gradient(l, above, below); }
    else if (l.kind == ATTENTION) { if (isRule) attention.lrp(l, above, below); else attention.gradient(l, above, below); }
    else readout.goBack(l, above, below, isRule);
  }
}

/** The parts in which what goes back arrives at the inputs: 2 where there is a left and a right encoder. */
function inputParts(): u32 {
  const first = layer(0);
  return first.splits ? first.directions : first.streams;
}

function goBack(isRule: bool): void {
  const last = m.scoresLayer();
  memory.copy(last.back, m.seed, <usize>last.outPad << 3);
  for (let k: i32 = layers() - 1; k >= 0; k--) goBackThrough(layer(k), isRule);
}

/** Relevance of the `T` words of the last forward pass; m.seed holds the relevance at the scores. Into m.words and m.ledger. @param gates codes.ts */
export function lrp(T: u32, eps: f64, biasFactor: f64, gates: i32): void {
  startRule(eps, biasFactor);
  setGateRule(gates);
  goBack(true);
  writeLedger(m.ledger);
  const isSummed = layer(0).sumsOnly;
  for (let part: u32 = 0; part < 2; part++) {
    const words = m.words + (<usize>(part * m.capacity) << 3);
    if (part >= inputParts()) memory.fill(words, 0, <usize>T << 3);
    else if (!isSummed) {
      const rows = m.inputBackOf(1 + part);
      for (let at: u32 = 0; at < T; at++) store<f64>(words + (<usize>at << 3), total(rows + (<usize>at * m.width << 3), m.width));
    }
  }
  if (!isSummed) addParts(0, T);
}

/**
 * Back-propagation of a weighted sum of the scores (facts: Gradients), m.seed = its weights, and what SA and GI make of it:
 *   SA_t = ||ds/dx_t||^2      GI_t = (ds/dx_t) . x_t      (gradients through both encoders are summed first)
 * A word enters the scores through both encoders: ds/dx_t is the sum of what comes back through each, so GI of the whole is the sum of
 * the encoders' and SA is not (||a + b||^2). Of rows that fill up nothing is told: only the words `from` to `end` are wanted.
 */
export function gradient(T: u32, from: u32, end: u32): void {
  m.setWords(from, end);
  gradientAtInputs(from, end);
  for (let at = from; at < end; at++) {
    for (let part: u32 = 0; part < 3; part++) {
      const row = m.inputBackOf(part) + (<usize>at * m.width << 3);
      const place = <usize>(part * m.capacity + at) << 3;
      store<f64>(m.sensitivity + place, dot(row, row, m.width));
      store<f64>(m.gradientInput + place, dot(row, m.input(at), m.width));
    }
  }
}

/** Of the words m.wordsFrom to m.wordsEnd; m.seed = the weights of the scores. */
export function gradientAtInputs(from: u32, end: u32): void {
  goBack(false);
  if (!m.isSummed) addParts(from, end);
}

/** At the inputs, the whole is the sum of its parts. */
function addParts(first: u32, last: u32): void {
  const start: usize = <usize>first * m.width << 3, end: usize = <usize>last * m.width << 3;
  const whole = m.inputBackOf(0), left = m.inputBackOf(1), right = m.inputBackOf(2);
  if (inputParts() == 1) memory.fill(right + start, 0, end - start);
  for (let k: usize = start; k < end; k += 16) v128.store(whole + k, f64x2.add(v128.load(left + k), v128.load(right + k)));
}
