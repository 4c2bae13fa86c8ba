import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { bytesOf } from '../../testing/malformed.ts';
import { hashFiles } from './sha256.ts';

it('is SHA-256 of the bytes one after another', () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'; // FIPS 180-2, appendix B.1
  expect(hashFiles([bytesOf('abc')])).toBe(abc);
  expect(hashFiles([bytesOf('a'), bytesOf(), bytesOf('bc')])).toBe(abc);
});

it('tells how far it is of many bytes', () => {
  const seen: number[][] = [];
  const onHashed = (done: number, total: number) => seen.push([done, total]);
  hashFiles([new Uint8Array(1e6)], onHashed);
  expect(seen).toEqual([]);
  const [first, second] = [new Uint8Array(20_000_000), new Uint8Array(15_000_000)];
  const expected = createHash('sha256').update(first).update(second).digest('hex');
  expect(hashFiles([first, second], onHashed)).toBe(expected);
  expect(seen).toEqual([
    [2 ** 24, 35_000_000],
    [2 ** 25, 35_000_000],
  ]);
});

it('is it at every length, in whatever pieces', () => {
  const bytes = Uint8Array.from({ length: 200_000 }, (_, at) => (at * at) >>> 3);
  const expected = (end: number) => createHash('sha256').update(bytes.subarray(0, end)).digest('hex');
  for (const end of [...Array(140).keys(), 65_535, 65_536, 65_537, 65_591, 65_592, 131_072, 200_000]) {
    const cut = Math.floor(end / 3);
    expect(hashFiles([bytes.subarray(0, cut), bytes.subarray(cut, end)])).toBe(expected(end));
  }
});
