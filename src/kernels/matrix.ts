// AssemblyScript. Dense products on padded, row-major matrices: rows and columns are multiples of 4 (layer.ts pads with zeros), addresses
// are multiples of 16, so no loop has a tail. A matrix holds float32 or float64 (W); vectors and all arithmetic are float64. A float32 is
// widened in a register, which is exact: the same numbers give the same result, bit for bit, whichever way they are held.

@unmanaged
export class Matrix {
  at: usize;
  rows: u32;
  columns: u32;
  narrow: bool; // float32
}

@inline
function two<W>(at: usize): v128 {
  if (sizeof<W>() == 4) return f64x2.promote_low_f32x4(v128.load64_zero(at));
  return v128.load(at);
}
@inline
function twoMore<W>(at: usize): v128 {
  if (sizeof<W>() == 4) return f64x2.promote_low_f32x4(v128.load64_zero(at, 8));
  return v128.load(at, 16);
}
/** Where a row of a matrix begins. */
@inline
function rowAt<W>(m: Matrix, row: u32): usize { return m.at + <usize>row * m.columns * sizeof<W>(); }

@inline
function sum(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** y[rows] = rows `from` and on of M times x[columns]. */
export function multiply(y: usize, m: Matrix, from: u32, rows: u32, x: usize): void {
  if (m.narrow) multiplyOf<f32>(y, m, from, rows, x);
  else multiplyOf<f64>(y, m, from, rows, x);
}

/** Four rows at a time with two partial sums each: eight independent chains. */
function multiplyOf<W>(y: usize, m: Matrix, from: u32, rows: u32, x: usize): void {
  const stride: usize = <usize>m.columns * sizeof<W>();
  const step: usize = 4 * sizeof<W>();
  for (let row: u32 = 0; row < rows; row += 4) {
    let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
    let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
    let w0 = rowAt<W>(m, from + row);
    let w1 = w0 + stride, w2 = w1 + stride, w3 = w2 + stride;
    const end = w0 + stride;
    let at = x;
    while (w0 < end) {
      const xa = v128.load(at);
      const xb = v128.load(at, 16);
      a0 = f64x2.add(a0, f64x2.mul(two<W>(w0), xa));
      a1 = f64x2.add(a1, f64x2.mul(two<W>(w1), xa));
      a2 = f64x2.add(a2, f64x2.mul(two<W>(w2), xa));
      a3 = f64x2.add(a3, f64x2.mul(two<W>(w3), xa));
      b0 = f64x2.add(b0, f64x2.mul(twoMore<W>(w0), xb));
      b1 = f64x2.add(b1, f64x2.mul(twoMore<W>(w1), xb));
      b2 = f64x2.add(b2, f64x2.mul(twoMore<W>(w2), xb));
      b3 = f64x2.add(b3, f64x2.mul(twoMore<W>(w3), xb));
      at += 32; w0 += step; w1 += step; w2 += step; w3 += step;
    }
    const out = y + (<usize>row << 3);
    store<f64>(out, sum(f64x2.add(a0, b0)));
    store<f64>(out, sum(f64x2.add(a1, b1)), 8);
    store<f64>(out, sum(f64x2.add(a2, b2)), 16);
    store<f64>(out, sum(f64x2.add(a3, b3)), 24);
  }
}

/**
 * As `multiply` of the whole of M, bit for bit, for `count` vectors x, each `xStride` bytes after the one before, into rows of y that are
 * `yStride` bytes apart. Two at a time: a number of M is read once for both.
 */
export function multiplyEach(y: usize, yStride: isize, m: Matrix, x: usize, xStride: isize, count: u32): void {
  let k: u32 = 0;
  for (; k + 1 < count; k += 2) {
    if (m.narrow) multiplyPairOf<f32>(y, y + yStride, m, x, x + xStride);
    else multiplyPairOf<f64>(y, y + yStride, m, x, x + xStride);
    y += 2 * yStride;
    x += 2 * xStride;
  }
  if (k < count) multiply(y, m, 0, m.rows, x);
}

/** Two rows of M and two vectors at a time, with two partial sums each: eight independent chains. */
function multiplyPairOf<W>(y0: usize, y1: usize, m: Matrix, x0: usize, x1: usize): void {
  const stride: usize = <usize>m.columns * sizeof<W>();
  const step: usize = 4 * sizeof<W>();
  const apart = x1 - x0;
  for (let row: u32 = 0; row < m.rows; row += 2) {
    let a0 = f64x2.splat(0), a1 = a0, b0 = a0, b1 = a0; // the first vector
    let c0 = a0, c1 = a0, d0 = a0, d1 = a0; // the second
    let w0 = rowAt<W>(m, row);
    let w1 = w0 + stride;
    const end = w1;
    let at = x0;
    while (w0 < end) {
      const u0 = two<W>(w0), v0 = twoMore<W>(w0), u1 = two<W>(w1), v1 = twoMore<W>(w1);
      const xa = v128.load(at), xb = v128.load(at, 16);
      a0 = f64x2.add(a0, f64x2.mul(u0, xa));
      a1 = f64x2.add(a1, f64x2.mul(u1, xa));
      b0 = f64x2.add(b0, f64x2.mul(v0, xb));
      b1 = f64x2.add(b1, f64x2.mul(v1, xb));
      const ya = v128.load(at + apart), yb = v128.load(at + apart, 16);
      c0 = f64x2.add(c0, f64x2.mul(u0, ya));
      c1 = f64x2.add(c1, f64x2.mul(u1, ya));
      d0 = f64x2.add(d0, f64x2.mul(v0, yb));
      d1 = f64x2.add(d1, f64x2.mul(v1, yb));
      at += 32; w0 += step; w1 += step;
    }
    const out = <usize>row << 3;
    store<f64>(y0 + out, sum(f64x2.add(a0, b0)));
    store<f64>(y0 + out, sum(f64x2.add(a1, b1)), 8);
    store<f64>(y1 + out, sum(f64x2.add(c0, d0)));
    store<f64>(y1 + out, sum(f64x2.add(c1, d1)), 8);
  }
}

/** y[columns of mt] = M x[rows of mt] from M's transpose mt, whose columns are a multiple of 16. */
export function combine(y: usize, mt: Matrix, x: usize): void {
  if (mt.narrow) combineOf<f32>(y, mt, x);
  else combineOf<f64>(y, mt, x);
}

/** Sixteen numbers at a time, added up row after row. */
function combineOf<W>(y: usize, mt: Matrix, x: usize): void {
  const stride: usize = <usize>mt.columns * sizeof<W>();
  const quarter: usize = 4 * sizeof<W>();
  for (let column: u32 = 0; column < mt.columns; column += 16) {
    let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
    let at = mt.at + <usize>column * sizeof<W>();
    for (let from = x, end = x + (<usize>mt.rows << 3); from < end; from += 8) {
      const v = v128.load64_splat(from);
      a0 = f64x2.add(a0, f64x2.mul(two<W>(at), v));
      a1 = f64x2.add(a1, f64x2.mul(twoMore<W>(at), v));
      a2 = f64x2.add(a2, f64x2.mul(two<W>(at + quarter), v));
      a3 = f64x2.add(a3, f64x2.mul(twoMore<W>(at + quarter), v));
      a4 = f64x2.add(a4, f64x2.mul(two<W>(at + 2 * quarter), v));
      a5 = f64x2.add(a5, f64x2.mul(twoMore<W>(at + 2 * quarter), v));
      a6 = f64x2.add(a6, f64x2.mul(two<W>(at + 3 * quarter), v));
      a7 = f64x2.add(a7, f64x2.mul(twoMore<W>(at + 3 * quarter), v));
      at += stride;
    }
    const out = y + (<usize>column << 3);
    v128.store(out, a0);
    v128.store(out, a1, 16);
    v128.store(out, a2, 32);
    v128.store(out, a3, 48);
    v128.store(out, a4, 64);
    v128.store(out, a5, 80);
    v128.store(out, a6, 96);
    v128.store(out, a7, 112);
  }
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

/** y[columns] += the transpose of M's rows `from` and on times q[rows]. */
export function addTransposed(y: usize, m: Matrix, from: u32, rows: u32, q: usize): void {
  if (m.narrow) addTransposedOf<f32>(y, m, from, rows, q);
  else addTransposedOf<f64>(y, m, from, rows, q);
}

/** Four rows a pass. */
function addTransposedOf<W>(y: usize, m: Matrix, from: u32, rows: u32, q: usize): void {
  const stride: usize = <usize>m.columns * sizeof<W>();
  const step: usize = 2 * sizeof<W>();
  for (let row: u32 = 0; row < rows; row += 4) {
    const factors = q + (<usize>row << 3);
    const q0 = v128.load64_splat(factors);
    const q1 = v128.load64_splat(factors, 8);
    const q2 = v128.load64_splat(factors, 16);
    const q3 = v128.load64_splat(factors, 24);
    let w0 = rowAt<W>(m, from + row);
    let w1 = w0 + stride, w2 = w1 + stride, w3 = w2 + stride;
    const end = w0 + stride;
    let at = y;
    while (w0 < end) {
      const left = f64x2.add(f64x2.mul(two<W>(w0), q0), f64x2.mul(two<W>(w1), q1));
      const right = f64x2.add(f64x2.mul(two<W>(w2), q2), f64x2.mul(two<W>(w3), q3));
      v128.store(at, f64x2.add(v128.load(at), f64x2.add(left, right)));
      at += 16; w0 += step; w1 += step; w2 += step; w3 += step;
    }
  }
}

/**
 * Y[steps, columns] = Q[steps, rows] times M's rows `from` and on. Rows of Y and Q beyond `steps`, up to a multiple of 4, are written
 * and read too: there must be room for them.
 */
export function multiplyRows(y: usize, q: usize, m: Matrix, from: u32, rows: u32, steps: u32): void {
  if (m.narrow) multiplyRowsOf<f32>(y, q, m, from, rows, steps);
  else multiplyRowsOf<f64>(y, q, m, from, rows, steps);
}

/** Four rows of Y and four columns at a time: a number of M is read once for four steps. */
function multiplyRowsOf<W>(y: usize, q: usize, m: Matrix, from: u32, rows: u32, steps: u32): void {
  const qStride: usize = <usize>rows << 3;
  const yStride: usize = <usize>m.columns << 3;
  const stride: usize = <usize>m.columns * sizeof<W>();
  for (let step: u32 = 0; step < steps; step += 4) {
    const q0 = q + <usize>step * qStride;
    const y0 = y + <usize>step * yStride;
    for (let column: u32 = 0; column < m.columns; column += 4) {
      let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
      let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
      let at = rowAt<W>(m, from) + <usize>column * sizeof<W>();
      for (let factor = q0, end = q0 + qStride; factor < end; factor += 8) {
        const wa = two<W>(at), wb = twoMore<W>(at);
        const r0 = v128.load64_splat(factor);
        const r1 = v128.load64_splat(factor + qStride);
        const r2 = v128.load64_splat(factor + 2 * qStride);
        const r3 = v128.load64_splat(factor + 3 * qStride);
        a0 = f64x2.add(a0, f64x2.mul(wa, r0));
        b0 = f64x2.add(b0, f64x2.mul(wb, r0));
        a1 = f64x2.add(a1, f64x2.mul(wa, r1));
        b1 = f64x2.add(b1, f64x2.mul(wb, r1));
        a2 = f64x2.add(a2, f64x2.mul(wa, r2));
        b2 = f64x2.add(b2, f64x2.mul(wb, r2));
        a3 = f64x2.add(a3, f64x2.mul(wa, r3));
        b3 = f64x2.add(b3, f64x2.mul(wb, r3));
        at += stride;
      }
      const out = y0 + (<usize>column << 3);
      v128.store(out, a0);
      v128.store(out, b0, 16);
      v128.store(out + yStride, a1);
      v128.store(out + yStride, b1, 16);
      v128.store(out + 2 * yStride, a2);
      v128.store(out + 2 * yStride, b2, 16);
      v128.store(out + 3 * yStride, a3);
      v128.store(out + 3 * yStride, b3, 16);
    }
  }
}

/** y[columns] = a row of M, widened; zeros for a row below 0. */
export function widenRow(y: usize, m: Matrix, row: i32): void {
  const bytes: usize = <usize>m.columns << 3;
  if (row < 0) {
    memory.fill(y, 0, bytes);
  } else if (m.narrow) {
    const from = rowAt<f32>(m, row);
    for (let k: usize = 0; k < bytes; k += 16) v128.store(y + k, two<f32>(from + (k >> 1)));
  } else {
    memory.copy(y, rowAt<f64>(m, row), bytes);
  }
}

/** sum_k a[k] b[k] over `size` (a multiple of 4). */
export function dot(a: usize, b: usize, size: u32): f64 {
  let s0 = f64x2.splat(0), s1 = s0;
  for (let k: usize = 0, end: usize = <usize>size << 3; k < end; k += 32) {
    s0 = f64x2.add(s0, f64x2.mul(v128.load(a + k), v128.load(b + k)));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(a + k, 16), v128.load(b + k, 16)));
  }
  return sum(f64x2.add(s0, s1));
}

/** sum_k a[k] over `size` (a multiple of 4). */
export function total(a: usize, size: u32): f64 {
  let s0 = f64x2.splat(0), s1 = s0;
  for (let k: usize = 0, end: usize = <usize>size << 3; k < end; k += 32) {
    s0 = f64x2.add(s0, v128.load(a + k));
    s1 = f64x2.add(s1, v128.load(a + k, 16));
  }
  return sum(f64x2.add(s0, s1));
}
