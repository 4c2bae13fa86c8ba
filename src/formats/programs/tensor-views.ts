/** Tensors as another program lays them out, read as views: shapes are known at once, numbers are moved when they are read. */
import { zerosLike } from '../../model/weights.ts';
import { gather, type TensorSource } from '../basics/index.ts';

/** [m, n] as [n, m]. */
export function transposed(source: TensorSource): TensorSource {
  return permuted(source, [1, 0]);
}

/** The axes in another order. What has another number of axes stays as it is: its shape is refused later. */
export function permuted(source: TensorSource, axes: readonly number[]): TensorSource {
  const { shape, read } = source;
  if (shape.length !== axes.length) return source;
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const pick = (sizes: readonly number[]) => axes.map((axis) => sizes[axis] ?? 0);
  return { ...source, shape: pick(shape), read: () => gather(read(), pick(shape), pick(strides)) };
}

/** Numbers from..to of a row-major source, as a tensor of this shape. */
export function slice(source: TensorSource, from: number, shape: readonly number[]): TensorSource {
  const count = shape.reduce((product, size) => product * size, 1);
  return { ...source, shape, read: () => source.read().subarray(from, from + count) };
}

/** The same numbers in another shape. */
export function reshaped(source: TensorSource, shape: readonly number[]): TensorSource {
  return { ...source, shape };
}

/**
 * What CuDNNLSTM and CuDNNGRU kept as [rows, gates d]: the numbers of a gate's columns, row by row, are the gate's matrix [d, rows] row by row, as
 * Keras' own conversion of such files has it (_convert_rnn_weights: for the recurrent kernel a transposition, being square).
 */
export function fromCudnn(source: TensorSource, gates: number): TensorSource {
  const { shape, read } = source;
  const [rows = 0, columns = 0] = shape;
  if (shape.length !== 2 || columns % gates !== 0) return source;
  const strides = [columns / gates, columns, 1];
  return { ...source, shape: [columns, rows], read: () => gather(read(), [gates, rows, columns / gates], strides) };
}

/** Several of one shape, one below the other: [m, n] each, or [m]. */
export function stacked(sources: readonly TensorSource[]): TensorSource {
  const [first] = sources;
  if (first === undefined) throw new RangeError('stacked: nothing to stack');
  const rows = sources.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
  const shape = [rows, ...first.shape.slice(1)];
  const read = () => {
    const parts = sources.map((source) => source.read());
    const all = zerosLike(
      parts.reduce((sum, { length }) => sum + length, 0),
      ...parts,
    );
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  };
  return { ...first, shape, read, refusal: sources.find(({ refusal }) => refusal)?.refusal };
}

/** One number computed from those at the same place of several sources of one shape. */
export function combined(
  shape: readonly number[],
  sources: readonly TensorSource[],
  compute: (...numbers: readonly number[]) => number,
): TensorSource {
  const read = () => {
    const parts = sources.map((source) => source.read());
    const count = shape.reduce((product, size) => product * size, 1);
    return Float64Array.from({ length: count }, (_, at) => compute(...parts.map((part) => part[at] ?? Number.NaN)));
  };
  return { shape, read, refusal: sources.find(({ refusal }) => refusal)?.refusal };
}
