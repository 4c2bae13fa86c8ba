// AssemblyScript. Products with a matrix whose rows are what is added up. Rows and columns are multiples of 4: no loop has a tail.

import { Matrix, rowAt, sum, two, twoMore } from './matrix';

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
