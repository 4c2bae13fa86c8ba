/**
 * The number types of stored tensors, and how they are held: float16, bfloat16 and float32 as float32, all others as float64, which is
 * exact for all but 8-byte integers above 2^53.
 */
import type { Weights } from '../../model/model-data.ts';
import { zeros } from '../../model/weights.ts';

type ReadNumber = (view: DataView, offset: number, littleEndian: boolean) => number;

export interface NumberType {
  /** Bytes a number. */
  readonly width: number;
  /** Whether float32 holds all its numbers exactly. */
  readonly isNarrow?: boolean;
  readonly read: ReadNumber;
}

/** Bytes that a number takes in memory. */
export function heldBytes({ isNarrow = false }: NumberType): number {
  return isNarrow ? 4 : 8;
}

const FLOAT16: NumberType = {
  width: 2,
  isNarrow: true,
  read: (view, offset, littleEndian) => halfTable()[view.getUint16(offset, littleEndian)] ?? Number.NaN,
};
const FLOAT32: NumberType = {
  width: 4,
  isNarrow: true,
  read: (view, offset, littleEndian) => view.getFloat32(offset, littleEndian),
};
const FLOAT64: NumberType = { width: 8, read: (view, offset, littleEndian) => view.getFloat64(offset, littleEndian) };

const bfloatScratch = new DataView(new ArrayBuffer(4));
const BFLOAT16: NumberType = {
  width: 2,
  isNarrow: true,
  read: (view, offset, littleEndian) => {
    bfloatScratch.setUint16(0, view.getUint16(offset, littleEndian)); // the upper half of a float32
    return bfloatScratch.getFloat32(0);
  },
};

/** By the codes numpy gives them, without the byte order. */
export const NUMPY_TYPES: ReadonlyMap<string, NumberType> = new Map<string, NumberType>([
  ['f2', FLOAT16],
  ['f4', FLOAT32],
  ['f8', FLOAT64],
  ['i1', { width: 1, read: (view, offset) => view.getInt8(offset) }],
  ['i2', { width: 2, read: (view, offset, littleEndian) => view.getInt16(offset, littleEndian) }],
  ['i4', { width: 4, read: (view, offset, littleEndian) => view.getInt32(offset, littleEndian) }],
  ['i8', { width: 8, read: (view, offset, littleEndian) => Number(view.getBigInt64(offset, littleEndian)) }],
  ['u1', { width: 1, read: (view, offset) => view.getUint8(offset) }],
  ['u2', { width: 2, read: (view, offset, littleEndian) => view.getUint16(offset, littleEndian) }],
  ['u4', { width: 4, read: (view, offset, littleEndian) => view.getUint32(offset, littleEndian) }],
  ['u8', { width: 8, read: (view, offset, littleEndian) => Number(view.getBigUint64(offset, littleEndian)) }],
]);

/** By the names safetensors gives them. */
export const SAFETENSORS_TYPES: ReadonlyMap<string, NumberType> = new Map<string, NumberType>([
  ['F16', FLOAT16],
  ['BF16', BFLOAT16],
  ['F32', FLOAT32],
  ['F64', FLOAT64],
  ...[1, 2, 4, 8].flatMap((width) => [safetensorsInteger('I', width), safetensorsInteger('U', width)]),
]);

function safetensorsInteger(sign: 'I' | 'U', width: number): [string, NumberType] {
  const type = NUMPY_TYPES.get(`${sign.toLowerCase()}${width}`);
  if (type === undefined) throw new TypeError(`no integers of ${width} bytes`);
  return [`${sign}${8 * width}`, type];
}

const FRACTIONS: readonly NumberType[] = [FLOAT16, BFLOAT16, FLOAT32, FLOAT64];

/** TensorSource.kind of numbers of this type. */
export function kindOfNumbers(type: NumberType): 'whole' | undefined {
  return FRACTIONS.includes(type) ? undefined : 'whole';
}

/**
 * The numbers that `bytes` are (a whole number of them, at any alignment). Where they stand in the bytes as they are held they are not
 * copied: such numbers are to be read, never written.
 */
export function decodeNumbers(bytes: Uint8Array, type: NumberType, littleEndian: boolean): Weights {
  if (type === FLOAT16) return decodeHalves(bytes, littleEndian);
  if (littleEndian && IS_LITTLE_ENDIAN && (type === FLOAT32 || type === FLOAT64)) return inPlace(bytes, type === FLOAT32);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { width, read, isNarrow = false } = type;
  const numbers = zeros(isNarrow, bytes.byteLength / width);
  for (let i = 0; i < numbers.length; i++) numbers[i] = read(view, i * width, littleEndian);
  return numbers;
}

/** Of this machine: numbers of a file that is so too may stay where they are. */
export const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** A view, or a copy where they stand at an odd place. */
function inPlace(bytes: Uint8Array, isNarrow: boolean): Weights {
  const width = isNarrow ? 4 : 8;
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % width === 0 ? bytes : new Uint8Array(bytes);
  return isNarrow ? new Float32Array(buffer, byteOffset, byteLength / 4) : new Float64Array(buffer, byteOffset, byteLength / 8);
}

/** A common case, kept apart from the general loop: no call a number. */
function decodeHalves(bytes: Uint8Array, littleEndian: boolean): Float32Array {
  const table = halfTable();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Float32Array(bytes.byteLength / 2);
  for (let i = 0; i < numbers.length; i++) numbers[i] = table[view.getUint16(2 * i, littleEndian)] ?? Number.NaN;
  return numbers;
}

let cachedHalves: Float32Array | null = null;

/** All 65,536 values of a float16 (float32 holds each exactly), made at the first use. */
function halfTable(): Float32Array {
  cachedHalves ??= Float32Array.from({ length: 65_536 }, (_, bits) => halfValue(bits));
  return cachedHalves;
}

/** IEEE 754 binary16: sign, 5 bits of exponent (bias 15), 10 bits of fraction. */
function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const doubleScratch = new DataView(new ArrayBuffer(8));

/** The bits of the float16 nearest to `value`, ties to even: what numpy's astype(float16) gives. */
export function toHalfBits(value: number): number {
  doubleScratch.setFloat64(0, value);
  const upper = doubleScratch.getUint16(0);
  const sign = upper & 0x8000;
  if (Number.isNaN(value)) return sign | 0x7e00;
  const size = Math.abs(value);
  if (size >= 65_520) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | roundToEven(size * 2 ** 24); // subnormal; 1024 carries into the exponent, as it should
  const exponent = ((upper >> 4) & 2047) - 1023;
  return sign | (((exponent + 15) << 10) + roundToEven((size / 2 ** exponent - 1) * 1024));
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest === 0.5) return floor + (floor % 2);
  return rest > 0.5 ? floor + 1 : floor;
}
