import { describe, expect, it } from 'vitest';
import { barPlace, headLines, labelWidth, shortened, twoLines } from './bar-chart-layout.ts';

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

  it('are cut where they find no room', () => {
    expect(shortened('wonderful', 100)).toBe('wonderful');
    expect(shortened('wonderful', 40)).toBe('wonde…');
    expect(shortened('wonderful', 0)).toBe('…');
    expect(shortened('−0.8 to −0.6', labelWidth(['−0.8 to −0.6'], 500))).toBe('−0.8 to −0.6');
  });

  it('of rows take two lines where these are enough', () => {
    expect(twoLines('LRP, gates by size', 200)).toEqual(['LRP, gates by size']);
    expect(twoLines('LRP, gates by size', 80)).toEqual(['LRP, gates', 'by size']);
    expect(twoLines('LRP, gates by size', 40)).toEqual(['LRP, …']);
  });

  it('of columns are broken at their spaces, all of them or none', () => {
    expect(headLines(['very negative', 'neutral'], 100)).toEqual([['very negative'], ['neutral']]);
    expect(headLines(['very negative', 'neutral', 'of an owl'], 60)).toEqual([['very', 'negative'], ['neutral'], ['of an owl']]);
    expect(headLines(['very negative', 'neutral'], 50)).toBeNull();
    expect(headLines([], 50)).toEqual([]);
  });
});
