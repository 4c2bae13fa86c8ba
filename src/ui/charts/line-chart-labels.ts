/** Where the names of a chart's lines stand: beside their own line, clear of the other lines and of each other; or nowhere, and then in a legend. */

interface Point {
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

interface Candidate extends Box {
  /** Pixels further from the line than needs be. */
  readonly away: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Gap between a line, with its markers, and its label, in pixels. */
const GAP = 4;
/** Where there is no room close to the line, a label stands further away, and yet nearer to its own line than to any other. */
const GAPS = [GAP, 9, 16] as const;
/** Pixels between two labels of one height. */
const BETWEEN = 10;
/** Points tried along each line. */
const CANDIDATES = 48;
/** Pixels between the places at which a line is tested for running through a label. */
const SAMPLE = 6;
const COST = { outside: 1000, label: 200, rule: 30, strange: 25, otherLine: 12, ownLine: 6, near: 1, away: 0.4 } as const;

/**
 * @param frame the plot area, within which labels have to stay; lines of no points get no label
 * @param rules heights of the lines of the grid, px
 * @returns null where a label would lie on a line, on another label, outside, or nearer to another line than to its own: then a legend names the lines
 */
export function placeLabels(lines: readonly LabelledLine[], frame: Box, rules: readonly number[] = []): PlacedLabel[] | null {
  const heights = lines.map(({ points }) => heightsAlong(points, frame));
  const taken: Box[] = [];
  const labels: PlacedLabel[] = [];
  for (const [index, line] of lines.entries()) {
    const cost = (box: Candidate) => {
      let sum =
        COST.away * box.away +
        COST.outside * outside(box, frame) +
        COST.rule * rules.filter((y) => isOn(box, y)).length +
        COST.label * taken.filter((other) => overlap(box, other)).length;
      for (const [other, ys] of heights.entries()) {
        sum += other === index ? COST.ownLine * crossings(ys, box, 1, frame) : COST.otherLine * crossings(ys, box, 2, frame);
        if (other !== index) sum += COST.near * crossings(ys, box, 10, frame);
      }
      return sum + (isNearerToOther(heights, index, box, frame) ? COST.strange : 0);
    };
    const best = cheapest(candidates(line), cost);
    if (!best) continue;
    if (isNearerToOther(heights, index, best, frame)) return null;
    const crossed = heights.some((ys) => crossings(ys, best, 1, frame) > 0) || rules.some((y) => isOn(best, y));
    if (crossed || outside(best, frame) > 0 || taken.some((other) => overlap(best, other))) return null;
    taken.push(best);
    labels.push({ id: line.id, x: best.left, y: (best.top + best.bottom) / 2 });
  }
  return labels;
}

/** Boxes above and beneath points along the line, close to it and further away, begun at, centred on and ended at each. */
function candidates({ points, width, height }: LabelledLine): Candidate[] {
  const every = Math.max(1, Math.ceil(points.length / CANDIDATES));
  return points
    .filter((_, index) => index % every === 0)
    .flatMap(({ x, y }) =>
      GAPS.flatMap((gap) =>
        [x, x - width / 2, x - width].flatMap((left) => [
          { left, right: left + width, top: y - gap - height, bottom: y - gap, away: gap - GAP },
          { left, right: left + width, top: y + gap, bottom: y + gap + height, away: gap - GAP },
        ]),
      ),
    );
}

function cheapest(boxes: readonly Candidate[], cost: (box: Candidate) => number): Box | undefined {
  let best: { readonly box: Candidate; readonly cost: number } | undefined;
  for (const box of boxes) {
    const price = cost(box);
    if (!best || price < best.cost) best = { box, cost: price };
  }
  return best?.box;
}

/** y of a line at every SAMPLE-th pixel of the frame; NaN where it does not run. */
function heightsAlong(points: readonly Point[], frame: Box): Float64Array {
  const heights = new Float64Array(Math.max(0, Math.ceil((frame.right - frame.left) / SAMPLE)) + 1).fill(Number.NaN);
  const [only] = points;
  // A point by itself seldom lies on one of the pixels that are looked at.
  if (only && points.length === 1) heights[Math.round((only.x - frame.left) / SAMPLE)] = only.y;
  for (const [index, from] of points.entries()) {
    const to = points[index + 1] ?? from;
    const last = Math.floor((to.x - frame.left) / SAMPLE);
    for (let column = Math.ceil((from.x - frame.left) / SAMPLE); column <= last; column++) {
      const share = to.x > from.x ? (frame.left + column * SAMPLE - from.x) / (to.x - from.x) : 0;
      heights[column] = from.y + (to.y - from.y) * share;
    }
  }
  return heights;
}

/** At how many sampled pixels, and between how many neighbours of them, a line runs through the box widened by `margin`. */
function crossings(heights: Float64Array, box: Box, margin: number, frame: Box): number {
  const first = Math.max(0, Math.ceil((box.left - margin - frame.left) / SAMPLE));
  const last = Math.min(heights.length - 1, Math.floor((box.right + margin - frame.left) / SAMPLE));
  let count = 0;
  for (let column = first; column <= last; column++) {
    const y = heights[column] ?? Number.NaN;
    const next = column < last ? (heights[column + 1] ?? y) : y;
    // A steep line passes from above the box to beneath it between two samples.
    const [high, low] = Number.isNaN(next) ? [y, y] : [Math.min(y, next), Math.max(y, next)];
    if (low >= box.top - margin && high <= box.bottom + margin) count++;
  }
  return count;
}

/** Whether a label would be taken for that of another line, which runs between it and its own, or closer by. */
function isNearerToOther(heights: readonly Float64Array[], index: number, box: Box, frame: Box): boolean {
  const distances = heights.map((ys) => distanceOf(ys, box, frame));
  const own = distances[index] ?? Number.POSITIVE_INFINITY;
  return distances.some((distance, other) => other !== index && distance < own);
}

/** Pixels between a box and the nearest place of a line above or beneath it. */
function distanceOf(heights: Float64Array, box: Box, frame: Box): number {
  const first = Math.max(0, Math.floor((box.left - frame.left) / SAMPLE));
  const beside = heights.subarray(first, Math.ceil((box.right - frame.left) / SAMPLE) + 1);
  return beside.reduce(
    (least, y) => (Number.isNaN(y) ? least : Math.min(least, Math.max(0, box.top - y, y - box.bottom))),
    Number.POSITIVE_INFINITY,
  );
}

/** The letters of a label are a little less high than its box; those that reach below the line end with it. */
function isOn({ top, bottom }: Box, y: number): boolean {
  return y > top + 2 && y < bottom + 1;
}

function outside(box: Box, frame: Box): number {
  const over = [frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom];
  return over.filter((pixels) => pixels > 0).length;
}

/** Two names with nothing between them would be read as one. */
function overlap(a: Box, b: Box): boolean {
  return a.left < b.right + BETWEEN && b.left < a.right + BETWEEN && a.top < b.bottom && b.top < a.bottom;
}
