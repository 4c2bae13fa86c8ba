import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  digitsBeside,
  digitsFor,
  EXPONENT,
  formatBytes,
  formatCount,
  formatExact,
  formatExactSigned,
  formatFixed,
  formatMegabytes,
  formatPercent,
  formatSigned,
} from './format-number.ts';

describe('formatSigned and formatFixed', () => {
  it('use a real minus sign and a plus', () => {
    expect(formatSigned(-1.32)).toBe('−1.32');
    expect(formatSigned(0.55)).toBe('+0.55');
    expect(formatFixed(2.868)).toBe('2.87');
    expect(formatFixed(-0.61)).toBe('−0.61');
  });

  it('give what rounds to zero no sign', () => {
    for (const value of [0, -0, 0.004, -0.004]) expect(formatSigned(value)).toBe('0.00');
  });

  it('never show a number that is none', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      for (const format of [formatFixed, formatSigned, formatExact, formatPercent, formatCount]) expect(format(value)).toBe('–');
    }
  });

  it('write what has no digits after the point any more with an exponent, which finds room', () => {
    expect(formatFixed(-1.0944631729207038e159)).toBe('−1.1e+159');
    expect(formatSigned(1e15)).toBe('+1000000000000000.00');
  });

  it('write tiny values with an exponent when asked to', () => {
    expect(formatSigned(-4.21e-12, EXPONENT)).toBe('−4.2e−12');
    expect(formatSigned(4.21e-12, EXPONENT)).toBe('+4.2e−12');
  });
});

describe('digitsFor', () => {
  it('is 2 for everyday values, more for tiny ones, none for thousands', () => {
    expect([1.62, 0.5, 0.1, 12, 999].map(digitsFor)).toEqual([2, 2, 2, 2, 2]);
    expect([0.05, 0.0123, 0.00004].map(digitsFor)).toEqual([3, 3, 6]);
    expect([1234, 3e6].map(digitsFor)).toEqual([0, 0]);
    expect([1e-9, 4e12].map(digitsFor)).toEqual([EXPONENT, EXPONENT]);
    expect([0, Number.NaN, Number.POSITIVE_INFINITY].map(digitsFor)).toEqual([2, 2, 2]);
  });

  it('always leaves the largest value visible', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-300 }), (largest) => {
        expect(formatFixed(largest, digitsFor(largest))).toMatch(/[1-9]/);
      }),
    );
  });
});

describe('digitsBeside', () => {
  it('gives an exponent only to the value that needs one', () => {
    const told = (value: number, digits: number) => formatFixed(value, digitsBeside(digits, value));
    expect([2.2e16, 1.794, 0, -3e-9].map((value) => told(value, EXPONENT))).toEqual(['2.2e+16', '1.79', '0.00', '−3.0e−9']);
    expect(told(1.794, 3)).toBe('1.794');
  });
});

describe('formatExactSigned', () => {
  it('adds a plus, and to zero no sign', () => {
    expect([0.80547, -0.5, 0, -0, Number.NaN].map(formatExactSigned)).toEqual(['+0.80547', '−0.5', '0', '0', '–']);
  });
});

describe('formatExact', () => {
  it('keeps every digit of a float64', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(formatExact(value).replaceAll('−', '-'))).toBe(Object.is(value, -0) ? 0 : value);
      }),
    );
  });
});

describe('formatPercent', () => {
  it('rounds, but never to a certainty that is not one', () => {
    expect([0.553, 0, 1, 0.0001, 0.9999, 0.5].map((share) => formatPercent(share).replace('\u202f', ' '))).toEqual([
      '55 %',
      '0 %',
      '100 %',
      '<1 %',
      '>99 %',
      '50 %',
    ]);
  });
});

/** Numbers as hostile as they come. */
const hostile = fc.oneof(
  fc.double(),
  fc.double({ min: -2, max: 2, noNaN: true }),
  fc.double({ min: -1e-300, max: 1e-300, noNaN: true }),
  fc.integer(),
  fc.constantFrom(-0, 0, -0.004, -0.4, -0.5, 0.5, 5e-324, -5e-324, 1e21, -1e21, Number.MAX_VALUE, -Number.MAX_VALUE),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);

const FORMATS: Readonly<Record<string, (value: number, digits: number) => string>> = {
  formatFixed,
  formatSigned,
  formatExact: (value) => formatExact(value),
  formatPercent: (value) => formatPercent(value),
  formatCount: (value) => formatCount(value),
  formatMegabytes: (value) => formatMegabytes(value),
  formatBytes: (value) => formatBytes(value),
  'formatFixed with digitsFor': (value) => formatFixed(value, digitsFor(value)),
  'formatSigned with digitsFor': (value) => formatSigned(value, digitsFor(value)),
};

describe.each(Object.entries(FORMATS))('%s, of any number', (_, format) => {
  it('writes digits or a dash: no signed zero, no hyphen for a minus, no name of a number that is none', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: EXPONENT, max: 6 }), (value, digits) => {
        const text = format(value, digits);
        expect(text).not.toMatch(/NaN|Infinity|undefined|null|-/);
        expect(text).not.toMatch(/^[−+][0.,]*(?![\d.,])(?!e)/);
        expect(text).toMatch(/\d|–/);
        if (!Number.isFinite(value)) expect(text).toMatch(/^–/);
      }),
      { numRuns: 2000, seed: 5 },
    );
  });
});

describe('formatCount and formatMegabytes', () => {
  it('set thousands apart', () => {
    expect([0, 999, 1000, 14500, 1234567].map(formatCount)).toEqual(['0', '999', '1,000', '14,500', '1,234,567']);
    expect(formatMegabytes(2109056)).toBe('2.1');
  });
});
