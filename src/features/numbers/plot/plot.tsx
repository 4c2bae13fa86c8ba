import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useWidth } from '../../../ui/hooks/use-width.ts';
import { drawPlot, type PlotData, type PlotLook } from './draw.ts';
import { type PlotLayout, plotLayout, rangeOf, rowAt, type Span, stepAt, xOf, zoomed } from './layout.ts';
import { canvasPen } from './pen.ts';
import styles from './plot.module.css';
import { type PlotColours, usePlotLook } from './use-plot-look.ts';

export interface Cursor {
  readonly step: number;
  /** Of the heat map: a feature. */
  readonly row: number;
}

interface PlotProps {
  readonly label: string;
  readonly describedBy: string;
  readonly data: PlotData;
  readonly colours: PlotColours;
  /** T */
  readonly length: number;
  readonly span: Span;
  readonly cursor: Cursor | null;
  /** Whether a point of a line can be dragged; else dragging anywhere chooses a span. */
  readonly drags: boolean;
  readonly onSpan: (span: Span) => void;
  readonly onCursor: (cursor: Cursor) => void;
  readonly onLane: (feature: number) => void;
  /** A point dragged to another value, as the file has them. */
  readonly onDrag: (step: number, feature: number, value: number) => void;
}

/** Fewer pixels are a click. */
const LEAST_BRUSH = 5;
const ZOOM = 2;

/** Time goes to the right, features downwards: lines, heat map and sums on a canvas; what moves with the pointer lies above it. */
export function Plot(props: PlotProps) {
  const { label, describedBy, data, colours, length, span, cursor } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(frame, 640);
  const rows = data.inputs ? data.F : 1;
  const { from, to } = span;
  const lanes = data.lanes.length;
  const layout = useMemo(() => plotLayout({ width, span: { from, to }, lanes, rows }), [width, from, to, lanes, rows]);
  const look = usePlotLook(canvas, colours);
  const [brush, setBrush] = useState<Span | null>(null);

  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element && context && look) paint(element, context, layout, data, look);
  }, [layout, data, look]);
  useEscape(() => setBrush(null), brush !== null);

  const pointers = usePointers(props, layout, setBrush);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (keyed(event.key, event.shiftKey ? 10 : 1, props, rows, length)) event.preventDefault();
  };

  return (
    <div
      ref={frame}
      className={styles.plot}
      role="application"
      aria-roledescription="heat map"
      aria-label={label}
      aria-describedby={describedBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys go over its cells
      tabIndex={0}
      data-drags={props.drags || undefined}
      onKeyDown={onKeyDown}
      {...pointers}
    >
      <canvas ref={canvas} className={styles.canvas} style={{ width: layout.width, height: layout.height }} />
      {cursor && cursor.step >= span.from && cursor.step < span.to && <Marks cursor={cursor} layout={layout} />}
      {brush && <Area className={styles.brush} span={brush} layout={layout} />}
    </div>
  );
}

function paint(
  element: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  layout: PlotLayout,
  data: PlotData,
  look: PlotLook,
): void {
  const scale = Math.min(3, devicePixelRatio || 1);
  const size = { width: Math.round(layout.width * scale), height: Math.round(layout.height * scale) };
  element.width = size.width;
  element.height = size.height;
  drawPlot(canvasPen(context, scale), layout, data, look);
}

function Marks({ cursor, layout }: { readonly cursor: Cursor; readonly layout: PlotLayout }) {
  const { map, rows } = layout;
  const height = map.height / rows;
  const row = Math.min(cursor.row, rows - 1);
  return (
    <>
      <Area className={styles.step} span={{ from: cursor.step, to: cursor.step + 1 }} layout={layout} />
      <span className={styles.row} style={{ left: map.x, width: map.width, top: map.y + row * height, height }} />
    </>
  );
}

function Area({
  className,
  span,
  layout,
}: {
  readonly className: string | undefined;
  readonly span: Span;
  readonly layout: PlotLayout;
}) {
  const { map } = layout;
  const left = xOf(layout, span.from);
  return (
    <span
      className={className}
      style={{ left, width: Math.max(1, xOf(layout, span.to) - left), top: 0, height: map.y + map.height }}
    />
  );
}

/** What the pointer does: looks at a cell, chooses a span, drags a point, shows or hides a lane. */
function usePointers(props: PlotProps, layout: PlotLayout, setBrush: (span: Span | null) => void) {
  const { data, span, drags, onCursor, onSpan, onLane, onDrag } = props;
  const begun = useRef<{ readonly x: number; readonly step: number; readonly lane: number | null } | null>(null);
  const place = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const brushTo = (x: number): Span => {
    const [a, b] = [begun.current?.step ?? 0, stepAt(layout, x)].sort((one, other) => one - other);
    return { from: a ?? 0, to: (b ?? 0) + 1 };
  };
  const drag = (lane: number, step: number, y: number) => {
    const feature = data.lanes[lane] ?? 0;
    const box = layout.lanes[lane];
    if (!box) return;
    const [low, high] = rangeOf(data.given, data.F, feature, span);
    onDrag(step, feature, low + (1 - (y - box.y - 4) / (box.height - 8)) * (high - low));
  };
  return {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      if (event.button !== 0) return;
      const { x, y } = place(event);
      const row = rowAt(layout, y);
      if (x < layout.map.x) {
        if (row !== null && data.inputs) onLane(row);
        return;
      }
      const lane = drags ? layout.lanes.findIndex((box) => y >= box.y && y < box.y + box.height) : -1;
      begun.current = { x, step: stepAt(layout, x), lane: lane < 0 ? null : lane };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      const { x, y } = place(event);
      const { lane = null, step = 0 } = begun.current ?? {};
      if (lane !== null) return drag(lane, step, y);
      if (begun.current) return setBrush(Math.abs(x - begun.current.x) < LEAST_BRUSH ? null : brushTo(x));
      if (x >= layout.map.x && x <= layout.map.x + layout.map.width) {
        onCursor({ step: stepAt(layout, x), row: rowAt(layout, y) ?? laneAt(layout, data, y) ?? props.cursor?.row ?? 0 });
      }
    },
    onPointerUp(event: PointerEvent<HTMLDivElement>) {
      const start = begun.current;
      const { x, y } = place(event);
      if (start && start.lane === null && Math.abs(x - start.x) >= LEAST_BRUSH) onSpan(brushTo(x));
      else if (start && start.lane === null)
        onCursor({ step: stepAt(layout, x), row: rowAt(layout, y) ?? props.cursor?.row ?? 0 });
      begun.current = null;
      setBrush(null);
    },
    onPointerCancel() {
      begun.current = null;
      setBrush(null);
    },
  };
}

/** The feature whose lane is at a place. */
function laneAt(layout: PlotLayout, { lanes, inputs }: PlotData, y: number): number | null {
  const index = layout.lanes.findIndex((box) => y >= box.y && y < box.y + box.height);
  return inputs && index >= 0 ? (lanes[index] ?? null) : null;
}

/** @returns whether the key means something here */
function keyed(key: string, by: number, props: PlotProps, rows: number, length: number): boolean {
  const { span, onSpan, onCursor, onLane } = props;
  const cursor = props.cursor ?? { step: span.from, row: 0 };
  const to = (step: number, row: number) => {
    const next = { step: Math.min(length - 1, Math.max(0, step)), row: Math.min(rows - 1, Math.max(0, row)) };
    onCursor(next);
    const size = span.to - span.from;
    if (next.step < span.from || next.step >= span.to) onSpan(zoomed(span, next.step, 1, length));
    return size > 0;
  };
  switch (key) {
    case 'ArrowLeft':
      return to(cursor.step - by, cursor.row);
    case 'ArrowRight':
      return to(cursor.step + by, cursor.row);
    case 'ArrowUp':
      return to(cursor.step, cursor.row - by);
    case 'ArrowDown':
      return to(cursor.step, cursor.row + by);
    case 'Home':
      return to(0, cursor.row);
    case 'End':
      return to(length - 1, cursor.row);
    case '+':
      onSpan(zoomed(span, cursor.step, 1 / ZOOM, length));
      return true;
    case '-':
      onSpan(zoomed(span, cursor.step, ZOOM, length));
      return true;
    case 'Enter':
      if (rows > 1 || props.data.F === 1) onLane(cursor.row);
      return true;
    default:
      return false;
  }
}

function useEscape(call: () => void, active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const onKey = (event: globalThis.KeyboardEvent) => event.key === 'Escape' && call();
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}
