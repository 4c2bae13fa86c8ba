/** What stands around the rows of a figure, as SVG: title, classes, legends, notes, provenance. */
import { classMarks, type Figure, type FigureClass, type FigureLegend } from './figure.ts';
import type { Block, Page } from './svg-cells.ts';
import { box, INK, LINE, label, MUTED, rule, type TextStyle, TRACK } from './svg-pen.ts';
import { shorten, wrap } from './text-layout.ts';

const TITLE = { size: 20, bold: true } as const;
const SENTENCE = { size: 13.5, fill: MUTED } as const;
const NOTE = { size: 11.5, fill: MUTED } as const;
const FOOT = { size: 10.5, fill: MUTED } as const;
const MOST_SENTENCE_LINES = 3;
const CARD = { height: 66, gap: 10, least: 150, padding: 11 } as const;
const LEGEND_WIDTH = 150;

export function headBlock({ title, sentence, rightToLeft }: Figure, { width, measure }: Page): Block {
  const titles = wrap(title, width, TITLE, measure);
  const sentences = wrap(sentence, width, SENTENCE, measure, MOST_SENTENCE_LINES);
  const top = titles.length * 25;
  return {
    height: top + sentences.length * 19,
    shapes: [
      ...titles.map((line, index) => label(0, 18 + index * 25, line, TITLE)),
      ...sentences.map((line, index) =>
        label(rightToLeft ? width : 0, top + 15 + index * 19, line, { ...SENTENCE, rightToLeft }),
      ),
    ],
  };
}

/** A card a class: its name, its probability as a bar of ink, its score. */
export function classesBlock({ classes }: Figure, page: Page): Block {
  const most = Math.max(1, Math.floor((page.width + CARD.gap) / (CARD.least + CARD.gap)));
  const lines = Math.ceil(classes.length / most);
  const columns = Math.ceil(classes.length / lines);
  const width = (page.width - (columns - 1) * CARD.gap) / columns;
  return {
    height: lines * (CARD.height + CARD.gap) - CARD.gap,
    shapes: classes.flatMap((one, index) => {
      const x = (index % columns) * (width + CARD.gap);
      return classCard(one, x, Math.floor(index / columns) * (CARD.height + CARD.gap), width, page);
    }),
  };
}

function classCard(one: FigureClass, x: number, y: number, width: number, { measure }: Page): string[] {
  const inner = width - 2 * CARD.padding;
  const left = x + CARD.padding;
  const name: TextStyle = { size: 13.5, bold: true };
  const share = Number.isFinite(one.probability) ? one.probability : 0;
  const room = inner - measure(one.percent, { size: 13 }) - 6;
  return [
    box(
      { x, y, width, height: CARD.height },
      { fill: '#ffffff', radius: 8, stroke: one.target ? INK : LINE, strokeWidth: one.target ? 1.75 : 1 },
    ),
    label(left, y + 22, shorten(one.name, room, name, measure), name),
    label(left + inner, y + 22, one.percent, { size: 13, anchor: 'end' }),
    ...(one.percent === ''
      ? []
      : [
          box({ x: left, y: y + 32, width: inner, height: 6 }, { fill: TRACK, radius: 3 }),
          box(
            { x: left, y: y + 32, width: Math.max(2, inner * share), height: 6 },
            { fill: one.target ? INK : MUTED, radius: 3 },
          ),
        ]),
    label(left, y + 55, `${one.scoreName} ${one.score}`, { size: 11, fill: MUTED }),
    label(left + inner, y + 55, classMarks(one), { size: 11, bold: true, anchor: 'end' }),
  ];
}

/** What the colours mean, side by side where there is room. */
export function legendsBlock({ legends }: Figure, { width, measure }: Page): Block {
  const shapes: string[] = [];
  let [x, y] = [0, 0];
  for (const [index, legend] of legends.entries()) {
    const [low, high] = [legend.low, legend.high].map((text) => shorten(text, width / 3, NOTE, measure));
    const [lowWidth, highWidth] = [measure(low ?? '', NOTE), measure(high ?? '', NOTE)];
    const needed = lowWidth + LEGEND_WIDTH + highWidth + 16;
    if (x > 0 && x + needed > width) [x, y] = [0, y + 22];
    const bar = x + lowWidth + 8;
    shapes.push(
      gradient(`lrp-lens-legend-${index}`, legend),
      label(x, y + 13, low ?? '', NOTE),
      box(
        { x: bar, y: y + 4, width: LEGEND_WIDTH, height: 11 },
        { fill: `url(#lrp-lens-legend-${index})`, radius: 2, stroke: LINE },
      ),
      label(bar + LEGEND_WIDTH + 8, y + 13, high ?? '', NOTE),
    );
    x += needed + 32;
  }
  return { height: y + 18, shapes };
}

function gradient(id: string, { colours }: FigureLegend): string {
  const last = Math.max(1, colours.length - 1);
  const stops = colours.map(
    (colour, index) => `<stop offset="${Math.round((1000 * index) / last) / 1000}" stop-color="${colour}"/>`,
  );
  return `<linearGradient id="${id}">${stops.join('')}</linearGradient>`;
}

export function notesBlock({ notes }: Figure, page: Page): Block {
  return linesBlock(wrap(notes.join(' '), page.width, NOTE, page.measure), NOTE, 17);
}

/** The provenance beneath a line. */
export function footBlock({ footer }: Figure, page: Page): Block {
  const lines = footer.flatMap((line) => wrap(line, page.width, FOOT, page.measure));
  const { height, shapes } = linesBlock(lines, FOOT, 15.5);
  return { height: height + 12, shapes: [rule(0, 0.5, page.width), `<g transform="translate(0 12)">${shapes.join('')}</g>`] };
}

function linesBlock(lines: readonly string[], style: TextStyle, leading: number): Block {
  return { height: lines.length * leading, shapes: lines.map((line, index) => label(0, 12 + index * leading, line, style)) };
}
