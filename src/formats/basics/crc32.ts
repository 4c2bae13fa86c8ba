/**
 * Tables for eight bytes at a time (“slicing by 8”: Kounavis and Berry 2005), one after the other: 256 k + byte has what `byte` comes to
 * when k zero bytes follow it.
 */
const TABLES = makeTables();

function makeTables(): Uint32Array {
  const tables = new Uint32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xed_b8_83_20 : rest >>> 1;
    tables[byte] = rest;
  }
  for (let at = 256; at < tables.length; at++) {
    const before = tables[at - 256] ?? 0;
    tables[at] = (tables[before & 255] ?? 0) ^ (before >>> 8);
  }
  return tables;
}

/** What a byte comes to when `k` more follow. */
function entry(k: number, byte: number): number {
  return TABLES[256 * k + (byte & 255)] ?? 0;
}

/** The checksum of zip files and of PNG's chunks: CRC-32 of ISO 3309, an unsigned 32-bit number. */
export function crc32(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let rest = 0xff_ff_ff_ff;
  let at = 0;
  for (; at + 8 <= bytes.length; at += 8) {
    const a = view.getInt32(at, true) ^ rest;
    const b = view.getInt32(at + 4, true);
    rest =
      entry(7, a) ^
      entry(6, a >>> 8) ^
      entry(5, a >>> 16) ^
      entry(4, a >>> 24) ^
      entry(3, b) ^
      entry(2, b >>> 8) ^
      entry(1, b >>> 16) ^
      entry(0, b >>> 24);
  }
  for (; at < bytes.length; at++) rest = entry(0, rest ^ (bytes[at] ?? 0)) ^ (rest >>> 8);
  return (rest ^ 0xff_ff_ff_ff) >>> 0;
}
