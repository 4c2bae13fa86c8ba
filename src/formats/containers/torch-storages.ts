/** The storages of PyTorch files: numbers that stand beside the pickle, which names them by persistent ids (torch/serialization.py). */
import { kindOfNumbers, NUMPY_TYPES, type NumberType, SAFETENSORS_TYPES } from '../basics/index.ts';
import type { CallContext } from './pickle-globals.ts';
import { asText, asTuple, kindOf, type PickleStorage, type PickleTensor, type PickleValue } from './pickle-values.ts';

const BFLOAT16 = SAFETENSORS_TYPES.get('BF16');
const BYTE = NUMPY_TYPES.get('u1');

/** What is stored in a way that gives no weights: not read, but no obstacle either where it has no part in the model. */
export const UNREAD = {
  bool: unread(1, 'truth values', 'torch.bool'),
  complex64: unread(8, 'complex numbers', 'torch.complex64'),
  complex128: unread(16, 'complex numbers', 'torch.complex128'),
  float8: unread(1, '8-bit numbers', 'float8'),
  sparse: unread(1, 'a sparse tensor', 'a sparse tensor', 'Make it dense before you save it: tensor.to_dense().'),
  object: unread(1, 'an object', 'an object of a class that is not supported'),
  meta: unread(1, 'no numbers', 'a tensor of the device "meta"'),
} as const;

interface UnreadType extends NumberType {
  /** As in "holds truth values". */
  readonly holds: string;
  readonly found: string;
  readonly advice: string | undefined;
}

function unread(width: number, holds: string, found: string, advice?: string): UnreadType {
  return { width, read: () => Number.NaN, holds, found, advice };
}

/** null: its numbers are read. */
export function unreadType(type: NumberType): UnreadType | null {
  return Object.values(UNREAD).find((one) => one === type) ?? null;
}

/** By 'module name'. Untyped storages are bytes, whose type the tensor says. */
export const STORAGES: ReadonlyMap<string, NumberType | undefined> = new Map<string, NumberType | undefined>([
  ['torch HalfStorage', NUMPY_TYPES.get('f2')],
  ['torch BFloat16Storage', BFLOAT16],
  ['torch FloatStorage', NUMPY_TYPES.get('f4')],
  ['torch DoubleStorage', NUMPY_TYPES.get('f8')],
  ['torch BoolStorage', UNREAD.bool],
  ['torch ComplexFloatStorage', UNREAD.complex64],
  ['torch ComplexDoubleStorage', UNREAD.complex128],
  ['torch ByteStorage', BYTE],
  ['torch CharStorage', NUMPY_TYPES.get('i1')],
  ['torch ShortStorage', NUMPY_TYPES.get('i2')],
  ['torch IntStorage', NUMPY_TYPES.get('i4')],
  ['torch LongStorage', NUMPY_TYPES.get('i8')],
  ['torch UntypedStorage', BYTE],
  ['torch.storage UntypedStorage', BYTE],
  ['torch.storage _UntypedStorage', BYTE],
]);

/** torch.dtype, by 'module name'. */
export const DTYPES: ReadonlyMap<string, NumberType | undefined> = new Map<string, NumberType | undefined>([
  ['torch float16', NUMPY_TYPES.get('f2')],
  ['torch bfloat16', BFLOAT16],
  ['torch float32', NUMPY_TYPES.get('f4')],
  ['torch float64', NUMPY_TYPES.get('f8')],
  ['torch bool', UNREAD.bool],
  ['torch complex64', UNREAD.complex64],
  ['torch complex128', UNREAD.complex128],
  ...['e4m3fn', 'e4m3fnuz', 'e5m2', 'e5m2fnuz', 'e8m0fnu'].map((kind) => [`torch float8_${kind}`, UNREAD.float8] as const),
  ['torch uint8', BYTE],
  ['torch int8', NUMPY_TYPES.get('i1')],
  ['torch int16', NUMPY_TYPES.get('i2')],
  ['torch int32', NUMPY_TYPES.get('i4')],
  ['torch int64', NUMPY_TYPES.get('i8')],
  ['torch uint16', NUMPY_TYPES.get('u2')],
  ['torch uint32', NUMPY_TYPES.get('u4')],
  ['torch uint64', NUMPY_TYPES.get('u8')],
]);

/** Truth values, and what stands in the place of a tensor. */
export function holdsNoNumbers(type: NumberType): boolean {
  return type === UNREAD.bool || type === UNREAD.object;
}

/** Whether it looks like a weight: fractions, or a matrix of whole numbers. Single whole numbers are counters. */
export function mayBeWeight({ storage: { type }, shape }: PickleTensor): boolean {
  if (holdsNoNumbers(type)) return false;
  return kindOfNumbers(type) === undefined || shape.length > 1 || unreadType(type) !== null;
}

/** The bytes of a storage; unpacked and checked when they are asked for. */
interface StoredBytes {
  readonly size: number;
  readonly read: () => Uint8Array;
}

/** Where the storages of a file are. */
export interface StorageFinder {
  /** Bytes of the storage with this key; `size` (bytes) and `count` (numbers) are what the pickle says of it. */
  readonly find: (key: string, size: number, count: number) => StoredBytes | undefined;
  /** For messages. */
  readonly nameOf: (key: string) => string;
}

/** Reads persistent ids. Tensors may share a storage; its bytes are checked once. */
export class StorageReader {
  private readonly finder: StorageFinder;
  private readonly known = new Map<string, PickleStorage>();

  constructor(finder: StorageFinder) {
    this.finder = finder;
  }

  /**
   * ('storage', torch.FloatStorage, key, location, number of elements); before PyTorch 1.6 with one more: None, or the part of the
   * storage that is meant: (key, offset, number of elements).
   */
  read(id: PickleValue, { input }: CallContext): PickleStorage {
    const parts = asTuple(id) ?? [];
    const [tag, storageType, rawKey, location, count, part = null] = parts;
    const key = asShortText(rawKey);
    const type = typeof storageType === 'object' && storageType?.kind === 'global' ? STORAGES.get(storageType.name) : undefined;
    const view = part === null ? null : asView(part);
    const wellFormed = asShortText(tag) === 'storage' && asShortText(location) !== null && view !== undefined;
    if (!wellFormed || parts.length > 6 || key === null || type === undefined || !isCount(count)) {
      throw input.error('has a persistent id that is not supported', {
        expected: "('storage', type, key, location, size)",
        found: (asTuple(id) ?? [id]).map(kindOf).slice(0, 7).join(', '),
      });
    }
    const size = count * type.width;
    const stored = this.finder.find(key, size, count);
    const name = this.finder.nameOf(key);
    if (stored === undefined) throw input.error('names a storage that is not in the file', { expected: name, found: 'nothing' });
    if (stored.size !== size) {
      throw input.error(`does not fit the size of ${name}`, {
        expected: `${size} bytes for ${count} numbers`,
        found: `${stored.size} bytes`,
      });
    }
    const whole = this.cached(`${kindOf(storageType)} ${key}`, () => ({ kind: 'storage', type, count, read: once(stored.read) }));
    if (view === null) return whole;
    const { offset, length } = view;
    if (offset + length > count)
      throw input.error(`goes beyond ${name}`, { expected: `at most ${count} numbers`, found: `${offset + length}` });
    const from = offset * type.width;
    return { ...whole, count: length, read: () => whole.read().subarray(from, from + length * type.width) };
  }

  private cached(key: string, make: () => PickleStorage): PickleStorage {
    const storage = this.known.get(key) ?? make();
    this.known.set(key, storage);
    return storage;
  }
}

/** undefined where it is none. */
function asView(value: PickleValue): { readonly offset: number; readonly length: number } | undefined {
  const [key, offset, length] = asTuple(value) ?? [];
  return asShortText(key) !== null && isCount(offset) && isCount(length) ? { offset, length } : undefined;
}

function once(read: () => Uint8Array): () => Uint8Array {
  let bytes: Uint8Array | undefined;
  return () => {
    bytes ??= read();
    return bytes;
  };
}

/** Keys and tags are short; what is not is not worth decoding. */
export function asShortText(value: PickleValue | undefined): string | null {
  const text = value === undefined ? null : asText(value);
  return text !== null && text.length <= 64 ? text : null;
}

export function isCount(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
