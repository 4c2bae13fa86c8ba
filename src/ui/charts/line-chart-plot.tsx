import styles from './line-chart.module.css';
import type { PlacedLabel } from './line-chart-labels.ts';
import { type Axis, type LineSeries, valueAt } from './line-chart-scale.ts';
import { lineStyle } from './line-looks.ts';
import { path, SeriesLine } from './series-line.tsx';

interface LinePlotProps {
  readonly series: readonly LineSeries[];
  readonly axes: { readonly x: Axis; readonly y: Axis };
  /** The plot area within the picture, in pixels. */
  readonly frame: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** Names beside their lines. */
  readonly labels: readonly PlacedLabel[];
  /** The name of the y axis, in lines. */
  readonly yTitle: readonly string[];
  /** The x that is looked at. */
  readonly step: number;
  readonly xTitle: string;
  readonly formatX: (x: number) => string;
  readonly formatY: (y: number) => string;
}

/** What a line chart draws within its <svg>: bands beneath, grid, lines, their names, and the step that is looked at. */
export function LinePlot(props: LinePlotProps) {
  const { series, axes, labels, yTitle, step } = props;
  return (
    <>
      {series.map((line) => (
        <Band key={line.id} line={line} axes={axes} />
      ))}
      <PlotGrid {...props} />
      {series.map(({ id, look, x, y }) => (
        <SeriesLine key={id} look={look} points={pointsOf(x, y, axes)} />
      ))}
      <Marker {...props} step={step} />
      {yTitle.map((line, k) => (
        <text key={line} x={0} y={10 + 14 * k} className={styles.tick}>
          {line}
        </text>
      ))}
      {labels.map(({ id, x, y }) => {
        const line = series.find((candidate) => candidate.id === id);
        return (
          line && (
            <text key={id} x={x} y={y} dy="0.35em" className={styles.label} style={{ fill: lineStyle(line.look).stroke }}>
              {line.label}
            </text>
          )
        );
      })}
    </>
  );
}

type PlotGridProps = Pick<LinePlotProps, 'axes' | 'frame' | 'xTitle' | 'formatX' | 'formatY'>;

/** Lines and names of both axes. */
export function PlotGrid({ axes, frame, xTitle, formatX, formatY }: PlotGridProps) {
  const zero = axes.y.place(0);
  return (
    <g>
      {axes.y.ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${frame.left} ${axes.y.place(tick)}H${frame.right}`} className={tick === 0 ? styles.zero : styles.grid} />
          <text x={frame.left - 6} y={axes.y.place(tick)} dy="0.35em" textAnchor="end" className={styles.tick}>
            {formatY(tick)}
          </text>
        </g>
      ))}
      {zero > frame.bottom && <path d={`M${frame.left} ${frame.bottom}H${frame.right}`} className={styles.grid} />}
      {axes.x.ticks.map((tick) => (
        <text key={tick} x={axes.x.place(tick)} y={frame.bottom + 15} textAnchor="middle" className={styles.tick}>
          {formatX(tick)}
        </text>
      ))}
      <text x={(frame.left + frame.right) / 2} y={frame.bottom + 33} textAnchor="middle" className={styles.tick}>
        {xTitle}
      </text>
    </g>
  );
}

function Band({ line: { x, low, high }, axes }: { readonly line: LineSeries; readonly axes: LinePlotProps['axes'] }) {
  if (!low || !high) return null;
  const edge = path(pointsOf(x, high, axes));
  const back = path(pointsOf(x, low, axes).reverse()).replace('M', 'L');
  return edge && back ? <path d={`${edge}${back}Z`} className={styles.band} /> : null;
}

function Marker({ series, axes, frame, step }: LinePlotProps) {
  const x = axes.x.place(step);
  return (
    <g data-screen-only>
      <path d={`M${x} ${frame.top}V${frame.bottom}`} className={styles.marker} />
      {series.map((line) => {
        const value = valueAt(line, step);
        if (value === undefined || !Number.isFinite(value)) return null;
        return (
          <circle
            key={line.id}
            cx={x}
            cy={axes.y.place(value)}
            r="3.5"
            className={styles.dot}
            style={{ fill: lineStyle(line.look).stroke }}
          />
        );
      })}
    </g>
  );
}

function pointsOf(xs: readonly number[], ys: readonly number[], { x, y }: LinePlotProps['axes']) {
  return xs.map((value, index) => ({ x: x.place(value), y: y.place(ys[index] ?? Number.NaN) }));
}
