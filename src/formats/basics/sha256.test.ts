import { expect, it } from 'vitest';
import { bytesOf } from '../../testing/malformed.ts';
import { hashFiles } from './sha256.ts';

it('is SHA-256 of the bytes one after another', () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'; // FIPS 180-2, appendix B.1
  expect(hashFiles([bytesOf('abc')])).toBe(abc);
  expect(hashFiles([bytesOf('a'), bytesOf(), bytesOf('bc')])).toBe(abc);
});
