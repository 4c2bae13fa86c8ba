import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BIAS_STEPS, EPS_STEPS, epsAt, epsPosition, formatSetting, parseBiasFactor, parseEps } from './ledger-settings.ts';

describe('the slider of eps', () => {
  it('runs from 0 over 1e-6 to 1 and meets each power of ten', () => {
    expect([0, 1, 11, 21, 31, 41, 51, EPS_STEPS].map(epsAt)).toEqual([0, 1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.1, 1]);
  });

  it('stands where its value is, for each of its positions', () => {
    for (let position = 0; position <= EPS_STEPS; position++) expect(epsPosition(epsAt(position))).toBe(position);
  });

  it('stands at its end for what is beyond it', () => {
    expect(epsPosition(5)).toBe(EPS_STEPS);
    expect(epsPosition(1e-9)).toBe(1);
  });
});

describe('what is typed', () => {
  it('is read as one writes numbers', () => {
    expect(parseEps(' 0,01 ')).toBe(0.01);
    expect(parseEps('1e\u22124')).toBe(1e-4);
    expect(parseEps('0')).toBe(0);
    expect(parseBiasFactor('1')).toBe(1);
  });

  it('is refused out of range', () => {
    for (const text of ['', 'x', '-0.1', '1.01', '1e-7', 'Infinity', '0.5.']) expect(parseEps(text), text).toBeNull();
    for (const text of ['', '-0.1', '2', 'NaN']) expect(parseBiasFactor(text), text).toBeNull();
  });

  it('is what the field shows for a value', () => {
    const values = fc.integer({ min: 0, max: EPS_STEPS }).map(epsAt);
    fc.assert(fc.property(values, (eps) => parseEps(formatSetting(eps)) === eps));
    const factors = fc.integer({ min: 0, max: BIAS_STEPS }).map((position) => position / BIAS_STEPS);
    fc.assert(fc.property(factors, (factor) => parseBiasFactor(formatSetting(factor)) === factor));
  });
});
