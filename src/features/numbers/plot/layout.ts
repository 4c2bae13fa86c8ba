/** Where everything stands in a plot of a sequence: lanes with lines, sums over features, the heat map, sums over time. */
import type { Box } from './pen.ts';

export interface Span {
  /** Time steps from, up to but not including to. */
  readonly from: number;
  readonly to: number;
}

export interface PlotLayout {
  readonly width: number;
  readonly height: number;
  readonly span: Span;
  /** One a lane, in the order of `lanes`. */
  readonly lanes: readonly Box[];
  /** Sums over the features of each time step. */
  readonly steps: Box;
  readonly map: Box;
  /** Sums over time, right of the map; empty where a method does not tell features apart, so that figures share their time axis. */
  readonly features: Box;
  readonly rows: number;
  /** Columns that are drawn: one a time step, or fewer where there is no pixel for each. */
  readonly columns: number;
}

const LANE = 58;
const GAP = 8;
const STEPS = 38;
const AXIS = 22;
const RIGHT = 78;
/** Room for “sum by step”, also on one column of a paper. */
const NAMES = 88;

export interface PlotShape {
  readonly width: number;
  readonly span: Span;
  readonly lanes: number;
  /** F, or 1 where a method has values for whole time steps alone. */
  readonly rows: number;
}

export function plotLayout({ width, span, lanes, rows }: PlotShape): PlotLayout {
  const left = Math.min(128, Math.max(NAMES, Math.round(0.26 * width)));
  const right = Math.min(RIGHT, Math.max(64, Math.round(0.16 * width)));
  const inner = Math.max(20, width - left - right);
  const box = (y: number, height: number): Box => ({ x: left, y, width: inner, height });
  const top = lanes * (LANE + GAP);
  const map = box(top + STEPS + GAP, rows * rowHeight(rows));
  return {
    width,
    height: map.y + map.height + AXIS,
    span,
    lanes: Array.from({ length: lanes }, (_, index) => box(index * (LANE + GAP), LANE)),
    steps: box(top, STEPS),
    map,
    features: { x: left + inner + 6, y: map.y, width: right - 12, height: map.height },
    rows,
    columns: Math.min(span.to - span.from, Math.floor(inner)),
  };
}

/** Few features have room for their names; 100 find room on a screen. */
function rowHeight(rows: number): number {
  if (rows === 1) return 30;
  return rows <= 16 ? 22 : Math.max(4, Math.floor(400 / rows));
}

/** The time step at a place; outside, the nearest. */
export function stepAt({ map, span }: Pick<PlotLayout, 'map' | 'span'>, x: number): number {
  const share = (x - map.x) / map.width;
  const step = span.from + Math.floor(share * (span.to - span.from));
  return Math.min(span.to - 1, Math.max(span.from, step));
}

/** The row of the heat map at a place; null: it is not within. */
export function rowAt({ map, rows }: Pick<PlotLayout, 'map' | 'rows'>, y: number): number | null {
  const row = Math.floor(((y - map.y) / map.height) * rows);
  return row >= 0 && row < rows ? row : null;
}

export function xOf({ map, span }: Pick<PlotLayout, 'map' | 'span'>, step: number): number {
  return map.x + (map.width * (step - span.from)) / (span.to - span.from);
}

/** Which time steps a drawn column stands for. */
export function stepsOf({ span, columns }: Pick<PlotLayout, 'span' | 'columns'>, column: number): Span {
  const count = span.to - span.from;
  return {
    from: span.from + Math.floor((column * count) / columns),
    to: span.from + Math.max(Math.floor(((column + 1) * count) / columns), Math.floor((column * count) / columns) + 1),
  };
}

/** A span twice as close about `centre`, or twice as far, within 0 to `length`. */
export function zoomed(span: Span, centre: number, factor: number, length: number): Span {
  const size = Math.min(length, Math.max(4, Math.round((span.to - span.from) * factor)));
  const from = Math.min(length - size, Math.max(0, Math.round(centre - size / 2)));
  return { from, to: from + size };
}

/** The lowest and highest of a feature within a span; where all are the same, about that. */
export function rangeOf(values: Float64Array, F: number, feature: number, span: Span): readonly [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let t = span.from; t < span.to; t++) {
    const value = values[t * F + feature] ?? 0;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}
