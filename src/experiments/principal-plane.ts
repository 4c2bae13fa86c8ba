/**
 * The plane in which rows of numbers lie furthest apart: the first two principal components, by orthogonal iteration on the covariance
 * matrix (Golub and Van Loan, Matrix Computations, 8.2.4) with a Rayleigh-Ritz step, in float64.
 */
import type { Steps } from '../explain/method.ts';
import type { Weights } from '../model/model-data.ts';
import { mulberry32 } from '../model/random.ts';

export interface Plane {
  /** [n] where each row lies on the two axes, from the mean of all. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Of the variance of all rows, what lies along each axis: 0 to 1; 0 where all rows are the same. */
  readonly shares: readonly [number, number];
}

/** [size], of length 1; or of length 0 where there is no such axis. */
type Axis = Float64Array;

/** The covariance takes an axis to itself but for so much of the largest variance. */
const TOLERANCE = 1e-11;
/** Variances that are nearly alike take longest; axes that are not apart after so many rounds are as good as any others. */
const ROUNDS = 20_000;
/** Products between two steps: a few milliseconds. */
const STEP = 2_000_000;

/**
 * Each row counts once. Of both ends of an axis the positive one is where its largest component is (the first of equals), so that the
 * same rows always lie on the same side.
 * @param table [V, size] @param ids [n] rows of it; the mean is theirs
 */
export function* principalPlane(table: Weights, size: number, ids: Int32Array): Steps<Plane> {
  const unit = largestOf(table, size, ids);
  const rows = { table, size, ids, unit };
  const mean = meanOf(rows);
  const covariance = yield* covarianceOf(rows, mean);
  const [first, second] = yield* principalAxes(covariance, size);
  let total = 0;
  for (let k = 0; k < size; k++) total += covariance[k * size + k] ?? 0;
  const share = (axis: Axis) => (total > 0 ? Math.max(0, dot(axis, product(covariance, axis))) / total : 0);
  const along = (axis: Axis) => {
    const own = new Float64Array(size);
    return Float64Array.from(ids, (id) => unit * dot(axis, centred(rows, id, mean, own)));
  };
  return { x: along(first), y: along(second), shares: [share(first), share(second)] };
}

interface Rows {
  readonly table: Weights;
  readonly size: number;
  readonly ids: Int32Array;
  /** What rows are divided by, so that no square leaves float64: their largest number. */
  readonly unit: number;
}

function largestOf(table: Weights, size: number, ids: Int32Array): number {
  let largest = 0;
  for (const id of ids) {
    for (let k = 0; k < size; k++) largest = Math.max(largest, Math.abs(table[id * size + k] ?? 0));
  }
  return largest > 0 ? largest : 1;
}

function meanOf({ table, size, ids, unit }: Rows): Float64Array {
  const mean = new Float64Array(size);
  for (const id of ids) {
    for (let k = 0; k < size; k++) mean[k] = (mean[k] ?? 0) + (table[id * size + k] ?? 0) / unit;
  }
  return mean.map((sum) => sum / Math.max(1, ids.length));
}

/** Fills in `own` [size], which it returns. */
function centred({ table, size, unit }: Rows, id: number, mean: Float64Array, own: Float64Array): Float64Array {
  for (let k = 0; k < size; k++) own[k] = (table[id * size + k] ?? 0) / unit - (mean[k] ?? 0);
  return own;
}

/** [size, size] */
function* covarianceOf(rows: Rows, mean: Float64Array): Steps<Float64Array> {
  const { size, ids } = rows;
  const covariance = new Float64Array(size * size);
  const own = new Float64Array(size);
  const stride = Math.max(1, Math.floor(STEP / (size * size)));
  for (const [n, id] of ids.entries()) {
    if (n % stride === stride - 1) yield (0.5 * n) / ids.length;
    centred(rows, id, mean, own);
    for (let i = 0; i < size; i++) {
      const value = own[i] ?? 0;
      for (let j = 0; j <= i; j++) covariance[i * size + j] = (covariance[i * size + j] ?? 0) + value * (own[j] ?? 0);
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const value = (covariance[i * size + j] ?? 0) / Math.max(1, ids.length);
      covariance[i * size + j] = value;
      covariance[j * size + i] = value;
    }
  }
  return covariance;
}

/** The two axes of the largest variances, larger first. @param covariance [size, size], symmetric, no variance below 0 */
function* principalAxes(covariance: Float64Array, size: number): Steps<readonly [Axis, Axis]> {
  const random = mulberry32(1);
  const start = () => Float64Array.from({ length: size }, () => random() - 0.5);
  let axes = orthonormal(start(), start());
  const stride = Math.max(1, Math.floor(STEP / (2 * size * size)));
  for (let round = 1; round <= ROUNDS; round++) {
    if (round % stride === 0) yield 0.5 + (0.5 * round) / ROUNDS;
    const images = [product(covariance, axes[0]), product(covariance, axes[1])] as const;
    const turn = ritzAngle(axes, images);
    axes = turned(axes, turn);
    const [first, second] = turned(images, turn);
    const largest = dot(axes[0], first);
    if (Math.max(residual(axes[0], first), residual(axes[1], second)) <= TOLERANCE * largest) break;
    axes = orthonormal(first, second);
  }
  return [facing(axes[0]), facing(axes[1])];
}

/** The angle by which the axes are turned within their plane so that the covariance mixes them no more, larger variance first. */
function ritzAngle(axes: readonly [Axis, Axis], images: readonly [Axis, Axis]): number {
  const [a, b, c] = [dot(axes[0], images[0]), dot(axes[0], images[1]), dot(axes[1], images[1])];
  return 0.5 * Math.atan2(2 * b, a - c);
}

function turned([first, second]: readonly [Axis, Axis], angle: number): readonly [Axis, Axis] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [
    first.map((value, k) => cos * value + sin * (second[k] ?? 0)),
    second.map((value, k) => cos * value - sin * (first[k] ?? 0)),
  ];
}

/** How far an axis' image is from its own direction. */
function residual(axis: Axis, image: Axis): number {
  return lengthOf(without(image, axis));
}

/** Gram-Schmidt; where a vector has nothing of its own, the first direction that does takes its place. */
function orthonormal(first: Float64Array, second: Float64Array): readonly [Axis, Axis] {
  const one = normalised(first) ?? unitVector(first.length, 0);
  let two = apart(second, one);
  for (let k = 0; two === null && k < first.length; k++) two = apart(unitVector(first.length, k), one);
  return [one, two ?? new Float64Array(first.length)];
}

/** What of a vector is at right angles to an axis, of length 1; null: hardly anything is. */
function apart(vector: Float64Array, axis: Axis): Axis | null {
  const whole = normalised(vector);
  if (!whole) return null;
  const once = without(whole, axis);
  return dot(once, once) > 1e-20 ? normalised(without(once, axis)) : null;
}

function without(vector: Float64Array, axis: Axis): Float64Array {
  const amount = dot(vector, axis);
  return vector.map((value, k) => value - amount * (axis[k] ?? 0));
}

function normalised(vector: Float64Array): Axis | null {
  const length = lengthOf(vector);
  return length > 0 ? vector.map((value) => value / length) : null;
}

function unitVector(size: number, k: number): Axis {
  const axis = new Float64Array(size);
  axis[k] = 1;
  return axis;
}

/** The axis or its opposite: the largest component is positive. */
function facing(axis: Axis): Axis {
  let largest = 0;
  for (const value of axis) if (Math.abs(value) > Math.abs(largest)) largest = value;
  return largest < 0 ? axis.map((value) => -value) : axis;
}

function product(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return vector.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += (matrix[i * size + j] ?? 0) * (vector[j] ?? 0);
    return sum;
  });
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}
