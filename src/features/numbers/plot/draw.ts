/** Draws a plot with any pen. */
import type { ColourScale } from '../../../ui/heat-map/colour-scale.ts';
import type { Theme } from '../../../ui/heat-map/palettes.ts';
import { digitsFor, formatFixed, formatSigned } from '../../../ui/text/format-number.ts';
import { shortName } from '../../../ui/text/short-name.ts';
import { type PlotLayout, rangeOf, type Span, stepsOf, xOf } from './layout.ts';
import type { Box, Pen } from './pen.ts';

export interface PlotData {
  readonly F: number;
  /** [T, F] as the file has them: what the lines show. */
  readonly given: Float64Array;
  /** [T, F] relevance; null: the method has it for whole time steps alone. */
  readonly inputs: Float64Array | null;
  /** [T] and [F] its sums. */
  readonly steps: Float64Array;
  readonly sums: Float64Array | null;
  /** [F] */
  readonly features: readonly string[];
  /** [T] */
  readonly stepNames: readonly string[] | null;
  /** Features that have a lane with their line. */
  readonly lanes: readonly number[];
  /** Which time steps the model read. */
  readonly read: Span;
}

export interface PlotLook {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  /** Of the values in the heat map, and of sums over features. */
  readonly cells: ColourScale;
  readonly sums: ColourScale;
  readonly theme: Theme;
}

const SMALL = 10;
const TEXT = 11;

export function drawPlot(pen: Pen, layout: PlotLayout, data: PlotData, look: PlotLook): void {
  for (const [index, box] of layout.lanes.entries()) drawLane(pen, layout, box, data.lanes[index] ?? 0, data, look);
  drawSteps(pen, layout, data, look);
  drawMap(pen, layout, data, look);
  if (data.sums) drawSums(pen, layout, data.sums, look);
  drawAxis(pen, layout, data, look);
}

/** The value farthest from zero among the time steps of a column, so that none disappears. */
function strongest(valueAt: (step: number) => number, { from, to }: Span): number {
  let found = 0;
  for (let t = from; t < to; t++) {
    const value = valueAt(t);
    if (Math.abs(value) > Math.abs(found)) found = value;
  }
  return found;
}

function columnColours(layout: PlotLayout, scale: ColourScale, theme: Theme, valueAt: (step: number) => number) {
  return (column: number) => scale.cell(strongest(valueAt, stepsOf(layout, column)), theme).background;
}

function drawLane(pen: Pen, layout: PlotLayout, box: Box, feature: number, data: PlotData, look: PlotLook): void {
  const { F, given, inputs, steps } = data;
  const relevance = (t: number) => (inputs ? (inputs[t * F + feature] ?? 0) : (steps[t] ?? 0));
  pen.cells(box, layout.columns, 1, columnColours(layout, inputs ? look.cells : look.sums, look.theme, relevance));
  const [low, high] = rangeOf(given, F, feature, layout.span);
  const y = (value: number) => box.y + 4 + (box.height - 8) * (1 - (value - low) / (high - low));
  const middle = (xOf(layout, layout.span.from + 1) - xOf(layout, layout.span.from)) / 2;
  const points = lanePoints(layout, (t) => given[t * F + feature] ?? 0).map(
    ([t, value]) => [xOf(layout, t) + middle, y(value)] as const,
  );
  // A light edge keeps the line apart from strong colours.
  pen.line(points, look.theme === 'light' ? '#ffffff' : '#161513', 3.5);
  pen.line(points, look.ink, 1.5);
  const style = { colour: look.ink, size: TEXT, align: 'right' } as const;
  pen.text(box.x - 6, box.y + box.height / 2, fitting(data.features[feature] ?? '', box.x - 10, TEXT), style);
  const digits = digitsFor(Math.max(Math.abs(low), Math.abs(high)));
  const edge = { colour: look.muted, size: SMALL, align: 'right' } as const;
  pen.text(box.x - 6, box.y + 6, formatFixed(high, digits), edge);
  pen.text(box.x - 6, box.y + box.height - 6, formatFixed(low, digits), edge);
}

/** Every value, or the lowest and the highest of what falls into one column. */
function lanePoints(layout: PlotLayout, valueAt: (step: number) => number): (readonly [step: number, value: number])[] {
  const { span, columns } = layout;
  if (span.to - span.from <= 2 * columns) {
    return Array.from({ length: span.to - span.from }, (_, k) => [span.from + k, valueAt(span.from + k)] as const);
  }
  return Array.from({ length: columns }, (_, column) => {
    const { from, to } = stepsOf(layout, column);
    const steps = Array.from({ length: to - from }, (_, k) => from + k).sort((a, b) => valueAt(a) - valueAt(b));
    const ends = [steps[0] ?? from, steps.at(-1) ?? from].sort((a, b) => a - b);
    return ends.map((t) => [t, valueAt(t)] as const);
  }).flat();
}

function drawSteps(pen: Pen, layout: PlotLayout, { steps, inputs }: PlotData, look: PlotLook): void {
  const { steps: box, columns } = layout;
  const limit = steps.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const zero = box.y + box.height / 2;
  pen.rect(box.x, zero - 0.5, box.width, 1, look.line);
  const width = box.width / columns;
  for (let column = 0; column < columns; column++) {
    const value = strongest((t) => steps[t] ?? 0, stepsOf(layout, column));
    const height = (Math.abs(value) / limit) * (box.height / 2 - 1);
    const colour = look.sums.cell(Math.sign(value) * look.sums.limit, look.theme).background;
    if (height > 0)
      pen.rect(box.x + column * width, value > 0 ? zero - height : zero, Math.max(width - 0.4, 0.6), height, colour);
  }
  const style = { colour: look.muted, size: TEXT, align: 'right' } as const;
  pen.text(box.x - 6, zero, fitting(inputs ? 'sum by step' : 'by step', box.x - 10, TEXT), style);
}

function drawMap(pen: Pen, layout: PlotLayout, data: PlotData, look: PlotLook): void {
  const { map, rows, columns } = layout;
  const { inputs, steps, F } = data;
  const colours = Array.from({ length: rows }, (_, k) =>
    inputs
      ? columnColours(layout, look.cells, look.theme, (t) => inputs[t * F + k] ?? 0)
      : columnColours(layout, look.sums, look.theme, (t) => steps[t] ?? 0),
  );
  pen.cells(map, columns, rows, (column, row) => colours[row]?.(column) ?? '#ffffff');
  frame(pen, map, look.line);
  const height = map.height / rows;
  const every = Math.max(1, Math.ceil(TEXT / height));
  for (let k = 0; k < rows; k += every) {
    const name = inputs ? (data.features[k] ?? '') : 'whole step';
    const text = fitting(name, map.x - 10, TEXT);
    pen.text(map.x - 6, map.y + (k + 0.5) * height, text, { colour: look.ink, size: TEXT, align: 'right' });
  }
  shadeUnread(pen, layout, data.read, look);
}

/** Steps that the model does not read have a line through them. */
function shadeUnread(pen: Pen, layout: PlotLayout, read: Span, look: PlotLook): void {
  const { span, map } = layout;
  for (const [from, to] of [
    [span.from, Math.min(span.to, read.from)],
    [Math.max(span.from, read.to), span.to],
  ] as const) {
    if (to <= from) continue;
    const y = map.y + map.height / 2;
    pen.line(
      [
        [xOf(layout, from), y],
        [xOf(layout, to), y],
      ],
      look.muted,
      1,
    );
  }
}

function drawSums(pen: Pen, layout: PlotLayout, sums: Float64Array, look: PlotLook): void {
  const { features: box, rows } = layout;
  const limit = sums.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const digits = digitsFor(limit);
  const height = box.height / rows;
  const hasText = height >= TEXT;
  for (const [k, value] of sums.entries()) {
    const colour = look.sums.cell(Math.sign(value) * look.sums.limit, look.theme).background;
    const width = (Math.abs(value) / limit) * (hasText ? Math.max(2, box.width - 46) : box.width);
    const y = box.y + k * height;
    pen.rect(box.x, y + 1, width, Math.max(1, height - 2), colour);
    if (!hasText) continue;
    pen.text(box.x + box.width, y + height / 2, formatSigned(value, digits), { colour: look.ink, size: SMALL, align: 'right' });
  }
}

function drawAxis(pen: Pen, layout: PlotLayout, { stepNames }: PlotData, look: PlotLook): void {
  const { map, span } = layout;
  const count = span.to - span.from;
  const name = (t: number) => shortName(stepNames?.[t] ?? String(t + 1), 16);
  const longest = Math.max(name(span.from).length, name(span.to - 1).length, 3);
  const most = Math.max(1, Math.floor(map.width / (longest * 6 + 14)));
  const every = Math.max(1, Math.ceil(count / most));
  pen.text(map.x - 6, map.y + map.height + 13, 'step', { colour: look.muted, size: SMALL, align: 'right' });
  for (let t = span.from; t < span.to; t += every) {
    const x = xOf(layout, t + 0.5);
    pen.rect(x - 0.5, map.y + map.height, 1, 4, look.line);
    pen.text(x, map.y + map.height + 13, name(t), { colour: look.muted, size: SMALL, align: 'center' });
  }
}

function frame(pen: Pen, { x, y, width, height }: Box, colour: string): void {
  pen.rect(x, y - 1, width, 1, colour);
  pen.rect(x, y + height, width, 1, colour);
}

/** A name as far as it finds room; sans-serif letters are about half as wide as high. */
function fitting(name: string, width: number, size: number): string {
  return shortName(name, Math.max(3, Math.floor(width / (0.56 * size))));
}
