import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../testing/malformed.ts';
import { decodeNumbers, NUMPY_TYPES, type NumberType, SAFETENSORS_TYPES, toHalfBits } from './numbers.ts';

function typeOf(table: ReadonlyMap<string, NumberType>, name: string): NumberType {
  const type = table.get(name);
  if (type === undefined) throw new Error(`no type ${name}`);
  return type;
}

const HALF = typeOf(SAFETENSORS_TYPES, 'F16');

function halfBytes(bits: readonly number[]): Uint8Array {
  return Uint8Array.from(bits.flatMap((value) => [value & 255, value >> 8]));
}

describe('float16', () => {
  // The values of IEEE 754 binary16 (numpy: np.array([bits], 'u2').view('f2')).
  it.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x0001, 2 ** -24],
    [0x03ff, 1023 * 2 ** -24],
    [0x0400, 2 ** -14],
    [0x3c00, 1],
    [0x3555, 0.333251953125],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0xfc00, Number.NEGATIVE_INFINITY],
    [0x7e00, Number.NaN],
  ])('%i is %d', (bits, value) => {
    const [read] = decodeNumbers(halfBytes([bits]), HALF, true);
    expect(read).toBe(value);
  });

  it('all 65,536 values survive writing, NaN as NaN', () => {
    const all = Array.from({ length: 65_536 }, (_, bits) => bits);
    const values = decodeNumbers(halfBytes(all), HALF, true);
    const changed = all.filter((bits) => {
      const value = values[bits] ?? 0;
      return Number.isNaN(value)
        ? !Number.isNaN(decodeNumbers(halfBytes([toHalfBits(value)]), HALF, true)[0])
        : toHalfBits(value) !== bits;
    });
    expect(changed).toEqual([]);
  });

  it('writes the nearest value, ties to even', () => {
    fc.assert(
      fc.property(fc.double({ min: -66000, max: 66000, noNaN: true }), (value) => {
        const [nearest = 0] = decodeNumbers(halfBytes([toHalfBits(value)]), HALF, true);
        if (Math.abs(value) >= 65520) {
          expect(nearest).toBe(Math.sign(value) * Number.POSITIVE_INFINITY);
          return;
        }
        const bits = toHalfBits(value);
        for (const other of [bits - 1, bits + 1]) {
          const [neighbour = 0] = decodeNumbers(halfBytes([other & 0xffff]), HALF, true);
          if (Number.isNaN(neighbour) || Math.sign(neighbour) !== Math.sign(value)) continue;
          const gap = Math.abs(neighbour - value) - Math.abs(nearest - value);
          expect(gap).toBeGreaterThanOrEqual(0);
          if (gap === 0) expect(bits % 2).toBe(0);
        }
      }),
    );
  });

  it('rounds where a double lies just beside a tie', () => {
    const tie = 1 + 2 ** -11;
    expect([toHalfBits(tie), toHalfBits(tie + 2 ** -52), toHalfBits(1 + 3 * 2 ** -11)]).toEqual([0x3c00, 0x3c01, 0x3c02]);
  });
});

describe('the other types', () => {
  it.each([
    ['f4', bytesOf(0, 0, 0x80, 0x3f), true, 1],
    ['f4', bytesOf(0x3f, 0x80, 0, 0), false, 1],
    ['f2', bytesOf(0x3c, 0), false, 1],
    ['f8', bytesOf(0xc0, 0x0c, 0, 0, 0, 0, 0, 0), false, -3.5],
    ['i1', bytesOf(0x80), true, -128],
    ['i2', bytesOf(0xfe, 0xff), true, -2],
    ['i4', bytesOf(0xff, 0xff, 0xff, 0xfe), false, -2],
    ['i8', bytesOf(0xfe, 255, 255, 255, 255, 255, 255, 255), true, -2],
    ['u1', bytesOf(0x80), true, 128],
    ['u2', bytesOf(1, 2), true, 513],
    ['u4', bytesOf(0xff, 0xff, 0xff, 0xff), true, 2 ** 32 - 1],
    ['u8', bytesOf(0, 0, 0, 0, 0, 0, 0, 1), false, 1],
  ])('numpy %s', (name, bytes, littleEndian, value) => {
    expect([...decodeNumbers(bytes, typeOf(NUMPY_TYPES, name), littleEndian)]).toEqual([value]);
  });

  it('bfloat16 is the upper half of a float32', () => {
    expect([...decodeNumbers(bytesOf(0x80, 0x3f, 0x20, 0xc1), typeOf(SAFETENSORS_TYPES, 'BF16'), true)]).toEqual([1, -10]);
  });

  it('reads at any alignment', () => {
    const bytes = bytesOf(9, 0xc0, 0x0c, 0, 0, 0, 0, 0, 0).subarray(1);
    expect([...decodeNumbers(bytes, typeOf(NUMPY_TYPES, 'f8'), false)]).toEqual([-3.5]);
  });
});
