/** Zip files: entries stored or deflated, unpacked one by one as they are asked for, each into a buffer of its declared size. */
import { Inflate } from 'fflate';
import { LensError } from '../../model/errors.ts';
import { crc32, formatError, quote } from '../basics/index.ts';
import { type InflateBudget, inflateBudget, MOST_GROWTH } from './inflate-budget.ts';
import { type DirectoryEntry, readDirectory } from './zip-directory.ts';

export interface ZipEntry {
  /** The path in the zip. */
  readonly name: string;
  /** Declared size unpacked, bytes. */
  readonly size: number;
  /** Unpacks and checks the entry; a stored one is a view of the file. Throws ModelFormatError. */
  readonly read: () => Uint8Array;
}

/** The files in a zip by path. Only the directory is read at first. Throws ModelFormatError; `file` names the zip in it. */
export function openZip(bytes: Uint8Array, file: string, budget = inflateBudget(bytes.length)): Map<string, ZipEntry> {
  const entries = readDirectory(bytes, file).map((entry): [string, ZipEntry] => {
    const where = `${file} ${quote(entry.name)}`;
    return [entry.name, { name: entry.name, size: entry.size, read: () => readEntry(entry, where, budget) }];
  });
  return new Map(entries);
}

function readEntry(entry: DirectoryEntry, where: string, budget: InflateBudget): Uint8Array {
  const bytes = entry.method === 8 ? inflate(entry, where, budget) : stored(entry, where);
  const crc = crc32(bytes);
  if (crc === entry.crc) return bytes;
  throw formatError(where, 'is damaged', { expected: `CRC-32 ${hex(entry.crc)}`, found: hex(crc) });
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}

function stored({ method, packed, size }: DirectoryEntry, where: string): Uint8Array {
  if (method !== 0) {
    throw formatError(where, 'is compressed with a method that is not supported', {
      expected: 'stored (0) or deflate (8)',
      found: `method ${method}`,
    });
  }
  if (packed.length === size) return packed;
  throw formatError(where, 'does not have its declared size', { expected: `${size} bytes`, found: `${packed.length}` });
}

/**
 * In pieces, so that a stream that runs on is left where it passes its declared size. Deflate makes a piece at most 1,032 times as
 * long: some 2 x the packed entry, or 260 KB where the entry is small.
 */
export function inflate(
  { packed, size }: Pick<DirectoryEntry, 'packed' | 'size'>,
  where: string,
  budget: InflateBudget,
): Uint8Array<ArrayBuffer> {
  spend(size, where, budget);
  const bytes = new Uint8Array(size);
  const piece = Math.max(256, packed.length >> 9);
  let filled = 0;
  const stream = new Inflate((chunk) => {
    if (filled + chunk.length > size) throw sizeError(where, size, 'more');
    bytes.set(chunk, filled);
    filled += chunk.length;
  });
  for (let at = 0; at === 0 || at < packed.length; at += piece) {
    push(stream, packed.subarray(at, at + piece), at + piece >= packed.length, where);
  }
  if (filled !== size) throw sizeError(where, size, `${filled}`);
  return bytes;
}

function push(stream: Inflate, piece: Uint8Array, last: boolean, where: string): void {
  try {
    stream.push(piece, last);
  } catch (error) {
    if (error instanceof LensError) throw error; // the callback's own
    throw formatError(where, 'cannot be decompressed', { expected: 'deflated data', found: 'something else' });
  }
}

function spend(size: number, where: string, budget: InflateBudget): void {
  if (size > budget.left) {
    throw formatError(where, 'expands too much when unpacked, as a zip bomb does', {
      expected: `at most ${budget.total} bytes in all (${MOST_GROWTH} x the file)`,
      found: `${size} bytes more`,
      advice: 'Zip it without compression if it is a real model.',
    });
  }
  budget.left -= size;
}

function sizeError(where: string, size: number, found: string): LensError {
  return formatError(where, 'does not have its declared size', { expected: `${size} bytes unpacked`, found });
}
