import { crc32 as referenceCrc } from 'node:zlib';
import { expect, it } from 'vitest';
import { withPngFacts } from './png-chunks.ts';

/** A PNG of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

interface Chunk {
  readonly name: string;
  readonly data: Buffer;
}

/** @throws where the signature or a check sum is wrong */
function chunksOf(png: Buffer): Chunk[] {
  if (png.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('no PNG');
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    if (png.readUInt32BE(at + 8 + length) !== referenceCrc(body)) throw new Error('a check sum is wrong');
    chunks.push({ name: body.subarray(0, 4).toString('latin1'), data: body.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

it('adds text and density right after the header, and leaves the picture as it is', () => {
  const text = 'Why “positive”?\nΣ 中文 🎬 </x>';
  const chunks = chunksOf(Buffer.from(withPngFacts(PIXEL, { Title: text }, 2)));
  expect(chunks.map(({ name }) => name)).toEqual(['IHDR', 'pHYs', 'iTXt', 'IDAT', 'IEND']);
  const [header, density, title, ...rest] = chunks;
  expect([header, ...rest]).toEqual(chunksOf(PIXEL));
  expect(density?.data.readUInt32BE(0)).toBe(7559); // 192 dots an inch, in dots a metre
  expect(density?.data.readUInt32BE(4)).toBe(7559);
  expect(density?.data[8]).toBe(1);
  expect(title?.data.toString()).toBe(`Title\0\0\0\0\0${text}`);
});
