import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, fieldsOfError } from '../../testing/malformed.ts';
import { widened } from '../../testing/widened.ts';
import type { Tensor } from '../basics/tensor.ts';
import { readSafetensors, type StoredType, writeSafetensors } from './safetensors.ts';

/** A file with this header and `dataSize` zero bytes behind it. */
function file(header: string | object, dataSize: number): Uint8Array {
  const json = typeof header === 'string' ? header : JSON.stringify(header);
  const size = new Uint8Array(8);
  new DataView(size.buffer).setUint32(0, json.length, true);
  return bytesOf(size, json, new Uint8Array(dataSize));
}

function entry(begin: number, end: number, shape = [(end - begin) / 4], dtype = 'F32'): object {
  return { dtype, shape, data_offsets: [begin, end] };
}

const exact: Record<StoredType, fc.Arbitrary<number>> = {
  F16: fc.integer({ min: -2048, max: 2048 }).map((value) => value / 1024),
  F32: fc.float(),
  F64: fc.double(),
};

describe.each(['F16', 'F32', 'F64'] as const)('%s', (dtype) => {
  it('reads back what it wrote', () => {
    const tensor = fc.array(fc.nat({ max: 4 }), { maxLength: 3 }).chain((shape) => {
      const size = shape.reduce((product, axis) => product * axis, 1);
      return fc.array(exact[dtype], { minLength: size, maxLength: size }).map((values): Tensor => {
        return { shape, data: Float64Array.from(values) };
      });
    });
    const tensors = fc.uniqueArray(fc.tuple(fc.string(), tensor), { selector: ([name]) => name, maxLength: 5 });
    fc.assert(
      fc.property(tensors, (entries) => {
        const named = entries.filter(([name]) => name !== '__metadata__');
        const read = readSafetensors(writeSafetensors(new Map(named), dtype), 'm');
        expect(widened(read)).toEqual(new Map(named));
        expect([...read.values()].every(({ data }) => data instanceof (dtype === 'F64' ? Float64Array : Float32Array))).toBe(
          true,
        );
      }),
    );
  });
});

describe('reading', () => {
  it('leaves __metadata__ alone and takes tensors in any order', () => {
    const bytes = file({ __metadata__: { format: 'pt' }, b: entry(4, 8), a: entry(0, 4) }, 8);
    bytes.set([0, 0, 0x80, 0x3f], bytes.length - 4);
    const tensors = readSafetensors(bytes, 'm');
    expect([...tensors.keys()]).toEqual(['b', 'a']);
    expect(tensors.get('b')).toEqual({ shape: [1], data: Float32Array.of(1) });
  });

  it('finds no duplicate in equal keys further in, nor in quoted braces', () => {
    const bytes = file(
      '{"a\\"}{":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}',
      4,
    );
    expect([...readSafetensors(bytes, 'm').keys()]).toEqual(['a"}{', 'b']);
  });
});

const twice = '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\\u0061":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}';

describe('malformed files', () => {
  it.each<[string, Uint8Array, object]>([
    ['nothing', bytesOf(), { where: 'm', expected: 'at least 8 bytes', found: '0 bytes' }],
    [
      'huge header',
      bytesOf(255, 255, 255, 255, 255, 255, 255, 255, '{}'),
      { where: 'm header size', expected: 'at most 2 bytes', found: '18446744073709551615 bytes' },
    ],
    [
      'header of one byte too many',
      bytesOf(3, 0, 0, 0, 0, 0, 0, 0, '{}'),
      { where: 'm header size', expected: 'at most 2 bytes', found: '3 bytes' },
    ],
    ['not UTF-8', bytesOf(2, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xfe), { where: 'm header', expected: 'UTF-8' }],
    ['not JSON', file('{"a', 0), { where: 'm header', expected: 'a JSON object', found: '"{\\"a"' }],
    ['an array', file('[]', 0), { where: 'm header', expected: 'a JSON object', found: '"[]"' }],
    ['duplicate names', file(twice, 4), { where: 'm header', expected: 'every name once', found: '"a"' }],
    ['no dtype', file({ a: { shape: [], data_offsets: [0, 4] } }, 4), { where: 'm a dtype', found: 'undefined' }],
    ['unknown dtype', file({ a: entry(0, 4, [1], 'F4') }, 4), { where: 'm a', found: '"F4"' }],
    ['negative size', file({ a: entry(0, 4, [-1]) }, 4), { where: 'm a shape.0', expected: '>=0', found: '-1' }],
    ['fractional offset', file({ a: entry(0.5, 4, [1]) }, 4), { where: 'm a data_offsets.0', found: '0.5' }],
    ['negative offset', file({ a: entry(-4, 0, [1]) }, 4), { where: 'm a data_offsets.0', expected: '>=0', found: '-4' }],
    [
      'three offsets',
      file({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4, 8] } }, 4),
      { where: 'm a data_offsets.2', found: '8' },
    ],
    ['end before begin', file({ a: entry(4, 0, [1]) }, 4), { where: 'm a', expected: 'begin <= end', found: 'offsets 4 to 0' }],
    [
      'size and shape',
      file({ a: entry(0, 4, [2]) }, 4),
      { where: 'm a', expected: '8 bytes for shape [2]', found: '4 bytes (offsets 0 to 4)' },
    ],
    [
      'impossible shape',
      file({ a: entry(0, 4, [2 ** 40, 2 ** 40]) }, 4),
      { where: 'm a', expected: 'a shape of a possible size' },
    ],
    ['beyond the end', file({ a: entry(0, 8) }, 4), { where: 'm a', expected: 'an end <= 4', found: 'end 8' }],
    [
      'overlap',
      file({ a: entry(0, 8), b: entry(4, 12) }, 12),
      { where: 'm b', problem: 'overlaps another tensor', expected: 'begin 8', found: 'begin 4' },
    ],
    [
      'gap',
      file({ a: entry(0, 4), b: entry(8, 12) }, 12),
      { where: 'm b', problem: 'leaves a gap before it', expected: 'begin 4', found: 'begin 8' },
    ],
    ['bytes left over', file({ a: entry(0, 4) }, 5), { where: 'm', expected: '4 bytes of data', found: '5' }],
  ])('%s', (_, bytes, fields) => {
    expect(fieldsOfError(() => readSafetensors(bytes, 'm'))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });

  it('a header nested a million deep', () => {
    const deep = `{"a":${'['.repeat(1_000_000)}`;
    expect(fieldsOfError(() => readSafetensors(file(deep, 0), 'm'))).toMatchObject({ where: 'm header' });
  });
});
