/** The arithmetic of a line chart: what range its axes span, where their ticks stand, and which step a pointer means. */

/** One line: y[i] stands at x[i]; x ascends. */
export interface LineSeries {
  readonly id: string;
  /** A few words, written beside the line. */
  readonly label: string;
  readonly look: LineLook;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** A band about the line, one value an x. */
  readonly low?: readonly number[];
  readonly high?: readonly number[];
}

/** Index into LINE_LOOKS, or the baseline others are held against: dotted, with a shaded band. */
export type LineLook = number | 'baseline';

/** A linear map of [from, to] onto [start, end], in pixels. */
export interface Axis {
  readonly ticks: readonly number[];
  place(value: number): number;
}

/** @param domain what has to fit; @param range pixels @param count about how many ticks there is room for, >= 1 */
export function axis(domain: readonly [number, number], range: readonly [number, number], count: number, whole = false): Axis {
  const [from, to] = domain;
  const [start, end] = range;
  // Halves: the span of two huge numbers would be beyond float64.
  const share = (value: number) => (value / 2 - from / 2) / (to / 2 - from / 2);
  const place = (value: number) => (to > from ? start + share(value) * (end - start) : (start + end) / 2);
  return { place, ticks: ticks(from, to, count, whole) };
}

/** Round numbers (1, 2 or 5 times a power of ten apart) within [from, to]; `whole`: integers only. */
export function ticks(from: number, to: number, count: number, whole = false): number[] {
  if (!(Number.isFinite(from) && Number.isFinite(to))) return [];
  if (!(to > from)) return [from];
  const step = tickStep(to - from, count, whole);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  // Division where the step is a fraction: 3 * 0.1 is not 0.3, but 3 / 10 is.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    step < 1 ? (first + i) / Math.round(1 / step) : (first + i) * step,
  );
}

function tickStep(span: number, count: number, whole: boolean): number {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough * (1 - 1e-9)) ?? 10 * power;
  return whole ? Math.max(1, Math.round(step)) : step;
}

/** Smallest and largest y of all series and bands, widened to `include` and to be more than a point. */
export function yDomain(series: readonly LineSeries[], include: readonly number[] = []): [number, number] {
  const [low, high] = extent([...include, ...series.flatMap(({ y, low = [], high = [] }) => [...y, ...low, ...high])]);
  if (high > low) return [low, high];
  const room = Math.abs(high) / 2 || 1;
  return [low - room, high + room];
}

/** Every x that any series has, ascending. */
export function stepsOf(series: readonly LineSeries[]): number[] {
  return [...new Set(series.flatMap(({ x }) => x))].sort((a, b) => a - b);
}

/** Index of the step nearest to `value`; 0 where there are none. */
export function nearestStep(steps: readonly number[], value: number): number {
  let best = 0;
  for (const [index, step] of steps.entries()) {
    if (Math.abs(step - value) < Math.abs((steps[best] ?? Number.POSITIVE_INFINITY) - value)) best = index;
  }
  return best;
}

/** A series' value at `x`; undefined where it has none there. */
export function valueAt({ x, y }: LineSeries, at: number): number | undefined {
  const index = x.indexOf(at);
  return index < 0 ? undefined : y[index];
}

/** [0, 0] for no finite value at all. */
export function extent(values: readonly number[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 0];
}
