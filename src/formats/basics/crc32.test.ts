import { crc32 as referenceCrc } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crc32 } from './crc32.ts';

it('is the check sum of zip files and of PNG', () => {
  expect(crc32(new TextEncoder().encode('IEND'))).toBe(0xae426082);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => crc32(bytes) === referenceCrc(bytes)));
});
