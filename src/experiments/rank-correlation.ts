/** Rank correlations with ties; NaN where one series is constant or holds fewer than two values. */

/** [T] ranks from 1; equal values share the mean of their ranks. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, place) => place).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const result = new Float64Array(values.length);
  for (let first = 0, next = 0; first < order.length; first = next) {
    const value = values[order[first] ?? 0];
    while (next < order.length && values[order[next] ?? 0] === value) next++;
    for (const place of order.slice(first, next)) result[place] = (first + 1 + next) / 2;
  }
  return result;
}

/** Spearman's rho: Pearson's correlation of the ranks (Spearman 1904; with mean ranks for ties). */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [ranks(a), ranks(b)];
  const middle = (x.length + 1) / 2;
  let [xx, yy, xy] = [0, 0, 0];
  for (let k = 0; k < x.length; k++) {
    const dx = (x[k] ?? 0) - middle;
    const dy = (y[k] ?? 0) - middle;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Number.NaN;
}

/**
 * Kendall's tau-b (Kendall 1945): pairs in the same order less pairs in opposite order, over the geometric mean of the numbers of
 * pairs that are not tied in each series. All T (T - 1) / 2 pairs are looked at: sentences are short.
 */
export function kendall(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [agreeing, inA, inB] = [0, 0, 0];
  for (let i = 1; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const x = Math.sign((a[i] ?? 0) - (a[j] ?? 0));
      const y = Math.sign((b[i] ?? 0) - (b[j] ?? 0));
      agreeing += x * y;
      inA += x * x;
      inB += y * y;
    }
  }
  return inA > 0 && inB > 0 ? agreeing / Math.sqrt(inA * inB) : Number.NaN;
}

export function magnitudes(values: Float64Array): Float64Array {
  return values.map(Math.abs);
}
