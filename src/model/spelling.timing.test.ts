import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { timesAsLong } from '../testing/timing.ts';
import { editDistance, nearSpellings } from './spelling.ts';

const vocabulary = readFileSync(new URL('../../public/model/vocab.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');

test('near spellings take much less time than a comparison with every word', () => {
  const words = ['beleivable', 'moive', 'cinematograhpy', 'wonderfull', 'charcters'];
  const near = () => words.map((word) => nearSpellings(word, vocabulary, 5));
  const every = () => words.map((word) => vocabulary.filter((other) => editDistance(word, other, 2) <= 2));
  expect(timesAsLong(near, every, 0.5)).toBeLessThan(0.5);
});
