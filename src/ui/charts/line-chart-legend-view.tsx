import styles from './line-chart.module.css';
import { type legendOf, MARK_WIDTH } from './line-chart-legend.ts';
import type { LineSeries } from './line-chart-scale.ts';
import { lineStyle } from './line-looks.ts';

interface LineLegendProps {
  readonly series: readonly LineSeries[];
  readonly legend: ReturnType<typeof legendOf>;
  /** Of the legend, in the picture. */
  readonly top: number;
}

/** Names of lines with a piece of each, within the chart's <svg>: a saved figure has them too. */
export function LineLegend({ series, legend, top }: LineLegendProps) {
  return series.map(({ id, label, look }, k) => {
    const { stroke, dash, width } = lineStyle(look);
    const { x, y } = legend.places[k] ?? { x: 0, y: 0 };
    return (
      <g key={id} transform={`translate(${x} ${top + y})`}>
        <path d={`M0 0H${MARK_WIDTH}`} className={styles.line} style={{ stroke }} strokeDasharray={dash} strokeWidth={width} />
        <text x={legend.textX} dy="0.35em" className={styles.name}>
          {label}
        </text>
      </g>
    );
  });
}
