import type { LineLook } from './line-chart-scale.ts';

/** What stands on a line at some of its points. */
export type LineMarker = 'disc' | 'square' | 'triangle' | 'diamond';

/** How a line is drawn. Never red or blue, which mean relevance. */
export interface LineStyle {
  readonly stroke: string;
  readonly dash: string | undefined;
  readonly width: number;
  readonly marker: LineMarker | null;
}

const SOLID = undefined;

/** Eleven: as many as there are methods, in their order. Dashes and markers tell them apart without their colours, in grey. */
const LOOKS: readonly LineStyle[] = [
  { stroke: 'var(--ink)', dash: SOLID, width: 2.25, marker: null },
  { stroke: 'var(--accent)', dash: '7 3', width: 2, marker: null },
  { stroke: 'var(--ink-muted)', dash: '9 3 2 3', width: 2, marker: null },
  { stroke: 'var(--ink)', dash: '7 3', width: 1.75, marker: 'disc' },
  { stroke: 'var(--ink)', dash: '2 2.5', width: 2, marker: 'disc' },
  { stroke: 'var(--ink)', dash: '12 3 2 3 2 3', width: 1.75, marker: 'disc' },
  { stroke: 'var(--chart-green)', dash: SOLID, width: 2.25, marker: 'square' },
  { stroke: 'var(--chart-green)', dash: '7 3', width: 2, marker: 'square' },
  { stroke: 'var(--accent)', dash: SOLID, width: 2, marker: 'triangle' },
  { stroke: 'var(--chart-green)', dash: '2 2.5', width: 2.25, marker: 'square' },
  { stroke: 'var(--chart-plum)', dash: SOLID, width: 2, marker: 'diamond' },
];

const BASELINE: LineStyle = { stroke: 'var(--ink-muted)', dash: '1.5 3', width: 1.75, marker: null };

export function lineStyle(look: LineLook): LineStyle {
  return look === 'baseline' ? BASELINE : (LOOKS[look % LOOKS.length] ?? BASELINE);
}

/** Of a marker about (x, y), to be filled. */
export function markerPath(marker: LineMarker, x: number, y: number): string {
  return `M${round(x)} ${round(y)}${SHAPES[marker]}`;
}

/** From the middle on. */
const SHAPES: Readonly<Record<LineMarker, string>> = {
  disc: 'm-3.25 0a3.25 3.25 0 1 0 6.5 0a3.25 3.25 0 1 0 -6.5 0z',
  square: 'm-3 -3h6v6h-6z',
  triangle: 'm0 -4l4 7h-8z',
  diamond: 'm0 -4.5l3.5 4.5l-3.5 4.5l-3.5 -4.5z',
};

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
