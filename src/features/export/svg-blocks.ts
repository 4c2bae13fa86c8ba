/** What stands around the rows of a figure, as SVG: title, classes, legends, notes, provenance. */
import { classMarks, type Figure, type FigureClass, type FigureLegend } from './figure.ts';
import type { Block, Page } from './svg-cells.ts';
import { type Box, box, INK, LINE, label, MUTED, rule, type TextStyle, TRACK } from './svg-pen.ts';
import { wrap } from './text-layout.ts';

const TITLE = { size: 18, bold: true } as const;
const CHART_TITLE = { size: 15, bold: true } as const;
const SENTENCE = { size: 13.5, fill: MUTED } as const;
const NOTE = { size: 11.5, fill: MUTED } as const;
const FOOT = { size: 10.5, fill: MUTED } as const;
const SCORE = { size: 11, fill: MUTED } as const;
const MARKS = { size: 11, bold: true } as const;
const MOST_SENTENCE_LINES = 3;
const MOST_NAME_LINES = 4;
const CARD = { height: 66, gap: 10, least: 150, padding: 11, line: 17 } as const;
const LEGEND_WIDTH = 150;

/** Of a figure that is no sentence's. */
export function titleBlock(title: string, { width, measure }: Page): Block {
  const lines = wrap(title, width, CHART_TITLE, measure);
  return { height: lines.length * 19, shapes: lines.map((line, index) => label(0, 14 + index * 19, line, CHART_TITLE)) };
}

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
  const names = classes.map(({ name, percent }) => nameLines(name, percent, width - 2 * CARD.padding, page));
  const head = (Math.max(1, ...names.map(({ length }) => length)) - 1) * CARD.line;
  // What a card says of its class goes beneath the score where there is no room beside it.
  const fits = classes.every((one) => {
    const foot = page.measure(scoreText(one), SCORE) + page.measure(classMarks(one), MARKS);
    return foot + CARD.gap <= width - 2 * CARD.padding;
  });
  const marksAt = fits ? 55 : 70;
  const height = CARD.height + head + marksAt - 55;
  return {
    height: lines * (height + CARD.gap) - CARD.gap,
    shapes: classes.flatMap((one, index) => {
      const place = {
        x: (index % columns) * (width + CARD.gap),
        y: Math.floor(index / columns) * (height + CARD.gap),
        width,
        height,
      };
      return classCard(one, names[index] ?? [], place, head, marksAt);
    }),
  };
}

const NAME: TextStyle = { size: 13.5, bold: true };

/** Whole, on as many lines as it needs beside the percentage. */
function nameLines(name: string, percent: string, inner: number, { measure }: Page): string[] {
  return wrap(name, inner - measure(percent, { size: 13 }) - 6, NAME, measure, MOST_NAME_LINES);
}

function classCard(one: FigureClass, name: readonly string[], place: Box, head: number, marksAt: number): string[] {
  const inner = place.width - 2 * CARD.padding;
  const left = place.x + CARD.padding;
  const y = place.y + head;
  const share = Number.isFinite(one.probability) ? one.probability : 0;
  return [
    box(place, { fill: '#ffffff', radius: 8, stroke: one.target ? INK : LINE, strokeWidth: one.target ? 1.75 : 1 }),
    ...name.map((line, k) => label(left, place.y + 22 + k * CARD.line, line, NAME)),
    label(left + inner, place.y + 22, one.percent, { size: 13, anchor: 'end' }),
    ...(one.percent === ''
      ? []
      : [
          box({ x: left, y: y + 32, width: inner, height: 6 }, { fill: TRACK, radius: 3 }),
          box(
            { x: left, y: y + 32, width: Math.max(2, inner * share), height: 6 },
            { fill: one.target ? INK : MUTED, radius: 3 },
          ),
        ]),
    label(left, y + 55, scoreText(one), SCORE),
    label(left + inner, y + marksAt, classMarks(one), { ...MARKS, anchor: 'end' }),
  ];
}

function scoreText({ scoreName, score }: FigureClass): string {
  return `${scoreName} ${score}`;
}

/** What the colours mean, side by side where there is room; what is longer than the page stands beneath its colours. */
export function legendsBlock({ legends }: Figure, { width, measure }: Page): Block {
  const shapes: string[] = [];
  let [x, y, foot] = [0, 0, 18];
  for (const [index, legend] of legends.entries()) {
    const { low, high } = legend;
    const fill = `url(#lrp-lens-legend-${index})`;
    const bar = (left: number) => box({ x: left, y: y + 4, width: LEGEND_WIDTH, height: 11 }, { fill, radius: 2, stroke: LINE });
    const needed = measure(low, NOTE) + LEGEND_WIDTH + measure(high, NOTE) + 16;
    shapes.push(gradient(`lrp-lens-legend-${index}`, legend));
    if (needed > width) {
      if (x > 0) [x, y] = [0, foot + 4];
      const lines = wrap(`left: ${low} · right: ${high}`, width, NOTE, measure);
      shapes.push(bar(0), ...lines.map((line, k) => label(0, y + 29 + k * 15, line, NOTE)));
      foot = y + 20 + lines.length * 15;
      [x, y] = [0, foot + 4];
      continue;
    }
    if (x > 0 && x + needed > width) [x, y] = [0, y + 22];
    const left = x + measure(low, NOTE) + 8;
    shapes.push(label(x, y + 13, low, NOTE), bar(left), label(left + LEGEND_WIDTH + 8, y + 13, high, NOTE));
    foot = y + 18;
    x += needed + 32;
  }
  return { height: foot, shapes };
}

function gradient(id: string, { colours }: FigureLegend): string {
  const last = Math.max(1, colours.length - 1);
  const stops = colours.map(
    (colour, index) => `<stop offset="${Math.round((1000 * index) / last) / 1000}" stop-color="${colour}"/>`,
  );
  return `<linearGradient id="${id}">${stops.join('')}</linearGradient>`;
}

export function notesBlock({ notes }: Pick<Figure, 'notes'>, page: Page): Block {
  return linesBlock(wrap(notes.join(' '), page.width, NOTE, page.measure), NOTE, 17);
}

/** The provenance beneath a line. */
export function footBlock({ footer }: Pick<Figure, 'footer'>, page: Page): Block {
  const lines = footer.flatMap((line) => wrap(line, page.width, FOOT, page.measure));
  const { height, shapes } = linesBlock(lines, FOOT, 15.5);
  return { height: height + 12, shapes: [rule(0, 0.5, page.width), `<g transform="translate(0 12)">${shapes.join('')}</g>`] };
}

function linesBlock(lines: readonly string[], style: TextStyle, leading: number): Block {
  return { height: lines.length * leading, shapes: lines.map((line, index) => label(0, 12 + index * leading, line, style)) };
}
