import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ranksBySize, strongestWords } from './strongest-words.ts';

const WORDS = ['dull', 'but', 'never', 'dull'];
const VALUES = [1.5, -0.5, 0, -2];

describe('strongestWords', () => {
  it('gives the words of one sign, strongest first, with their places', () => {
    expect(strongestWords(WORDS, VALUES, 1, 3)).toEqual([{ position: 0, word: 'dull', value: 1.5 }]);
    expect(strongestWords(WORDS, VALUES, -1, 3).map(({ position }) => position)).toEqual([3, 1]);
    expect(strongestWords(WORDS, VALUES, -1, 1)).toHaveLength(1);
  });

  it('leaves out what is weak beside the largest value, and zeros', () => {
    expect(strongestWords(WORDS, [1, 0.1, 0, -0.1], -1, 3)).toEqual([]);
    expect(strongestWords(WORDS, [0, 0, 0, 0], 1, 3)).toEqual([]);
  });
});

describe('ranksBySize', () => {
  it('ignores the sign and keeps the order of equals', () => {
    expect(ranksBySize([1.5, -0.25, 0, -2])).toEqual([2, 3, 4, 1]);
    expect(ranksBySize([1, -1, 1])).toEqual([1, 2, 3]);
  });

  it('is a numbering of the words', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true })), (values) => {
        expect(ranksBySize(values).sort((a, b) => a - b)).toEqual(values.map((_, index) => index + 1));
      }),
    );
  });
});
