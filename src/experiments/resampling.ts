/**
 * The bootstrap: sentences are drawn with replacement, as many as there are, and the figure is measured on each draw; its 95 % interval lies
 * between the percentiles of all draws. Efron and Tibshirani 1993 (An Introduction to the Bootstrap), section 13.3.
 */
import { mulberry32 } from '../model/random.ts';

/** A figure of one model as its sentences make it: sum of what they add, over how often they count. */
export interface Measured {
  /** [N] 0 where a sentence has no part in it. */
  readonly sums: Float64Array;
  /** [N] */
  readonly counts: Float64Array;
  /**
   * [N] sums whose size alone counts are taken group by group and their absolute values added, as in a calibration error; null: one
   * sum, with its sign.
   */
  readonly groups: Uint8Array | null;
}

/** A mean over sentences that have a value. */
export interface MeanEstimate {
  readonly count: number;
  /** NaN without any. */
  readonly mean: number;
  /** 95 % interval; NaN below two. */
  readonly low: number;
  readonly high: number;
}

const TAIL = 0.025;

/**
 * @param rows [R] of n values each, of the same n sentences, on the same draws; NaN: a sentence has no value there
 * @returns [R]
 */
export function meanEstimates(rows: readonly Float64Array[], draws: number, seed: number): MeanEstimate[] {
  const n = rows[0]?.length ?? 0;
  const all = rows.map((values): Measured => {
    const counts = values.map((value) => (Number.isNaN(value) ? 0 : 1));
    return { sums: values.map((value) => (Number.isNaN(value) ? 0 : value)), counts, groups: null };
  });
  const found = all.map(() => new Float64Array(draws));
  const weights = new Float64Array(n);
  const random = mulberry32(seed);
  for (let turn = 0; turn < draws; turn++) {
    draw(weights, random);
    for (const [at, measured] of all.entries()) {
      const means = found[at];
      if (means) means[turn] = figureOf(measured, weights);
    }
  }
  const whole = new Float64Array(n).fill(1);
  return all.map((measured, at) => {
    const count = measured.counts.reduce((sum, one) => sum + one, 0);
    const [low, high] = count > 1 ? middle95(found[at] ?? new Float64Array(0)) : [Number.NaN, Number.NaN];
    return { count, mean: figureOf(measured, whole), low, high };
  });
}

/** How often each of them is drawn, in as many draws as there are; written to `weights`. */
export function draw(weights: Float64Array, random: () => number): void {
  weights.fill(0);
  for (let k = 0; k < weights.length; k++) {
    const drawn = Math.floor(random() * weights.length);
    weights[drawn] = (weights[drawn] ?? 0) + 1;
  }
}

/** Where the middle 95 % of the values lie, in any order; those that are not defined are left out. */
export function middle95(values: Float64Array): readonly [number, number] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  return [percentile(sorted, TAIL), percentile(sorted, 1 - TAIL)];
}

/** The figure over the sentences, each as often as its weight says. */
export function figureOf({ sums, counts, groups }: Measured, weights: Float64Array): number {
  let count = 0;
  if (!groups) {
    let sum = 0;
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k] ?? 0;
      sum += weight * (sums[k] ?? 0);
      count += weight * (counts[k] ?? 0);
    }
    return sum / count;
  }
  const bySize = new Float64Array(256);
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k] ?? 0;
    const group = groups[k] ?? 0;
    bySize[group] = (bySize[group] ?? 0) + weight * (sums[k] ?? 0);
    count += weight * (counts[k] ?? 0);
  }
  return bySize.reduce((total, sum) => total + Math.abs(sum), 0) / count;
}

/** Between the two nearest of the sorted values, in proportion (type 7 of Hyndman and Fan 1996); NaN of none. */
function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}
