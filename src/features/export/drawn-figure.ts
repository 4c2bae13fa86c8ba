/** What the page draws beside heat maps, as files: charts, ledger, what-if, pins, what flows inside. */
import type { FigureFacts, FigureToSave, Paper, PaperPart } from '../../state/figures/index.ts';
import { canvasMeasure } from './draw-png.ts';
import { drawingFacts, drawingFileName } from './drawing-facts.ts';
import type { Origin } from './provenance.ts';
import { innerWidth, type Placed, type SvgFigure, writeSheet } from './sheet.ts';
import { footBlock, notesBlock, titleBlock } from './svg-blocks.ts';
import type { Block } from './svg-cells.ts';
import { type Measure, px } from './svg-pen.ts';

export function factsOf({ origin }: FigureToSave, program: Origin): FigureFacts {
  return origin.explanation ? drawingFacts(origin, program) : origin;
}

export function figureFileName({ origin, fileName }: FigureToSave, extension: string): string {
  return origin.explanation ? drawingFileName(origin.explanation, fileName, extension) : `${fileName}.${extension}`;
}

interface DrawnSheet extends SvgFigure {
  /** 1, or less where the drawing is wider than the paper and had to be made smaller. */
  readonly share: number;
}

/** A figure with its title above, how to read it and its provenance beneath, as far as they are wanted. */
export function writeDrawn(
  figure: FigureToSave,
  { footer, provenance }: FigureFacts,
  paper: Paper,
  measure: Measure,
): DrawnSheet {
  const page = { width: innerWidth(paper), measure };
  const { title, caption } = figure;
  const part = (name: PaperPart, block: () => Placed): Placed[] => (paper.without.includes(name) ? [] : [block()]);
  const { share, ...drawing } = drawingBlock(figure, page.width);
  const blocks: Placed[] = [
    ...part('title', () => [titleBlock(title, page), 0]),
    [drawing, 10],
    ...(caption === '' ? [] : part('notes', () => [notesBlock({ notes: [caption] }, page), 12])),
    ...part('footer', () => [footBlock({ footer }, page), 12]),
  ];
  return { ...writeSheet(blocks, { title, description: [caption, ...footer].join('\n'), provenance }, paper), share };
}

/** A figure that brings its facts, as the source of an SVG. */
export function figureSource(figure: FigureToSave, facts: FigureFacts, paper: Paper): string {
  return writeDrawn(figure, facts, paper, canvasMeasure()).source;
}

/** What could not be laid out in that width is made smaller, and never larger. */
function drawingBlock(figure: FigureToSave, width: number): Block & { readonly share: number } {
  const drawn = figure.draw(Math.floor(width));
  const share = Math.min(1, width / drawn.width);
  const scale = share < 1 ? ` transform="scale(${Math.round(share * 1e4) / 1e4})"` : '';
  return { share, height: Number(px(drawn.height * share)), shapes: [`<g${scale}>`, drawn.markup, '</g>'] };
}
