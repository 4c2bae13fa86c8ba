import type { LineLook } from './line-chart-scale.ts';
import { LinePiece } from './series-line.tsx';

/** A short piece of a line, for legends and tables: how that series looks in the chart. */
export function LineMark({ look }: { readonly look: LineLook }) {
  return (
    <svg width="28" height="10" viewBox="0 0 28 10" aria-hidden="true" focusable="false">
      {look === 'baseline' && <rect width="28" height="10" fill="var(--chart-band)" />}
      <g transform="translate(0 5)">
        <LinePiece look={look} width={28} />
      </g>
    </svg>
  );
}
