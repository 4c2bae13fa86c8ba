import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../explain/steps.ts';
import { mulberry32 } from '../model/random.ts';
import { type Plane, principalPlane } from './principal-plane.ts';

/** Eigenvalues and vectors of a symmetric matrix by Jacobi's rotations, largest first: slow and plain. */
function jacobi(matrix: readonly (readonly number[])[]): { readonly value: number; readonly vector: readonly number[] }[] {
  const n = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = a.map((_, i) => a.map((_, j) => Number(i === j)));
  const at = (m: number[][], i: number, j: number) => m[i]?.[j] ?? 0;
  for (let sweep = 0; sweep < 60; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const angle = 0.5 * Math.atan2(2 * at(a, p, q), at(a, p, p) - at(a, q, q));
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const turn = (row: number[]) => {
          const [x, y] = [row[p] ?? 0, row[q] ?? 0];
          row[p] = c * x + s * y;
          row[q] = c * y - s * x;
        };
        for (const row of a) turn(row);
        const [rowP, rowQ] = [a[p] ?? [], a[q] ?? []];
        const pair = rowP.map((x, k) => [c * x + s * (rowQ[k] ?? 0), c * (rowQ[k] ?? 0) - s * x] as const);
        a[p] = pair.map(([x]) => x);
        a[q] = pair.map(([, y]) => y);
        for (const row of v) turn(row);
      }
    }
  }
  return a
    .map((row, k) => ({ value: row[k] ?? 0, vector: v.map((own) => own[k] ?? 0) }))
    .sort((one, other) => other.value - one.value);
}

function rowsOf(n: number, size: number, seed: number, spread: (k: number) => number): Float64Array {
  const random = mulberry32(seed);
  const table = new Float64Array(n * size);
  for (let at = 0; at < table.length; at++) table[at] = 3 + spread(at % size) * (random() + random() - 1);
  return table;
}

function covarianceOf(table: Float64Array, size: number): number[][] {
  const n = table.length / size;
  const column = (k: number) => Array.from({ length: n }, (_, row) => table[row * size + k] ?? 0);
  const centred = Array.from({ length: size }, (_, k) => {
    const values = column(k);
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    return values.map((value) => value - mean);
  });
  return centred.map((a) => centred.map((b) => a.reduce((sum, value, row) => sum + value * (b[row] ?? 0), 0) / n));
}

const planeOf = (table: Float64Array, size: number): Plane =>
  atOnce(
    principalPlane(
      table,
      size,
      Int32Array.from({ length: table.length / size }, (_, id) => id),
    ),
  );

const variance = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0) / values.length;

describe('the plane in which rows lie furthest apart', () => {
  it.each([
    ['two numbers', 30, 2, () => 1],
    ['many, much alike', 200, 12, () => 1],
    ['many, of which few matter', 80, 20, (k: number) => 5 / (1 + k)],
    ['more numbers than rows', 8, 30, (k: number) => 1 + (k % 3)],
  ] as const)('is that of the two largest eigenvalues of the covariance: %s', (_, n, size, spread) => {
    const table = rowsOf(n, size, 5, spread);
    const { x, y, shares } = planeOf(table, size);
    const found = jacobi(covarianceOf(table, size));
    const total = found.reduce((sum, { value }) => sum + value, 0);
    for (const [axis, values] of [x, y].entries()) {
      const { value = 0, vector = [] } = found[axis] ?? {};
      expect(shares[axis]).toBeCloseTo(value / total, 9);
      expect(variance(values)).toBeCloseTo(value, 8);
      const largest = vector.reduce((most, one) => (Math.abs(one) > Math.abs(most) ? one : most), 0);
      const along = Array.from({ length: n }, (_, row) =>
        vector.reduce(
          (sum, one, k) => sum + Math.sign(largest) * one * ((table[row * size + k] ?? 0) - meanOf(table, size, k)),
          0,
        ),
      );
      for (const [row, expected] of along.entries()) expect(values[row]).toBeCloseTo(expected, 6);
    }
  });

  it('is the same whatever the order of the rows, to the side', () => {
    const table = rowsOf(40, 6, 9, (k) => 4 / (1 + k));
    const ids = Int32Array.from({ length: 40 }, (_, id) => id);
    const forth = atOnce(principalPlane(table, 6, ids));
    const back = atOnce(principalPlane(table, 6, ids.toReversed()));
    for (const [k, value] of back.x.toReversed().entries()) expect(value).toBeCloseTo(forth.x[k] ?? Number.NaN, 8);
    for (const [k, value] of back.y.toReversed().entries()) expect(value).toBeCloseTo(forth.y[k] ?? Number.NaN, 8);
  });

  it('knows no axes that are not there: a point, a line, one number', () => {
    const point = planeOf(Float64Array.from([1, 2, 3, 1, 2, 3]), 3);
    expect([...point.x, ...point.y, ...point.shares]).toEqual([0, 0, 0, 0, 0, 0]);
    const line = planeOf(Float64Array.from([0, 0, 1, 2, 2, 4, 3, 6]), 2);
    expect(line.shares[0]).toBeCloseTo(1, 12);
    expect(line.shares[1]).toBeCloseTo(0, 12);
    const single = planeOf(Float64Array.from([1, 3, 8]), 1);
    expect([...single.x]).toEqual([-3, -1, 4]);
    expect([...single.y, ...single.shares]).toEqual([0, 0, 0, 1, 0]);
    const none = atOnce(principalPlane(new Float64Array(6), 3, new Int32Array(0)));
    expect([none.x.length, none.y.length, ...none.shares]).toEqual([0, 0, 0, 0]);
  });

  it('is the plane of the rows asked for alone', () => {
    const table = rowsOf(20, 4, 3, () => 1);
    const some = Int32Array.of(2, 3, 5, 7, 11, 13);
    const alone = Float64Array.from(Array.from(some, (id) => [...table.subarray(id * 4, id * 4 + 4)]).flat());
    expect(atOnce(principalPlane(table, 4, some))).toEqual(planeOf(alone, 4));
  });

  it('holds for numbers of any size, and never has more than all of the variance', () => {
    const anyRows = fc.record({
      n: fc.integer({ min: 1, max: 12 }),
      size: fc.integer({ min: 1, max: 6 }),
      seed: fc.nat(),
      power: fc.integer({ min: -200, max: 200 }),
    });
    fc.assert(
      fc.property(anyRows, ({ n, size, seed, power }) => {
        const table = rowsOf(n, size, seed, () => 1);
        const plain = planeOf(table, size);
        const scaled = planeOf(
          table.map((value) => value * 2 ** power),
          size,
        );
        expect(scaled).toEqual({
          ...plain,
          x: plain.x.map((value) => value * 2 ** power),
          y: plain.y.map((value) => value * 2 ** power),
        });
        expect(plain.shares[0] + plain.shares[1]).toBeLessThan(1 + 1e-9);
        expect(plain.shares[0]).toBeGreaterThanOrEqual(plain.shares[1] - 1e-9);
      }),
    );
  });
});

function meanOf(table: Float64Array, size: number, k: number): number {
  const n = table.length / size;
  return Array.from({ length: n }, (_, row) => table[row * size + k] ?? 0).reduce((sum, value) => sum + value, 0) / n;
}
