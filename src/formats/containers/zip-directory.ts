/**
 * The central directory of a zip file (PKWARE's APPNOTE.TXT), read and checked whole before any entry is: every number in it is held
 * against the file's own size. Nothing is allocated but the list of entries, each of which has 46 bytes of the file at least.
 */
import type { LensError } from '../../model/errors.ts';
import { decodeLatin1, formatError, quote, tryUtf8 } from '../basics/index.ts';

export interface DirectoryEntry {
  readonly name: string;
  /** 0 stored, 8 deflate; others are refused when the entry is read. */
  readonly method: number;
  readonly crc: number;
  /** The entry's bytes as they stand in the file, not copied. */
  readonly packed: Uint8Array;
  /** Declared size of the entry unpacked, bytes. */
  readonly size: number;
}

interface DirectoryRecord extends Omit<DirectoryEntry, 'packed'> {
  readonly packedSize: number;
  /** Where the local header begins. */
  readonly start: number;
}

const END_SIGNATURE = 0x06_05_4b_50;
const END_SIZE = 22;
const RECORD_SIGNATURE = 0x02_01_4b_50;
const RECORD_SIZE = 46;
const LOCAL_SIGNATURE = 0x04_03_4b_50;
const LOCAL_SIZE = 30;
const LONGEST_COMMENT = 65_535;
const ENCRYPTED = 0x2041; // bits 0, 6 and 13: the entry, strongly, and the directory itself
const ZIP64_16 = 0xff_ff;
const ZIP64_32 = 0xff_ff_ff_ff;

/** Whether `bytes` begin as a zip file does. */
export function startsLikeZip(bytes: Uint8Array): boolean {
  const [p, k, three, four] = bytes;
  return p === 0x50 && k === 0x4b && ((three === 3 && four === 4) || (three === 5 && four === 6));
}

/** The entries that are files, in the directory's order. Throws ModelFormatError; `file` names the file in it. */
export function readDirectory(bytes: Uint8Array, file: string): DirectoryEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view, file);
  const records = readRecords(bytes, view, end, file);
  checkNames(records, file);
  const located = records.map((record) => ({ record, ...locate(bytes, view, record, end.start, file) }));
  checkOverlaps(located, file);
  return located
    .filter(({ record }) => !record.name.endsWith('/'))
    .map(({ record: { name, method, crc, size }, from, to }) => ({ name, method, crc, size, packed: bytes.subarray(from, to) }));
}

interface Directory {
  readonly start: number;
  readonly size: number;
  readonly count: number;
}

function findEnd(view: DataView, file: string): Directory {
  const last = view.byteLength - END_SIZE;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) !== END_SIGNATURE || view.getUint16(at + 20, true) !== last - at) continue;
    return readEnd(view, at, file);
  }
  throw formatError(file, 'is not a whole zip file', {
    expected: 'a zip directory at its end',
    found: `${view.byteLength} bytes without one`,
    advice: 'The file is truncated, or has another format.',
  });
}

function readEnd(view: DataView, at: number, file: string): Directory {
  const [disk, startDisk, here, count] = [4, 6, 8, 10].map((offset) => view.getUint16(at + offset, true));
  const size = view.getUint32(at + 12, true);
  const start = view.getUint32(at + 16, true);
  if (count === ZIP64_16 || size === ZIP64_32 || start === ZIP64_32) throw zip64Error(file);
  if (disk !== 0 || startDisk !== 0 || here !== count) {
    throw formatError(file, 'is one part of a zip that is split', { expected: 'one whole zip file', found: `part ${disk}` });
  }
  if (start + size > at || (count ?? 0) * RECORD_SIZE > size) {
    throw formatError(`${file} zip directory`, 'does not fit the file', {
      expected: `at most ${at} bytes`,
      found: `${count} entries in ${size} bytes from byte ${start}`,
    });
  }
  return { start, size, count: count ?? 0 };
}

function zip64Error(file: string): LensError {
  return formatError(file, 'is a zip64 file, which is not supported', {
    expected: 'a zip of less than 4 GB and 65,535 entries',
    found: 'zip64',
  });
}

function readRecords(bytes: Uint8Array, view: DataView, directory: Directory, file: string): DirectoryRecord[] {
  const end = directory.start + directory.size;
  const records: DirectoryRecord[] = [];
  let at = directory.start;
  for (let index = 0; index < directory.count; index++) {
    if (at + RECORD_SIZE > end || view.getUint32(at, true) !== RECORD_SIGNATURE) {
      throw formatError(`${file} zip directory`, 'is damaged', { expected: `entry ${index}`, found: `none at byte ${at}` });
    }
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const next = at + RECORD_SIZE + lengths.reduce((sum, length) => sum + length, 0);
    if (next > end) {
      throw formatError(`${file} zip directory`, 'is damaged', { expected: `an end by byte ${end}`, found: `byte ${next}` });
    }
    const nameStart = at + RECORD_SIZE;
    records.push(readRecord(view, at, decodeName(bytes.subarray(nameStart, nameStart + (lengths[0] ?? 0))), file));
    at = next;
  }
  return records;
}

function readRecord(view: DataView, at: number, name: string, file: string): DirectoryRecord {
  const where = `${file} ${quote(name)}`;
  if (view.getUint16(at + 8, true) & ENCRYPTED) {
    throw formatError(where, 'is encrypted', { expected: 'a zip without a password', found: 'an encrypted entry' });
  }
  const packedSize = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const start = view.getUint32(at + 42, true);
  if (packedSize === ZIP64_32 || size === ZIP64_32 || start === ZIP64_32) throw zip64Error(where);
  return { name, method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true), packedSize, size, start };
}

function decodeName(bytes: Uint8Array): string {
  return tryUtf8(bytes) ?? decodeLatin1(bytes);
}

/** Names are only ever keys here, never paths on a disk; a zip that plays tricks with them is refused all the same. */
function checkNames(records: readonly DirectoryRecord[], file: string): void {
  const seen = new Set<string>();
  for (const { name } of records) {
    const parts = name.split(/[\\/]/);
    if (name === '' || name.includes('\0') || parts.includes('..') || /^([\\/]|[a-z]:)/i.test(name)) {
      throw formatError(file, 'holds a file whose path leads out of it', {
        expected: 'paths within the zip',
        found: quote(name),
      });
    }
    if (seen.has(name)) throw formatError(file, 'holds a file twice', { expected: 'every name once', found: quote(name) });
    seen.add(name);
  }
}

/** Where an entry's bytes stand. The sizes are the directory's: local headers may leave theirs to a record behind the data. */
function locate(
  bytes: Uint8Array,
  view: DataView,
  record: DirectoryRecord,
  limit: number,
  file: string,
): { from: number; to: number } {
  const { start, packedSize, name } = record;
  const where = `${file} ${quote(name)}`;
  const headerEnd = start + LOCAL_SIZE;
  if (headerEnd > limit || view.getUint32(start, true) !== LOCAL_SIGNATURE) {
    throw formatError(where, 'is not where the zip directory says', {
      expected: 'a local header',
      found: `none at byte ${start}`,
    });
  }
  const nameEnd = headerEnd + view.getUint16(start + 26, true);
  const from = nameEnd + view.getUint16(start + 28, true);
  if (from + packedSize > limit) {
    throw formatError(where, 'goes beyond the end of the file', {
      expected: `an end <= ${limit}`,
      found: `end ${from + packedSize}`,
    });
  }
  const localName = decodeName(bytes.subarray(headerEnd, nameEnd));
  if (localName !== name) {
    throw formatError(where, 'has another name in the zip directory', { expected: quote(name), found: quote(localName) });
  }
  return { from, to: from + packedSize };
}

function checkOverlaps(located: readonly { record: DirectoryRecord; to: number }[], file: string): void {
  const ordered = [...located].sort((a, b) => a.record.start - b.record.start);
  let covered = 0;
  for (const { record, to } of ordered) {
    if (record.start < covered) {
      throw formatError(`${file} ${quote(record.name)}`, 'overlaps another file in the zip', {
        expected: `a start at byte ${covered} or later`,
        found: `byte ${record.start}`,
      });
    }
    covered = to;
  }
}
