import { type SyntheticEvent, useId, useRef } from 'react';
import { useChartWidth, useIsPaper } from '../paper/use-chart-width.ts';
import styles from './bar-chart.module.css';
import { barPlace, labelWidth, textLines } from './bar-chart-layout.ts';
import { extent, ticks } from './line-chart-scale.ts';

export interface ChartBar {
  readonly id: string;
  readonly label: string;
  /** NaN: there is none, and no bar. */
  readonly value: number;
  /** The value as it is written, and what else to say of it. */
  readonly text: string;
  /** A line from .. to about the value, as its error. */
  readonly low?: number;
  readonly high?: number;
  /** Relevance has the colours of the heat maps, as CSS; everything else is ink. A bar against has an edge and is lighter, also in grey. */
  readonly colour?: string;
}

interface BarChartProps {
  /** What the chart shows, in a sentence. */
  readonly summary: string;
  readonly bars: readonly ChartBar[];
  /** What the bars measure: the name of their axis. */
  readonly xTitle: string;
  /** A tick of that axis. */
  readonly formatX: (value: number) => string;
  /** What the axis has to reach; with the values. 0 is always in it. */
  readonly domain?: readonly [number, number];
  /** A line to hold the bars against. */
  readonly reference?: { readonly value: number; readonly label: string };
  /** What a click on a bar does, in its name for screen readers: "show the sentences". */
  readonly action?: string;
  readonly onActivate?: (id: string) => void;
}

/** SVG has no element for it. */
const BUTTON = 'button';
/** Of a row with one line of text, and what each further line adds. */
const ROW = 26;
const LINE = 14;
const BAR = 14;
const TOP = 4;
/** Above the bars, where the line they are held against has its name. */
const REFERENCE = 18;
/** Beneath them: ticks and name of the axis. */
const TICKS = 16;
/** Pixels that a tick has to itself. */
const TICK_ROOM = 46;
const MOST_TICKS = 7;

/** Bars from left to right, a row each, with label and value written beside them: nothing has to be pointed at to be read. */
export function BarChart({ summary, bars, xTitle, formatX, domain, reference, action, onActivate }: BarChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const width = useChartWidth(frame);
  const whole = useIsPaper();
  const { rows, left, right, foot } = layOut(bars, width, whole, reference ? REFERENCE : TOP);
  const values = bars.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const reached = [...values, ...(domain ?? []), ...(reference ? [reference.value] : [])];
  const place = barPlace(reached, left, right);
  const [lowest, highest] = extent([0, ...reached]);
  const marks = ticks(lowest, highest, Math.min(MOST_TICKS, Math.max(2, Math.floor((right - left) / TICK_ROOM))));
  const titles = textLines(xTitle, width);
  const height = foot + TICKS + titles.length * LINE + 4;
  const interactive = onActivate !== undefined;
  const middle = Math.max((left + right) / 2, 0);

  return (
    <div ref={frame} className={styles.frame} style={{ height }}>
      <svg
        role={interactive ? 'group' : 'img'}
        aria-label={interactive ? undefined : `${summary} ${bars.map(({ label, text }) => `${label}: ${text}`).join('; ')}.`}
        aria-labelledby={interactive ? titleId : undefined}
        data-caption={summary}
        width={width}
        height={height}
        className={styles.svg}
        onClick={(event) => activate(event, onActivate)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          activate(event, onActivate);
          event.preventDefault();
        }}
      >
        {interactive && <title id={titleId}>{summary}</title>}
        {marks.map((mark) => (
          <g key={mark}>
            <line className={styles.grid} x1={place(mark)} x2={place(mark)} y1={rows[0]?.top ?? TOP} y2={foot + 3} />
            <text className={styles.note} x={place(mark)} y={foot + TICKS - 1} textAnchor="middle">
              {formatX(mark)}
            </text>
          </g>
        ))}
        <line className={styles.zero} x1={place(0)} x2={place(0)} y1={rows[0]?.top ?? TOP} y2={foot + 3} />
        {rows.map((row) => (
          <Row
            key={row.bar.id}
            {...row}
            place={place}
            left={left}
            right={right}
            width={width}
            action={action}
            interactive={interactive}
          />
        ))}
        {reference && Number.isFinite(reference.value) && (
          <g>
            <line
              className={styles.reference}
              x1={place(reference.value)}
              x2={place(reference.value)}
              y1={REFERENCE - 4}
              y2={foot}
            />
            <text className={styles.note} x={place(reference.value)} y={10} textAnchor="middle">
              {reference.label}
            </text>
          </g>
        )}
        {titles.map((line, k) => (
          <text
            key={line}
            className={styles.note}
            x={Math.min(middle, width - 3.3 * line.length)}
            y={foot + TICKS + (k + 1) * LINE}
            textAnchor="middle"
          >
            {line}
          </text>
        ))}
      </svg>
    </div>
  );
}

/** Rows as high as their labels are; names and values take what the longest of them needs. */
function layOut(bars: readonly ChartBar[], width: number, whole: boolean, top: number) {
  const labels = labelWidth(
    bars.map(({ label }) => label),
    width,
  );
  const texts = labelWidth(
    bars.map(({ text }) => text),
    width,
  );
  let foot = top;
  const rows = bars.map((bar) => {
    const lines = textLines(bar.label, labels, whole);
    const room = ROW + (Math.max(1, lines.length) - 1) * LINE;
    foot += room;
    return { bar, lines, top: foot - room, room };
  });
  const left = labels + 8;
  return { rows, left, right: Math.max(left + 40, width - texts - 10), foot };
}

interface RowProps {
  readonly bar: ChartBar;
  readonly lines: readonly string[];
  readonly top: number;
  readonly room: number;
  readonly place: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly action: string | undefined;
  readonly interactive: boolean;
}

function Row({ bar, lines, top, room, place, left, right, width, action, interactive }: RowProps) {
  const { id, label, value, text, low, high, colour } = bar;
  const middle = top + room / 2;
  const known = Number.isFinite(value);
  const [from, to] = known ? [Math.min(place(0), place(value)), Math.max(place(0), place(value))] : [0, 0];
  const drawn = (
    <>
      <rect data-screen-only className={styles.hit} x={0} y={top} width={width} height={room} rx={4} />
      {lines.map((line, k) => (
        <text
          key={lineKey(k)}
          className={styles.label}
          x={left - 8}
          y={middle + (k - (lines.length - 1) / 2) * LINE}
          dy="0.35em"
          textAnchor="end"
        >
          {line}
        </text>
      ))}
      {known && (
        <rect
          className={styles.bar}
          style={colour === undefined ? undefined : { fill: colour }}
          data-edged={(colour !== undefined && value < 0) || undefined}
          x={from}
          y={middle - BAR / 2}
          width={Math.max(1, to - from)}
          height={BAR}
          rx={2}
        />
      )}
      {low !== undefined && high !== undefined && Number.isFinite(low) && Number.isFinite(high) && (
        <path
          className={styles.whisker}
          d={`M${place(low)} ${middle}H${place(high)}M${place(low)} ${middle - 4}v8M${place(high)} ${middle - 4}v8`}
        />
      )}
      <text className={styles.value} x={right + 10} y={middle} dy="0.35em">
        {text}
      </text>
    </>
  );
  if (!interactive) return <g>{drawn}</g>;
  const name = `${label}: ${text}${action ? `, ${action}` : ''}`;
  return (
    <g role={BUTTON} tabIndex={0} data-bar={id} aria-label={name} className={styles.active}>
      {drawn}
    </g>
  );
}

function lineKey(k: number): string {
  return `line-${k}`;
}

/** The bar that an event comes from, if it is one. */
function activate({ target }: SyntheticEvent, onActivate: ((id: string) => void) | undefined): void {
  const bar = target instanceof Element ? target.closest('[data-bar]')?.getAttribute('data-bar') : null;
  if (bar !== null && bar !== undefined) onActivate?.(bar);
}
