import { memo, type PointerEvent, useMemo, useRef } from 'react';
import { usePointerMoves } from '../hooks/use-pointer-moves.ts';
import { useChartWidth } from '../paper/use-chart-width.ts';
import { textLines } from './bar-chart-layout.ts';
import styles from './line-chart.module.css';
import { legendOf } from './line-chart-legend.ts';
import { PlotGrid } from './line-chart-plot.tsx';
import { axis } from './line-chart-scale.ts';
import own from './scatter-chart.module.css';
import {
  markSize,
  marksPath,
  nearestPoint,
  pointOrder,
  type ScatterMark,
  type ScatterPoints,
  scatterDomain,
} from './scatter-layout.ts';

export interface ScatterAxis {
  readonly title: string;
  readonly format: (value: number) => string;
  /** What it has to reach, whatever the values are. */
  readonly domain?: readonly [number, number];
  readonly whole?: boolean;
}

interface ScatterChartProps {
  /** What the chart shows, in a sentence. */
  readonly summary: string;
  readonly points: ScatterPoints;
  readonly kinds: readonly { readonly label: string; readonly mark: ScatterMark }[];
  readonly x: ScatterAxis;
  readonly y: ScatterAxis;
  /** A point in words. */
  readonly name: (point: number) => string;
  /** The point that is looked at; null: none yet. */
  readonly active: number | null;
  readonly onActive: (point: number) => void;
  readonly onActivate: (point: number) => void;
}

const PLOT = 330;
const MARGIN = { top: 8, right: 14, bottom: 40, left: 46 } as const;
const TITLE_LINE = 14;
const LEGEND_GAP = 8;
const CHARACTER = 6.6;
const LEGEND_MARK = 2.75;
/** How near a point the pointer has to be, in pixels. */
const REACH = 28;

/**
 * Points by two figures, a shape a kind. The pointer looks at the nearest one, and a click opens it; a finger looks first. A range input
 * lies invisibly over the plot: its arrow keys go from point to point by x, Enter opens.
 */
export function ScatterChart({ summary, points, kinds, x, y, name, active, onActive, onActivate }: ScatterChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useChartWidth(frame);
  const touched = useRef(false);
  const hasMoved = usePointerMoves();
  const order = useMemo(() => pointOrder(points), [points]);
  const drawn = useMemo(() => layOut(points, order, x, y, kinds, width), [points, order, x, y, kinds, width]);
  const { axes, box, places, titles, legend, height } = drawn;
  const rank = active === null ? -1 : order.indexOf(active);
  const marked = places[rank];

  const pointAt = ({ clientX, clientY }: Pick<PointerEvent, 'clientX' | 'clientY'>): number | null => {
    const { left = 0, top = 0 } = frame.current?.getBoundingClientRect() ?? {};
    const found = nearestPoint(places, [clientX - left, clientY - top], REACH);
    return found === null ? null : (order[found] ?? null);
  };

  return (
    <div ref={frame} className={styles.frame} style={{ height }}>
      <svg role="img" aria-label={summary} data-caption={summary} width={width} height={height} className={styles.svg}>
        <PlotGrid axes={axes} frame={box} xTitle={x.title} formatX={x.format} formatY={y.format} />
        {titles.map((line, k) => (
          <text key={line} x={0} y={10 + TITLE_LINE * k} className={styles.tick}>
            {line}
          </text>
        ))}
        <Marks drawn={drawn} kinds={kinds} />
        {marked && (
          <g data-screen-only>
            <circle cx={marked[0]} cy={marked[1]} r="7" className={own.active} />
          </g>
        )}
        {kinds.map(({ label, mark }, k) => {
          const { x: left, y: middle } = legend.places[k] ?? { x: 0, y: 0 };
          return (
            <g key={label} transform={`translate(${left} ${height - legend.height + middle})`}>
              <path d={marksPath([[22, 0]], mark, LEGEND_MARK)} className={own[mark]} />
              <text x={legend.textX} dy="0.35em" className={styles.name}>
                {label}
              </text>
            </g>
          );
        })}
      </svg>
      <input
        type="range"
        className={`${styles.scrubber} ${own.keys}`}
        style={{ left: box.left - 8, right: MARGIN.right - 8, top: 0, height: box.bottom }}
        aria-label={`Points by ${x.title}`}
        aria-valuetext={active === null || rank < 0 ? 'none yet' : name(active)}
        min={0}
        max={Math.max(0, order.length - 1)}
        step={1}
        value={Math.max(0, rank)}
        onFocus={() => {
          if (rank < 0 && order[0] !== undefined) onActive(order[0]);
        }}
        onChange={({ target }) => {
          const point = order[Number(target.value)];
          if (point !== undefined) onActive(point);
        }}
        onKeyDown={({ key }) => {
          if (key === 'Enter' && active !== null) onActivate(active);
        }}
      />
      <button
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        data-screen-only
        className={own.pointer}
        style={{ height: box.bottom + MARGIN.top }}
        onMouseDown={(event) => event.preventDefault()}
        onPointerDown={({ pointerType }) => {
          touched.current = pointerType !== 'mouse';
        }}
        onPointerMove={(event) => {
          const point = hasMoved(event) ? pointAt(event) : null;
          if (point !== null && point !== active) onActive(point);
        }}
        onClick={(event) => {
          const point = pointAt(event);
          if (point === null) return;
          if (touched.current) onActive(point);
          else onActivate(point);
        }}
      />
    </div>
  );
}

type Layout = ReturnType<typeof layOut>;

/** Drawn once, whatever is looked at: there may be thousands. */
const Marks = memo(({ drawn, kinds }: { readonly drawn: Layout; readonly kinds: ScatterChartProps['kinds'] }) =>
  kinds.map(({ label, mark }, k) => (
    <path key={label} d={marksPath(drawn.ofKind[k] ?? [], mark, drawn.size)} className={own[mark]} />
  )),
);

/** Places of everything: the name of the y axis on top, the plot, and the kinds beneath. */
function layOut(
  { x: xs, y: ys, kind }: ScatterPoints,
  order: readonly number[],
  x: ScatterAxis,
  y: ScatterAxis,
  kinds: ScatterChartProps['kinds'],
  width: number,
) {
  const titles = textLines(y.title, width);
  const head = titles.length * TITLE_LINE;
  const box = { left: MARGIN.left, right: width - MARGIN.right, top: head + MARGIN.top, bottom: head + PLOT - MARGIN.bottom };
  const values = (of: ArrayLike<number>) => order.map((point) => of[point] ?? 0);
  const axes = {
    x: axis(scatterDomain(values(xs), x.domain), [box.left, box.right], Math.max(2, Math.floor(width / 64)), x.whole),
    y: axis(scatterDomain(values(ys), y.domain), [box.bottom, box.top], 5, y.whole),
  };
  const places = order.map((point): [number, number] => [axes.x.place(xs[point] ?? 0), axes.y.place(ys[point] ?? 0)]);
  const ofKind = kinds.map((_, k) => places.filter((_, at) => kind[order[at] ?? 0] === k));
  const legend = legendOf(
    kinds.map(({ label }) => label.length * CHARACTER),
    box.left,
    box.right,
  );
  const size = markSize(order.length, (box.right - box.left) * (box.bottom - box.top));
  return { axes, box, places, ofKind, size, titles, legend, height: head + PLOT + LEGEND_GAP + legend.height };
}
