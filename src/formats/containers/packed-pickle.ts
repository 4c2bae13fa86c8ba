/** Pickles as joblib packs them: by zlib or gzip; what else it can use is refused by name. */
import { Gunzip, Unzlib } from 'fflate';
import { LensError } from '../../model/errors.ts';
import { formatError } from '../basics/index.ts';

/**
 * Unpacked, a pickle may be so many times its packed size. numpy's strings, which take 66 bytes of pickle a word, shrink to a tenth;
 * zip bombs grow a thousandfold.
 */
const MOST_GROWTH = 16;

/** The packings by their first bytes. */
const PACKINGS: readonly (readonly [name: string, start: readonly number[], stream?: typeof Gunzip | typeof Unzlib])[] = [
  ['gzip', [0x1f, 0x8b], Gunzip],
  ['zlib', [0x78, 0x01], Unzlib],
  ['zlib', [0x78, 0x5e], Unzlib],
  ['zlib', [0x78, 0x9c], Unzlib],
  ['zlib', [0x78, 0xda], Unzlib],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['lzma', [0x5d, 0x00, 0x00]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
];

function packingOf(bytes: Uint8Array): (typeof PACKINGS)[number] | undefined {
  return PACKINGS.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
}

export function isPacked(bytes: Uint8Array): boolean {
  return packingOf(bytes) !== undefined;
}

/** What is packed in `bytes`; they themselves where nothing is. Throws a ModelFormatError. */
export function unpack(bytes: Uint8Array, file: string): Uint8Array {
  const packing = packingOf(bytes);
  if (packing === undefined) return bytes;
  const [name, , Stream] = packing;
  if (Stream !== undefined) return inflateAll(bytes, file, name, Stream);
  throw formatError(file, `is compressed with ${name}, which is not supported`, {
    expected: 'a pickle that is not compressed, or compressed with zlib or gzip',
    found: name,
    advice: 'Save it again: joblib.dump(value, file).',
  });
}

/** In pieces, each kept as it comes: nothing is allocated on the word of a header. */
function inflateAll(bytes: Uint8Array, file: string, name: string, Stream: typeof Gunzip | typeof Unzlib): Uint8Array {
  const most = MOST_GROWTH * bytes.length;
  const chunks: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const stream = new Stream((chunk, final) => {
    size += chunk.length;
    ended ||= final;
    if (size > most) {
      throw formatError(file, 'expands too much when unpacked, as a zip bomb does', {
        expected: `at most ${most} bytes (${MOST_GROWTH} x the file)`,
        found: 'more',
        advice: 'Save it without compression if it is real.',
      });
    }
    chunks.push(chunk);
  });
  const piece = Math.max(256, bytes.length >> 8);
  try {
    for (let at = 0; at < bytes.length; at += piece) stream.push(bytes.subarray(at, at + piece), at + piece >= bytes.length);
  } catch (error) {
    if (error instanceof LensError) throw error; // the callback's own
    throw formatError(file, 'cannot be decompressed', { expected: `data compressed with ${name}`, found: 'something else' });
  }
  if (!ended)
    throw formatError(file, 'cannot be decompressed', { expected: `data compressed with ${name}`, found: 'a part of them' });
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
