/** Sequences as a numpy array: [T], [T, F] or [N, T, F]. */
import { shapeText } from '../../model/check-model.ts';
import { LensError } from '../../model/errors.ts';
import { dataError } from '../basics/index.ts';
import { openNpy } from '../containers/index.ts';
import { placeNames, type RawRows } from './raw-rows.ts';
import type { SequenceFile } from './sequence-options.ts';

/** @throws LensError InputError */
export function readNpyRows({ name, bytes }: SequenceFile): RawRows {
  const { shape, data } = opened(name, bytes);
  const [sequences, steps, width] = shape.length === 1 ? [1, shape[0], 1] : shape.length === 2 ? [1, ...shape] : shape;
  if (shape.length < 1 || shape.length > 3 || sequences === undefined || steps === undefined || width === undefined) {
    throw dataError(name, 'the array has a shape that is no sequences', {
      expected: '[steps, features] or [sequences, steps, features]',
      found: shapeText(shape),
    });
  }
  const many = shape.length === 3;
  return {
    columns: placeNames(width),
    named: false,
    count: sequences * steps,
    cell: (row, column) => data[row * width + column],
    whereOf: (row) => (many ? `sequence ${Math.floor(row / steps) + 1}, row ${(row % steps) + 1}` : `row ${row + 1}`),
    parts: many
      ? Array.from({ length: sequences }, (_, n) => ({ name: String(n + 1), from: n * steps, to: (n + 1) * steps }))
      : null,
    times: null,
    notes: [],
  };
}

function opened(name: string, bytes: Uint8Array) {
  try {
    const { shape, read } = openNpy(bytes, name);
    return { shape, data: read() };
  } catch (error) {
    // To readers of models it is a part of one; here it is what was given.
    throw error instanceof LensError ? new LensError({ ...error.fields, name: 'InputError' }) : error;
  }
}
