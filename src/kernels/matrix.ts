// AssemblyScript. Padded, row-major matrices, and sums over vectors; products are in product.ts and transposed.ts. Rows and columns are
// multiples of 4 (layer.ts pads with zeros), addresses are multiples of 16, so no loop has a tail. A matrix holds float32 or float64 (W);
// vectors and all arithmetic are float64. A float32 is widened in a register, which is exact: the same numbers give the same result, bit
// for bit, whichever way they are held.

@unmanaged
export class Matrix {
  at: usize;
  rows: u32;
  columns: u32;
  narrow: bool; // float32
}

/** Two numbers of a matrix, widened; and the two after them. */
@inline
export function two<W>(at: usize): v128 {
  if (sizeof<W>() == 4) return f64x2.promote_low_f32x4(v128.load64_zero(at));
  return v128.load(at);
}
@inline
export function twoMore<W>(at: usize): v128 {
  if (sizeof<W>() == 4) return f64x2.promote_low_f32x4(v128.load64_zero(at, 8));
  return v128.load(at, 16);
}
/** Where a row of a matrix begins. */
@inline
export function rowAt<W>(m: Matrix, row: u32): usize { return m.at + <usize>row * m.columns * sizeof<W>(); }

/** Of both lanes. */
@inline
export function sum(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
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
