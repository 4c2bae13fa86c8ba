import type { LineLook } from './line-chart-scale.ts';

/** How a line is drawn: dashes tell lines apart where colour does not. Never red or blue, which mean relevance. */
export interface LineStyle {
  readonly stroke: string;
  readonly dash: string | undefined;
  readonly width: number;
}

const SOLID = undefined;

/** Eleven: as many as there are methods, in their order. Lines of one colour differ by their dashes. */
const LOOKS: readonly LineStyle[] = [
  { stroke: 'var(--ink)', dash: SOLID, width: 2.25 },
  { stroke: 'var(--accent)', dash: '7 3', width: 2 },
  { stroke: 'var(--ink-muted)', dash: '9 3 2 3', width: 2 },
  { stroke: 'var(--ink)', dash: '7 3', width: 1.75 },
  { stroke: 'var(--ink)', dash: '2 2.5', width: 2 },
  { stroke: 'var(--ink)', dash: '12 3 2 3 2 3', width: 1.75 },
  { stroke: 'var(--chart-green)', dash: SOLID, width: 2.25 },
  { stroke: 'var(--chart-green)', dash: '7 3', width: 2 },
  { stroke: 'var(--accent)', dash: SOLID, width: 2 },
  { stroke: 'var(--chart-green)', dash: '2 2.5', width: 2.25 },
  { stroke: 'var(--chart-plum)', dash: SOLID, width: 2 },
];

const BASELINE: LineStyle = { stroke: 'var(--ink-muted)', dash: '1.5 3', width: 1.75 };

export function lineStyle(look: LineLook): LineStyle {
  return look === 'baseline' ? BASELINE : (LOOKS[look % LOOKS.length] ?? BASELINE);
}
