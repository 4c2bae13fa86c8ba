import { deflateSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../model/random.ts';
import { bytesOf, fieldsOfError } from '../../testing/malformed.ts';
import { u32 } from '../../testing/torch-writer.ts';
import { crc32 } from '../basics/crc32.ts';
import { inflateBudget } from './inflate-budget.ts';
import { openZip } from './zip.ts';

interface Part {
  readonly name: string;
  readonly data: Uint8Array;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  /** Declared sizes. */
  readonly packed?: number;
  readonly size?: number;
  readonly localName?: string;
  /** Declared place of the local header. */
  readonly start?: number;
}

interface Ending {
  readonly count?: number;
  readonly size?: number;
  readonly start?: number;
  readonly disk?: number;
  readonly comment?: string;
}

const u16 = (value: number) => Uint8Array.of(value & 255, value >> 8);

/** A zip whose every number may lie. */
function makeZip(parts: readonly Part[], ending: Ending = {}): Uint8Array {
  let files = bytesOf();
  let directory = bytesOf();
  for (const { name, data, flags = 0, method = 0, crc = crc32(data), packed, size, localName = name, start } of parts) {
    const common = [u16(flags), u16(method), u32(0), u32(crc), u32(packed ?? data.length), u32(size ?? data.length)];
    const at = start ?? files.length;
    files = bytesOf(files, 'PK\x03\x04', u16(20), ...common, u16(localName.length), u16(3), localName, 'xxx', data);
    const rest = [u16(name.length), u16(0), u16(0), u16(0), u16(0), u32(0), u32(at), name];
    directory = bytesOf(directory, 'PK\x01\x02', u16(20), u16(20), ...common, ...rest);
  }
  const { count = parts.length, size = directory.length, start = files.length, disk = 0, comment = '' } = ending;
  const numbers = [u16(disk), u16(disk), u16(count), u16(count), u32(size), u32(start), u16(comment.length)];
  return bytesOf(files, directory, 'PK\x05\x06', ...numbers, comment);
}

const text = (value: string) => new TextEncoder().encode(value);
const A: Part = { name: 'a.txt', data: text('hello') };
const B: Part = { name: 'b/c.txt', data: text('there') };

function readAll(bytes: Uint8Array): Record<string, string> {
  const entries = [...openZip(bytes, 'z.zip').values()];
  return Object.fromEntries(entries.map((entry) => [entry.name, new TextDecoder().decode(entry.read())]));
}

describe('reading', () => {
  it('stored entries, with a comment and a folder', () => {
    const folder: Part = { name: 'b/', data: bytesOf() };
    expect(readAll(makeZip([A, folder, B], { comment: 'PK\x05\x06 not the end' }))).toEqual({
      'a.txt': 'hello',
      'b/c.txt': 'there',
    });
    expect(openZip(makeZip([]), 'z').size).toBe(0);
  });

  it('sizes that stand behind the data (bit 3), which the directory has too', () => {
    const bytes = makeZip([{ ...A, flags: 8 }]);
    bytes.fill(0, 14, 26); // CRC and sizes of the local header
    expect(readAll(bytes)).toEqual({ 'a.txt': 'hello' });
  });

  it('names that are not ASCII', () => {
    expect(Object.keys(readAll(zipSync({ 'modèle/вес.txt': text('x') })))).toEqual(['modèle/вес.txt']);
  });

  it.each([0, 1, 300, 5_000, 70_000, 400_000])('%i bytes deflated, at every level', (size) => {
    const random = mulberry32(size);
    // 16 letters, half a byte each: it deflates, but by less than the limit.
    const data = Uint8Array.from({ length: size }, () => 97 + Math.floor(16 * random()));
    for (const level of [1, 6, 9] as const) {
      const bytes = zipSync({ a: [data, { level }] });
      const read = openZip(bytes, 'z').get('a')?.read();
      expect(read?.length).toBe(size);
      expect(crc32(read ?? bytesOf())).toBe(crc32(data));
    }
  });

  it('deflate blocks that are stored, cut anywhere', () => {
    const data = Uint8Array.from({ length: 200_000 }, mulberry32(4)).map((_, at) => (at * 7919) >> 5);
    const packed = deflateSync(data, { level: 0 });
    const bytes = zipSync({ pad: [new Uint8Array(100_000), { level: 0 }], a: [data, { level: 0 }] });
    expect(openZip(bytes, 'z').get('a')?.read()).toEqual(data);
    const handMade = makeZip([{ name: 'a', data: packed, method: 8, crc: crc32(data), size: data.length }]);
    expect(crc32(openZip(handMade, 'z').get('a')?.read() ?? bytesOf())).toBe(crc32(data));
  });

  it('crc32 is that of the standard’s check value', () => {
    expect(crc32(text('123456789'))).toBe(0xcb_f4_39_26);
  });
});

describe('refused when opened', () => {
  const good = makeZip([A, B]);
  const path = { problem: 'holds a file whose path leads out of it' };
  it.each<[string, Uint8Array, object]>([
    ['nothing', bytesOf(), { problem: 'is not a whole zip file' }],
    ['another file', text('this is no zip file, whatever its name says'), { problem: 'is not a whole zip file' }],
    ['cut off', good.subarray(0, good.length - 5), { problem: 'is not a whole zip file' }],
    ['the end alone', good.subarray(good.length - 22), { problem: 'does not fit the file' }],
    ['its start cut off', good.subarray(10), { problem: 'does not fit the file' }],
    ['a directory beyond the end', makeZip([A], { start: 1e6 }), { problem: 'does not fit the file' }],
    ['a directory too large', makeZip([A], { size: 1e6 }), { problem: 'does not fit the file' }],
    ['more entries than there is room for', makeZip([A], { count: 60_000 }), { problem: 'does not fit the file' }],
    [
      'one entry too many',
      makeZip([{ ...A, name: 'a'.repeat(99) }], { count: 2 }),
      { problem: 'is damaged', expected: 'entry 1' },
    ],
    ['a directory elsewhere', makeZip([A, B], { start: 3 }), { problem: 'is damaged', expected: 'entry 0' }],
    ['zip64 in its end', makeZip([A], { count: 0xffff }), { problem: 'is a zip64 file, which is not supported' }],
    ['zip64 in an entry', makeZip([{ ...A, size: 0xffffffff }]), { problem: 'is a zip64 file, which is not supported' }],
    ['a part of many', makeZip([A], { disk: 2 }), { problem: 'is one part of a zip that is split' }],
    ['encrypted', makeZip([{ ...A, flags: 1 }]), { where: 'z.zip "a.txt"', problem: 'is encrypted' }],
    ['an encrypted directory', makeZip([{ ...A, flags: 0x2000 }]), { problem: 'is encrypted' }],
    ['..', makeZip([{ ...A, name: '../a.txt' }]), { ...path, found: '"../a.txt"' }],
    ['.. within', makeZip([{ ...A, name: 'a/../../b' }]), path],
    ['.. of Windows', makeZip([{ ...A, name: 'a\\..\\b' }]), path],
    ['an absolute path', makeZip([{ ...A, name: '/etc/passwd' }]), path],
    ['an absolute path of Windows', makeZip([{ ...A, name: 'C:\\a' }]), path],
    ['no name', makeZip([{ ...A, name: '' }]), path],
    ['a NUL in a name', makeZip([{ ...A, name: 'a\0b' }]), path],
    ['a name twice', makeZip([A, A]), { problem: 'holds a file twice', found: '"a.txt"' }],
    ['another name at the place', makeZip([{ ...A, localName: 'b.txt' }]), { found: '"b.txt"' }],
    ['no header at the place', makeZip([{ ...A, start: 5 }]), { problem: 'is not where the zip directory says' }],
    ['a place beyond', makeZip([{ ...A, start: 4e9 }]), { problem: 'is not where the zip directory says' }],
    ['data beyond', makeZip([{ ...A, packed: 90, size: 90 }]), { problem: 'goes beyond the end of the file' }],
    [
      'overlapping entries',
      makeZip([{ ...A, packed: 30, size: 30 }, B]),
      { where: 'z.zip "b/c.txt"', problem: 'overlaps another file in the zip' },
    ],
  ])('%s', (_, bytes, fields) => {
    expect(fieldsOfError(() => openZip(bytes, 'z.zip'))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});

describe('refused when unpacked', () => {
  const letters = Uint8Array.from({ length: 2000 }, (_, at) => 97 + ((at * at) % 23));
  const packed = deflateSync(letters);
  const deflated: Part = { name: 'a', data: packed, method: 8, crc: crc32(letters), size: letters.length };
  const padding: Part = { name: 'p', data: new Uint8Array(4000) };
  const bomb = deflateSync(new Uint8Array(20_000_000));
  const random = Uint8Array.from({ length: 3_000 }, (_, at) => (at * 7919) >> 3);
  it.each<[string, Uint8Array, object]>([
    ['damaged data', makeZip([{ ...A, crc: 7 }]), { problem: 'is damaged', expected: 'CRC-32 00000007', found: '3610a686' }],
    ['damaged deflated data', makeZip([{ ...deflated, crc: 7 }, padding]), { problem: 'is damaged' }],
    ['an unknown method', makeZip([{ ...A, method: 14 }]), { found: 'method 14' }],
    ['sizes of stored data that differ', makeZip([{ ...A, size: 4 }]), { expected: '4 bytes', found: '5' }],
    ['less than declared', makeZip([{ ...deflated, size: 2001 }, padding]), { expected: '2001 bytes unpacked', found: '2000' }],
    ['more than declared', makeZip([{ ...deflated, size: 1999 }, padding]), { expected: '1999 bytes unpacked', found: 'more' }],
    [
      'a stream that is cut off',
      makeZip([{ ...deflated, data: packed.subarray(0, -9) }, padding]),
      { problem: 'cannot be decompressed' },
    ],
    ['no stream', makeZip([{ ...deflated, data: bytesOf() }, padding]), { problem: 'does not have its declared size' }],
    ['noise', makeZip([{ ...deflated, data: bytesOf(7, random) }, padding]), { problem: 'cannot be decompressed' }],
    ['a bomb', makeZip([{ ...deflated, data: bomb, size: 20_000_000 }]), { problem: expect.stringContaining('zip bomb') }],
    ['a bomb that lies', makeZip([{ ...deflated, data: bomb, size: 5_000 }]), { expected: '5000 bytes unpacked', found: 'more' }],
  ])('%s', (_, bytes, fields) => {
    const entry = [...openZip(bytes, 'z.zip').values()][0];
    expect(fieldsOfError(() => entry?.read())).toMatchObject({ name: 'ModelFormatError', ...fields });
  });

  it('an entry again and again, and zips in zips, beyond one budget', () => {
    const bytes = makeZip([deflated]);
    const budget = inflateBudget(letters.length / 2);
    const entry = openZip(bytes, 'z', budget).get('a');
    entry?.read();
    entry?.read();
    expect(fieldsOfError(() => entry?.read())).toMatchObject({
      expected: `at most ${2 * letters.length} bytes in all (4 x the file)`,
    });
  });
});
