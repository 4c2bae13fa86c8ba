import { lab, lch } from 'd3-color';
import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { deltaE, lightness, seenWith, type Vision } from '../../testing/colour-vision.ts';
import { colourScale, contrast, scaleGradient } from './colour-scale.ts';
import { heatCells, markFor } from './heat-cell.tsx';
import { PALETTES, type PaletteId, type Theme } from './palettes.ts';

const THEMES: readonly Theme[] = ['light', 'dark'];
const PALETTE_IDS = ['red-blue', 'orange-purple', 'brown-teal', 'cividis'] as const;
const DIVERGING = ['red-blue', 'orange-purple', 'brown-teal'] as const;
const SAFE: readonly PaletteId[] = ['orange-purple', 'brown-teal', 'cividis'];
/** Strength of the colour, and the least difference between for and against (2.3 is just noticeable): a quarter, half, full. */
const COLOUR_DIFFERENCES = [
  [0.25, 12],
  [0.5, 27],
  [1, 39],
] as const;
/** The same in lightness alone. */
const GREY_DIFFERENCES = [
  [0.25, 15],
  [0.5, 35],
  [1, 70],
] as const;
const SWEEP = Array.from({ length: 4001 }, (_, i) => i / 2000 - 1);
const HEX = /^#[0-9a-f]{6}$/;

/** Backgrounds from full 'against' to full 'for', in `steps` steps. */
function backgrounds(palette: PaletteId, theme: Theme, from: number, to: number, steps = 100): string[] {
  const scale = colourScale(1, { palette, gamma: 1 });
  return Array.from({ length: steps + 1 }, (_, i) => scale.cell(from + ((to - from) * i) / steps, theme).background);
}

/** The two colours of one strength, as someone with this vision sees them. */
function forAndAgainst(palette: PaletteId, theme: Theme, strength: number, vision: Vision): [string, string] {
  const scale = colourScale(1, { palette, gamma: 1 });
  return [seenWith(vision, scale.cell(strength, theme).background), seenWith(vision, scale.cell(-strength, theme).background)];
}

/** The smallest step of `values`: >= 0 where they never fall. */
function smallestStep(values: readonly number[]): number {
  return Math.min(...values.slice(1).map((value, i) => value - (values[i] ?? value)));
}

describe('contrast', () => {
  it('gives the ratios WCAG 2 defines', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
    expect(contrast('#123456', '#123456')).toBe(1);
  });
});

describe('colourScale', () => {
  it.each(PALETTE_IDS)('keeps ink readable on every colour of a dense sweep, in both themes and at any gamma: %s', (palette) => {
    for (const gamma of [0.25, 1, 2]) {
      const scale = colourScale(1, { palette, gamma });
      for (const theme of THEMES) {
        for (const value of SWEEP) {
          const { background, ink } = scale.cell(value, theme);
          if (contrast(background, ink) < 4.5) expect.fail(`${theme} ${gamma} ${value} ${background} ${ink}`);
        }
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

  it.each(DIVERGING)('is equally strong on both sides, and warm for, cold against: %s', (palette) => {
    const scale = colourScale(1, { palette, gamma: 1 });
    for (const theme of THEMES) {
      for (const value of SWEEP.filter((v) => v > 0.1)) {
        const [plus, minus] = [lab(scale.cell(value, theme).background), lab(scale.cell(-value, theme).background)];
        expect(plus.b, `${theme} ${value} is warm`).toBeGreaterThan(minus.b);
        expect(Math.abs(plus.l - minus.l), `${theme} ${value}`).toBeLessThan(10);
      }
    }
  });

  it.each(DIVERGING)('grows steadily away from zero: a larger value is never nearer to zero’s lightness: %s', (palette) => {
    for (const theme of THEMES) {
      for (const end of [1, -1]) {
        const steps = backgrounds(palette, theme, 0, end).map((colour) => (theme === 'light' ? -1 : 1) * lightness(colour));
        expect(smallestStep(steps), `${theme} ${end}`).toBeGreaterThanOrEqual(0);
        expect((steps.at(-1) ?? 0) - (steps[0] ?? 0), `${theme} ${end}`).toBeGreaterThan(40);
      }
    }
  });

  it('runs from light to dark in one order with cividis, so that for and against differ in greyscale too', () => {
    for (const theme of THEMES) {
      for (const vision of ['full', 'grey'] as const) {
        const steps = backgrounds('cividis', theme, 1, -1).map((colour) => lightness(seenWith(vision, colour)));
        expect(smallestStep(steps), `${theme} ${vision}`).toBeGreaterThanOrEqual(0);
      }
      for (const [strength, least] of GREY_DIFFERENCES) {
        const [plus, minus] = forAndAgainst('cividis', theme, strength, 'grey');
        expect(lightness(minus) - lightness(plus), `${theme} ${strength}`).toBeGreaterThan(least);
      }
    }
  });

  it.each(PALETTE_IDS)('leaves for and against apart in grey, by lightness or by the sign in the cell: %s', (palette) => {
    const scale = colourScale(1, { palette, gamma: 1 });
    const look = { palette, gamma: 1 };
    for (const theme of THEMES) {
      for (const strength of [0.06, 0.25, 0.5, 1]) {
        const [plus, minus] = forAndAgainst(palette, theme, strength, 'grey').map(lightness);
        const isToldByLightness = Math.abs((plus ?? 0) - (minus ?? 0)) > 15;
        const told = [true, false].map((numbers) =>
          [strength, -strength].map((value) => {
            const cells = heatCells([strength], 1, true, { ...look, numbers });
            return renderToStaticMarkup(cells.value(value)).replace(/<[^>]*visually-hidden.*/, '');
          }),
        );
        const isToldBySign = told.every(([one, other]) => one?.includes('+') && other?.includes('−'));
        expect(isToldByLightness || isToldBySign, `${theme} ${strength}`).toBe(true);
        expect([markFor(scale, strength), markFor(scale, -strength)]).toEqual(['+', '−']);
      }
    }
  });

  it.each(SAFE)('tells for from against to colour-blind readers: %s', (palette) => {
    for (const theme of THEMES) {
      for (const vision of ['protanopia', 'deuteranopia'] as const) {
        for (const [strength, least] of COLOUR_DIFFERENCES) {
          const [plus, minus] = forAndAgainst(palette, theme, strength, vision);
          expect(deltaE(plus, minus), `${theme} ${vision} ${strength}`).toBeGreaterThan(least);
        }
      }
    }
  });

  it('says of the palettes that are safe, and of no other, that they are', () => {
    expect(PALETTE_IDS.filter((palette) => /colour-blind/.test(PALETTES[palette].hint))).toEqual(SAFE);
  });

  it('uses the same hue for the target in both themes', () => {
    for (const palette of PALETTE_IDS) {
      const [light, dark] = THEMES.map((theme) => backgrounds(palette, theme, -1, 1, 1));
      const hue = (colour: string | undefined) => lch(colour ?? '').h;
      for (const end of [0, 1]) {
        const turn = Math.abs(hue(light?.[end]) - hue(dark?.[end]));
        expect(Math.min(turn, 360 - turn), `${palette} ${end}`).toBeLessThan(40);
      }
    }
  });

  it('lifts small values with gamma below 1, presses them with gamma above, and leaves zero and the limit alone', () => {
    const strengths = (gamma: number) =>
      [0, 0.5, -0.5, 2].map((value) => colourScale(2, { palette: 'red-blue', gamma }).strength(value));
    expect(strengths(1)).toEqual([0, 0.25, -0.25, 1]);
    expect(strengths(0.5)).toEqual([0, 0.5, -0.5, 1]);
    expect(strengths(2)).toEqual([0, 0.0625, -0.0625, 1]);
    const [plain, lifted] = [1, 0.5].map((gamma) => colourScale(2, { palette: 'brown-teal', gamma }));
    expect(lifted?.cell(0.5, 'light')).toEqual(plain?.cell(1, 'light'));
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

  it('has the palette and the gamma of the cells', () => {
    const colours = { palette: 'cividis', gamma: 0.5 } as const;
    const scale = colourScale(4, colours);
    for (const value of [-4, -2, 1, 4]) expect(scaleGradient(-1, 1, colours)).toContain(scale.themedCell(value).background);
  });
});
