import type { Paper, PaperPart } from '../../state/figures/index.ts';
import type { Figure } from './figure.ts';
import { innerWidth, type Placed, type SvgFigure, writeSheet } from './sheet.ts';
import { classesBlock, footBlock, headBlock, legendsBlock, notesBlock } from './svg-blocks.ts';
import { gridBlock, type Page, wordsBlock } from './svg-cells.ts';
import type { Measure } from './svg-pen.ts';

/** An explanation on paper, of the parts that are wanted. */
export function writeSvg(figure: Figure, paper: Paper, measure: Measure): SvgFigure {
  const page: Page = { width: innerWidth(paper), measure };
  const description = [figure.sentence, ...figure.footer].join('\n');
  return writeSheet(blocksOf(figure, page, paper), { title: figure.title, description, provenance: figure.provenance }, paper);
}

function blocksOf(figure: Figure, page: Page, { without }: Paper): Placed[] {
  const rows = figure.layout === 'text' ? figure.rows.map((row) => wordsBlock(row, figure, page)) : [gridBlock(figure, page)];
  const part = (name: PaperPart, block: () => Placed): Placed[] => (without.includes(name) ? [] : [block()]);
  return [
    ...part('title', () => [headBlock(figure, page), 0]),
    // In the class x word matrix the classes are the rows.
    ...(figure.layout === 'classes' ? [] : part('classes', () => [classesBlock(figure, page), 14])),
    ...part('legend', () => [legendsBlock(figure, page), 16]),
    ...rows.map((block, index): Placed => [block, index === 0 ? 14 : 22]),
    ...part('notes', () => [notesBlock(figure, page), 18]),
    ...part('footer', () => [footBlock(figure, page), 14]),
  ];
}
