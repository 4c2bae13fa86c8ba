import { describe, expect, it } from 'vitest';
import { hostilePickles } from '../../testing/hostile-pickles.ts';
import { fieldsOfError } from '../../testing/malformed.ts';
import { readPickle } from './pickle.ts';

const { refused, read } = hostilePickles(50_000);

describe('refused', () => {
  it.each(refused)('%s', (_, bytes, fields) => {
    expect(fieldsOfError(() => readPickle(bytes, 'p'))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});

describe('odd, but good', () => {
  it.each(read)('%s', (_, bytes) => {
    expect(readPickle(bytes, 'p')).toMatchObject({ kind: expect.stringMatching(/list|dict|tuple/) });
  });
});
