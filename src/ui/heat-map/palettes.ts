/**
 * The palettes, after d3-scale-chromatic: on light paper zero is white, one hue speaks for the target class, another against it (the
 * reference's 'bwr' idea in ColorBrewer's schemes, whose pairs colour-blind readers can tell apart; Harrower and Brewer 2003). On
 * dark paper zero is dark and the ends are bright. Cividis (Nuñez et al. 2018) has one order of lightness from end to end, so it
 * survives greyscale printing.
 */
import { rgb } from 'd3-color';
import { interpolateBrBG, interpolateCividis, interpolatePuOr, interpolateRdBu } from 'd3-scale-chromatic';

export type Theme = 'light' | 'dark';
export type PaletteId = 'red-blue' | 'orange-purple' | 'brown-teal' | 'cividis';

export interface Palette {
  readonly label: string;
  /** What it is good for, in a few words. */
  readonly hint: string;
  /** What its ends and its middle are called. */
  readonly names: { readonly forTarget: string; readonly against: string; readonly zero: string };
  /** Colour '#rrggbb' of a position in -1 (against) .. 1 (for). */
  colour(position: number, theme: Theme): string;
}

type Channels = readonly [red: number, green: number, blue: number];

/** Two stops a side on dark paper, half way and at the end. */
interface DarkStops {
  readonly forTarget: readonly [Channels, Channels];
  readonly against: readonly [Channels, Channels];
}

/** Share of a scheme's half that is used: its last part is nearly black, where both hues look alike. */
interface Reach {
  readonly forTarget: number;
  readonly against: number;
}
const EVEN: Reach = { forTarget: 0.84, against: 0.84 };
/** PuOr's purple is far darker than its orange; cut shorter, both ends are equally strong. */
const SHORT_PURPLE: Reach = { forTarget: 0.84, against: 0.7 };
const DARK_ZERO: Channels = [46, 44, 41];

export const PALETTES: Readonly<Record<PaletteId, Palette>> = {
  'red-blue': {
    label: 'Red–blue',
    hint: 'as in the paper',
    names: { forTarget: 'red', against: 'blue', zero: 'no colour' },
    colour: diverging(interpolateRdBu, EVEN, {
      forTarget: [
        [128, 50, 46],
        [236, 96, 84],
      ],
      against: [
        [38, 82, 138],
        [98, 166, 250],
      ],
    }),
  },
  'orange-purple': {
    label: 'Orange–purple',
    hint: 'safe for colour-blind readers',
    names: { forTarget: 'orange', against: 'purple', zero: 'no colour' },
    // The scheme runs from purple to orange, where the others begin with the warm hue.
    colour: diverging((t) => interpolatePuOr(1 - t), SHORT_PURPLE, {
      forTarget: [
        [122, 76, 22],
        [240, 158, 62],
      ],
      against: [
        [80, 62, 130],
        [178, 152, 242],
      ],
    }),
  },
  'brown-teal': {
    label: 'Brown–teal',
    hint: 'safe for colour-blind readers',
    names: { forTarget: 'brown', against: 'teal', zero: 'no colour' },
    colour: diverging(interpolateBrBG, EVEN, {
      forTarget: [
        [118, 82, 38],
        [226, 176, 100],
      ],
      against: [
        [20, 94, 88],
        [84, 204, 190],
      ],
    }),
  },
  cividis: {
    label: 'Cividis',
    hint: 'colour-blind safe; survives greyscale printing: dark for, light against',
    names: { forTarget: 'dark blue', against: 'yellow', zero: 'grey' },
    colour: (position) => rgb(interpolateCividis(0.5 - position / 2)).formatHex(),
  },
};

function diverging(interpolate: (t: number) => string, reach: Reach, dark: DarkStops): Palette['colour'] {
  return (position, theme) => (theme === 'light' ? lightColour(position, interpolate, reach) : darkColour(position, dark));
}

/**
 * The scheme reversed, with two corrections: its middle is a light grey where ours has to be white (the lift), and its pale reds lean
 * to orange, so every colour is drawn half way to the straight line from white to its end.
 */
function lightColour(position: number, interpolate: (t: number) => string, reach: Reach): string {
  const strength = Math.abs(position);
  const used = position < 0 ? reach.against : reach.forTarget;
  const here = rgb(interpolate(0.5 - (used * position) / 2));
  const middle = rgb(interpolate(0.5));
  const end = rgb(interpolate(0.5 - (used * Math.sign(position)) / 2));
  const lift = (1 - strength) ** 4;
  const channel = (name: 'r' | 'g' | 'b') => {
    const lifted = here[name] + (255 - middle[name]) * lift;
    const straight = 255 + (end[name] - 255) * strength;
    return (lifted + straight) / 2;
  };
  return toHex([channel('r'), channel('g'), channel('b')]);
}

/** Linear between the stops of the position's side. */
function darkColour(position: number, { forTarget, against }: DarkStops): string {
  const stops = [DARK_ZERO, ...(position < 0 ? against : forTarget)];
  const place = Math.abs(position) * (stops.length - 1);
  const index = Math.min(Math.floor(place), stops.length - 2);
  const [a, b] = [stops[index] ?? DARK_ZERO, stops[index + 1] ?? DARK_ZERO];
  const mix = (channel: 0 | 1 | 2) => a[channel] + (b[channel] - a[channel]) * (place - index);
  return toHex([mix(0), mix(1), mix(2)]);
}

function toHex([red, green, blue]: Channels): string {
  return rgb(red, green, blue).formatHex();
}
