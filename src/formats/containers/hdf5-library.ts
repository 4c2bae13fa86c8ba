/// <reference path="./jsfive.d.ts" />
/**
 * jsfive, loaded when the first HDF5 file comes, and kept from running away. It trusts what a file says of itself: counts, sizes and
 * addresses are not held against the file, and trees may lead to the same node again and again. So everything it does is counted:
 * each structure it reads (a DataView each), each piece it copies (ArrayBuffer.slice).
 * docs/adr/0009-hdf5.md has the figures.
 */
import type * as Jsfive from 'jsfive';
import { loadReader } from '../basics/index.ts';

/** What is left of what one file may cost. */
export interface Meter {
  /** Structures to be read; some 1.5 microseconds each. */
  structures: number;
  /** Bytes to be copied. */
  bytes: number;
}

/** Metadata come in small pieces: the longest, a model's description in JSON, has some ten thousand bytes. */
const LONGEST_PIECE = 1 << 19;

/** A file asked for more than it may cost. */
export class CostError extends Error {}

let running: Meter | null = null;

/** Runs synchronous `work` of the library. Throws whatever it throws, or a CostError. */
export function metered<Value>(meter: Meter, work: () => Value): Value {
  const before = running;
  running = meter;
  try {
    return work();
  } finally {
    running = before;
  }
}

export function newMeter(fileBytes: number): Meter {
  return { structures: 30_000, bytes: 8 * fileBytes + (1 << 24) };
}

function spend(what: keyof Meter, amount: number): void {
  if (running === null) return;
  running[what] -= amount;
  if (!(running[what] >= 0)) throw new CostError(what);
}

const CountedView = new Proxy(DataView, {
  construct(target, args, newTarget) {
    spend('structures', 1);
    return Reflect.construct(target, args, newTarget);
  },
});

/** A file's bytes, or a piece of them: ArrayBuffer gives pieces the class of the whole. */
class CountedBuffer extends ArrayBuffer {
  override slice(begin?: number, end?: number): ArrayBuffer {
    const from = place(begin ?? 0, this.byteLength);
    const size = Math.max(0, place(end ?? this.byteLength, this.byteLength) - from);
    spend('bytes', size);
    if (running !== null && size > LONGEST_PIECE) throw new CostError('piece');
    return super.slice(from, from + size);
  }
}

/** As ArrayBuffer.slice understands it. */
function place(at: number, size: number): number {
  const whole = Math.trunc(at) || 0;
  return whole < 0 ? Math.max(0, size + whole) : Math.min(whole, size);
}

/** A copy of `bytes` that is counted. */
export function meteredCopy(bytes: Uint8Array): ArrayBuffer {
  const buffer = new CountedBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}

let library: Promise<typeof Jsfive> | null = null;

export function loadHdf5Library(): Promise<typeof Jsfive> {
  library ??= load().catch((error: unknown) => {
    library = null; // offline, perhaps: another try may do
    throw error;
  });
  return library;
}

/** The library makes its own subclass of DataView while its module runs; what it then finds under that name is ours. */
async function load(): Promise<typeof Jsfive> {
  const given = globalThis.DataView;
  globalThis.DataView = CountedView;
  try {
    const jsfive = await loadReader('reader of HDF5 files', () => import('jsfive'));
    checkMetered(jsfive);
    return jsfive;
  } finally {
    globalThis.DataView = given;
  }
}

/** Throws where the library had been loaded before, by another road: it would not be counted. */
function checkMetered({ File }: typeof Jsfive): void {
  const meter = newMeter(0);
  try {
    metered({ ...meter, structures: 0 }, () => new File(meteredCopy(new Uint8Array(64)), ''));
  } catch (error) {
    if (error instanceof CostError) return;
  }
  throw new Error('jsfive was loaded before src/formats/hdf5-library.ts could count what it does');
}
