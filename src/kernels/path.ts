// AssemblyScript. The gradient at a point of the straight path from a baseline of zero rows to the sentence: every row times `share`.
// W of a scaled row is W x scaled, so the products of words with the first layer's input weights, where that is recurrent, stand as they
// are. The sentence in hand is to be run again afterwards.

import { isRecurrent, layer } from './layer';
import { dot } from './matrix';
import * as m from './memory';
import { forwardFrom, gradientAtInputs } from './network';

/**
 * m.seed: the weights of the scores. Gradient times the unscaled row goes to part 0 of m.gradientInput; the gradients themselves to part 0 of
 * m.inputBack where the first layer does not sum them up.
 */
export function pathGradient(T: u32, share: f64): void {
  const first = layer(0);
  m.setWords(0, T);
  m.forgetSentence();
  m.compare(T);
  if (isRecurrent(first)) m.setShare(share);
  else first.input = scaledRows(T, share);
  forwardFrom(0);
  m.setSummed(first.sumsOnly);
  gradientAtInputs(0, T);
  for (let at: u32 = 0; at < T; at++) {
    const left = m.words + (<usize>at << 3);
    const product = first.sumsOnly
      ? load<f64>(left) + (first.directions == 2 ? load<f64>(left + (<usize>m.capacity << 3)) : 0)
      : dot(m.inputBackOf(0) + (<usize>at * m.width << 3), m.input(at), m.width);
    store<f64>(m.gradientInput + (<usize>at << 3), product);
  }
  m.setSummed(false);
  m.setShare(1);
  first.input = m.inputs;
  m.forgetSentence();
}

/** Where the whole model's gradient will stand: it is written last. */
function scaledRows(T: u32, share: f64): usize {
  const rows = m.inputBackOf(0);
  for (let k: usize = 0, end: usize = <usize>T * m.width << 3; k < end; k += 8) store<f64>(rows + k, share * load<f64>(m.inputs + k));
  return rows;
}
