import { escapeMarkup } from '../../ui/text/escape-markup.ts';
import type { Figure } from './figure.ts';
import { classesBlock, footBlock, headBlock, legendsBlock, notesBlock } from './svg-blocks.ts';
import { type Block, gridBlock, type Page, wordsBlock } from './svg-cells.ts';
import { FONT, type Measure, px } from './svg-pen.ts';

/** A figure as an SVG document and its size in px. */
export interface SvgFigure {
  readonly source: string;
  readonly width: number;
  readonly height: number;
}

const WIDTH = 960;
const MARGIN = 32;

/** One self-contained SVG document: no script, no style sheet, no font but the reader's own. */
export function writeSvg(figure: Figure, measure: Measure): SvgFigure {
  const page: Page = { width: WIDTH - 2 * MARGIN, measure };
  const blocks = blocksOf(figure, page);
  const shapes: string[] = [];
  let y = MARGIN;
  for (const { block, above } of blocks) {
    y += above;
    shapes.push(`<g transform="translate(${MARGIN} ${px(y)})">\n${block.shapes.join('\n')}\n</g>`);
    y += block.height;
  }
  const height = Math.ceil(y + MARGIN);
  const source = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="lrp-lens-title lrp-lens-desc" font-family="${escapeMarkup(FONT)}">`,
    `<title id="lrp-lens-title">${escapeMarkup(figure.title)}</title>`,
    `<desc id="lrp-lens-desc">${escapeMarkup(describe(figure))}</desc>`,
    `<metadata>${escapeMarkup(JSON.stringify(figure.provenance))}</metadata>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...shapes,
    '</svg>',
    '',
  ].join('\n');
  return { source, width: WIDTH, height };
}

function blocksOf(figure: Figure, page: Page): { block: Block; above: number }[] {
  const inRows = figure.layout === 'text';
  const rows = inRows ? figure.rows.map((row) => wordsBlock(row, figure, page)) : [gridBlock(figure, page)];
  return [
    { block: headBlock(figure, page), above: 0 },
    // In the class x word matrix the classes are the rows.
    ...(figure.layout === 'classes' ? [] : [{ block: classesBlock(figure, page), above: 16 }]),
    { block: legendsBlock(figure, page), above: 20 },
    ...rows.map((block, index) => ({ block, above: index === 0 ? 16 : 24 })),
    { block: notesBlock(figure, page), above: 20 },
    { block: footBlock(figure, page), above: 14 },
  ];
}

function describe({ sentence, footer }: Figure): string {
  return [sentence, ...footer].join('\n');
}
