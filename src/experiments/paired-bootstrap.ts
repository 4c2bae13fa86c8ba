/**
 * Do two models differ, or is it chance which sentences the data set holds? The paired bootstrap: as many sentences as there are, drawn with
 * replacement, both models measured on the same draw; the interval of the difference lies between the percentiles of all draws. Efron and
 * Tibshirani 1993 (An Introduction to the Bootstrap), sections 6.2 and 13.3; over the sentences of a test set as in Koehn 2004
 * (Statistical significance tests for machine translation evaluation, EMNLP), section 4.
 */
import { mulberry32 } from '../model/random.ts';
import { draw, figureOf, type Measured, middle95 } from './resampling.ts';
import { checkSeed, checkWhole } from './settings.ts';

/** One figure of both models, of the same N sentences. */
export interface PairedFigure {
  readonly a: Measured;
  readonly b: Measured;
}

export interface BootstrapSettings {
  /** How often the sentences are drawn. */
  readonly draws: number;
  readonly seed: number;
}

export const BOOTSTRAP: BootstrapSettings = { draws: 10_000, seed: 1 };

/** NaN where a model has no sentence with a value. */
export interface PairedEstimate {
  readonly a: number;
  readonly b: number;
  /** b - a */
  readonly difference: number;
  /** 95 % interval of the difference; NaN below two sentences. */
  readonly low: number;
  readonly high: number;
  /** Sentences that have a part in each model's figure. */
  readonly countA: number;
  readonly countB: number;
}

/** Sums between two pauses: some milliseconds. */
const STEP = 2_000_000;

/**
 * Drawn are the sentences that have a part in any figure. Draws in which a figure of either model has no sentence are left out of its
 * percentiles.
 * @returns one estimate a figure; yields the share that is done
 * @throws LensError InputError that names a setting out of range
 */
export function* pairedBootstrap(
  figures: readonly PairedFigure[],
  { draws, seed }: BootstrapSettings,
): Generator<number, PairedEstimate[]> {
  checkWhole('draws', draws, 100, 1_000_000);
  checkSeed(seed);
  const taking = takingPart(figures);
  const whole = new Float64Array(taking.length).fill(1);
  const pairs = figures.map(({ a, b }) => ({ a: cut(a, taking), b: cut(b, taking) }));
  const found = pairs.map(() => new Float64Array(draws));
  const random = mulberry32(seed);
  const weights = new Float64Array(taking.length);
  const pause = Math.max(1, Math.round(STEP / Math.max(1, taking.length * (2 * pairs.length + 1))));
  for (let turn = 0; turn < draws; turn++) {
    draw(weights, random);
    for (const [at, { a, b }] of pairs.entries()) {
      const differences = found[at];
      if (differences) differences[turn] = figureOf(b, weights) - figureOf(a, weights);
    }
    if ((turn + 1) % pause === 0) yield (turn + 1) / draws;
  }
  return pairs.map(({ a, b }, at) => {
    const [inA, inB] = [figureOf(a, whole), figureOf(b, whole)];
    const [countA, countB] = [partsOf(a), partsOf(b)];
    // One sentence is always drawn as itself: an interval without width would pass for certainty.
    const few = Math.min(countA, countB) < 2;
    const [low, high] = few ? [Number.NaN, Number.NaN] : middle95(found[at] ?? new Float64Array(0));
    return { a: inA, b: inB, difference: inB - inA, low, high, countA, countB };
  });
}

function takingPart(figures: readonly PairedFigure[]): Uint32Array {
  const length = figures[0]?.a.counts.length ?? 0;
  const takes = new Uint8Array(length);
  for (const { a, b } of figures) {
    for (let n = 0; n < length; n++) if ((a.counts[n] ?? 0) > 0 || (b.counts[n] ?? 0) > 0) takes[n] = 1;
  }
  return Uint32Array.from(takes.keys()).filter((n) => takes[n] === 1);
}

function cut({ sums, counts, groups }: Measured, taking: Uint32Array): Measured {
  return {
    sums: Float64Array.from(taking, (n) => sums[n] ?? 0),
    counts: Float64Array.from(taking, (n) => counts[n] ?? 0),
    groups: groups && Uint8Array.from(taking, (n) => groups[n] ?? 0),
  };
}

function partsOf({ counts }: Measured): number {
  return counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
}
