/**
 * Contextual Decomposition as Murdoch et al. 2018 write it (arXiv 1801.05453, section 3), step by step and with both parts of every state: what the
 * kernels' is held against, and measured beside.
 */
import type { ModelData } from '../model/model-data.ts';
import { type DirectionTensors, oneLstm } from '../model/one-lstm.ts';

/** Parts of each score [C]; with the output's bias they add up to it. */
export interface Contributions {
  readonly relevant: number[];
  readonly irrelevant: number[];
}

interface State {
  readonly h: number[];
  readonly c: number[];
}

const sigma = (x: number) => 1 / (1 + Math.exp(-x));

/** The parts of f(rel + irrel + bias) over both orders of adding them; the bias comes first in both. */
function partsOf(f: (x: number) => number, rel: number, irrel: number, bias: number): [rel: number, irrel: number, bias: number] {
  const [whole, withRel, withIrrel, alone] = [f(rel + irrel + bias), f(rel + bias), f(irrel + bias), f(bias)];
  return [(withRel - alone + whole - withIrrel) / 2, (withIrrel - alone + whole - withRel) / 2, alone];
}

/** @param ids a sentence of a model of one LSTM layer with logistic gates @param from, to the span: up to but not including `to` */
export function decomposePlainly(model: ModelData, ids: readonly number[], from: number, to: number): Contributions {
  const found = oneLstm(model.layers);
  if (!found) throw new RangeError('not one LSTM layer');
  const { embeddingSize: e } = model.config;
  const words = ids.map((id) => Array.from({ length: e }, (_, k) => (id < 0 ? 0 : (model.embeddings?.[id * e + k] ?? 0))));
  const positions = ids.map((_, t) => t);
  const parts = [walk(found.left, words, positions, from, to)];
  if (found.right) parts.push(walk(found.right, words, positions.toReversed(), from, to));
  const outputs = [found.left.output, found.right?.output];
  const C = model.config.classes.length;
  const scored = (part: 'relevant' | 'irrelevant') =>
    Array.from({ length: C }, (_, c) =>
      parts.reduce((sum, states, side) => sum + product(outputs[side] ?? [], c, states[part].h), 0),
    );
  return { relevant: scored('relevant'), irrelevant: scored('irrelevant') };
}

function walk(w: DirectionTensors, words: readonly number[][], order: readonly number[], from: number, to: number) {
  const d = w.weightHh.length / w.bias.length;
  const zeros = () => new Array<number>(d).fill(0);
  let relevant: State = { h: zeros(), c: zeros() };
  let irrelevant: State = { h: zeros(), c: zeros() };
  for (const t of order) {
    const isInside = t >= from && t < to;
    const x = words[t] ?? [];
    const z = (gate: number, k: number) => {
      const row = gate * d + k;
      const input = product(w.weightIh, row, x);
      const [rel, irrel] = [product(w.weightHh, row, relevant.h), product(w.weightHh, row, irrelevant.h)];
      return [rel + (isInside ? input : 0), irrel + (isInside ? 0 : input), w.bias[row] ?? 0] as const;
    };
    const next = { relevant: { h: zeros(), c: zeros() }, irrelevant: { h: zeros(), c: zeros() } };
    for (let k = 0; k < d; k++) {
      const [ri, ii, bi] = partsOf(sigma, ...z(0, k));
      const [rg, ig, bg] = partsOf(Math.tanh, ...z(1, k));
      const [rf, jf, bf] = partsOf(sigma, ...z(2, k));
      const [ro, jo, bo] = z(3, k);
      const o = sigma(ro + jo + bo);
      const [rc, ic] = [relevant.c[k] ?? 0, irrelevant.c[k] ?? 0];
      const biases = bi * bg;
      const rel = (rf + bf) * rc + ri * (rg + bg) + bi * rg + (isInside ? biases : 0);
      const irrel = (rf + jf + bf) * ic + jf * rc + ii * (rg + ig + bg) + ri * ig + bi * ig + (isInside ? 0 : biases);
      const [rh, ih] = partsOf(Math.tanh, rel, irrel, 0);
      next.relevant.c[k] = rel;
      next.relevant.h[k] = o * rh;
      next.irrelevant.c[k] = irrel;
      next.irrelevant.h[k] = o * ih;
    }
    ({ relevant, irrelevant } = next);
  }
  return { relevant, irrelevant };
}

/** A row of a matrix times x. */
function product(matrix: ArrayLike<number>, row: number, x: readonly number[]): number {
  return x.reduce((sum, value, k) => sum + (matrix[row * x.length + k] ?? 0) * value, 0);
}
