/** Does the model know how often it is right? (Guo et al. 2017: expected calibration error over bins of equal width.) */

interface CalibrationBin {
  /** Confidences from .. to; 1 belongs to the last bin. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean probability of the predicted class, and share of right predictions; NaN in an empty bin. */
  readonly confidence: number;
  readonly accuracy: number;
}

export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /** Mean of |accuracy - confidence| over the bins, each weighted by its sentences; NaN without any. */
  readonly error: number;
}

/** @param confidence [n] probability of the predicted class @param right [n] 1 where the prediction is right */
export function calibrate(confidence: ArrayLike<number>, right: ArrayLike<number>, bins: number): Calibration {
  const counts = new Float64Array(bins);
  const sums = new Float64Array(bins);
  const hits = new Float64Array(bins);
  for (let k = 0; k < confidence.length; k++) {
    const value = confidence[k] ?? 0;
    const bin = Math.min(Math.floor(value * bins), bins - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
    sums[bin] = (sums[bin] ?? 0) + value;
    hits[bin] = (hits[bin] ?? 0) + (right[k] ?? 0);
  }
  const gaps = sums.reduce((total, sum, bin) => total + Math.abs((hits[bin] ?? 0) - sum), 0);
  return {
    bins: Array.from(counts, (count, bin) => ({
      from: bin / bins,
      to: (bin + 1) / bins,
      count,
      confidence: (sums[bin] ?? 0) / count,
      accuracy: (hits[bin] ?? 0) / count,
    })),
    error: gaps / confidence.length,
  };
}
