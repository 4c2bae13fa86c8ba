import styles from './line-chart.module.css';
import type { LineLook } from './line-chart-scale.ts';
import { lineStyle, markerPath } from './line-looks.ts';

interface SeriesLineProps {
  readonly look: LineLook;
  /** In pixels; one that is no finite number leaves a gap. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Where markers may stand; else on the points. */
  readonly marked?: SeriesLineProps['points'];
}

/** More on one line would hide its dashes. */
const MOST_MARKERS = 12;

/** A line as its series looks, within an <svg>: in the plot, and as a short piece in legends. */
export function SeriesLine({ look, points, marked = points }: SeriesLineProps) {
  const { stroke, dash, width, marker } = lineStyle(look);
  const every = Math.max(1, Math.ceil(marked.length / MOST_MARKERS));
  return (
    <>
      <path d={path(points)} className={styles.line} style={{ stroke }} strokeDasharray={dash} strokeWidth={width} />
      {marker && (
        <path
          d={marked.map(({ x, y }, k) => (k % every === 0 && Number.isFinite(y) ? markerPath(marker, x, y) : '')).join('')}
          className={styles.marks}
          data-hollow={marker === 'diamond' || undefined}
          style={{ stroke, ...(marker === 'diamond' ? {} : { fill: stroke }) }}
        />
      )}
    </>
  );
}

/** A piece for a legend, from (0, 0) on, with one marker in its middle. */
export function LinePiece({ look, width }: { readonly look: LineLook; readonly width: number }) {
  const at = (x: number) => ({ x, y: 0 });
  return <SeriesLine look={look} points={[at(0), at(width)]} marked={[at(width / 2)]} />;
}

/** Points that are no finite numbers leave a gap. */
export function path(points: SeriesLineProps['points']): string {
  let pen = 'M';
  return points
    .map(({ x, y }) => {
      const drawn = Number.isFinite(y) ? `${pen}${round(x)} ${round(y)}` : '';
      pen = drawn ? 'L' : 'M';
      return drawn;
    })
    .join('');
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
