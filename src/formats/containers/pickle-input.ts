import type { LensError } from '../../model/errors.ts';
import { formatError } from '../basics/index.ts';

/** Reads a pickle's bytes in order; every error names the byte. */
export class PickleInput {
  readonly file: string;
  /** Where the opcode in hand began. */
  opcodeAt = 0;
  opcodeName = '';
  private at: number;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;

  /** @param start the byte at which the pickle begins */
  constructor(bytes: Uint8Array, file: string, start = 0) {
    this.at = start;
    this.bytes = bytes;
    this.file = file;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get size(): number {
    return this.bytes.length;
  }

  /** The byte that is read next. */
  get position(): number {
    return this.at;
  }

  /** The next opcode. */
  opcode(): number {
    this.opcodeAt = this.at;
    if (this.at >= this.size)
      throw this.error('is truncated', { expected: 'the STOP opcode at the end', found: 'the end of the file' });
    return this.u8();
  }

  u8(): number {
    return this.view.getUint8(this.skip(1));
  }

  u16(): number {
    return this.view.getUint16(this.skip(2), true);
  }

  u32(): number {
    return this.view.getUint32(this.skip(4), true);
  }

  i32(): number {
    return this.view.getInt32(this.skip(4), true);
  }

  /** Beyond 2^53 it is not exact, which does for a size that is compared with the file's. */
  u64(): number {
    return Number(this.view.getBigUint64(this.skip(8), true));
  }

  /** Big-endian, unlike all the others. */
  f64(): number {
    return this.view.getFloat64(this.skip(8), false);
  }

  /** The next `count` bytes, not copied. */
  take(count: number): Uint8Array {
    const start = this.skip(count);
    return this.bytes.subarray(start, start + count);
  }

  /** Up to the next newline, which is dropped. */
  line(): Uint8Array {
    const end = this.bytes.indexOf(10, this.at);
    if (end < 0) throw this.error(`is truncated in ${this.opcodeName}`, { expected: 'a line end', found: 'the end of the file' });
    const line = this.bytes.subarray(this.at, end);
    this.at = end + 1;
    return line;
  }

  /** Checks that `count` more bytes are there (a frame) without reading them. */
  require(count: number): void {
    const left = this.size - this.at;
    if (count <= left) return;
    throw this.error(`is truncated in ${this.opcodeName}`, { expected: `${count} more bytes`, found: `${left}` });
  }

  private skip(count: number): number {
    this.require(count);
    const start = this.at;
    this.at += count;
    return start;
  }

  /** A ModelFormatError at the opcode in hand. */
  error(problem: string, details: { expected?: string; found?: string; advice?: string } = {}): LensError {
    return formatError(`${this.file} byte ${this.opcodeAt}`, problem, details);
  }
}
