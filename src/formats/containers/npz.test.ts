import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bytesOf, fieldsOfError } from '../../testing/malformed.ts';
import { npyBytes } from '../../testing/npy-writer.ts';
import { readNpz } from './npz.ts';

const a = npyBytes({ shape: [2, 2], data: [1, 2, 3, 4] });
const b = npyBytes({ shape: [3], data: [5, 6, 7] }, '<f4');

describe('npz', () => {
  it.each([0, 6] as const)('reads every array by name, deflated at level %i', (level) => {
    const tensors = readNpz(zipSync({ 'lstm.weight.npy': a, 'b.npy': b }, { level }), 'm.npz');
    expect([...tensors].map(([name, { shape, read }]) => [name, shape, [...read()]])).toEqual([
      ['lstm.weight', [2, 2], [1, 2, 3, 4]],
      ['b', [3], [5, 6, 7]],
    ]);
  });

  it.each<[string, Uint8Array, object]>([
    ['only other files in it', zipSync({ 'readme.txt': b }), { where: 'm.npz', found: 'readme.txt' }],
    ['nothing in it', zipSync({}), { found: 'nothing' }],
    ['no zip', a, { problem: 'is not a whole zip file' }],
    ['a bad array', zipSync({ 'a.npy': bytesOf('hello') }), { where: 'm.npz a.npy', problem: 'is not a .npy file' }],
    [
      'a header that lies',
      zipSync({ 'a.npy': a.subarray(0, -8) }),
      { where: 'm.npz a.npy', expected: expect.stringContaining('32 bytes') },
    ],
  ])('refuses %s', (_, bytes, fields) => {
    expect(fieldsOfError(() => readNpz(bytes, 'm.npz'))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});
