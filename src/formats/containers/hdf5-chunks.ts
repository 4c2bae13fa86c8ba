/** HDF5 datasets in chunks: the tree that says where each stands (version 1, which h5py writes), and what undoes their packing. */
import type { LensError } from '../../model/errors.ts';
import type { Weights } from '../../model/model-data.ts';
import { zeros } from '../../model/weights.ts';
import { decodeNumbers, formatError, heldBytes, type NumberType } from '../basics/index.ts';
import type { InflateBudget } from './inflate-budget.ts';
import { inflate } from './zip.ts';

const DEFLATE = 1;
const SHUFFLE = 2;
const FLETCHER32 = 3;
const CHECKSUM_BYTES = 4;

const TREE = 0x45_45_52_54; // "TREE"
const NODE_HEADER = 24;

export interface ChunkedData {
  /** The whole file. */
  readonly bytes: Uint8Array;
  readonly where: string;
  readonly budget: InflateBudget;
  readonly shape: readonly number[];
  readonly type: NumberType;
  readonly littleEndian: boolean;
  /** Numbers of the filters, in the order in which they were used. */
  readonly filters: readonly number[];
  /** Where the layout message has its rank, the tree's address and the chunks' sizes. */
  readonly propertiesAt: number;
}

interface Chunk {
  /** Of its first number, an axis each. */
  readonly offset: readonly number[];
  readonly packed: Uint8Array;
  /** Bit k: filter k was not used. */
  readonly mask: number;
}

/** Row-major. Throws ModelFormatError, or a RangeError for an address beyond the file. */
export function readChunks(data: ChunkedData): Weights {
  const { bytes, shape, type, where, budget } = data;
  const count = product(shape);
  const tree = readTree(data);
  if (heldBytes(type) * count > budget.total) throw tooLarge(where, `${count} numbers`, budget);
  const numbers = zeros(type.isNarrow ?? false, count);
  const size = product(tree.chunk) * type.width;
  const seen = new Set<string>();
  const visits = { left: 2 * tree.count + 64 };
  for (const chunk of listChunks(bytes, tree, visits, where)) {
    seen.add(chunk.offset.join());
    const unpacked = unpack(chunk, size, data);
    place(decodeNumbers(unpacked, type, data.littleEndian), tree.chunk, chunk.offset, numbers, shape);
  }
  if (seen.size === tree.count) return numbers;
  throw formatError(where, 'does not have all its chunks', { expected: `${tree.count}`, found: `${seen.size}` });
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}

function tooLarge(where: string, found: string, { total }: InflateBudget): LensError {
  return formatError(where, 'expands too much when unpacked', {
    expected: `at most ${total} bytes in all (4 x the file)`,
    found,
    advice: 'Save the model again without compression.',
  });
}

interface Tree {
  readonly address: number;
  /** Numbers in a chunk, an axis each. */
  readonly chunk: readonly number[];
  /** Of chunks. */
  readonly count: number;
}

/** Version 3 of the layout message: rank + 1, the address, and the sizes, of which the last is a number's width. */
function readTree({ bytes, propertiesAt, shape, type, where, budget }: ChunkedData): Tree {
  const view = viewOf(bytes);
  const rank = view.getUint8(propertiesAt) - 1;
  const sizes = Array.from({ length: rank + 1 }, (_, axis) => view.getUint32(propertiesAt + 9 + 4 * axis, true));
  const chunk = sizes.slice(0, -1);
  const count = product(shape.map((size, axis) => Math.ceil(size / (chunk[axis] ?? 0))));
  if (rank !== shape.length || sizes.at(-1) !== type.width || chunk.includes(0)) {
    throw formatError(where, 'has chunks that do not fit it', {
      expected: `chunks of ${shape.length} dimensions, numbers of ${type.width} bytes`,
      found: `sizes ${sizes.join(' x ')}`,
    });
  }
  const size = product(sizes);
  if (size * count > budget.total) throw tooLarge(where, `${count} chunks of ${size} bytes`, budget);
  return { address: Number(view.getBigUint64(propertiesAt + 1, true)), chunk, count };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The chunks that the tree leads to. A tree may lead to the same place again and again, but not more often than `visits` allow. */
function* listChunks(bytes: Uint8Array, { address, chunk }: Tree, visits: { left: number }, where: string): Generator<Chunk> {
  const view = viewOf(bytes);
  const open = [{ at: address, level: view.getUint8(address + 5) }];
  const keySize = 8 + 8 * (chunk.length + 1);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const isNode = view.getUint32(node.at, true) === TREE && view.getUint8(node.at + 4) === 1;
    if (!isNode || view.getUint8(node.at + 5) !== node.level) throw treeError(where, `none at byte ${node.at}`);
    const entries = view.getUint16(node.at + 6, true);
    visits.left -= 1 + entries;
    if (visits.left < 0) throw treeError(where, 'more of them than there are chunks');
    for (let entry = 0; entry < entries; entry++) {
      const key = node.at + NODE_HEADER + entry * (keySize + 8);
      const child = Number(view.getBigUint64(key + keySize, true));
      const packedSize = view.getUint32(key, true);
      if (node.level > 0) open.push({ at: child, level: node.level - 1 });
      else if (child + packedSize > bytes.length) throw treeError(where, `one of ${packedSize} bytes at byte ${child}`);
      else {
        const offset = chunk.map((_, axis) => Number(view.getBigUint64(key + 8 + 8 * axis, true)));
        yield { offset, packed: bytes.subarray(child, child + packedSize), mask: view.getUint32(key + 4, true) };
      }
    }
  }
}

function treeError(where: string, found: string): LensError {
  return formatError(where, 'has a damaged list of its chunks', { expected: 'chunks within the file', found });
}

/** Exactly `size` bytes. */
function unpack({ packed, mask }: Chunk, size: number, { filters, where, budget, type }: ChunkedData): Uint8Array {
  let bytes = packed;
  for (let index = filters.length - 1; index >= 0; index--) {
    if (mask & (1 << index)) continue;
    const filter = filters[index];
    if (filter === FLETCHER32) bytes = withoutChecksum(bytes, where);
    if (filter === SHUFFLE) bytes = unshuffle(bytes, type.width);
    if (filter === DEFLATE) {
      const checksums = filters.filter((other, before) => other === FLETCHER32 && before < index).length;
      bytes = inflate({ packed: zlibBody(bytes, where), size: size + CHECKSUM_BYTES * checksums }, where, budget);
    }
  }
  if (bytes.length === size) return bytes;
  throw formatError(where, 'has a chunk of another size', { expected: `${size} bytes`, found: `${bytes.length}` });
}

/** Without zlib's header of 2 bytes and its checksum of 4. */
function zlibBody(packed: Uint8Array, where: string): Uint8Array {
  const [method = 0, flags = 0] = packed;
  if (packed.length > 6 && (method & 15) === 8 && (method * 256 + flags) % 31 === 0 && (flags & 32) === 0) {
    return packed.subarray(2, packed.length - 4);
  }
  throw formatError(where, 'cannot be decompressed', { expected: 'deflated data', found: 'something else' });
}

/** First all numbers' first bytes, then their second bytes, and so on. */
function unshuffle(bytes: Uint8Array, width: number): Uint8Array {
  const count = Math.floor(bytes.length / width);
  const plain = new Uint8Array(count * width);
  for (let byte = 0; byte < width; byte++) {
    for (let index = 0; index < count; index++) plain[index * width + byte] = bytes[byte * count + index] ?? 0;
  }
  return plain;
}

/** Fletcher's checksum of 16-bit words, an odd last byte being the upper half of one. */
function withoutChecksum(bytes: Uint8Array, where: string): Uint8Array {
  const size = Math.max(0, bytes.length - CHECKSUM_BYTES);
  let [low, high] = [0, 0];
  for (let at = 0; at < size; at += 2) {
    low = (low + ((bytes[at] ?? 0) << 8) + (at + 1 < size ? (bytes[at + 1] ?? 0) : 0)) % 65_535;
    high = (high + low) % 65_535;
  }
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(size);
  const stored = [(a | (b << 8)) % 65_535, (c | (d << 8)) % 65_535];
  if (stored[0] === low && stored[1] === high) return bytes.subarray(0, size);
  throw formatError(where, 'is damaged', { expected: `the checksum ${low}, ${high}`, found: stored.join(', ') });
}

/** Copies what of the chunk lies within the data, a row of the last axis at a time. */
function place(
  chunk: Weights,
  chunkShape: readonly number[],
  offset: readonly number[],
  data: Weights,
  shape: readonly number[],
): void {
  const last = shape.length - 1;
  const width = chunkShape[last] ?? 1;
  const from = offset[last] ?? 0;
  const taken = Math.min(width, (shape[last] ?? 1) - from);
  for (let row = 0; row * width < chunk.length; row++) {
    let rest = row;
    let at = from;
    let stride = shape[last] ?? 1;
    let isWithin = taken > 0;
    for (let axis = last - 1; axis >= 0; axis--) {
      const size = chunkShape[axis] ?? 1;
      const index = (offset[axis] ?? 0) + (rest % size);
      isWithin &&= index < (shape[axis] ?? 0);
      at += index * stride;
      rest = Math.floor(rest / size);
      stride *= shape[axis] ?? 1;
    }
    if (isWithin) data.set(chunk.subarray(row * width, row * width + taken), at);
  }
}
