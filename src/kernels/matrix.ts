// AssemblyScript. Dense products on padded, row-major float64 matrices: `rows` and `columns` are multiples of 4 (memory.ts pads
// with zeros), addresses are multiples of 16, so no loop has a tail.

@inline
function sum(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** y[rows] = W[rows, columns] x[columns]. Four rows at a time with two partial sums each: eight independent chains. */
export function multiply(y: usize, w: usize, x: usize, rows: u32, columns: u32): void {
  const stride: usize = <usize>columns << 3;
  for (let row: u32 = 0; row < rows; row += 4) {
    let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
    let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
    let w0 = w + <usize>row * stride;
    let w1 = w0 + stride, w2 = w1 + stride, w3 = w2 + stride;
    const end = w0 + stride;
    let at = x;
    while (w0 < end) {
      const xa = v128.load(at);
      const xb = v128.load(at, 16);
      a0 = f64x2.add(a0, f64x2.mul(v128.load(w0), xa));
      a1 = f64x2.add(a1, f64x2.mul(v128.load(w1), xa));
      a2 = f64x2.add(a2, f64x2.mul(v128.load(w2), xa));
      a3 = f64x2.add(a3, f64x2.mul(v128.load(w3), xa));
      b0 = f64x2.add(b0, f64x2.mul(v128.load(w0, 16), xb));
      b1 = f64x2.add(b1, f64x2.mul(v128.load(w1, 16), xb));
      b2 = f64x2.add(b2, f64x2.mul(v128.load(w2, 16), xb));
      b3 = f64x2.add(b3, f64x2.mul(v128.load(w3, 16), xb));
      at += 32; w0 += 32; w1 += 32; w2 += 32; w3 += 32;
    }
    const out = y + (<usize>row << 3);
    store<f64>(out, sum(f64x2.add(a0, b0)));
    store<f64>(out, sum(f64x2.add(a1, b1)), 8);
    store<f64>(out, sum(f64x2.add(a2, b2)), 16);
    store<f64>(out, sum(f64x2.add(a3, b3)), 24);
  }
}

/**
 * y[rows] = W x[columns] from W's transpose wt [columns, rows], `rows` a multiple of 16: sixteen rows at a time, added up column after
 * column.
 */
export function combine(y: usize, wt: usize, x: usize, rows: u32, columns: u32): void {
  const stride: usize = <usize>rows << 3;
  for (let row: usize = 0; row < stride; row += 128) {
    let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
    let at = wt + row;
    for (let from = x, end = x + (<usize>columns << 3); from < end; from += 8) {
      const v = v128.load64_splat(from);
      a0 = f64x2.add(a0, f64x2.mul(v128.load(at), v));
      a1 = f64x2.add(a1, f64x2.mul(v128.load(at, 16), v));
      a2 = f64x2.add(a2, f64x2.mul(v128.load(at, 32), v));
      a3 = f64x2.add(a3, f64x2.mul(v128.load(at, 48), v));
      a4 = f64x2.add(a4, f64x2.mul(v128.load(at, 64), v));
      a5 = f64x2.add(a5, f64x2.mul(v128.load(at, 80), v));
      a6 = f64x2.add(a6, f64x2.mul(v128.load(at, 96), v));
      a7 = f64x2.add(a7, f64x2.mul(v128.load(at, 112), v));
      at += stride;
    }
    const out = y + row;
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

/** Two products with one matrix, each bit for bit as `combine` gives it: a number of W is read once for both. */
export function combinePair(y0: usize, y1: usize, wt: usize, x0: usize, x1: usize, rows: u32, columns: u32): void {
  const stride: usize = <usize>rows << 3;
  for (let row: usize = 0; row < stride; row += 64) {
    let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
    let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
    let at = wt + row;
    for (let k: usize = 0, end: usize = <usize>columns << 3; k < end; k += 8) {
      const u = v128.load64_splat(x0 + k), v = v128.load64_splat(x1 + k);
      const w0 = v128.load(at), w1 = v128.load(at, 16), w2 = v128.load(at, 32), w3 = v128.load(at, 48);
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
    v128.store(y0 + row, a0);
    v128.store(y0 + row, a1, 16);
    v128.store(y0 + row, a2, 32);
    v128.store(y0 + row, a3, 48);
    v128.store(y1 + row, b0);
    v128.store(y1 + row, b1, 16);
    v128.store(y1 + row, b2, 32);
    v128.store(y1 + row, b3, 48);
  }
}

/** wt[columns, rows] = W[rows, columns]^T. */
export function transpose(wt: usize, w: usize, rows: u32, columns: u32): void {
  for (let row: u32 = 0; row < rows; row++) {
    for (let column: u32 = 0; column < columns; column++) {
      store<f64>(wt + (<usize>(column * rows + row) << 3), load<f64>(w + (<usize>(row * columns + column) << 3)));
    }
  }
}

/** y[columns] += W[rows, columns]^T q[rows], four rows a pass. */
export function addTransposed(y: usize, w: usize, q: usize, rows: u32, columns: u32): void {
  const stride: usize = <usize>columns << 3;
  for (let row: u32 = 0; row < rows; row += 4) {
    const from = q + (<usize>row << 3);
    const q0 = v128.load64_splat(from);
    const q1 = v128.load64_splat(from, 8);
    const q2 = v128.load64_splat(from, 16);
    const q3 = v128.load64_splat(from, 24);
    let w0 = w + <usize>row * stride;
    let w1 = w0 + stride, w2 = w1 + stride, w3 = w2 + stride;
    const end = w0 + stride;
    let at = y;
    while (w0 < end) {
      const left = f64x2.add(f64x2.mul(v128.load(w0), q0), f64x2.mul(v128.load(w1), q1));
      const right = f64x2.add(f64x2.mul(v128.load(w2), q2), f64x2.mul(v128.load(w3), q3));
      v128.store(at, f64x2.add(v128.load(at), f64x2.add(left, right)));
      at += 16; w0 += 16; w1 += 16; w2 += 16; w3 += 16;
    }
  }
}

/**
 * Y[steps, columns] = Q[steps, rows] W[rows, columns], `steps` a multiple of 4. Four rows of Y and four columns at a time: a number of W
 * is read once for four steps.
 */
export function multiplyRows(y: usize, q: usize, w: usize, steps: u32, rows: u32, columns: u32): void {
  const qStride: usize = <usize>rows << 3;
  const stride: usize = <usize>columns << 3;
  for (let step: u32 = 0; step < steps; step += 4) {
    const q0 = q + <usize>step * qStride;
    const y0 = y + <usize>step * stride;
    for (let column: usize = 0; column < stride; column += 32) {
      let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
      let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
      let at = w + column;
      for (let from = q0, end = q0 + qStride; from < end; from += 8) {
        const wa = v128.load(at), wb = v128.load(at, 16);
        const r0 = v128.load64_splat(from);
        const r1 = v128.load64_splat(from + qStride);
        const r2 = v128.load64_splat(from + 2 * qStride);
        const r3 = v128.load64_splat(from + 3 * qStride);
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
      const out = y0 + column;
      v128.store(out, a0);
      v128.store(out, b0, 16);
      v128.store(out + stride, a1);
      v128.store(out + stride, b1, 16);
      v128.store(out + 2 * stride, a2);
      v128.store(out + 2 * stride, b2, 16);
      v128.store(out + 3 * stride, a3);
      v128.store(out + 3 * stride, b3, 16);
    }
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
