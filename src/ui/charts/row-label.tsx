import { twoLines } from './bar-chart-layout.ts';

interface RowLabelProps {
  readonly text: string;
  /** For the text, in pixels. */
  readonly room: number;
  /** Its right edge, and the middle of its row. */
  readonly x: number;
  readonly y: number;
  readonly className: string | undefined;
}

/** Two lines of a row stand closer than those of a text. */
const LINE = 12;

/** A row's name, left of it, in a chart's <svg>: in two lines where one is too short. */
export function RowLabel({ text, room, x, y, className }: RowLabelProps) {
  const [first = '', second] = twoLines(text, room);
  return (
    <text className={className} x={x} y={second === undefined ? y : y - LINE / 2} dy="0.35em" textAnchor="end">
      {first}
      {second !== undefined && (
        <tspan x={x} dy={LINE}>
          {second}
        </tspan>
      )}
    </text>
  );
}
