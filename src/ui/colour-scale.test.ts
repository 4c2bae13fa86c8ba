import { lab } from 'd3-color';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourScale, contrast, scaleGradient } from './colour-scale.ts';
import type { Theme } from './palettes.ts';

const THEMES: readonly Theme[] = ['light', 'dark'];
const SWEEP = Array.from({ length: 4001 }, (_, i) => i / 2000 - 1);
const HEX = /^#[0-9a-f]{6}$/;

describe('contrast', () => {
  it('gives the ratios WCAG 2 defines', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
    expect(contrast('#123456', '#123456')).toBe(1);
  });
});

describe('colourScale', () => {
  it('keeps ink readable on every colour of a dense sweep, in both themes', () => {
    const scale = colourScale(1);
    for (const theme of THEMES) {
      for (const value of SWEEP) {
        const { background, ink } = scale.cell(value, theme);
        expect(contrast(background, ink), `${theme} ${value} ${background} ${ink}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('paints zero white on light paper and neutral on dark paper', () => {
    const scale = colourScale(3);
    expect(scale.cell(0, 'light').background).toBe('#ffffff');
    expect(lab(scale.cell(0, 'dark').background).l).toBeLessThan(25);
    expect(Math.hypot(lab(scale.cell(0, 'dark').background).a, lab(scale.cell(0, 'dark').background).b)).toBeLessThan(4);
  });

  it('paints an all-zero and an empty sentence in zero’s colour', () => {
    for (const scale of [colourScale(0)]) {
      expect(scale.limit).toBe(0);
      for (const value of [0, 1, -1]) expect(scale.cell(value, 'light').background).toBe('#ffffff');
    }
  });

  it('is red for, blue against, and equally strong on both sides', () => {
    const scale = colourScale(1);
    for (const theme of THEMES) {
      const zero = lab(scale.cell(0, theme).background);
      for (const value of SWEEP.filter((v) => v > 0.1)) {
        const [plus, minus] = [lab(scale.cell(value, theme).background), lab(scale.cell(-value, theme).background)];
        expect(plus.a, `${theme} ${value} is red`).toBeGreaterThan(minus.a);
        expect(minus.b, `${theme} ${value} is blue`).toBeLessThan(plus.b);
        expect(Math.abs(Math.abs(plus.l - zero.l) - Math.abs(minus.l - zero.l)), `${theme} ${value}`).toBeLessThan(14);
      }
    }
  });

  it('grows steadily away from zero: a larger value is never nearer to zero’s lightness', () => {
    const scale = colourScale(1);
    for (const theme of THEMES) {
      for (const sign of [1, -1]) {
        const lightness = Array.from({ length: 101 }, (_, i) => lab(scale.cell((sign * i) / 100, theme).background).l);
        for (const [i, here] of lightness.entries()) {
          const before = lightness[i - 1] ?? here;
          expect(theme === 'light' ? before - here : here - before, `${theme} ${sign * i}`).toBeGreaterThanOrEqual(-0.35);
        }
      }
    }
  });

  it('scales to the limit and clips beyond it', () => {
    const scale = colourScale(4);

    expect(scale.cell(-4, 'light')).toEqual(colourScale(1).cell(-1, 'light'));
    expect(scale.cell(99, 'light')).toEqual(scale.cell(4, 'light'));
    expect(scale.cell(2, 'light')).toEqual(colourScale(1).cell(0.5, 'light'));
  });

  it('gives a real colour for any numbers whatever', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (limit, value) => {
        const scale = colourScale(limit);
        for (const theme of THEMES) {
          const { background, ink } = scale.cell(value, theme);
          expect(background).toMatch(HEX);
          expect(ink).toMatch(HEX);
        }
      }),
    );
  });

  it('offers both themes at once as light-dark()', () => {
    const scale = colourScale(1);
    const [light, dark] = [scale.cell(0.3, 'light'), scale.cell(0.3, 'dark')];
    expect(scale.themedCell(0.3)).toEqual({
      background: `light-dark(${light.background}, ${dark.background})`,
      ink: `light-dark(${light.ink}, ${dark.ink})`,
    });
  });
});

describe('scaleGradient', () => {
  it('runs through the very colours of the cells', () => {
    const scale = colourScale(1);
    const gradient = scaleGradient(-1, 1);
    for (const value of [-1, -0.5, 0, 0.5, 1]) expect(gradient).toContain(scale.themedCell(value).background);
    expect(scaleGradient(0, 1)).not.toContain(scale.themedCell(-1).background);
  });
});
