/** Where the names of a chart's lines stand: beside their own line, clear of the other lines and of each other. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LabelledLine {
  readonly id: string;
  /** Size of the label, in pixels. */
  readonly width: number;
  readonly height: number;
  /** The line, in pixels, x ascending. */
  readonly points: readonly Point[];
}

export interface PlacedLabel {
  readonly id: string;
  /** Left edge and vertical middle. */
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Gap between a line and its label, in pixels. */
const GAP = 3;
/** Points tried along each line. */
const CANDIDATES = 48;
/** Pixels between the places at which a line is tested for running through a label. */
const SAMPLE = 6;
const COST = { outside: 1000, label: 200, otherLine: 12, ownLine: 6, near: 1 } as const;

/** @param frame the plot area, within which labels have to stay; lines of no points get no label */
export function placeLabels(lines: readonly LabelledLine[], frame: Box): PlacedLabel[] {
  const sampled = lines.map(({ points }) => sample(points));
  const taken: Box[] = [];
  return lines.flatMap((line, index) => {
    const others = sampled.filter((_, other) => other !== index).flat();
    const cost = (box: Box) =>
      COST.outside * outside(box, frame) +
      COST.label * taken.filter((other) => overlap(box, other)).length +
      COST.otherLine * others.filter((point) => inside(point, grown(box, 2))).length +
      COST.ownLine * (sampled[index] ?? []).filter((point) => inside(point, grown(box, -1))).length +
      COST.near * others.filter((point) => inside(point, grown(box, 10))).length;
    const best = cheapest(candidates(line), cost);
    if (!best) return [];
    taken.push(best);
    return [{ id: line.id, x: best.left, y: (best.top + best.bottom) / 2 }];
  });
}

/** Boxes above and beneath points along the line, begun at, centred on and ended at each. */
function candidates({ points, width, height }: LabelledLine): Box[] {
  const every = Math.max(1, Math.ceil(points.length / CANDIDATES));
  return points
    .filter((_, index) => index % every === 0)
    .flatMap(({ x, y }) =>
      [x, x - width / 2, x - width].flatMap((left) => [
        { left, right: left + width, top: y - GAP - height, bottom: y - GAP },
        { left, right: left + width, top: y + GAP, bottom: y + GAP + height },
      ]),
    );
}

function cheapest(boxes: readonly Box[], cost: (box: Box) => number): Box | undefined {
  let best: { readonly box: Box; readonly cost: number } | undefined;
  for (const box of boxes) {
    const price = cost(box);
    if (!best || price < best.cost) best = { box, cost: price };
  }
  return best?.box;
}

/** Points at most SAMPLE pixels apart in x along a line. */
function sample(points: readonly Point[]): Point[] {
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    if (!next) return [point];
    const pieces = Math.max(1, Math.ceil((next.x - point.x) / SAMPLE));
    return Array.from({ length: pieces }, (_, i) => ({
      x: point.x + ((next.x - point.x) * i) / pieces,
      y: point.y + ((next.y - point.y) * i) / pieces,
    }));
  });
}

function outside(box: Box, frame: Box): number {
  const over = [frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom];
  return over.filter((pixels) => pixels > 0).length;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function inside({ x, y }: Point, { left, right, top, bottom }: Box): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function grown({ left, right, top, bottom }: Box, by: number): Box {
  return { left: left - by, right: right + by, top: top - by, bottom: bottom + by };
}
