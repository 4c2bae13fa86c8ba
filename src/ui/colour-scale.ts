/**
 * The one map from a relevance to a colour, shared by words and legend: white is zero, red speaks for the target class, blue
 * against it (the reference's 'bwr' idea in ColorBrewer's RdBu, which colour-blind readers can tell apart; Harrower and Brewer
 * 2003). On dark paper zero is dark and the ends are bright. The ink is chosen by WCAG 2 contrast and always reaches 4.5:1.
 */
import { rgb } from 'd3-color';
import { interpolateRdBu } from 'd3-scale-chromatic';

export type Theme = 'light' | 'dark';
type Channels = readonly [red: number, green: number, blue: number];

/** CSS colours of a cell: '#rrggbb', or light-dark() of two of them. */
export interface CellColour {
  readonly background: string;
  readonly ink: string;
}

export interface ColourScale {
  /** The absolute value that gets the full colour; 0: everything is zero, and everything gets zero's colour. */
  readonly largest: number;
  /** Colour of `value` in one theme; beyond `largest` it is clipped, and what is not a finite number counts as zero. */
  cell(value: number, theme: Theme): CellColour;
  /** The same for whichever theme is on, as CSS light-dark(), so that a change of theme redraws nothing. */
  themedCell(value: number): CellColour;
}

/** Share of RdBu's half that is used: its last eighth is nearly black, where red and blue look alike. */
const REACH = 0.84;
const DARK_ZERO: Channels = [46, 44, 41];
const DARK_FOR: readonly Channels[] = [DARK_ZERO, [128, 50, 46], [236, 96, 84]];
const DARK_AGAINST: readonly Channels[] = [DARK_ZERO, [38, 82, 138], [98, 166, 250]];

/** Tried in this order; black is taken only where neither softer ink reaches 4.5:1 (one of pure black and white always does). */
const INKS = ['#1b1916', '#ffffff', '#000000'] as const;
const READABLE = 4.5;

/** Colours are looked up in a table of this many steps a side; neighbouring steps differ by less than the eye can tell. */
const STEPS = 128;

/** A scale over `values`: the largest absolute one gets the full colour. */
export function colourScale(values: readonly number[]): ColourScale {
  let largest = 0;
  for (const value of values) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  const step = (value: number) =>
    largest > 0 && Number.isFinite(value) ? Math.round(Math.max(-1, Math.min(1, value / largest)) * STEPS) : 0;
  return {
    largest,
    cell: (value, theme) => tableFor(theme)[step(value) + STEPS] ?? colourAt(0, theme),
    themedCell: (value) => themedTable()[step(value) + STEPS] ?? themed(0),
  };
}

/** CSS gradient of the scale from `from` to `to`, both in -1..1, left to right: the legend's own colours. */
export function scaleGradient(from: number, to: number): string {
  const stops = Array.from({ length: 17 }, (_, i) => themed(from + ((to - from) * i) / 16).background);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

/** WCAG 2 contrast ratio of two CSS colours, 1..21. */
export function contrast(first: string, second: string): number {
  const [a, b] = [luminance(first), luminance(second)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const tables: { light?: readonly CellColour[]; dark?: readonly CellColour[]; themed?: readonly CellColour[] } = {};

function tableFor(theme: Theme): readonly CellColour[] {
  tables[theme] ??= sweep((position) => colourAt(position, theme));
  return tables[theme];
}

function themedTable(): readonly CellColour[] {
  tables.themed ??= sweep(themed);
  return tables.themed;
}

function sweep(colour: (position: number) => CellColour): CellColour[] {
  return Array.from({ length: 2 * STEPS + 1 }, (_, i) => colour(i / STEPS - 1));
}

function themed(position: number): CellColour {
  const [light, dark] = [colourAt(position, 'light'), colourAt(position, 'dark')];
  return { background: `light-dark(${light.background}, ${dark.background})`, ink: `light-dark(${light.ink}, ${dark.ink})` };
}

/** Colour of a position in -1 (against) .. 1 (for). */
function colourAt(position: number, theme: Theme): CellColour {
  const background = theme === 'light' ? lightColour(position) : darkColour(position);
  return { background, ink: inkFor(background) };
}

/**
 * RdBu reversed, with two corrections: its middle is a light grey where ours has to be white (the lift), and its pale reds lean
 * to orange, so every colour is drawn half way to the straight line from white to its end.
 */
function lightColour(position: number): string {
  const strength = Math.abs(position);
  const here = rgb(interpolateRdBu(0.5 - (REACH * position) / 2));
  const middle = rgb(interpolateRdBu(0.5));
  const end = rgb(interpolateRdBu(0.5 - (REACH * Math.sign(position)) / 2));
  const lift = (1 - strength) ** 4;
  const channel = (name: 'r' | 'g' | 'b') => {
    const lifted = here[name] + (255 - middle[name]) * lift;
    const straight = 255 + (end[name] - 255) * strength;
    return (lifted + straight) / 2;
  };
  return toHex([channel('r'), channel('g'), channel('b')]);
}

/** Linear between the stops of the position's side. */
function darkColour(position: number): string {
  const stops = position < 0 ? DARK_AGAINST : DARK_FOR;
  const place = Math.abs(position) * (stops.length - 1);
  const index = Math.min(Math.floor(place), stops.length - 2);
  const [a, b] = [stops[index] ?? DARK_ZERO, stops[index + 1] ?? DARK_ZERO];
  const mix = (channel: 0 | 1 | 2) => a[channel] + (b[channel] - a[channel]) * (place - index);
  return toHex([mix(0), mix(1), mix(2)]);
}

function inkFor(background: string): string {
  const [dark, light, black] = INKS;
  const better = contrast(background, dark) >= contrast(background, light) ? dark : light;
  return contrast(background, better) >= READABLE ? better : black;
}

function toHex([red, green, blue]: Channels): string {
  return rgb(red, green, blue).formatHex();
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
