/** The arithmetic of a scatter chart: which points there are, in which order keys go through them, and what their marks are. */
import { extent } from './line-chart-scale.ts';

/** [n] each; a point without both values is not drawn. */
export interface ScatterPoints {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Places in the list of kinds. */
  readonly kind: ArrayLike<number>;
}

/** What tells kinds apart without their colour. */
export type ScatterMark = 'dot' | 'cross' | 'ring';

/** Points that are drawn, by x, then by y, then as they are given. */
export function pointOrder({ x, y }: Pick<ScatterPoints, 'x' | 'y'>): number[] {
  return Array.from(x, (_, point) => point)
    .filter((point) => Number.isFinite(x[point]) && Number.isFinite(y[point]))
    .sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0) || (y[a] ?? 0) - (y[b] ?? 0) || a - b);
}

/** What an axis has to reach: `domain`, or else its values with some air, so that no mark is cut. */
export function scatterDomain(values: readonly number[], domain: readonly [number, number] | undefined): [number, number] {
  const [low, high] = extent(domain ? [...domain, ...values] : values);
  const air = high > low ? 0.03 * (high - low) : Math.abs(high) / 2 || 1;
  return [low - air, high + air];
}

/** The nearest of the points to a place, if one is within `reach`; null: none. @param at places in pixels, [k] of the points in `order` */
export function nearestPoint(
  at: readonly (readonly [number, number])[],
  [x, y]: readonly [number, number],
  reach: number,
): number | null {
  let best: number | null = null;
  let least = reach * reach;
  for (const [k, [px, py]] of at.entries()) {
    const distance = (px - x) ** 2 + (py - y) ** 2;
    if (distance > least) continue;
    least = distance;
    best = k;
  }
  return best;
}

/** Half of a mark's width: of many in little room it is less, so that they lie over one another less. @param area of the plot, in pixels */
export function markSize(count: number, area: number): number {
  return area / Math.max(1, count) > 400 ? 2.75 : area / count > 100 ? 2.25 : 1.75;
}

/** All marks of a kind in one path. @param size half of a mark's width */
export function marksPath(places: readonly (readonly [number, number])[], mark: ScatterMark, size: number): string {
  return places
    .map(([px, py]) => {
      const [x, y] = [round(px), round(py)];
      if (mark === 'cross') {
        return `M${round(x - size)} ${round(y - size)}l${2 * size} ${2 * size}m0 ${-2 * size}l${-2 * size} ${2 * size}`;
      }
      return `M${round(x - size)} ${y}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0Z`;
    })
    .join('');
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
