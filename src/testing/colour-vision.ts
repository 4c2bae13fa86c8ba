/** Colours as others see them, and how far apart they then are: for the tests of the palettes. */
import { lab, rgb } from 'd3-color';

/**
 * Rows of 3 x 3 matrices on linear RGB. Machado, Oliveira and Fernandes 2009, "A physiologically-based model for simulation of color
 * vision deficiency" (doi 10.1109/TVCG.2009.113), severity 1.0; grey is the relative luminance of WCAG 2.
 */
const VISIONS = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  grey: [
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
  ],
} as const;

export type Vision = keyof typeof VISIONS;

/** Colour '#rrggbb' as someone with this vision sees it. */
export function seenWith(vision: Vision, colour: string): string {
  const { r, g, b } = rgb(colour);
  const [red, green, blue] = VISIONS[vision].map((row) => row[0] * toLinear(r) + row[1] * toLinear(g) + row[2] * toLinear(b));
  return rgb(fromLinear(red), fromLinear(green), fromLinear(blue)).formatHex();
}

/** CIE 1976 colour difference; about 2.3 is just noticeable (Mahy, Van Eycken and Oosterlinck 1994). */
export function deltaE(first: string, second: string): number {
  const [a, b] = [lab(first), lab(second)];
  return Math.hypot(a.l - b.l, a.a - b.a, a.b - b.b);
}

/** CIE lightness, 0..100. */
export function lightness(colour: string): number {
  return lab(colour).l;
}

/** IEC 61966-2-1: sRGB channel 0..255 to linear light 0..1. */
function toLinear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function fromLinear(light = 0): number {
  const share = Math.min(1, Math.max(0, light));
  return 255 * (share <= 0.0031308 ? 12.92 * share : 1.055 * share ** (1 / 2.4) - 0.055);
}
