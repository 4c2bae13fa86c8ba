import { type PointerEvent, type ReactNode, useMemo, useRef } from 'react';
import { useChartWidth } from '../paper/use-chart-width.ts';
import { textLines } from './bar-chart-layout.ts';
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
  /** What the y axis measures, written above it. */
  readonly yTitle: string;
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
  /** Beside the title: what can be done with it. */
  readonly action?: ReactNode;
}

/** Of the plot with its axis of x; names stand above. */
const PLOT = 232;
/** Of many lines, which need room to come apart. */
const TALL_PLOT = 320;
const LEGEND_GAP = 8;
const MARGIN = { top: 8, right: 12, bottom: 40, left: 46 } as const;
/** Rough width of a character of a label, in pixels: wide enough for the fonts of other programs. */
const CHARACTER = 6.6;
const TITLE_LINE = 14;
const LABEL_HEIGHT = 14;

/**
 * Lines over one x axis, each told apart by its dashes and by its name beside it, or where names find no room there, beneath the chart. A range input lies invisibly over the plot: its
 * arrow keys go from step to step, and it tells all values there; a pointer does the same. The figures stand in a table beneath.
 */
export function LineChart(props: LineChartProps) {
  const {
    title,
    summary,
    series,
    xTitle,
    yTitle,
    formatX,
    formatY,
    wholeX = false,
    includeY,
    active,
    onActive,
    noteAt,
    action,
  } = props;
  const frame = useRef<HTMLDivElement>(null);
  const width = useChartWidth(frame);
  const steps = useMemo(() => stepsOf(series), [series]);
  const drawn = useMemo(
    () => layOut({ series, steps, yTitle, includeY, wholeX }, width),
    [series, steps, yTitle, includeY, wholeX, width],
  );
  const { axes, box, plot, legend } = drawn;
  const height = plot + (legend ? LEGEND_GAP + legend.height : 0);
  const index = Math.max(0, Math.min(active, steps.length - 1));
  const step = steps[index] ?? 0;

  const follow = (event: PointerEvent) => {
    const left = frame.current?.getBoundingClientRect().left ?? 0;
    const places = steps.map((x) => axes.x.place(x));
    onActive(nearestStep(places, event.clientX - left));
  };

  return (
    <figure className={styles.figure}>
      <figcaption data-screen-only className={styles.title}>
        {title}
        {action}
      </figcaption>
      <div ref={frame} className={styles.frame} style={{ height }}>
        <svg
          role="img"
          aria-label={summary}
          data-caption={`${title}. ${summary}`}
          width={width}
          height={height}
          className={styles.svg}
        >
          <LinePlot
            series={series}
            axes={axes}
            frame={box}
            labels={drawn.labels}
            yTitle={drawn.yTitle}
            step={step}
            xTitle={xTitle}
            formatX={formatX}
            formatY={formatY}
          />
          {legend && <LineLegend series={series} legend={legend} top={plot + LEGEND_GAP} />}
        </svg>
        <input
          type="range"
          className={styles.scrubber}
          style={{ left: MARGIN.left - 8, right: MARGIN.right - 8, top: 0, height: plot }}
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

/** A little air above and beneath the lines. */
function padded([low, high]: readonly [number, number]): [number, number] {
  const air = 0.04 * high - 0.04 * low;
  return [Math.max(-Number.MAX_VALUE, low - air), Math.min(Number.MAX_VALUE, high + air)];
}

type Content = Pick<LineChartProps, 'series' | 'yTitle'> & {
  readonly includeY: readonly number[] | undefined;
  readonly steps: readonly number[];
  readonly wholeX: boolean;
};

/** Places of everything: the name of the y axis on top, the plot, and a legend where names find no room beside their lines. */
function layOut({ series, steps, yTitle, includeY, wholeX }: Content, width: number) {
  const titles = textLines(yTitle, width);
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  const areMany = series.length > MOST_NAMED;
  const head = titles.length * TITLE_LINE;
  const plot = head + (areMany ? TALL_PLOT : PLOT);
  const x = axis([steps[0] ?? 0, steps.at(-1) ?? 0], [left, right], Math.max(2, Math.floor(width / 64)), wholeX);
  const box = { left, right, top: head + MARGIN.top, bottom: plot - MARGIN.bottom };
  const y = axis(padded(yDomain(series, includeY)), [box.bottom, box.top], 5);
  const named = labelled(series, x, y);
  const rules = y.ticks.map((tick) => y.place(tick));
  const labels = areMany ? null : placeLabels(named, { ...box, top: head }, rules);
  const widths = named.map(({ width: of }) => of);
  return {
    axes: { x, y },
    box,
    plot,
    yTitle: titles,
    labels: labels ?? [],
    legend: labels ? null : legendOf(widths, left, right),
  };
}

function labelled(series: readonly LineSeries[], x: Axis, y: Axis) {
  return series.map(({ id, label, x: xs, y: ys }) => ({
    id,
    width: label.length * CHARACTER,
    height: LABEL_HEIGHT,
    points: xs
      .map((value, index) => ({ x: x.place(value), y: y.place(ys[index] ?? Number.NaN) }))
      .filter(({ y }) => Number.isFinite(y)),
  }));
}
