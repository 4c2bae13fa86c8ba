import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstWords, pageTitle } from './page-title.ts';

const EXPLANATION = { model: { name: 'm', sha256: '', classes: ['bad', 'good'] }, target: 0 };

describe('pageTitle', () => {
  it('names target and sentence', () => {
    expect(pageTitle(EXPLANATION, 'A dull film.')).toBe('bad: A dull film. · LRP Lens');
    expect(pageTitle({ ...EXPLANATION, contrast: 1 }, 'A dull film.')).toMatch(/^bad rather than good: /);
    expect(pageTitle(null, 'A dull film.')).toMatch(/^LRP Lens/);
    expect(pageTitle(EXPLANATION, '  ')).toMatch(/^LRP Lens/);
  });
});

describe('firstWords', () => {
  it('ends at a word, with an ellipsis where the sentence goes on', () => {
    expect(firstWords('one  two\nthree', 40)).toBe('one two three');
    expect(firstWords('The plot is clever, but the acting', 20)).toBe('The plot is clever…');
    expect(firstWords('x'.repeat(50), 10)).toBe(`${'x'.repeat(10)}…`);
    expect(firstWords(`short${' '.repeat(500)}more`, 20)).toBe('short…');
  });

  it('is never longer than asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 50 }), (text, limit) => {
        expect(Array.from(firstWords(text, limit)).length).toBeLessThanOrEqual(limit + 1);
      }),
    );
  });
});
