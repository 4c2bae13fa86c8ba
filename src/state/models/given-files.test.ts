import { expect, it } from 'vitest';
import { LensError } from '../../engine/protocol.ts';
import { takeGiven } from './given-files.ts';

const many = (path: (index: number) => string) =>
  Array.from({ length: 1000 }, (_, index) => ({ path: path(index), file: new File(['a'], 'a.txt') }));

function refusal(path: (index: number) => string) {
  try {
    takeGiven(many(path));
  } catch (error) {
    if (error instanceof LensError) return error.fields;
  }
  return null;
}

it.each<[string, (index: number) => string, string, string]>([
  ['a folder', (index) => `mine/deep/${index}.txt`, 'mine', 'holds too many files for the folder of one model'],
  ['files alone', (index) => `${index}.txt`, 'the files given', 'are too many for one model'],
  ['two folders', (index) => `${index % 2}/${index}.txt`, 'the files given', 'are too many for one model'],
  [
    'a folder and a file',
    (index) => (index === 0 ? 'one.txt' : `mine/${index}.txt`),
    'the files given',
    'are too many for one model',
  ],
])('too many files are told by what they were given as: %s', (_, path, where, problem) => {
  expect(refusal(path)).toMatchObject({ where, problem, expected: 'at most 500', found: '1,000' });
});
