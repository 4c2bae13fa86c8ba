/**
 * What torch.save wrote before PyTorch 1.6, and writes today if it is told to (torch/serialization.py, _legacy_save): five pickles one
 * after another (a magic number, the version, the machine, the object, the keys of its storages), and the storages: an I64 count of
 * numbers each, and the numbers, little-endian whatever the machine.
 */
import { formatError, listing } from '../basics/index.ts';
import { readPickleAt } from './pickle.ts';
import type { PickleDialect } from './pickle-globals.ts';
import { asText, kindOf, type PickleValue } from './pickle-values.ts';
import { torchDialect } from './torch-pickle.ts';

/** LONG1 of 10 bytes: 0x1950a86a20f9469cfc6c; with protocol 4 or 5 there is a frame before it. */
const MAGIC = [0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
const FRAMED = 2 + 9;
const VERSION = 1001;

export function isLegacyTorch(bytes: Uint8Array): boolean {
  const beginsAt = (start: number) => MAGIC.every((byte, index) => bytes[start + index] === byte);
  return bytes[0] === 0x80 && (beginsAt(2) || (bytes[2] === 0x95 && beginsAt(FRAMED)));
}

/** Numbers of a storage that the object names: how many bytes they take, and where they turn out to be. */
interface Wanted {
  readonly size: number;
  readonly count: number;
  place: Uint8Array | null;
}

/** The object in the file. Throws ModelFormatError. */
export function readLegacyTorch(bytes: Uint8Array, file: string): PickleValue {
  const wanted = new Map<string, Wanted>();
  const dialect = torchDialect({
    nameOf: (key) => `storage ${key}`,
    find: (key, size, count) => {
      if (size > bytes.length) return undefined;
      const storage = wanted.get(key) ?? { size, count, place: null };
      wanted.set(key, storage);
      return { size: storage.size, read: () => storage.place ?? new Uint8Array(0) };
    },
  });
  const magic = readPickleAt(bytes, 0, file, dialect);
  const version = readPickleAt(bytes, magic.end, file, dialect);
  if (version.value !== VERSION) {
    throw formatError(`${file} byte ${magic.end}`, 'has an unknown version of the format', {
      expected: String(VERSION),
      found: typeof version.value === 'number' ? String(version.value) : kindOf(version.value),
    });
  }
  const machine = readPickleAt(bytes, version.end, file, dialect);
  const object = readPickleAt(bytes, machine.end, file, dialect);
  placeStorages(bytes, file, object.end, wanted, dialect);
  return object.value;
}

function placeStorages(
  bytes: Uint8Array,
  file: string,
  start: number,
  wanted: ReadonlyMap<string, Wanted>,
  dialect: PickleDialect,
): void {
  const keys = readPickleAt(bytes, start, file, dialect);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = keys.end;
  for (const key of listKeys(keys.value, `${file} byte ${start}`)) {
    const storage = wanted.get(key);
    const where = `${file} byte ${at}`;
    if (storage === undefined || storage.place !== null) {
      throw formatError(`${file} byte ${start}`, 'lists a storage that it should not', {
        expected: 'each storage that a tensor names, once',
        found: listing([key]),
      });
    }
    const end = at + 8 + storage.size;
    if (end > bytes.length)
      throw formatError(where, 'is truncated in its storages', { expected: `${end} bytes`, found: `${bytes.length}` });
    const count = Number(view.getBigInt64(at, true));
    if (count !== storage.count) {
      throw formatError(where, 'has a storage of another size than its tensors say', {
        expected: `${storage.count} numbers`,
        found: String(count),
      });
    }
    storage.place = bytes.subarray(at + 8, end);
    at = end;
  }
  const missing = [...wanted].filter(([, { place }]) => place === null).map(([key]) => key);
  if (missing.length > 0)
    throw formatError(`${file} byte ${start}`, 'does not list all storages', { expected: listing(missing), found: 'nothing' });
}

function listKeys(value: PickleValue, where: string): string[] {
  const items = typeof value === 'object' && value?.kind === 'list' ? value.items : null;
  const keys = items?.flatMap((item) => asText(item) ?? []);
  if (keys === undefined || keys.length !== items?.length)
    throw formatError(where, 'has no list of storages', { expected: 'a list of keys', found: kindOf(value) });
  return keys;
}
