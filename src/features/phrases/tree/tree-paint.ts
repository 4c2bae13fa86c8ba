/** The colours of the tree: on the page they follow the theme, in a file they are those of light paper. */
import { type ColourOptions, colourScale } from '../../../ui/heat-map/colour-scale.ts';

export interface TreePaint {
  /** Fill of a box, and what can be read on it. */
  cell(score: number): { readonly background: string; readonly ink: string };
  readonly ink: string;
  readonly muted: string;
  readonly edge: string;
  readonly paper: string;
}

export function pagePaint(limit: number, options: ColourOptions): TreePaint {
  const scale = colourScale(limit, options);
  return {
    cell: (score) => scale.themedCell(score),
    ink: 'var(--ink)',
    muted: 'var(--ink-muted)',
    edge: 'var(--line-strong)',
    paper: 'var(--surface)',
  };
}

export function paperPaint(limit: number, options: ColourOptions): TreePaint {
  const scale = colourScale(limit, options);
  return { cell: (score) => scale.cell(score, 'light'), ink: '#1b1916', muted: '#63605a', edge: '#8d887f', paper: '#ffffff' };
}
