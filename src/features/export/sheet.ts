/** A figure on its paper: title, what is drawn, notes and provenance as one SVG document. */
import type { Paper } from '../../state/figures/index.ts';
import { DRAWING_FONT as FONT } from '../../ui/drawing/text-width.ts';
import { escapeMarkup } from '../../ui/text/escape-markup.ts';
import { layoutWidth, MARGIN, mm, zoomOf } from './sheet-geometry.ts';
import type { Block } from './svg-cells.ts';
import { px } from './svg-pen.ts';

/** A figure as an SVG document, and its size in CSS px. */
export interface SvgFigure {
  readonly source: string;
  readonly width: number;
  readonly height: number;
}

interface SheetFacts {
  readonly title: string;
  /** What a person who does not see it is told. */
  readonly description: string;
  /** For programs. */
  readonly provenance: unknown;
}

/** A block and its distance from the one above. */
export type Placed = readonly [block: Block, above: number];

/** One self-contained SVG document: no script, no style sheet, no font but the reader's own. */
export function writeSheet(blocks: readonly Placed[], facts: SheetFacts, paper: Pick<Paper, 'width' | 'fontSize'>): SvgFigure {
  const shapes: string[] = [];
  let y = MARGIN;
  for (const [index, [block, above]] of blocks.entries()) {
    if (index > 0) y += above;
    shapes.push(`<g transform="translate(${MARGIN} ${px(y)})">\n${block.shapes.join('\n')}\n</g>`);
    y += block.height;
  }
  const [width, height] = [layoutWidth(paper), Math.ceil(y + MARGIN)];
  const zoom = zoomOf(paper);
  const view = `${px(width)} ${height}`;
  const source = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${view}" width="${px(paper.width)}mm" height="${px(mm(height * zoom))}mm" role="img" aria-labelledby="lrp-lens-title lrp-lens-desc" font-family="${escapeMarkup(FONT)}">`,
    `<title id="lrp-lens-title">${escapeMarkup(facts.title)}</title>`,
    `<desc id="lrp-lens-desc">${escapeMarkup(facts.description)}</desc>`,
    `<metadata>${escapeMarkup(JSON.stringify(facts.provenance))}</metadata>`,
    `<rect width="${px(width)}" height="${height}" fill="#ffffff"/>`,
    ...shapes,
    '</svg>',
    '',
  ].join('\n');
  return { source, width: width * zoom, height: height * zoom };
}

/** What the blocks are laid out in. */
export function innerWidth(paper: Pick<Paper, 'width' | 'fontSize'>): number {
  return layoutWidth(paper) - 2 * MARGIN;
}
