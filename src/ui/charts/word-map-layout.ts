/** The arithmetic of a map of words: where points lie in pixels, where labels find room, and which point is meant. Pure. */

export interface MapPoint {
  readonly id: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  /** Occurrences: the area of the point. */
  readonly count: number;
  /** A word that is looked at: it is ringed and named before all others. */
  readonly marked: boolean;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlacedPoint {
  readonly id: string;
  /** The middle, and the radius of a disc of its area; px. */
  readonly cx: number;
  readonly cy: number;
  readonly r: number;
}

export interface PlacedLabel {
  readonly id: string;
  readonly text: string;
  /** Left edge and baseline. */
  readonly x: number;
  readonly y: number;
}

/** Of the point of most occurrences, and of one of the fewest, which could not be seen if it were smaller; both less where there is little room. */
const LARGEST = 15;
const SMALLEST = 4;
/** Of a marked point's ring, beyond it. */
export const RING = 3;

/** Both axes have one scale, so that distances mean the same whichever way; all points find room with their radius. */
export function placePoints(points: readonly MapPoint[], frame: Box): PlacedPoint[] {
  const most = points.reduce((sum, { count }) => Math.max(sum, count), 1);
  const width = frame.right - frame.left;
  const [largest, smallest] = [Math.min(LARGEST, width / 30), Math.min(SMALLEST, width / 110)];
  const radius = (count: number) => Math.max(smallest, largest * Math.sqrt(count / most));
  const [x, y] = [rangeOf(points.map((point) => point.x)), rangeOf(points.map((point) => point.y))];
  const room = { width: width - 2 * largest, height: frame.bottom - frame.top - 2 * largest };
  const scale = Math.min(perUnit(room.width, x.span), perUnit(room.height, y.span));
  const [middleX, middleY] = [(frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2];
  return points.map((point) => ({
    id: point.id,
    cx: middleX + scale * (point.x - x.middle),
    cy: middleY - scale * (point.y - y.middle),
    r: radius(point.count),
  }));
}

function rangeOf(values: readonly number[]): { readonly middle: number; readonly span: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return values.length > 0 ? { middle: low / 2 + high / 2, span: high - low } : { middle: 0, span: 0 };
}

/** 0 where all values are one, which then lies in the middle. */
function perUnit(pixels: number, span: number): number {
  return span > 0 ? pixels / span : Number.MAX_VALUE;
}

/** Height of a line of labels, and what parts two of them. */
const LINE = 13;
const GAP = 3;
/** Labels a pixel of the frame at most: more could hardly be read. */
const DENSITY = 1 / 7000;
/** For each label that could be there so many points are tried: where these find no room, others would not tell much. */
const TRIED = 5;
/** A point of this radius is never written upon; one smaller one is where there is no other room. */
const COVERED_FROM = 6;

/**
 * Names of the points, in the order given, as long as they find room beside their own: they lie on no other label, on no point that is
 * large, if possible on none, and within the frame.
 * @param points as many as `placed`, which are theirs, the most telling first @param measure width of a text, px
 */
export function placeMapLabels(
  points: readonly MapPoint[],
  placed: readonly PlacedPoint[],
  frame: Box,
  measure: (text: string) => number,
): PlacedLabel[] {
  const most = Math.max(8, Math.floor((frame.right - frame.left) * (frame.bottom - frame.top) * DENSITY));
  const boxes = placed.map((point, k) => boxOf(point, points[k]?.marked ? RING : 0));
  const order = [...points.keys()].sort((a, b) => Number(points[b]?.marked ?? false) - Number(points[a]?.marked ?? false));
  const taken: Box[] = [];
  const labels: PlacedLabel[] = [];
  for (const k of order) {
    const [point, at] = [points[k], placed[k]];
    if (!point || !at || (!point.marked && (labels.length >= most || k >= TRIED * most))) continue;
    const free = placesBeside(at, point.marked ? RING : 0, measure(point.label)).filter(
      (one) => isWithin(one, frame) && !taken.some((other) => overlap(one, other)),
    );
    const covered = (one: Box) => {
      const points = placed.filter((_, i) => i !== k && overlap(one, boxes[i] ?? one));
      return points.some(({ r }) => r >= COVERED_FROM) ? Number.POSITIVE_INFINITY : points.length;
    };
    const box = free.find((one) => covered(one) === 0) ?? free.find((one) => covered(one) === 1);
    if (!box) continue;
    taken.push(box);
    labels.push({ id: point.id, text: point.label, x: box.left, y: box.bottom - GAP });
  }
  return labels;
}

/** Right, left, above, beneath, and at the corners. */
function placesBeside({ cx, cy, r }: PlacedPoint, ring: number, width: number): Box[] {
  const [near, corner] = [r + ring + GAP, 0.7 * (r + ring) + GAP];
  const box = (left: number, top: number): Box => ({ left, right: left + width, top, bottom: top + LINE });
  return [
    box(cx + near, cy - LINE / 2),
    box(cx - near - width, cy - LINE / 2),
    box(cx - width / 2, cy - near - LINE + GAP),
    box(cx - width / 2, cy + near - GAP),
    box(cx + corner, cy - corner - LINE + GAP),
    box(cx + corner, cy + corner - GAP),
    box(cx - corner - width, cy - corner - LINE + GAP),
    box(cx - corner - width, cy + corner - GAP),
  ];
}

function boxOf({ cx, cy, r }: PlacedPoint, ring: number): Box {
  const reach = r + ring;
  return { left: cx - reach, right: cx + reach, top: cy - reach, bottom: cy + reach };
}

function isWithin(box: Box, frame: Box): boolean {
  return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Place of the point that is nearest, no further than `within` from its edge; null: none is. */
export function pointAt(placed: readonly PlacedPoint[], x: number, y: number, within: number): number | null {
  let found: { readonly k: number; readonly away: number } | null = null;
  for (const [k, { cx, cy, r }] of placed.entries()) {
    const away = Math.hypot(cx - x, cy - y) - r;
    if (away <= within && (!found || away < found.away)) found = { k, away };
  }
  return found?.k ?? null;
}

/** Place of the nearest point that lies that way from this one, within 45 degrees; itself where none does. @param way of length 1, y downwards */
export function pointTowards(placed: readonly PlacedPoint[], from: number, [dx, dy]: readonly [number, number]): number {
  const own = placed[from];
  if (!own) return from;
  let found = { k: from, away: Number.POSITIVE_INFINITY };
  for (const [k, { cx, cy }] of placed.entries()) {
    const [x, y] = [cx - own.cx, cy - own.cy];
    const along = x * dx + y * dy;
    const across = Math.abs(x * dy) + Math.abs(y * dx);
    const away = along * along + across * across;
    if (k !== from && along > 0 && across <= along && away < found.away) found = { k, away };
  }
  return found.k;
}
