/**
 * safetensors (https://github.com/huggingface/safetensors): U64 header size, a JSON header
 * {name: {dtype, shape, data_offsets: [begin, end]}, "__metadata__": {...}}, then the tensors, little-endian, without a gap.
 */
import * as v from 'valibot';
import type { LensError } from '../../model/errors.ts';
import {
  countElements,
  decodeNumbers,
  decodeText,
  formatError,
  IS_LITTLE_ENDIAN,
  kindOfNumbers,
  listing,
  type NumberType,
  parseJsonObject,
  quote,
  SAFETENSORS_TYPES,
  shorten,
  type Tensor,
  type TensorSource,
  toHalfBits,
  unreadable,
} from '../basics/index.ts';

const PREFIX = 8;

const EntrySchema = v.object({
  dtype: v.string(),
  shape: v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  data_offsets: v.strictTuple([
    v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  ]),
});

interface Entry {
  readonly name: string;
  readonly where: string;
  /** null: of a type that is not read. */
  readonly type: NumberType | null;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** Reads every tensor. `file` names the file in errors (ModelFormatError). */
export function readSafetensors(bytes: Uint8Array, file: string): Map<string, Tensor> {
  return new Map([...openSafetensors(bytes, file)].map(([name, { shape, read }]) => [name, { shape, data: read() }]));
}

/** The same; the header is read and checked at once, the numbers when they are asked for. */
export function openSafetensors(bytes: Uint8Array, file: string): Map<string, TensorSource> {
  const headerSize = readHeaderSize(bytes, file);
  const data = bytes.subarray(PREFIX + headerSize);
  const entries = readHeader(bytes.subarray(PREFIX, PREFIX + headerSize), file);
  checkLayout(entries, data.length, file);
  return new Map(
    entries.map(({ name, where, type, dtype, shape, begin, end }): [string, TensorSource] => {
      if (type === null) return [name, unreadable(shape, typeError(dtype, where), dtype === 'BOOL' ? 'none' : undefined)];
      const read = () => decodeNumbers(data.subarray(begin, end), type, true);
      return [name, { shape, read, kind: kindOfNumbers(type) }];
    }),
  );
}

/** The names of the tensors, without reading their numbers; null where the header is malformed. */
export function safetensorsNames(bytes: Uint8Array): string[] | null {
  try {
    return readHeader(bytes.subarray(PREFIX, PREFIX + readHeaderSize(bytes, '')), '').map(({ name }) => name);
  } catch {
    return null;
  }
}

function readHeaderSize(bytes: Uint8Array, file: string): number {
  if (bytes.length < PREFIX) {
    throw formatError(file, 'is too short', { expected: `at least ${PREFIX} bytes`, found: `${bytes.length} bytes` });
  }
  const size = new DataView(bytes.buffer, bytes.byteOffset, PREFIX).getBigUint64(0, true);
  if (size > BigInt(bytes.length - PREFIX)) {
    throw formatError(`${file} header size`, 'goes beyond the end of the file', {
      expected: `at most ${bytes.length - PREFIX} bytes`,
      found: `${size} bytes`,
      advice: 'The file is truncated, or is not a safetensors file.',
    });
  }
  return Number(size);
}

function readHeader(bytes: Uint8Array, file: string): Entry[] {
  const where = `${file} header`;
  const text = decodeText(bytes, where);
  const header = parseJsonObject(text, where);
  checkDistinctNames(text, where);
  return Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => readEntry(name, value, `${file} ${shorten(name)}`));
}

/** JSON.parse keeps the last of two equal keys silently, so the keys of the outermost object are read once more. */
function checkDistinctNames(json: string, where: string): void {
  const seen = new Set<string>();
  for (const name of outermostKeys(json)) {
    if (seen.has(name)) {
      throw formatError(where, 'names a tensor twice', { expected: 'every name once', found: quote(name) });
    }
    seen.add(name);
  }
}

/** The keys of the outermost object of `json`, which is known to be valid. */
function outermostKeys(json: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  let text = '';
  for (let at = 0; at < json.length; at++) {
    const char = json.charAt(at);
    if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    else if (char === ':' && depth === 1) keys.push(String(JSON.parse(text)));
    else if (char === '"') {
      const end = endOfString(json, at);
      if (depth === 1) text = json.slice(at, end + 1);
      at = end;
    }
  }
  return keys;
}

function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json.charAt(at) !== '"') at += json.charAt(at) === '\\' ? 2 : 1;
  return at;
}

function readEntry(name: string, value: unknown, where: string): Entry {
  const parsed = v.safeParse(EntrySchema, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw formatError(`${where} ${v.getDotPath(issue) ?? ''}`.trimEnd(), 'is not a valid tensor entry', {
      expected: issue.expected ?? '{dtype, shape, data_offsets}',
      found: issue.received,
    });
  }
  const { dtype, shape, data_offsets: offsets } = parsed.output;
  const [begin, end] = offsets;
  const type = SAFETENSORS_TYPES.get(dtype) ?? null;
  if (begin > end)
    throw formatError(where, 'ends before it begins', { expected: 'begin <= end', found: `offsets ${begin} to ${end}` });
  if (type !== null) checkEntrySize(shape, begin, end, type.width, where);
  return { name, where, type, dtype, shape, begin, end };
}

function typeError(dtype: string, where: string): LensError {
  return formatError(where, 'has a number type that is not supported', {
    expected: listing([...SAFETENSORS_TYPES.keys()]),
    found: quote(dtype),
  });
}

function checkEntrySize(shape: readonly number[], begin: number, end: number, width: number, where: string): void {
  const count = countElements(shape);
  if (count === null || count * width !== end - begin) {
    const size = count === null ? 'a shape of a possible size' : `${count * width} bytes for shape [${shape.join(', ')}]`;
    throw formatError(where, 'does not fill its place', {
      expected: size,
      found: `${end - begin} bytes (offsets ${begin} to ${end})`,
    });
  }
}

/** Tensors must cover the data without overlap or gap, as the format demands. */
function checkLayout(entries: readonly Entry[], dataSize: number, file: string): void {
  const ordered = [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end);
  let covered = 0;
  for (const { where, begin, end } of ordered) {
    if (end > dataSize) {
      throw formatError(where, 'goes beyond the end of the file', { expected: `an end <= ${dataSize}`, found: `end ${end}` });
    }
    if (begin !== covered) {
      const problem = begin < covered ? 'overlaps another tensor' : 'leaves a gap before it';
      throw formatError(where, problem, { expected: `begin ${covered}`, found: `begin ${begin}` });
    }
    covered = end;
  }
  if (covered !== dataSize) {
    throw formatError(file, 'holds bytes that belong to no tensor', {
      expected: `${covered} bytes of data`,
      found: `${dataSize}`,
    });
  }
}

export type StoredType = 'F16' | 'F32' | 'F64';

const WIDTHS: Readonly<Record<StoredType, number>> = { F16: 2, F32: 4, F64: 8 };

/** Numbers to be stored; as float32 or float64, where no type is given. */
interface Stored {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

/** The bytes of a safetensors file. Values are rounded to the nearest number of `dtype`, where one is given. */
export function writeSafetensors(tensors: ReadonlyMap<string, Stored>, dtype?: StoredType): Uint8Array {
  const typeOf = (data: Stored['data']) => dtype ?? (data instanceof Float32Array ? 'F32' : 'F64');
  // Wide numbers first: so each tensor begins at a multiple of its numbers' width.
  const ordered = [...tensors].sort(([, a], [, b]) => WIDTHS[typeOf(b.data)] - WIDTHS[typeOf(a.data)]);
  const header: [string, object][] = [];
  let size = 0;
  for (const [name, { shape, data }] of ordered) {
    const type = typeOf(data);
    const end = size + data.length * WIDTHS[type];
    header.push([name, { dtype: type, shape, data_offsets: [size, end] }]);
    size = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const headerSize = Math.ceil(json.length / 8) * 8; // tensors start at a multiple of 8, as the format demands
  const bytes = new Uint8Array(PREFIX + headerSize + size);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerSize), true);
  bytes.fill(0x20, PREFIX, PREFIX + headerSize);
  bytes.set(json, PREFIX);
  let at = PREFIX + headerSize;
  for (const [, { data }] of ordered) {
    const type = typeOf(data);
    if (IS_LITTLE_ENDIAN && WIDTHS[type] === data.BYTES_PER_ELEMENT) {
      bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
      at += data.byteLength;
      continue;
    }
    for (const value of data) {
      writeNumber(view, at, value, type);
      at += WIDTHS[type];
    }
  }
  return bytes;
}

function writeNumber(view: DataView, at: number, value: number, dtype: StoredType): void {
  if (dtype === 'F64') view.setFloat64(at, value, true);
  else if (dtype === 'F32') view.setFloat32(at, value, true);
  else view.setUint16(at, toHalfBits(value), true);
}
