/** The same figure slice by slice: by true class, length, phenomenon and unknown words. */
import { type Dataset, lengthOf, unknownIn } from './dataset.ts';
import { type MeanEstimate, meanEstimates } from './resampling.ts';

export const SLICE_KINDS = ['class', 'length', 'phenomenon', 'unknown'] as const;
export type SliceKind = (typeof SLICE_KINDS)[number];

/** Sentences that have something in common. */
export interface SentenceSlice {
  readonly kind: SliceKind;
  /** Of lengths the shortest and the longest; else twice the class, the phenomenon, or 1 with unknown words and 0 without. */
  readonly from: number;
  readonly to: number;
  /** [n] places in the data set, rising. */
  readonly sentences: Uint32Array;
}

export interface SliceShare extends SentenceSlice {
  readonly correct: number;
}

export interface SliceMeans<Name extends string> extends SentenceSlice {
  /** Of each name one a row. */
  readonly means: Readonly<Record<Name, readonly MeanEstimate[]>>;
}

/** Bands of lengths: each holds about as many sentences. */
const BANDS = 4;

/**
 * Slices that hold sentences, kind by kind; none of a kind that has a single one, which is the whole. Sentences whose class or phenomenon is
 * not known are in none of these kinds. Equal lengths are never parted, so that bands may be fewer and differ in size.
 * @param sentences [n] places in the data set, rising
 */
export function slicesOf(dataset: Dataset, sentences: Uint32Array): SentenceSlice[] {
  const { gold, phenomena } = dataset;
  const starts = bandStarts(Array.from(sentences, (n) => lengthOf(dataset, n)));
  const keyOf: Readonly<Record<SliceKind, (n: number) => number>> = {
    class: (n) => gold[n] ?? -1,
    length: (n) => starts.findLastIndex((start) => start <= lengthOf(dataset, n)),
    phenomenon: (n) => phenomena?.of[n] ?? -1,
    unknown: (n) => Math.min(1, unknownIn(dataset, n)),
  };
  return SLICE_KINDS.flatMap((kind) => {
    const found = new Map<number, number[]>();
    for (const n of sentences) {
      const key = keyOf[kind](n);
      if (key < 0) continue;
      const own = found.get(key);
      if (own) own.push(n);
      else found.set(key, [n]);
    }
    if (found.size < 2) return [];
    return [...found]
      .sort(([a], [b]) => a - b)
      .map(([key, own]): SentenceSlice => {
        const lengths = own.map((n) => lengthOf(dataset, n));
        const [from, to] = kind === 'length' ? [Math.min(...lengths), Math.max(...lengths)] : [key, key];
        return { kind, from, to, sentences: Uint32Array.from(own) };
      });
  });
}

/** The first length of each band, rising. */
function bandStarts(lengths: readonly number[]): number[] {
  const sorted = [...lengths].sort((a, b) => a - b);
  const starts = Array.from({ length: BANDS }, (_, band) => sorted[Math.floor((band * sorted.length) / BANDS)] ?? 0);
  return [...new Set(starts)];
}

/** @param right [n] 1 where the k-th sentence counts as correct */
export function sharesBySlice(dataset: Dataset, sentences: Uint32Array, right: ArrayLike<number>): SliceShare[] {
  const isRight = new Set(sentences.filter((_, k) => right[k] === 1));
  return slicesOf(dataset, sentences).map((slice) => ({
    ...slice,
    correct: slice.sentences.reduce((sum, n) => sum + (isRight.has(n) ? 1 : 0), 0),
  }));
}

/** Enough for an interval's two digits. */
const DRAWS = 1000;

/**
 * Means with bootstrapped 95 % intervals.
 * @param rows of each name, rows [n] of values; NaN: none @param seed the k-th slice draws from seed + k
 */
export function meansBySlice<Name extends string>(
  dataset: Dataset,
  sentences: Uint32Array,
  rows: Readonly<Record<Name, readonly Float64Array[]>>,
  seed: number,
): SliceMeans<Name>[] {
  const place = new Map(Array.from(sentences, (n, k) => [n, k]));
  const names = Object.keys(rows) as Name[];
  return slicesOf(dataset, sentences).map((slice, k) => {
    const at = Array.from(slice.sentences, (n) => place.get(n) ?? -1);
    const own = names.flatMap((name) => rows[name].map((values) => Float64Array.from(at, (one) => values[one] ?? Number.NaN)));
    const estimates = meanEstimates(own, DRAWS, seed + k);
    const means: Partial<Record<Name, readonly MeanEstimate[]>> = {};
    for (const name of names) means[name] = estimates.splice(0, rows[name].length);
    return { ...slice, means: means as SliceMeans<Name>['means'] };
  });
}
