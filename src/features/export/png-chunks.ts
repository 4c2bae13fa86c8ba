/** Adds what a PNG says of itself (PNG specification, third edition, sections 5 and 11.3); its check sum is that of zip files. */
import { crc32 } from '../../engine/protocol.ts';

const SIGNATURE_BYTES = 8;
/** IHDR is always first: length, name, 13 bytes, check sum. */
const AFTER_HEADER = SIGNATURE_BYTES + 4 + 4 + 13 + 4;
const INCH_IN_METRES = 0.0254;
const CSS_DOTS_PER_INCH = 96;

/**
 * The PNG with international text chunks, and with its pixel density, so that 2x is drawn at the same size as 1x.
 * @param texts keyword (1 to 79 Latin letters) and text
 * @param scale pixels for each CSS px
 */
export function withPngFacts(png: Uint8Array, texts: Readonly<Record<string, string>>, scale: number): Uint8Array<ArrayBuffer> {
  const chunks = [densityChunk(scale), ...Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text))];
  const parts = [png.subarray(0, AFTER_HEADER), ...chunks, png.subarray(AFTER_HEADER)];
  return joined(parts);
}

function densityChunk(scale: number): Uint8Array {
  const data = new Uint8Array(9);
  const view = new DataView(data.buffer);
  const perMetre = Math.round((scale * CSS_DOTS_PER_INCH) / INCH_IN_METRES);
  view.setUint32(0, perMetre);
  view.setUint32(4, perMetre);
  data[8] = 1;
  return chunk('pHYs', data);
}

/** iTXt: keyword, not compressed, no language, UTF-8. */
function textChunk(keyword: string, text: string): Uint8Array {
  const encoder = new TextEncoder();
  return chunk('iTXt', joined([encoder.encode(keyword), new Uint8Array(5), encoder.encode(text)]));
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = joined([new TextEncoder().encode(name), data]);
  const bytes = new Uint8Array(body.length + 8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(body, 4);
  view.setUint32(body.length + 4, crc32(body));
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
