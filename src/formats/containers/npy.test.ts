import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, fieldsOfError } from '../../testing/malformed.ts';
import { readNpy } from './npy.ts';

/** As numpy writes it: the header padded with spaces to a multiple of 64, with a line end. */
function npy(header: string, body: Uint8Array, major = 1): Uint8Array {
  const prefix = major === 1 ? 10 : 12;
  const text = `${header.padEnd(Math.ceil((header.length + prefix + 1) / 64) * 64 - prefix - 1)}\n`;
  const size = [text.length & 255, text.length >> 8];
  return bytesOf('\x93NUMPY', major, 0, ...size, ...(major === 1 ? [] : [0, 0]), text, body);
}

function doubles(values: readonly number[], littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  for (const [index, value] of values.entries()) view.setFloat64(8 * index, value, littleEndian);
  return new Uint8Array(view.buffer);
}

const matrix = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(fc.double(), { minLength: rows * columns, maxLength: rows * columns }).map((values) => ({ rows, columns, values })),
  );

describe('round trips', () => {
  it('C and Fortran order, both byte orders, all versions', () => {
    fc.assert(
      fc.property(
        matrix,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(1, 2, 3),
        ({ rows, columns, values }, fortran, little, major) => {
          const stored = fortran ? values.map((_, at) => values[(at % rows) * columns + Math.floor(at / rows)] ?? 0) : values;
          const header = `{'descr': '${little ? '<' : '>'}f8', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${rows}, ${columns}), }`;
          const read = readNpy(npy(header, doubles(stored, little), major), 'e.npy');
          expect(read).toEqual({ shape: [rows, columns], data: Float64Array.from(values) });
        },
      ),
    );
  });

  it('three axes in Fortran order', () => {
    const stored = Array.from({ length: 24 }, (_, at) => at);
    const read = readNpy(npy("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3, 4)}", doubles(stored, true)), 'e.npy');
    const at = (i: number, j: number, k: number) => read.data[(i * 3 + j) * 4 + k];
    expect([at(0, 0, 0), at(1, 0, 0), at(0, 1, 0), at(1, 2, 3), at(0, 0, 3)]).toEqual([0, 1, 2, 23, 18]);
  });

  it.each([
    ['<f2', bytesOf(0, 0x3c, 0, 0xc0)],
    ['>f2', bytesOf(0x3c, 0, 0xc0, 0)],
    ['<f4', bytesOf(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0)],
    ['>f4', bytesOf(0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0)],
    ['|i1', bytesOf(1, 0xfe)],
  ])('%s', (descr, body) => {
    expect([...readNpy(npy(`{'descr': '${descr}', 'fortran_order': False, 'shape': (2,)}`, body), 'e.npy').data]).toEqual([
      1, -2,
    ]);
  });

  it('no axes, keys in another order, double quotes, a long integer of Python 2', () => {
    expect(readNpy(npy("{'shape': (), 'fortran_order': False, 'descr': '<f8'}", doubles([7], true)), 'e')).toEqual({
      shape: [],
      data: Float64Array.of(7),
    });
    expect(readNpy(npy('{"shape":(2L,1L),"fortran_order":False,"descr":"<f8"}', doubles([7, 8], true)), 'e').shape).toEqual([
      2, 1,
    ]);
  });
});

const F8 = "'descr': '<f8', 'fortran_order': False";

describe('malformed files', () => {
  it.each<[string, Uint8Array, object]>([
    ['nothing', bytesOf(), { where: 'e.npy', expected: '\\x93NUMPY at the start' }],
    ['another file', bytesOf('PK\x03\x04'), { where: 'e.npy', expected: '\\x93NUMPY at the start' }],
    ['only the magic', bytesOf('\x93NUMPY', 1), { where: 'e.npy', expected: 'at least 10 bytes', found: '7 bytes' }],
    [
      'version 4',
      npy(`{${F8}, 'shape': ()}`, doubles([1], true), 4),
      { where: 'e.npy version', expected: '1, 2 or 3', found: '4' },
    ],
    [
      'header beyond the end',
      bytesOf('\x93NUMPY', 1, 0, 9, 0, '{}'),
      { where: 'e.npy header size', expected: 'at most 2 bytes', found: '9 bytes' },
    ],
    [
      'header of 4 GB',
      bytesOf('\x93NUMPY', 2, 0, 255, 255, 255, 255, '{}'),
      { where: 'e.npy header size', found: '4294967295 bytes' },
    ],
    [
      'a call in the header',
      npy("{'descr': __import__('os')}", bytesOf()),
      { where: 'e.npy header character 10', expected: 'a string' },
    ],
    [
      'an unknown key',
      npy(`{'extra': True, ${F8}, 'shape': ()}`, bytesOf()),
      { where: 'e.npy header character 8', expected: 'the keys descr, fortran_order, shape once each' },
    ],
    [
      'a key twice',
      npy(`{${F8}, 'descr': '<f4', 'shape': ()}`, bytesOf()),
      { expected: 'the keys descr, fortran_order, shape once each' },
    ],
    [
      'text behind the dict',
      npy(`{${F8}, 'shape': ()} x`, bytesOf()),
      { where: 'e.npy header character 54', expected: 'the end of the header' },
    ],
    ['no comma', npy(`{'descr': '<f8' 'shape': ()}`, bytesOf()), { where: 'e.npy header character 16', expected: "'}'" }],
    [
      'negative shape',
      npy(`{${F8}, 'shape': (-1,)}`, bytesOf()),
      { expected: 'a whole number', found: expect.stringContaining('-1,)}') },
    ],
    ['shape of numbers beyond 2^53', npy(`{${F8}, 'shape': (99999999999999999,)}`, bytesOf()), { expected: "')'" }],
    [
      'no shape',
      npy(`{${F8}}`, bytesOf()),
      { where: "e.npy header 'shape'", expected: 'a tuple such as (19538, 60)', found: 'nothing' },
    ],
    [
      'no order',
      npy("{'descr': '<f8', 'shape': ()}", bytesOf()),
      { where: "e.npy header 'fortran_order'", expected: 'True or False', found: 'nothing' },
    ],
    [
      'objects',
      npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", bytesOf(0)),
      { where: "e.npy header 'descr'", found: '"|O"' },
    ],
    [
      'no byte order',
      npy("{'descr': '|f8', 'fortran_order': False, 'shape': (1,)}", bytesOf(0)),
      { where: "e.npy header 'descr'", found: '"|f8"' },
    ],
    [
      'a structure',
      npy("{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (1,)}", bytesOf(0)),
      { where: 'e.npy header character 10', expected: 'a string' },
    ],
    [
      'a byte short',
      npy(`{${F8}, 'shape': (2,)}`, new Uint8Array(15)),
      { where: 'e.npy', expected: '16 bytes of numbers for shape [2]', found: '15 bytes' },
    ],
    [
      'a byte over',
      npy(`{${F8}, 'shape': (2,)}`, new Uint8Array(17)),
      { where: 'e.npy', expected: '16 bytes of numbers for shape [2]', found: '17 bytes' },
    ],
    [
      '8 petabytes',
      npy(`{${F8}, 'shape': (999999999999999,)}`, bytesOf(0)),
      { where: 'e.npy', expected: '7999999999999992 bytes of numbers for shape [999999999999999]', found: '1 bytes' },
    ],
    [
      '2^100 numbers',
      npy(`{${F8}, 'shape': (33554432, 33554432, 33554432, 33554432)}`, bytesOf(0)),
      { where: 'e.npy', expected: 'a possible shape', found: '1 bytes' },
    ],
  ])('%s', (_, bytes, fields) => {
    expect(fieldsOfError(() => readNpy(bytes, 'e.npy'))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});
