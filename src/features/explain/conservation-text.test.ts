import { describe, expect, it } from 'vitest';
import { residualOf, residualText, verdict } from './conservation-text.ts';

describe('residual', () => {
  it('is told in one digit and an exponent, or as none', () => {
    expect(residualText(residualOf({ words: 0.1, rest: 0.2, score: 0.3 }))).toBe('5.6e−17');
    expect(residualText(-0.00123)).toBe('−1.2e−3');
    expect(residualText(residualOf({ words: 0.5, rest: 0.25, score: 0.75 }))).toBe('0');
    expect(residualText(residualOf({ words: 0.5, padding: -1, rest: 0.25, score: -0.25 }))).toBe('0');
  });
});

describe('verdict', () => {
  it('tells rounding from a leak, by the size of the score', () => {
    expect(verdict({ words: 0.1, rest: 0.2, score: 0.3 })).toMatch(/^Conserved/);
    expect(verdict({ words: 1e6, rest: 1e-4, score: 1e6 })).toMatch(/^Conserved/);
    expect(verdict({ words: 0.1, rest: 0.2, score: 0.31 })).toMatch(/^Not conserved/);
    expect(verdict({ words: Number.NaN, rest: 0, score: 1 })).toMatch(/division by zero/);
  });
});
