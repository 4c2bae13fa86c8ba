/** The colours of the drawing: on the page they follow the theme, in a file they are those of light paper. */
import { type ColourOptions, type ColourScale, colourScale } from '../../../ui/heat-map/colour-scale.ts';

export interface Paint {
  /** Fill of a box, and what can be read on it. */
  cell(amount: number): { readonly background: string; readonly ink: string };
  /** A ribbon's colour: that of the end of the scale it belongs to. */
  ribbon(amount: number): string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly edge: string;
  readonly paper: string;
  readonly accent: string;
  /** Of what a step keeps, falling from its box. */
  readonly drip: string;
  /** Of the ledger's bars for what does not reach the words: the colours of the ledger beneath the heat map. */
  readonly shares: Readonly<Record<'padding' | 'rest' | 'bias' | 'stabiliser' | 'change', string>>;
}

export function pagePaint(limit: number, options: ColourOptions): Paint {
  const scale = colourScale(limit, options);
  return {
    cell: (amount) => scale.themedCell(amount),
    ribbon: (amount) => end(scale, amount, (value) => scale.themedCell(value).background),
    ink: 'var(--ink)',
    muted: 'var(--ink-muted)',
    line: 'var(--line)',
    edge: 'var(--line-strong)',
    paper: 'var(--surface)',
    accent: 'var(--focus)',
    drip: 'var(--ledger-bias)',
    shares: {
      padding: 'var(--ledger-padding)',
      rest: 'var(--ledger-rest)',
      bias: 'var(--ledger-bias)',
      stabiliser: 'var(--ledger-stabiliser)',
      change: 'var(--ledger-bias)',
    },
  };
}

export function paperPaint(limit: number, options: ColourOptions): Paint {
  const scale = colourScale(limit, options);
  return {
    cell: (amount) => scale.cell(amount, 'light'),
    ribbon: (amount) => end(scale, amount, (value) => scale.cell(value, 'light').background),
    ink: '#1b1916',
    muted: '#63605a',
    line: '#e3dfd8',
    edge: '#8d887f',
    paper: '#ffffff',
    accent: '#855608',
    drip: '#c6a063',
    shares: { padding: '#a493ad', rest: '#8d887f', bias: '#c6a063', stabiliser: '#d3cec5', change: '#c6a063' },
  };
}

function end({ limit }: ColourScale, amount: number, colour: (value: number) => string): string {
  return colour(limit > 0 ? Math.sign(amount) * limit : 0);
}
