/** A stored array, row-major whatever its file had, and held as its numbers are there (numbers.ts). */
import { checkFinite, shapeText } from '../../model/check-model.ts';
import type { LensError } from '../../model/errors.ts';
import type { Weights } from '../../model/model-data.ts';
import { zerosLike } from '../../model/weights.ts';
import { formatError, listing } from './format-error.ts';

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Weights;
}

/** A tensor of which the shape is known and the numbers are read when they are asked for. */
export interface TensorSource {
  readonly shape: readonly number[];
  /** Row-major; to be read, never written: it may be a view of the file. Throws ModelFormatError. */
  readonly read: () => Weights;
  /** 'whole': integers; 'none': no numbers, but text or truth values. Left out: fractions, as weights are. */
  readonly kind?: 'whole' | 'none' | undefined;
  /** Why `read` would throw, where that is known beforehand: it matters only for a tensor that has a role. */
  readonly refusal?: LensError | undefined;
}

/** A tensor that cannot be read. */
export function unreadable(shape: readonly number[], refusal: LensError, kind?: TensorSource['kind']): TensorSource {
  const read = () => {
    throw refusal;
  };
  return { shape, read, kind, refusal };
}

export type NamedTensors = ReadonlyMap<string, TensorSource>;

/** numpy's own limit was 32 dimensions for long; no model here has more than 2. */
export const MAX_RANK = 32;

/** The number of elements, or null where `shape` is not a list of whole numbers >= 0 with a product that a double holds. */
export function countElements(shape: readonly unknown[]): number | null {
  if (shape.length > MAX_RANK) return null;
  let count = 1;
  for (const size of shape) {
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return null;
    count *= size;
    if (!Number.isSafeInteger(count)) return null;
  }
  return count;
}

/** Column-major (Fortran) order to row-major. */
export function toRowMajor(data: Weights, shape: readonly number[]): Weights {
  const strides: number[] = [];
  let stride = 1;
  for (const size of shape) {
    strides.push(stride);
    stride *= size;
  }
  return gather(data, shape, strides);
}

/** The view of `data` with this shape and these strides (numbers from one element to the next, an axis each), row-major. */
export function gather(data: Weights, shape: readonly number[], strides: readonly number[]): Weights {
  const index = shape.map(() => 0);
  const rowMajor = zerosLike(
    shape.reduce((product, size) => product * size, 1),
    data,
  );
  let from = 0;
  for (let to = 0; to < rowMajor.length; to++) {
    rowMajor[to] = data[from] ?? Number.NaN;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1;
      const step = strides[axis] ?? 0;
      from += step;
      index[axis] = next;
      if (next < (shape[axis] ?? 0)) break;
      from -= step * next;
      index[axis] = 0;
    }
  }
  return rowMajor;
}

/** The data of tensor `name`, whose shape must be `shape` and whose values must be finite. */
export function takeTensor(tensors: ReadonlyMap<string, Tensor>, name: string, shape: readonly number[], file: string): Weights {
  const where = `${file} ${name}`;
  const tensor = tensors.get(name);
  if (tensor === undefined) {
    throw formatError(where, 'is missing', { expected: `shape ${shapeText(shape)}`, found: listing([...tensors.keys()]) });
  }
  checkTensor(tensor, shape, where);
  return tensor.data;
}

/** Throws unless `tensor` has this shape and finite values. */
export function checkTensor({ shape, data }: Tensor, expected: readonly number[], where: string): void {
  checkShape(shape, expected, where);
  checkFinite(data, expected, where);
}

/** Throws unless the shapes are the same. */
export function checkShape(found: readonly number[], expected: readonly number[], where: string): void {
  if (found.length === expected.length && found.every((size, axis) => size === expected[axis])) return;
  throw formatError(where, 'has the wrong shape', { expected: shapeText(expected), found: shapeText(found) });
}
