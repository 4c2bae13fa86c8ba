import { type KeyboardEvent, type MouseEvent, useId, useRef, useState } from 'react';
import { useWidth } from '../hooks/use-width.ts';
import { headLines, labelWidth, shortened } from './bar-chart-layout.ts';
import styles from './matrix-chart.module.css';
import { RowLabel } from './row-label.tsx';

interface MatrixChartProps {
  /** What the chart shows, in a sentence. */
  readonly summary: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly rowTitle: string;
  readonly columnTitle: string;
  /** How dark a cell is, 0 to 1. */
  readonly shade: (row: number, column: number) => number;
  readonly text: (row: number, column: number) => string;
  /** A cell's name for screen readers. */
  readonly name: (row: number, column: number) => string;
  readonly onActivate: (row: number, column: number) => void;
  /** How narrow a cell may become before the chart scrolls: as its text needs. */
  readonly leastCell?: number;
}

/** Of ink: numbers in ink stay readable on the darkest cell, in both themes (4.5:1). */
const [PALEST, DARKEST] = [0.03, 0.36];
/** SVG has no elements for these. */
const GROUP = 'group';
const BUTTON = 'button';
const CELL_HEIGHT = 34;
const WIDEST_CELL = 110;
/** The columns' title, and the room beneath the heads. */
const HEAD_TITLE = 18;
const HEAD_FOOT = 8;
const HEAD_LINE = 14;
/** Heads that stand upright are cut where they are longer. */
const TALLEST_HEAD = 160;
const SIDE_TITLE = 18;

/** Cells with numbers, shaded; one of them is in the order of the Tab key, the arrow keys go on from there. */
export function MatrixChart(props: MatrixChartProps) {
  const { summary, rows, columns, rowTitle, columnTitle, shade, text, name, onActivate, leastCell = 18 } = props;
  const frame = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const width = useWidth(frame, 480);
  const [active, setActive] = useState({ row: 0, column: 0 });
  const left = SIDE_TITLE + labelWidth(rows, 0.85 * width) + 8;
  const cell = Math.min(WIDEST_CELL, Math.max(leastCell, (width - left - 2) / Math.max(1, columns.length)));
  const heads = headLines(columns, cell - 4);
  const tallest = heads
    ? HEAD_LINE * Math.max(1, ...heads.map(({ length }) => length))
    : labelWidth(columns, TALLEST_HEAD / 0.42);
  const head = HEAD_TITLE + tallest + HEAD_FOOT;
  const height = head + rows.length * CELL_HEIGHT + 2;
  const whole = Math.max(width, left + cell * columns.length);

  const move = (event: KeyboardEvent<SVGGElement>) => {
    const [down, along] = STEPS[event.key] ?? [0, 0];
    const row = Math.max(0, Math.min(rows.length - 1, active.row + down));
    const column = Math.max(0, Math.min(columns.length - 1, active.column + along));
    if (event.key === 'Enter' || event.key === ' ') onActivate(active.row, active.column);
    else if (!(event.key in STEPS)) return;
    event.preventDefault();
    setActive({ row, column });
    const target = event.currentTarget.querySelector(`[data-cell="${row},${column}"]`);
    if (target instanceof SVGElement) target.focus();
  };

  const choose = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest('[data-cell]')?.getAttribute('data-cell') : null;
    const [row, column] = cell?.split(',').map(Number) ?? [];
    if (row === undefined || column === undefined) return;
    setActive({ row, column });
    onActivate(row, column);
  };

  return (
    <div ref={frame} className={styles.frame}>
      <svg
        role={GROUP}
        aria-labelledby={titleId}
        data-caption={summary}
        width={whole}
        height={height}
        className={styles.svg}
        onKeyDown={move}
        onClick={choose}
      >
        <title id={titleId}>{summary}</title>
        <text className={styles.axis} x={left + (cell * columns.length) / 2} y={11} textAnchor="middle">
          {columnTitle}
        </text>
        <text
          className={styles.axis}
          textAnchor="middle"
          transform={`translate(11 ${head + (rows.length * CELL_HEIGHT) / 2}) rotate(-90)`}
        >
          {rowTitle}
        </text>
        {columns.map((label, column) => (
          <ColumnHead key={label} x={left + (column + 0.5) * cell} y={head - HEAD_FOOT} label={label} lines={heads?.[column]} />
        ))}
        {rows.map((label, row) => (
          <g key={label}>
            <RowLabel
              className={styles.label}
              text={label}
              room={left - SIDE_TITLE - 8}
              x={left - 8}
              y={head + (row + 0.5) * CELL_HEIGHT}
            />
            {columns.map((columnLabel, column) => (
              <g
                key={columnLabel}
                role={BUTTON}
                data-cell={`${row},${column}`}
                tabIndex={row === active.row && column === active.column ? 0 : -1}
                aria-label={name(row, column)}
                className={styles.cell}
              >
                <rect
                  className={styles.shade}
                  fillOpacity={PALEST + (DARKEST - PALEST) * Math.max(0, Math.min(1, shade(row, column)))}
                  x={left + column * cell + 1}
                  y={head + row * CELL_HEIGHT + 1}
                  width={cell - 2}
                  height={CELL_HEIGHT - 2}
                  rx={3}
                />
                <text
                  className={styles.number}
                  x={left + (column + 0.5) * cell}
                  y={head + (row + 0.5) * CELL_HEIGHT}
                  dy="0.35em"
                  textAnchor="middle"
                >
                  {text(row, column)}
                </text>
              </g>
            ))}
          </g>
        ))}
      </svg>
    </div>
  );
}

interface ColumnHeadProps {
  /** The middle of the foot. */
  readonly x: number;
  readonly y: number;
  readonly label: string;
  /** Undefined: they find no room side by side, and all heads stand upright. */
  readonly lines: readonly string[] | undefined;
}

function ColumnHead({ x, y, label, lines }: ColumnHeadProps) {
  if (!lines) {
    return (
      <text className={styles.label} transform={`translate(${x} ${y}) rotate(-90)`} dy="0.35em">
        {shortened(label, TALLEST_HEAD)}
      </text>
    );
  }
  return (
    <text className={styles.label} textAnchor="middle">
      {lines.map((line, k) => (
        <tspan key={lineKey(k)} x={x} y={y - (lines.length - 1 - k) * HEAD_LINE}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function lineKey(k: number): string {
  return `line-${k}`;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};
