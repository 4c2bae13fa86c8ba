import type { LineLook } from './line-chart-scale.ts';
import { lineStyle } from './line-looks.ts';

/** A short piece of a line, for legends and tables: how that series looks in the chart. */
export function LineMark({ look }: { readonly look: LineLook }) {
  const { stroke, dash, width } = lineStyle(look);
  return (
    <svg width="28" height="10" viewBox="0 0 28 10" aria-hidden="true" focusable="false">
      {look === 'baseline' && <rect width="28" height="10" fill="var(--chart-band)" />}
      <path d="M0 5H28" stroke={stroke} strokeDasharray={dash} strokeWidth={width} fill="none" />
    </svg>
  );
}
