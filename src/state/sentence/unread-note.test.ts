import { expect, it } from 'vitest';
import { unreadNote } from './unread-note.ts';

it('says which words are cut off, at either end', () => {
  const tokens = ['a', 'b', 'c', 'd'];
  expect(unreadNote({ tokens })).toBeNull();
  expect(unreadNote({ tokens, read: [3, 4] })).toBe('The model reads 1 word: the first 3 words are not read.');
  expect(unreadNote({ tokens, read: [0, 3] })).toBe('The model reads 3 words: the last word is not read.');
  expect(unreadNote({ tokens, numbers: [[1]], read: [1, 4] })).toBe('The model reads 3 rows: the first row is not read.');
});
