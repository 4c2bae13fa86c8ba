// AssemblyScript. Products with a matrix whose columns are what is added up: with the transpose of a matrix that is held, or with a matrix
// whose transpose is.

import { Matrix, rowAt, two, twoMore } from './matrix';

/** Rows whose columns are gone through before the next ones': in the main they are read as they lie. */
const TOGETHER: u32 = 8;

/**
 * y[columns] += the transpose of M's rows `from` and on times q[rows]. A row is added after the one before it; of the columns beyond the
 * last multiple of 16, four rows are added up first: the same result, bit for bit, whichever way M is held. Where its numbers have to be
 * widened that is most of the work, and y stays in registers; float64 numbers are as quickly multiplied as fetched, and go by rows.
 */
export function addTransposed(y: usize, m: Matrix, from: u32, rows: u32, q: usize): void {
  if (m.narrow) addByColumns(y, m, from, rows, q);
  else addByRows(y, m, from, rows, q);
}

function addByRows(y: usize, m: Matrix, from: u32, rows: u32, q: usize): void {
  const stride: usize = <usize>m.columns << 3;
  const sixteens: usize = <usize>(m.columns & ~15) << 3;
  for (let row: u32 = 0; row < rows; row += 4) {
    const factors = q + (<usize>row << 3);
    const q0 = v128.load64_splat(factors), q1 = v128.load64_splat(factors, 8);
    const q2 = v128.load64_splat(factors, 16), q3 = v128.load64_splat(factors, 24);
    const w0 = rowAt<f64>(m, from + row);
    const w1 = w0 + stride, w2 = w1 + stride, w3 = w2 + stride;
    let k: usize = 0;
    for (; k < sixteens; k += 16) {
      let a = f64x2.add(v128.load(y + k), f64x2.mul(v128.load(w0 + k), q0));
      a = f64x2.add(a, f64x2.mul(v128.load(w1 + k), q1));
      a = f64x2.add(a, f64x2.mul(v128.load(w2 + k), q2));
      v128.store(y + k, f64x2.add(a, f64x2.mul(v128.load(w3 + k), q3)));
    }
    for (; k < stride; k += 16) {
      const left = f64x2.add(f64x2.mul(v128.load(w0 + k), q0), f64x2.mul(v128.load(w1 + k), q1));
      const right = f64x2.add(f64x2.mul(v128.load(w2 + k), q2), f64x2.mul(v128.load(w3 + k), q3));
      v128.store(y + k, f64x2.add(v128.load(y + k), f64x2.add(left, right)));
    }
  }
}

function addByColumns(y: usize, m: Matrix, from: u32, rows: u32, q: usize): void {
  const stride: usize = <usize>m.columns << 2;
  const sixteens = y + (<usize>(m.columns & ~15) << 3), end = y + (<usize>m.columns << 3);
  for (let row: u32 = 0; row < rows; row += TOGETHER) {
    const factors = q + (<usize>row << 3), last = q + (<usize>min(rows, row + TOGETHER) << 3);
    let at = rowAt<f32>(m, from + row), out = y;
    for (; out < sixteens; out += 128, at += 64) addSixteen(out, at, stride, factors, last);
    for (; out < end; out += 32, at += 16) addFour(out, at, stride, factors, last);
  }
}

/** Sixteen columns, row after row: what they add up to stays in registers. */
@inline
function addSixteen(out: usize, at: usize, stride: usize, factors: usize, last: usize): void {
  let a0 = v128.load(out), a1 = v128.load(out, 16), a2 = v128.load(out, 32), a3 = v128.load(out, 48);
  let a4 = v128.load(out, 64), a5 = v128.load(out, 80), a6 = v128.load(out, 96), a7 = v128.load(out, 112);
  for (; factors < last; factors += 8) {
    const v = v128.load64_splat(factors);
    a0 = f64x2.add(a0, f64x2.mul(two<f32>(at), v));
    a1 = f64x2.add(a1, f64x2.mul(twoMore<f32>(at), v));
    a2 = f64x2.add(a2, f64x2.mul(two<f32>(at + 16), v));
    a3 = f64x2.add(a3, f64x2.mul(twoMore<f32>(at + 16), v));
    a4 = f64x2.add(a4, f64x2.mul(two<f32>(at + 32), v));
    a5 = f64x2.add(a5, f64x2.mul(twoMore<f32>(at + 32), v));
    a6 = f64x2.add(a6, f64x2.mul(two<f32>(at + 48), v));
    a7 = f64x2.add(a7, f64x2.mul(twoMore<f32>(at + 48), v));
    at += stride;
  }
  v128.store(out, a0);
  v128.store(out, a1, 16);
  v128.store(out, a2, 32);
  v128.store(out, a3, 48);
  v128.store(out, a4, 64);
  v128.store(out, a5, 80);
  v128.store(out, a6, 96);
  v128.store(out, a7, 112);
}

/** Four columns, four rows at a time: eight independent products. */
@inline
function addFour(out: usize, at: usize, stride: usize, factors: usize, last: usize): void {
  let a = v128.load(out), b = v128.load(out, 16);
  for (; factors < last; factors += 32) {
    const v0 = v128.load64_splat(factors), v1 = v128.load64_splat(factors, 8);
    const v2 = v128.load64_splat(factors, 16), v3 = v128.load64_splat(factors, 24);
    const at1 = at + stride, at2 = at1 + stride, at3 = at2 + stride;
    const a01 = f64x2.add(f64x2.mul(two<f32>(at), v0), f64x2.mul(two<f32>(at1), v1));
    const a23 = f64x2.add(f64x2.mul(two<f32>(at2), v2), f64x2.mul(two<f32>(at3), v3));
    const b01 = f64x2.add(f64x2.mul(twoMore<f32>(at), v0), f64x2.mul(twoMore<f32>(at1), v1));
    const b23 = f64x2.add(f64x2.mul(twoMore<f32>(at2), v2), f64x2.mul(twoMore<f32>(at3), v3));
    a = f64x2.add(a, f64x2.add(a01, a23));
    b = f64x2.add(b, f64x2.add(b01, b23));
    at = at3 + stride;
  }
  v128.store(out, a);
  v128.store(out, b, 16);
}

/** y[columns of mt] = M x[rows of mt] from M's transpose mt, added up row after row: the columns of mt are a multiple of 16. */
export function combine(y: usize, mt: Matrix, x: usize): void {
  memory.fill(y, 0, <usize>mt.columns << 3);
  addTransposed(y, mt, 0, mt.rows, x);
}

/** Two products with one matrix, each bit for bit as `combine` gives it: a number of M is read once for both. */
export function combinePair(y0: usize, y1: usize, mt: Matrix, x0: usize, x1: usize): void {
  if (mt.narrow) combinePairOf<f32>(y0, y1, mt, x0, x1);
  else combinePairOf<f64>(y0, y1, mt, x0, x1);
}

function combinePairOf<W>(y0: usize, y1: usize, mt: Matrix, x0: usize, x1: usize): void {
  const stride: usize = <usize>mt.columns * sizeof<W>();
  const quarter: usize = 4 * sizeof<W>();
  for (let column: u32 = 0; column < mt.columns; column += 8) {
    let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
    let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
    let at = mt.at + <usize>column * sizeof<W>();
    for (let k: usize = 0, end: usize = <usize>mt.rows << 3; k < end; k += 8) {
      const u = v128.load64_splat(x0 + k), v = v128.load64_splat(x1 + k);
      const w0 = two<W>(at), w1 = twoMore<W>(at), w2 = two<W>(at + quarter), w3 = twoMore<W>(at + quarter);
      a0 = f64x2.add(a0, f64x2.mul(w0, u));
      b0 = f64x2.add(b0, f64x2.mul(w0, v));
      a1 = f64x2.add(a1, f64x2.mul(w1, u));
      b1 = f64x2.add(b1, f64x2.mul(w1, v));
      a2 = f64x2.add(a2, f64x2.mul(w2, u));
      b2 = f64x2.add(b2, f64x2.mul(w2, v));
      a3 = f64x2.add(a3, f64x2.mul(w3, u));
      b3 = f64x2.add(b3, f64x2.mul(w3, v));
      at += stride;
    }
    const out = <usize>column << 3;
    v128.store(y0 + out, a0);
    v128.store(y0 + out, a1, 16);
    v128.store(y0 + out, a2, 32);
    v128.store(y0 + out, a3, 48);
    v128.store(y1 + out, b0);
    v128.store(y1 + out, b1, 16);
    v128.store(y1 + out, b2, 32);
    v128.store(y1 + out, b3, 48);
  }
}

/** mt = the transpose of M, held as M is. */
export function transpose(mt: Matrix, m: Matrix): void {
  if (m.narrow) transposeOf<f32>(mt, m);
  else transposeOf<f64>(mt, m);
}

function transposeOf<W>(mt: Matrix, m: Matrix): void {
  for (let row: u32 = 0; row < m.rows; row++) {
    for (let column: u32 = 0; column < m.columns; column++) {
      const number = load<W>(rowAt<W>(m, row) + <usize>column * sizeof<W>());
      store<W>(rowAt<W>(mt, column) + <usize>row * sizeof<W>(), number);
    }
  }
}
