import { describe, expect, it } from 'vitest';
import { flow, shorten, wrap } from './text-layout.ts';

const STYLE = { size: 10 } as const;
/** Every UTF-16 unit is 10 wide. */
const measure = (text: string) => 10 * text.length;

describe('shorten', () => {
  it.each([
    ['fits', 40, 'fits'],
    ['too long', 50, 'too …'],
    ['', 0, ''],
    ['abc', 5, '…'],
    ['ae\u0301e\u0301', 40, 'ae\u0301…'], // no accent is cut from its letter
    ['👩‍💻👩‍💻', 60, '👩‍💻…'], // nor an emoji in two
  ])('%j to %d px', (text, width, expected) => {
    expect(shorten(text, width, STYLE, measure)).toBe(expected);
  });
});

describe('wrap', () => {
  it.each([
    ['one two three', 70, ['one two', 'three']],
    ['  one \n\t two ', 200, ['one two']],
    ['endlessword x', 60, ['endles', 'sword', 'x']],
    ['', 60, []],
    ['5\u202f% of it', 40, ['5\u202f%', 'of', 'it']], // a figure and its unit stay together
  ])('%j to %d px', (text, width, expected) => {
    expect(wrap(text, width, STYLE, measure)).toEqual(expected);
  });

  it('says that there is more than the lines it may take', () => {
    expect(wrap('one two three four', 70, STYLE, measure, 2)).toEqual(['one two', 'three …']);
    expect(wrap('one two three', 70, STYLE, measure, 2)).toEqual(['one two', 'three']);
  });
});

describe('flow', () => {
  it.each([
    [[10, 10, 10], 25, [[0, 1], [2]]],
    [[99, 1], 25, [[0], [1]]], // wider than the line: alone on it
    [[], 25, []],
  ])('%j on lines of %d', (widths, available, expected) => {
    expect(flow(widths, available, 5)).toEqual(expected);
  });
});
