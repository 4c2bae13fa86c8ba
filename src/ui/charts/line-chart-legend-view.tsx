import styles from './line-chart.module.css';
import { type legendOf, MARK_WIDTH } from './line-chart-legend.ts';
import type { LineSeries } from './line-chart-scale.ts';
import { LinePiece } from './series-line.tsx';

interface LineLegendProps {
  readonly series: readonly LineSeries[];
  readonly legend: ReturnType<typeof legendOf>;
  /** Of the legend, in the picture. */
  readonly top: number;
}

/** Names of lines with a piece of each, within the chart's <svg>: a saved figure has them too. */
export function LineLegend({ series, legend, top }: LineLegendProps) {
  return series.map(({ id, label, look }, k) => {
    const { x, y } = legend.places[k] ?? { x: 0, y: 0 };
    return (
      <g key={id} transform={`translate(${x} ${top + y})`}>
        <LinePiece look={look} width={MARK_WIDTH} />
        <text x={legend.textX} dy="0.35em" className={styles.name}>
          {label}
        </text>
      </g>
    );
  });
}
