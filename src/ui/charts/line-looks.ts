import type { LineLook } from './line-chart-scale.ts';

/** How a line is drawn: dashes tell lines apart where ink does not. Never red or blue, which mean relevance. */
export interface LineStyle {
  readonly stroke: string;
  readonly dash: string | undefined;
  readonly width: number;
}

const LOOKS: readonly LineStyle[] = [
  { stroke: 'var(--ink)', dash: undefined, width: 2.25 },
  { stroke: 'var(--accent)', dash: '7 3', width: 2 },
  { stroke: 'var(--ink-muted)', dash: '9 3 2 3', width: 2 },
  { stroke: 'var(--accent)', dash: undefined, width: 1.5 },
  { stroke: 'var(--ink)', dash: '4 4', width: 1.5 },
];

const BASELINE: LineStyle = { stroke: 'var(--ink-muted)', dash: '1.5 3', width: 1.75 };

export function lineStyle(look: LineLook): LineStyle {
  return look === 'baseline' ? BASELINE : (LOOKS[look % LOOKS.length] ?? BASELINE);
}
