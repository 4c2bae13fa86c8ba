import { type PointerEvent, useMemo, useRef } from 'react';
import { useWidth } from '../hooks/use-width.ts';
import styles from './line-chart.module.css';
import { placeLabels } from './line-chart-labels.ts';
import { legendOf, MOST_NAMED } from './line-chart-legend.ts';
import { LineLegend } from './line-chart-legend-view.tsx';
import { LinePlot } from './line-chart-plot.tsx';
import { type Axis, axis, type LineSeries, nearestStep, stepsOf, valueAt, yDomain } from './line-chart-scale.ts';
import { LineChartTable } from './line-chart-table.tsx';

export interface LineChartProps {
  readonly title: string;
  /** What the chart shows, in a sentence: a screen reader reads it in place of the picture. */
  readonly summary: string;
  readonly series: readonly LineSeries[];
  readonly xTitle: string;
  readonly formatX: (x: number) => string;
  readonly formatY: (y: number) => string;
  /** x has whole ticks only. */
  readonly wholeX?: boolean;
  /** Values the y axis has to reach whatever the series hold. */
  readonly includeY?: readonly number[];
  /** Index among all steps (ascending x of all series) that is looked at; charts of one x may share it. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  /** What else to say of a series at a step, e.g. which word was deleted there. */
  readonly noteAt?: (seriesId: string, x: number) => string | undefined;
}

const SMALL = 232;
/** Of many lines, which need room to come apart. */
const TALL = 320;
const LEGEND_GAP = 8;
const MARGIN = { top: 10, right: 12, bottom: 40, left: 46 } as const;
/** Rough width of a character of a label, in pixels; labels only have to be kept apart. */
const CHARACTER = 6.3;
const LABEL_HEIGHT = 14;

/**
 * Lines over one x axis, each told apart by its dashes and by its name beside it, or of many lines beneath the chart. A range input lies invisibly over the plot: its
 * arrow keys go from step to step, and it tells all values there; a pointer does the same. The figures stand in a table beneath.
 */
export function LineChart(props: LineChartProps) {
  const { title, summary, series, xTitle, formatX, formatY, wholeX = false, includeY, active, onActive, noteAt } = props;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 480);
  const hasLegend = series.length > MOST_NAMED;
  const height = hasLegend ? TALL : SMALL;
  const legend = hasLegend ? legendOf(series.map(nameWidth), MARGIN.left, width - MARGIN.right) : null;
  const whole = height + (legend ? LEGEND_GAP + legend.height : 0);
  const steps = useMemo(() => stepsOf(series), [series]);
  const axes = useMemo(() => {
    const last = steps.at(-1) ?? 0;
    return {
      x: axis([steps[0] ?? 0, last], [MARGIN.left, width - MARGIN.right], Math.max(2, Math.floor(width / 64)), wholeX),
      y: axis(padded(yDomain(series, includeY)), [height - MARGIN.bottom, MARGIN.top], 5),
    };
  }, [series, steps, includeY, width, height, wholeX]);
  const labels = useMemo(() => (hasLegend ? [] : labelsOf(series, axes.x, axes.y, width)), [series, axes, width, hasLegend]);
  const index = Math.max(0, Math.min(active, steps.length - 1));
  const step = steps[index] ?? 0;

  const follow = (event: PointerEvent) => {
    const left = frame.current?.getBoundingClientRect().left ?? 0;
    const places = steps.map((x) => axes.x.place(x));
    onActive(nearestStep(places, event.clientX - left));
  };

  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>{title}</figcaption>
      <div ref={frame} className={styles.frame} style={{ height: whole }}>
        <svg
          role="img"
          aria-label={summary}
          data-caption={`${title}. ${summary}`}
          width={width}
          height={whole}
          className={styles.svg}
        >
          <LinePlot
            series={series}
            axes={axes}
            frame={{ left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom }}
            labels={labels}
            step={step}
            xTitle={xTitle}
            formatX={formatX}
            formatY={formatY}
          />
          {legend && <LineLegend series={series} legend={legend} top={height + LEGEND_GAP} />}
        </svg>
        <input
          type="range"
          className={styles.scrubber}
          style={{ left: MARGIN.left - 8, right: MARGIN.right - 8, top: 0, height }}
          aria-label={`${title}: ${xTitle}`}
          aria-valuetext={inWords(props, step)}
          min={0}
          max={Math.max(0, steps.length - 1)}
          step={1}
          value={index}
          onChange={(event) => onActive(Number(event.target.value))}
          onPointerMove={follow}
          onPointerDown={follow}
        />
      </div>
      <LineChartTable title={title} series={series} xTitle={xTitle} formatX={formatX} formatY={formatY} noteAt={noteAt} />
    </figure>
  );
}

function inWords({ series, formatX, formatY, noteAt }: LineChartProps, step: number): string {
  const values = series.flatMap((line) => {
    const value = valueAt(line, step);
    if (value === undefined || !Number.isFinite(value)) return [];
    const note = noteAt?.(line.id, step);
    return [`${line.label} ${formatY(value)}${note ? ` (${note})` : ''}`];
  });
  return `${formatX(step)}: ${values.join(', ')}`;
}

function nameWidth({ label }: Pick<LineSeries, 'label'>): number {
  return label.length * CHARACTER;
}

/** A little air above and beneath the lines. */
function padded([low, high]: readonly [number, number]): [number, number] {
  const air = 0.04 * high - 0.04 * low;
  return [Math.max(-Number.MAX_VALUE, low - air), Math.min(Number.MAX_VALUE, high + air)];
}

function labelsOf(series: readonly LineSeries[], x: Axis, y: Axis, width: number) {
  return placeLabels(
    series.map(({ id, label, x: xs, y: ys }) => ({
      id,
      width: nameWidth({ label }),
      height: LABEL_HEIGHT,
      points: xs
        .map((value, index) => ({ x: x.place(value), y: y.place(ys[index] ?? Number.NaN) }))
        .filter(({ y }) => Number.isFinite(y)),
    })),
    { left: MARGIN.left, right: width - MARGIN.right, top: 0, bottom: SMALL - MARGIN.bottom },
  );
}
