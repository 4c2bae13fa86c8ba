import { describe, expect, it } from 'vitest';
import { type SortedBy, sidesOf, sortOccurrences } from './concordance-rows.ts';

const occurrence = (sentence: number, position: number, value: number) => ({
  sentence,
  position,
  value,
  target: 0,
  values: new Float64Array(),
});

describe('a concordance', () => {
  it.each<[SortedBy, number[]]>([
    ['highest', [2, 0, 1, 3]],
    ['lowest', [3, 0, 1, 2]],
    ['order', [0, 1, 2, 3]],
    ['position', [1, 0, 3, 2]],
  ])('is sorted by %s, equals as the data set has them', (by, expected) => {
    const all = [occurrence(0, 4, 1), occurrence(1, 2, 1), occurrence(2, 9, 5), occurrence(3, 4, -2)];
    expect(sortOccurrences(all, by).map(({ sentence }) => sentence)).toEqual(expected);
  });

  it('has a few words on each side, and knows where more stand', () => {
    expect(sidesOf(4, 10, 3)).toEqual({ left: { from: 1, to: 4, isCut: true }, right: { from: 5, to: 8, isCut: true } });
    expect(sidesOf(0, 1, 3)).toEqual({ left: { from: 0, to: 0, isCut: false }, right: { from: 1, to: 1, isCut: false } });
    expect(sidesOf(2, 6, 3)).toEqual({ left: { from: 0, to: 2, isCut: false }, right: { from: 3, to: 6, isCut: false } });
  });
});
