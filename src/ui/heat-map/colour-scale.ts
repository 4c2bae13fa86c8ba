/**
 * The one map from a relevance to a colour, shared by words, legends and exports: zero has the palette's middle, one end speaks for
 * the target class, the other against it (src/ui/palettes.ts). The ink is chosen by WCAG 2 contrast and always reaches 4.5:1.
 */
import { rgb } from 'd3-color';
import { PALETTES, type PaletteId, type Theme } from './palettes.ts';

/** CSS colours of a cell: '#rrggbb', or light-dark() of two of them. */
interface CellColour {
  readonly background: string;
  readonly ink: string;
}

export interface ColourScale {
  /** The absolute value that gets the full colour; 0: everything is zero, and everything gets zero's colour. */
  readonly limit: number;
  /** How strongly a value is coloured, with its sign: -1..1, 0 has no colour. */
  strength(value: number): number;
  /** Colour of `value` in one theme; beyond `limit` it is clipped, and what is not a finite number counts as zero. */
  cell(value: number, theme: Theme): CellColour;
  /** The same for whichever theme is on, as CSS light-dark(), so that a change of theme redraws nothing. */
  themedCell(value: number): CellColour;
}

export interface ColourOptions {
  readonly palette: PaletteId;
  /** Strength = (|value| / limit) ^ gamma. */
  readonly gamma: number;
}

/** Tried in this order; black is taken only where neither softer ink reaches 4.5:1 (one of pure black and white always does). */
const INKS = ['#1b1916', '#ffffff', '#000000'] as const;
const READABLE = 4.5;

/** Colours are looked up in a table of this many steps a side; neighbouring steps differ by less than the eye can tell. */
const STEPS = 128;

const PLAIN: ColourOptions = { palette: 'red-blue', gamma: 1 };

/**
 * @param limit the absolute value that gets the full colour, >= 0
 * @param options gamma > 0
 */
export function colourScale(limit: number, { palette, gamma }: ColourOptions = PLAIN): ColourScale {
  const tables = tablesOf(palette);
  const strength = (value: number) => {
    if (!(limit > 0) || !Number.isFinite(value)) return 0;
    return Math.sign(value) * Math.min(1, Math.abs(value) / limit) ** gamma;
  };
  const step = (value: number) => STEPS + Math.round(strength(value) * STEPS);
  return {
    limit,
    strength,
    cell: (value, theme) => tables[theme][step(value)] ?? colourAt(0, theme, palette),
    themedCell: (value) => tables.themed[step(value)] ?? themed(0, palette),
  };
}

/** CSS gradient of the scale from `from` to `to`, shares of its limit in -1..1, left to right: the cells' own colours. */
export function scaleGradient(from: number, to: number, options: ColourOptions = PLAIN): string {
  const scale = colourScale(1, options);
  const stops = Array.from({ length: 33 }, (_, i) => scale.themedCell(from + ((to - from) * i) / 32).background);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

/** WCAG 2 contrast ratio of two CSS colours, 1..21. */
export function contrast(first: string, second: string): number {
  const [a, b] = [luminance(first), luminance(second)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

type Tables = Readonly<Record<Theme | 'themed', readonly CellColour[]>>;

const tables = new Map<PaletteId, Tables>();

function tablesOf(palette: PaletteId): Tables {
  const known = tables.get(palette);
  if (known) return known;
  const made: Tables = {
    light: sweep((position) => colourAt(position, 'light', palette)),
    dark: sweep((position) => colourAt(position, 'dark', palette)),
    themed: sweep((position) => themed(position, palette)),
  };
  tables.set(palette, made);
  return made;
}

function sweep(colour: (position: number) => CellColour): CellColour[] {
  return Array.from({ length: 2 * STEPS + 1 }, (_, i) => colour(i / STEPS - 1));
}

function themed(position: number, palette: PaletteId): CellColour {
  const [light, dark] = [colourAt(position, 'light', palette), colourAt(position, 'dark', palette)];
  return { background: `light-dark(${light.background}, ${dark.background})`, ink: `light-dark(${light.ink}, ${dark.ink})` };
}

/** Colour of a position in -1 (against) .. 1 (for). */
function colourAt(position: number, theme: Theme, palette: PaletteId): CellColour {
  const background = PALETTES[palette].colour(position, theme);
  return { background, ink: inkFor(background) };
}

function inkFor(background: string): string {
  const [dark, light, black] = INKS;
  const better = contrast(background, dark) >= contrast(background, light) ? dark : light;
  return contrast(background, better) >= READABLE ? better : black;
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const { r, g, b } = rgb(colour);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** One sRGB channel, 0..255, as linear light, 0..1. */
function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
