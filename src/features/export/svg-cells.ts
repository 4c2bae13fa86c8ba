/** The rows of a figure as SVG: words as cells that wrap, or words as columns in bands as wide as the page. */
import type { Figure, FigureCell, FigureRow } from './figure.ts';
import { type Box, box, dots, INK, label, type Measure, MUTED } from './svg-pen.ts';
import { flow, shorten, wrap } from './text-layout.ts';

/** A part of the page, drawn from y = 0 down. */
export interface Block {
  readonly height: number;
  readonly shapes: readonly string[];
}

export interface Page {
  readonly width: number;
  readonly measure: Measure;
}

/** A hairline around each cell: what means nothing is as white as the paper. */
const EDGE = '#d9d5cd';
const WORD = { size: 17 } as const;
const VALUE = { size: 11 } as const;
const COLUMN_VALUE = { size: 12 } as const;
const COLUMN_WORD = { size: 13.5 } as const;
const LABEL = { size: 14, bold: true } as const;
const SMALL = { size: 11.5 } as const;
const DETAIL = { size: 10.5 } as const;

const CELL = { height: 45, gap: 5, padding: 8, least: 42 } as const;
const COLUMN = { height: 36, gap: 3, padding: 7, least: 40, most: 190 } as const;
/** The labels of the rows take at most this much of the width. */
const LABELS = { least: 96, most: 220, share: 0.36, gap: 12 } as const;
const BAND_GAP = 22;

/** One row: its name, and its words as cells on as many lines as they need. */
export function wordsBlock(row: FigureRow, { rightToLeft }: Figure, { width, measure }: Page): Block {
  const { shapes, height: head } = heading(row, width, measure);
  const texts = row.cells.map(({ word }) => shorten(word, width - 2 * CELL.padding, WORD, measure));
  const widths = row.cells.map(({ text }, index) => {
    const widest = Math.max(measure(texts[index] ?? '', WORD), measure(text, VALUE));
    return Math.max(CELL.least, widest + 2 * CELL.padding);
  });
  const lines = flow(widths, width, CELL.gap);
  for (const [line, positions] of lines.entries()) {
    let x = 0;
    for (const position of positions) {
      const [cell, cellWidth] = [row.cells[position], widths[position] ?? 0];
      const left = rightToLeft ? width - x - cellWidth : x;
      const place = { x: left, y: head + line * (CELL.height + CELL.gap), width: cellWidth, height: CELL.height };
      if (cell) shapes.push(...wordCell(cell, texts[position] ?? '', place, measure));
      x += cellWidth + CELL.gap;
    }
  }
  return { height: head + lines.length * (CELL.height + CELL.gap) - CELL.gap, shapes };
}

/** Name, hint and sums on one line, where there is room, else beneath one another. */
function heading(row: FigureRow, width: number, measure: Measure): { shapes: string[]; height: number } {
  const small = { ...SMALL, fill: MUTED };
  const name = measure(row.label, LABEL) + 10;
  const one = name + measure(row.hint, SMALL) + measure(row.summary, SMALL) + 16;
  if (one <= width) {
    const shapes = [
      label(0, 15, row.label, LABEL),
      label(name, 15, row.hint, small),
      label(width, 15, row.summary, { ...small, anchor: 'end' }),
    ];
    return { shapes, height: 30 };
  }
  const names = wrap(row.label, width, LABEL, measure, 3);
  const facts = [row.hint, row.summary].flatMap((text) => wrap(text, width, SMALL, measure));
  const shapes = [
    ...names.map((line, k) => label(0, 15 + k * 17, line, LABEL)),
    ...facts.map((line, k) => label(0, names.length * 17 + 13 + k * 15, line, small)),
  ];
  return { shapes, height: names.length * 17 + facts.length * 15 + 8 };
}

function wordCell(cell: FigureCell, text: string, place: Box, measure: Measure): string[] {
  const { ink, background } = cell;
  const middle = place.x + place.width / 2;
  const hasText = cell.text !== '';
  const baseline = place.y + (hasText ? 23 : 28);
  return [
    box(place, { fill: background, radius: 4, stroke: EDGE, strokeWidth: 0.75 }),
    label(middle, baseline, text, { ...WORD, fill: ink, anchor: 'middle' }),
    ...(hasText ? [label(middle, place.y + 38, cell.text, { ...VALUE, fill: ink, anchor: 'middle' })] : []),
    ...(cell.unknown ? unknownMark(middle, baseline + 3.5, measure(text, WORD), place, ink) : []),
  ];
}

function unknownMark(middle: number, y: number, width: number, { x, y: top, width: all }: Box, ink: string): string[] {
  return [
    dots(middle - width / 2, y, width, ink),
    label(x + all - 3, top + 10, '?', { size: 9, bold: true, fill: ink, anchor: 'end' }),
  ];
}

/** All rows beneath one another, word by word; a long sentence goes on in further bands. */
export function gridBlock({ rows, rightToLeft }: Figure, { width, measure }: Page): Block {
  const labels = labelWidth(rows, width, measure);
  const names = rows.map((row) => rowLabel(row, labels, measure));
  const cellHeight = Math.max(COLUMN.height, ...names.map(({ height }) => height));
  const rowTop = (index: number) => 26 + index * (cellHeight + COLUMN.gap);
  const start = labels + LABELS.gap;
  const available = width - start;
  const words = rows[0]?.cells ?? [];
  const most = Math.min(COLUMN.most, available);
  const texts = words.map(({ word }) => shorten(word, most - 2 * COLUMN.padding, COLUMN_WORD, measure));
  const widths = words.map((_, position) => {
    const values = rows.map(({ cells }) => measure(cells[position]?.text ?? '', COLUMN_VALUE));
    return Math.max(
      COLUMN.least,
      measure(texts[position] ?? '', COLUMN_WORD) + 2,
      ...values.map((value) => value + 2 * COLUMN.padding),
    );
  });
  const bandHeight = rowTop(rows.length) - COLUMN.gap;
  const bands = flow(widths, available, COLUMN.gap);
  const shapes: string[] = [];
  for (const [band, positions] of bands.entries()) {
    const top = band * (bandHeight + BAND_GAP);
    shapes.push(...names.flatMap(({ draw }, index) => draw(top + rowTop(index))));
    let x = 0;
    for (const position of positions) {
      const columnWidth = widths[position] ?? 0;
      const left = start + (rightToLeft ? available - x - columnWidth : x);
      shapes.push(
        ...column(rows, position, texts[position] ?? '', { x: left, y: top, width: columnWidth, height: cellHeight }, measure),
      );
      x += columnWidth + COLUMN.gap;
    }
  }
  return { height: bands.length * (bandHeight + BAND_GAP) - BAND_GAP, shapes };
}

function labelWidth(rows: readonly FigureRow[], width: number, measure: Measure): number {
  const widths = rows.flatMap((row) => [measure(row.label, LABEL), measure(row.detail, DETAIL)]);
  return Math.min(LABELS.most, LABELS.share * width, Math.max(LABELS.least, ...widths));
}

interface RowLabel {
  readonly height: number;
  readonly draw: (top: number) => string[];
}

/** Whole, on as many lines as it needs. */
function rowLabel(row: FigureRow, width: number, measure: Measure): RowLabel {
  const names = wrap(row.label, width, LABEL, measure, 4);
  const details = wrap(row.detail, width, DETAIL, measure);
  const detailTop = names.length * 16 + 13;
  return {
    height: names.length * 16 + details.length * 13 + 5,
    draw: (top) => [
      ...names.map((line, k) => label(0, top + 15 + k * 16, line, LABEL)),
      ...details.map((line, k) => label(0, top + detailTop + k * 13, line, { ...DETAIL, fill: MUTED })),
    ],
  };
}

function column(
  rows: readonly FigureRow[],
  position: number,
  text: string,
  { x, y, width, height }: Box,
  measure: Measure,
): string[] {
  const middle = x + width / 2;
  const unknown = rows[0]?.cells[position]?.unknown ?? false;
  const wordWidth = measure(text, COLUMN_WORD);
  return [
    label(middle, y + 15, text, { ...COLUMN_WORD, fill: INK, anchor: 'middle' }),
    ...(unknown
      ? [
          dots(middle - wordWidth / 2, y + 19, wordWidth, INK),
          label(middle + wordWidth / 2 + 1, y + 7, '?', { size: 8, bold: true }),
        ]
      : []),
    ...rows.flatMap(({ cells }, index) => {
      const cell = cells[position];
      if (!cell) return [];
      const top = y + 26 + index * (height + COLUMN.gap);
      return [
        box({ x, y: top, width, height }, { fill: cell.background, radius: 3, stroke: EDGE, strokeWidth: 0.75 }),
        label(middle, top + height / 2 + 4, cell.text, { ...COLUMN_VALUE, fill: cell.ink, anchor: 'middle' }),
      ];
    }),
  ];
}
