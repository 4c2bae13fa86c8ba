import { describe, expect, it } from 'vitest';
import { barPlace, headLines, labelWidth, textLines } from './bar-chart-layout.ts';

describe('barPlace', () => {
  it('puts 0 at the left end where nothing is negative, and the largest value at the right', () => {
    const place = barPlace([0.2, 0.8, Number.NaN], 100, 300);
    expect([place(0), place(0.8), place(0.4)]).toEqual([100, 300, 200]);
  });

  it('keeps 0 between negative and positive values', () => {
    const place = barPlace([-1, 3], 0, 400);
    expect([place(-1), place(0), place(3)]).toEqual([0, 100, 400]);
  });

  it('has a place for 0 where there is nothing else', () => {
    expect(barPlace([], 10, 50)(0)).toBe(10);
    expect(barPlace([Number.POSITIVE_INFINITY, 0], 10, 50)(0)).toBe(10);
  });
});

describe('labels', () => {
  it('take what the longest needs, but never most of the width', () => {
    expect(labelWidth(['ab', 'abcd'], 500)).toBe(27);
    expect(labelWidth(['a'.repeat(300)], 500)).toBe(210);
    expect(labelWidth([], 500)).toBe(0);
  });

  it('go on in further lines where they find no room, and only a page cuts them after three', () => {
    expect(textLines('wonderful', 100)).toEqual(['wonderful']);
    expect(textLines('very negative', 70)).toEqual(['very', 'negative']);
    expect(textLines('wonderful', 40).join('')).toBe('wonderful');
    expect(textLines('one two three four five', 40)).toEqual(['one', 'two', 'three', 'four', 'five']);
    expect(textLines('one two three four five', 40, false)).toEqual(['one', 'two', 'thre…']);
    expect(textLines('−0.8 to −0.6', labelWidth(['−0.8 to −0.6'], 500))).toEqual(['−0.8 to −0.6']);
  });

  it('of columns are broken at their spaces, all of them or none', () => {
    expect(headLines(['very negative', 'neutral'], 100)).toEqual([['very negative'], ['neutral']]);
    expect(headLines(['very negative', 'neutral', 'of an owl'], 60)).toEqual([['very', 'negative'], ['neutral'], ['of an owl']]);
    expect(headLines(['very negative', 'neutral'], 50)).toBeNull();
    expect(headLines([], 50)).toEqual([]);
  });
});
