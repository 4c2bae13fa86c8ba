/**
 * Where in the sentence relevance lies (facts: Relevance by position): the sentence is cut into equal intervals, a word that lies
 * across a boundary is split in proportion; absolute relevances, normalised to sum 1 in each sentence, are averaged.
 *
 * The whole model, and each encoder apart: LRP and GI of an encoder are its share of the sum that the whole model's relevance is.
 * SA of an encoder is the squared norm of the gradient through it alone; the whole model's is not the sum of both. Each of the three is
 * normalised by itself: the figure tells where an encoder looks, not how much it counts.
 */

import type { MethodRun } from '../explain/method.ts';
import type { MethodId } from '../explain/method-info.ts';
import { lengthOf, selectSentences } from './dataset.ts';
import { DEFAULTS, type PositionSettings } from './defaults.ts';
import { cutJobs, type Experiment, idsOf, type Outcome, type PartialResult } from './experiment.ts';
import { FailureLog, mergeFailures } from './failures.ts';
import { explainCost } from './method-costs.ts';
import { checkMethods, checkTarget, checkWhole, hasTarget, optionsOf, targetOf } from './settings.ts';
import { Moments, type Summary } from './statistics.ts';

export const POSITION_PARTS = ['whole', 'left', 'right'] as const;
export type PositionPart = (typeof POSITION_PARTS)[number];

export interface PositionPartial extends PartialResult {
  /** [n, methods, parts, I] shares of a sentence, which sum to 1; NaN where all relevances are 0, or not finite. */
  readonly shares: Float64Array;
}

export interface PositionResult extends Outcome {
  /** Sentences that take part: places in the data set. */
  readonly sentences: Uint32Array;
  /** One a method and part: [I] over the sentences. Sentences whose relevances are all 0, or not finite, are left out and not counted. */
  readonly curves: readonly {
    readonly method: MethodId;
    readonly part: PositionPart;
    readonly intervals: readonly Summary[];
  }[];
}

/**
 * [I] share of sum |values| that lies in each of I equal intervals of the sentence. Lengths are counted in whole numbers: a word is I
 * long and an interval T. All NaN where the sum is 0.
 */
export function intervalShares(values: ArrayLike<number>, intervals: number): Float64Array {
  const shares = new Float64Array(intervals);
  const T = values.length;
  const sizes = Array.from(values, Math.abs);
  const largest = Math.max(0, ...sizes);
  let sum = 0;
  for (let t = 0; t < T; t++) {
    // As parts of the largest: huge values cannot overflow in the sum, nor tiny ones vanish.
    const value = largest > 0 ? (sizes[t] ?? 0) / largest : 0;
    sum += value;
    const [begin, end] = [t * intervals, (t + 1) * intervals];
    for (let i = Math.floor(begin / T); i * T < end; i++) {
      const overlap = Math.min(end, (i + 1) * T) - Math.max(begin, i * T);
      shares[i] = (shares[i] ?? 0) + value * (overlap / intervals);
    }
  }
  return shares.map((share) => (sum > 0 ? share / sum : Number.NaN));
}

export const POSITION: Experiment<PositionSettings, PositionPartial, PositionResult> = {
  defaults: DEFAULTS.position,

  prepare(dataset, settings, budget) {
    checkMethods(settings);
    checkTarget(settings.target, dataset.classes.length);
    checkWhole('intervals', settings.intervals, 1, 100);
    checkWhole('minLength', settings.minLength, 1, 512);
    const takesPart = (n: number) =>
      lengthOf(dataset, n) >= settings.minLength && hasTarget(settings.target, dataset.gold[n] ?? -1);
    return cutJobs(dataset, settings, selectSentences(dataset, takesPart), explainCost(settings), budget);
  },

  async runChunk({ chunk, settings }, evaluator) {
    const { methods, target, intervals } = settings;
    const options = optionsOf(settings);
    const size = methods.length * POSITION_PARTS.length * intervals;
    const shares = new Float64Array(chunk.sentences.length * size).fill(Number.NaN);
    const log = new FailureLog();
    const taking: number[] = [];
    for (const [k, n] of chunk.sentences.entries()) {
      const chosen = targetOf(target, chunk.gold[k] ?? -1);
      const explained = await log.attemptAsync(n, () => evaluator.explain(idsOf(chunk, k), chosen, methods, options));
      if (!explained) continue;
      for (const [index, run] of log.runs(n, explained.outcomes).entries()) {
        for (const [part, name] of POSITION_PARTS.entries()) {
          const at = taking.length * size + (index * POSITION_PARTS.length + part) * intervals;
          if (run) shares.set(intervalShares(valuesOf(run, name), intervals), at);
        }
      }
      taking.push(n);
    }
    return { sentences: Uint32Array.from(taking), shares: shares.slice(0, taking.length * size), failures: log.failures() };
  },

  merge(_dataset, { methods, intervals }, partials) {
    const rows = methods.flatMap((method) => POSITION_PARTS.map((part) => ({ method, part })));
    const moments = rows.map(() => Array.from({ length: intervals }, () => new Moments()));
    const cells = moments.flat();
    for (const { shares } of partials) {
      for (let at = 0; at < shares.length; at++) cells[at % cells.length]?.add(shares[at] ?? Number.NaN);
    }
    return {
      sentences: Uint32Array.from(partials.flatMap(({ sentences }) => [...sentences])),
      failures: mergeFailures(partials),
      curves: rows.map((row, index) => ({ ...row, intervals: (moments[index] ?? []).map((cell) => cell.summary()) })),
    };
  },
};

function valuesOf({ words, encoders }: MethodRun, part: PositionPart): Float64Array {
  if (part === 'whole') return words;
  return encoders?.[part] ?? new Float64Array(words.length); // it has no such part: as a sentence of zeros, it is not counted
}
