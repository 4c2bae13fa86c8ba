import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, nearSpellings } from './spelling.ts';

const vocabulary = readFileSync(new URL('../../public/model/vocab.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');

/** The recurrence written out by recursion: slow, and nothing in common with the banded rows. */
function plainDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [restA, restB] = [a.slice(1), b.slice(1)];
  const change = plainDistance(restA, restB) + (a[0] === b[0] ? 0 : 1);
  const swapped = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0];
  const swap = swapped ? plainDistance(a.slice(2), b.slice(2)) + 1 : Number.POSITIVE_INFINITY;
  return Math.min(change, swap, plainDistance(restA, b) + 1, plainDistance(a, restB) + 1);
}

describe('editDistance', () => {
  test.each([
    ['movie', 'movie', 0],
    ['movie', 'moive', 1],
    ['movie', 'mvie', 1],
    ['movie', 'movies', 1],
    ['movie', 'mobie', 1],
    ['ca', 'abc', 3],
    ['', 'ab', 2],
  ])('%s, %s: %i', (a, b, distance) => {
    expect(editDistance(a, b, 5)).toBe(distance);
    expect(editDistance(b, a, 5)).toBe(distance);
  });

  test('equals the recurrence, up to the limit', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(letters, letters, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(Math.min(plainDistance(a, b), most + 1));
      }),
      { numRuns: 500 },
    );
  });
});

describe('nearSpellings', () => {
  test.each([
    ['moive', 'movie'],
    ['teh', 'the'],
    ['brillant', 'brilliant'],
    ['dissapointing', 'disappointing'],
  ])('%s: %s comes first in the bundled vocabulary', (word, near) => {
    expect(nearSpellings(word, vocabulary, 3, '<unk>')[0]?.word).toBe(near);
  });

  test('nearest first, then the same first letter, then the order of the vocabulary', () => {
    const words = ['bilm', 'firm', 'film', 'flims', 'films', 'filmer'];
    expect(nearSpellings('filmm', words, 9)).toEqual([
      { word: 'film', distance: 1 },
      { word: 'films', distance: 1 },
      { word: 'firm', distance: 2 },
      { word: 'flims', distance: 2 },
      { word: 'filmer', distance: 2 },
      { word: 'bilm', distance: 2 },
    ]);
  });

  test('one edit for short words, two for others', () => {
    expect(nearSpellings('good', ['gold', 'bald', 'goods'], 9).map(({ word }) => word)).toEqual(['gold', 'goods']);
  });

  test('neither the word itself, nor punctuation, nor the unk token', () => {
    expect(nearSpellings('unk', ['<unk>', 'unk', '...', 'sunk', 'bunk'], 9, '<unk>').map(({ word }) => word)).toEqual([
      'sunk',
      'bunk',
    ]);
    expect(nearSpellings('a', ['.', ',', 'b'], 9)).toEqual([{ word: 'b', distance: 1 }]);
  });

  test('no more than the limit, none for an impossible word', () => {
    expect(nearSpellings('movei', vocabulary, 2)).toHaveLength(2);
    expect(nearSpellings('movei', vocabulary, 0)).toEqual([]);
    expect(nearSpellings('x'.repeat(10_000), vocabulary, 5)).toEqual([]);
  });

  test('drops no word that is near: the quick test by letters changes nothing', () => {
    const few = vocabulary.slice(0, 3000);
    for (const word of ['brillant', 'moive', 'carefuly', 'hte']) {
      const most = word.length <= 4 ? 1 : 2;
      const near = few.filter((other) => other !== word && /[a-z0-9]/.test(other) && editDistance(word, other, most) <= most);
      const found = nearSpellings(word, few, 3000).map((entry) => entry.word);
      expect(found.toSorted()).toEqual(near.toSorted());
    }
  });
});
