import { type SyntheticEvent, useId, useRef } from 'react';
import { useWidth } from '../hooks/use-width.ts';
import styles from './bar-chart.module.css';
import { barPlace, labelWidth } from './bar-chart-layout.ts';
import { RowLabel } from './row-label.tsx';

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
  /** Relevance has its colours; everything else is ink. */
  readonly tone?: 'for' | 'against';
}

interface BarChartProps {
  /** What the chart shows, in a sentence. */
  readonly summary: string;
  readonly bars: readonly ChartBar[];
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
const ROW = 26;
const BAR = 14;
const TOP = 4;
const REFERENCE = 16;

/** Bars from left to right, a row each, with label and value written beside them: nothing has to be pointed at to be read. */
export function BarChart({ summary, bars, domain, reference, action, onActivate }: BarChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const width = useWidth(frame, 480);
  const labels = labelWidth(
    bars.map(({ label }) => label),
    width,
  );
  const texts = labelWidth(
    bars.map(({ text }) => text),
    width,
  );
  const left = labels + 8;
  const right = Math.max(left + 40, width - texts - 10);
  const values = bars.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const place = barPlace([...values, ...(domain ?? []), ...(reference ? [reference.value] : [])], left, right);
  const height = TOP + bars.length * ROW + (reference ? REFERENCE : 0);
  const interactive = onActivate !== undefined;

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
        <line className={styles.zero} x1={place(0)} x2={place(0)} y1={TOP} y2={TOP + bars.length * ROW} />
        {bars.map((bar, index) => (
          <Row
            key={bar.id}
            bar={bar}
            y={TOP + index * ROW}
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
              y1={TOP}
              y2={height - 12}
            />
            <text className={styles.note} x={place(reference.value)} y={height - 1} textAnchor="middle">
              {reference.label}
            </text>
          </g>
        )}
      </svg>
    </div>
  );
}

interface RowProps {
  readonly bar: ChartBar;
  readonly y: number;
  readonly place: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly action: string | undefined;
  readonly interactive: boolean;
}

function Row({ bar, y, place, left, right, width, action, interactive }: RowProps) {
  const { id, label, value, text, low, high, tone } = bar;
  const middle = y + ROW / 2;
  const known = Number.isFinite(value);
  const [from, to] = known ? [Math.min(place(0), place(value)), Math.max(place(0), place(value))] : [0, 0];
  const drawn = (
    <>
      <rect data-screen-only className={styles.hit} x={0} y={y} width={width} height={ROW} rx={4} />
      <RowLabel className={styles.label} text={label} room={left - 8} x={left - 8} y={middle} />
      {known && (
        <rect
          className={tone ? styles[tone] : styles.bar}
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

/** The bar that an event comes from, if it is one. */
function activate({ target }: SyntheticEvent, onActivate: ((id: string) => void) | undefined): void {
  const bar = target instanceof Element ? target.closest('[data-bar]')?.getAttribute('data-bar') : null;
  if (bar !== null && bar !== undefined) onActivate?.(bar);
}
