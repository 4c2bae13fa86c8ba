import { bytesOf } from './malformed.ts';

/** A .npy file, version 1, row-major. */
export function npyBytes(
  { shape, data }: { shape: readonly number[]; data: ArrayLike<number> },
  descr: '<f4' | '<f8' = '<f8',
): Uint8Array {
  const sizes = shape.map((size) => `${size},`).join(' ');
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${sizes}), }\n`;
  const raw = descr === '<f8' ? Float64Array.from(data) : Float32Array.from(data);
  return bytesOf('\x93NUMPY', 1, 0, header.length & 255, header.length >> 8, header, new Uint8Array(raw.buffer));
}
