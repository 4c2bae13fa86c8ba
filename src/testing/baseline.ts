/**
 * A plain transcription of the reference program (Arras et al. 2017, LSTM_bidi.py and LRP_linear_layer.py as facts.md describes
 * them) into TypeScript, and what models of other programs add to it (one direction alone, an output bias): straightforward loops on Float64Array, one message matrix a linear step, Math.exp and Math.tanh. It is
 * the yardstick of `npm run bench` and an independent check of the kernels; nothing in the app uses it.
 */
import type { ModelData, Weights } from '../model/model-data.ts';
import type { DirectionTensors } from '../model/one-lstm.ts';
import { partsOf } from './tiny-model.ts';

interface Trace {
  readonly x: Float64Array[];
  /** Pre-activations [4d], gates after activation [4d], cell and hidden states [d]; one a time step. */
  readonly z: Float64Array[];
  readonly gates: Float64Array[];
  readonly c: Float64Array[];
  readonly h: Float64Array[];
}

export interface BaselineLrp {
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly rest: number;
}

export class Baseline {
  readonly #embeddings: Weights;
  readonly #leftWeights: DirectionTensors;
  readonly #e: number;
  readonly #d: number;
  readonly #right: DirectionTensors | null;
  readonly #outputBias: Weights;
  #left: Trace = emptyTrace();
  #reversed: Trace = emptyTrace();
  scores = new Float64Array(0);

  constructor(model: ModelData) {
    const { left, right, outputBias } = partsOf(model);
    this.#embeddings = model.embeddings ?? new Float64Array(0);
    this.#leftWeights = left;
    this.#right = right;
    this.#outputBias = outputBias ?? new Float64Array(model.config.classes.length);
    this.#e = model.config.embeddingSize;
    this.#d = left.weightHh.length ** 0.5 / 2;
  }

  forward(ids: readonly number[]): Float64Array {
    const x = ids.map((id) =>
      id < 0 ? new Float64Array(this.#e) : Float64Array.from(this.#embeddings.subarray(id * this.#e, (id + 1) * this.#e)),
    );
    this.#left = this.#encode(this.#leftWeights, x);
    this.scores = times(this.#leftWeights.output, last(this.#left.h)).map((score, c) => score + at(this.#outputBias, c));
    if (this.#right) {
      this.#reversed = this.#encode(this.#right, [...x].reverse());
      const fromRight = times(this.#right.output, last(this.#reversed.h));
      this.scores = this.scores.map((score, c) => score + at(fromRight, c));
    }
    return this.scores;
  }

  lrp(target: number, eps: number, biasFactor: number): BaselineLrp {
    const seed = new Float64Array(this.scores.length);
    seed[target] = at(this.scores, target);
    const left = this.#relevance(this.#leftWeights, this.#left, seed, eps, biasFactor);
    if (!this.#right) return { left: left.words, right: new Float64Array(left.words.length), rest: left.rest };
    const right = this.#relevance(this.#right, this.#reversed, seed, eps, biasFactor);
    return { left: left.words, right: right.words.reverse(), rest: left.rest + right.rest };
  }

  /** ds_target/dx_t, one [e] a word. */
  gradient(target: number): Float64Array[] {
    const left = this.#backward(this.#leftWeights, this.#left, target);
    if (!this.#right) return left;
    const right = this.#backward(this.#right, this.#reversed, target).reverse();
    return left.map((row, t) => row.map((value, k) => value + at(right[t] ?? row, k)));
  }

  sensitivity(gradients: readonly Float64Array[]): number[] {
    return gradients.map((row) => row.reduce((sum, value) => sum + value * value, 0));
  }

  gradientInput(gradients: readonly Float64Array[]): number[] {
    return gradients.map((row, t) => row.reduce((sum, value, k) => sum + value * at(this.#left.x[t] ?? row, k), 0));
  }

  #encode(w: DirectionTensors, x: Float64Array[]): Trace {
    const d = this.#d;
    const trace: Trace = { x, z: [], gates: [], c: [], h: [] };
    let c = new Float64Array(d);
    let h = new Float64Array(d);
    for (const xt of x) {
      const fromInput = times(w.weightIh, xt);
      const fromHidden = times(w.weightHh, h);
      const z = fromInput.map((value, j) => value + at(fromHidden, j) + at(w.bias, j));
      const gates = z.map((value, j) => (j >= d && j < 2 * d ? Math.tanh(value) : 1 / (1 + Math.exp(-value))));
      const before = c;
      c = before.map((value, j) => at(gates, 2 * d + j) * value + at(gates, j) * at(gates, d + j));
      h = c.map((value, j) => at(gates, 3 * d + j) * Math.tanh(value));
      trace.z.push(z);
      trace.gates.push(gates);
      trace.c.push(c);
      trace.h.push(h);
    }
    return trace;
  }

  #relevance(w: DirectionTensors, trace: Trace, seed: Float64Array, eps: number, biasFactor: number) {
    const d = this.#d;
    const e = this.#e;
    const steps = trace.x.length;
    const linear = (w_: Weights, b: Weights, hin: Float64Array, z: Float64Array, r: Float64Array, units: number) =>
      lrpLinear(w_, b, hin, z, r, units, eps, biasFactor);
    const zero = new Float64Array(d);
    const identity = eye(d);
    const wxg = w.weightIh.slice(d * e, 2 * d * e);
    const whg = w.weightHh.slice(d * d, 2 * d * d);
    const bg = w.bias.slice(d, 2 * d);
    const words = new Float64Array(steps);
    let rh = linear(w.output, this.#outputBias, last(trace.h), this.scores, seed, this.#right ? 2 * d : d);
    let rc: Float64Array = new Float64Array(d);
    for (let t = steps - 1; t >= 0; t--) {
      const gates = trace.gates[t] ?? zero;
      const c = trace.c[t] ?? zero;
      const cBefore = trace.c[t - 1] ?? zero;
      const hBefore = trace.h[t - 1] ?? zero;
      const zg = (trace.z[t] ?? zero).slice(d, 2 * d);
      const total = rc.map((value, j) => value + at(rh, j));
      const kept = cBefore.map((value, j) => at(gates, 2 * d + j) * value);
      const added = zero.map((_, j) => at(gates, j) * at(gates, d + j));
      rc = linear(identity, zero, kept, c, total, 2 * d);
      const rg = linear(identity, zero, added, c, total, 2 * d);
      const rx = linear(wxg, bg, trace.x[t] ?? zero, zg, rg, d + e);
      rh = linear(whg, bg, hBefore, zg, rg, d + e);
      words[t] = sum(rx);
    }
    return { words, rest: sum(rh) + sum(rc) };
  }

  #backward(w: DirectionTensors, trace: Trace, target: number): Float64Array[] {
    const d = this.#d;
    const zero = new Float64Array(d);
    const result: Float64Array[] = [];
    let dh: Float64Array = Float64Array.from(w.output.subarray(target * d, (target + 1) * d));
    let dc: Float64Array = new Float64Array(d);
    for (let t = trace.x.length - 1; t >= 0; t--) {
      const gates = trace.gates[t] ?? zero;
      const c = trace.c[t] ?? zero;
      const cBefore = trace.c[t - 1] ?? zero;
      const dz = new Float64Array(4 * d);
      const dcBefore = new Float64Array(d);
      for (let j = 0; j < d; j++) {
        const [i, g, f, o] = [at(gates, j), at(gates, d + j), at(gates, 2 * d + j), at(gates, 3 * d + j)];
        const tanhC = Math.tanh(at(c, j));
        const cell = at(dc, j) + at(dh, j) * o * (1 - tanhC * tanhC);
        dz[j] = cell * g * i * (1 - i);
        dz[d + j] = cell * i * (1 - g * g);
        dz[2 * d + j] = cell * at(cBefore, j) * f * (1 - f);
        dz[3 * d + j] = at(dh, j) * tanhC * o * (1 - o);
        dcBefore[j] = cell * f;
      }
      dc = dcBefore;
      dh = timesTransposed(w.weightHh, dz, d);
      result[t] = timesTransposed(w.weightIh, dz, this.#e);
    }
    return result;
  }
}

/**
 * R_{i<-j} = (w_ij x_i + delta (b_j + eps sign z_j) / N) / (z_j + eps sign z_j) R_j, as a whole message matrix [M, D], then summed.
 * @param w [M, D] @param hin [D] @param z [M] the full pre-activation @param r [M] @param units N
 */
function lrpLinear(
  w: Weights,
  b: Weights,
  hin: Float64Array,
  z: Float64Array,
  r: Float64Array,
  units: number,
  eps: number,
  biasFactor: number,
): Float64Array {
  const D = hin.length;
  const messages = new Float64Array(w.length);
  for (let j = 0; j < z.length; j++) {
    const sign = at(z, j) >= 0 ? 1 : -1;
    const denominator = at(z, j) + eps * sign;
    for (let i = 0; i < D; i++) {
      const numerator = at(w, j * D + i) * at(hin, i) + (biasFactor * (at(b, j) + eps * sign)) / units;
      messages[j * D + i] = (numerator / denominator) * at(r, j);
    }
  }
  const relevance = new Float64Array(D);
  for (let j = 0; j < z.length; j++) for (let i = 0; i < D; i++) relevance[i] = at(relevance, i) + at(messages, j * D + i);
  return relevance;
}

/** W [M, D] x [D]. */
function times(w: Weights, x: Float64Array): Float64Array {
  const D = x.length;
  const y = new Float64Array(w.length / D);
  for (let j = 0; j < y.length; j++) {
    let value = 0;
    for (let i = 0; i < D; i++) value += at(w, j * D + i) * at(x, i);
    y[j] = value;
  }
  return y;
}

/** W^T q for W [M, D], q [M]. */
function timesTransposed(w: Weights, q: Float64Array, D: number): Float64Array {
  const y = new Float64Array(D);
  for (let j = 0; j < q.length; j++) for (let i = 0; i < D; i++) y[i] = at(y, i) + at(w, j * D + i) * at(q, j);
  return y;
}

function eye(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let k = 0; k < size; k++) matrix[k * size + k] = 1;
  return matrix;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Plain indexing: the assertion costs nothing at run time, a check of every index would slow the yardstick down. */
function at(values: Weights, index: number): number {
  return values[index] as number;
}

function last(rows: readonly Float64Array[]): Float64Array {
  return rows.at(-1) ?? new Float64Array(0);
}

function emptyTrace(): Trace {
  return { x: [], z: [], gates: [], c: [], h: [] };
}
