/**
 * Arras et al. 2017, section 4.2 (facts: Experiments): delete 1, 2, .. words (their embedding is zeroed) in the order a method gives
 * them for the sentence's true class, and classify again. Sentences classified rightly at first lose their most relevant words
 * first: accuracy falls from 100 %, the faster the better. Those classified wrongly lose their least relevant words first: accuracy
 * rises from 0 %. Random orders are the baseline.
 */

import { randomOrders } from '../explain/faithfulness.ts';
import type { MethodId } from '../explain/method-info.ts';
import { argmax } from '../model/softmax.ts';
import { type Dataset, lengthOf, selectSentences } from './dataset.ts';
import { DEFAULTS, type DeletionSettings } from './defaults.ts';
import type { Evaluator, Explained } from './evaluator.ts';
import { type Chunk, cutJobs, type Experiment, idsOf, type Outcome, type PartialResult } from './experiment.ts';
import { FailureLog, mergeFailures } from './failures.ts';
import { AGAIN, explainCost } from './method-costs.ts';
import { checkMethods, checkSeed, checkWhole, optionsOf } from './settings.ts';
import { summarise } from './statistics.ts';

export interface DeletionPartial extends PartialResult {
  /** [n] predicted class with all words. */
  readonly initial: Uint8Array;
  /**
   * [n, methods + randomRuns, K] predicted class after each deletion; of a shorter sentence, after its last word's. -1: the method
   * failed.
   */
  readonly predicted: Int16Array;
}

export interface DeletionCurves {
  /** The sentences: places in the data set. */
  readonly sentences: Uint32Array;
  /** [K + 1] share of right predictions after 0..K deletions, of the `count` sentences that have values; NaN where there is none. */
  readonly methods: readonly { readonly id: MethodId; readonly count: number; readonly accuracy: readonly number[] }[];
  readonly random: {
    /** [runs][K + 1] */
    readonly runs: readonly (readonly number[])[];
    /** [K + 1] over the runs: mean, standard deviation, lowest and highest. */
    readonly mean: readonly number[];
    readonly deviation: readonly number[];
    readonly low: readonly number[];
    readonly high: readonly number[];
  };
}

export interface DeletionResult extends Outcome {
  readonly initiallyCorrect: DeletionCurves;
  readonly initiallyFalse: DeletionCurves;
}

/** Places of the k words to delete first: by value, highest first or lowest first; equal values in the order of the sentence. */
export function firstDeleted(values: Float64Array, count: number, lowestFirst: boolean): number[] {
  const sign = lowestFirst ? 1 : -1;
  return Array.from(values.keys())
    .sort((a, b) => sign * ((values[a] ?? 0) - (values[b] ?? 0)))
    .slice(0, count);
}

export const WORD_DELETION: Experiment<DeletionSettings, DeletionPartial, DeletionResult> = {
  defaults: DEFAULTS.deletion,

  prepare(dataset, settings, budget) {
    checkMethods(settings);
    checkSeed(settings.seed);
    checkWhole('minLength', settings.minLength, 1, 512);
    checkWhole('deletions', settings.deletions, 1, 512);
    checkWhole('randomRuns', settings.randomRuns, 0, 1000);
    const selected = selectSentences(dataset, (n) => (dataset.gold[n] ?? -1) >= 0 && lengthOf(dataset, n) >= settings.minLength);
    const again = AGAIN * settings.deletions * (settings.methods.length + settings.randomRuns);
    const explain = explainCost(settings);
    return cutJobs(dataset, settings, selected, (length) => explain(length) + length * again, budget);
  },

  async runChunk({ chunk, settings }, evaluator) {
    const { sentences } = chunk;
    const curves = (settings.methods.length + settings.randomRuns) * settings.deletions;
    const log = new FailureLog();
    const taking: number[] = [];
    const initial: number[] = [];
    const predicted = new Int16Array(sentences.length * curves);
    for (const [k, n] of sentences.entries()) {
      const own = predicted.subarray(taking.length * curves, (taking.length + 1) * curves);
      const explained = await log.attemptAsync(n, () => runSentence(chunk, k, settings, evaluator, own));
      if (!explained) continue;
      log.runs(n, explained.outcomes);
      taking.push(n);
      initial.push(explained.predicted);
    }
    return {
      sentences: Uint32Array.from(taking),
      initial: Uint8Array.from(initial),
      predicted: predicted.slice(0, taking.length * curves),
      failures: log.failures(),
    };
  },

  merge(dataset, settings, partials) {
    return {
      initiallyCorrect: curvesOf(dataset, settings, partials, true),
      initiallyFalse: curvesOf(dataset, settings, partials, false),
      failures: mergeFailures(partials),
    };
  },
};

/** Fills in `predicted` [curves, K]; returns what was explained. */
async function runSentence(
  chunk: Chunk,
  k: number,
  settings: DeletionSettings,
  evaluator: Evaluator,
  predicted: Int16Array,
): Promise<Explained> {
  const { methods, deletions, randomRuns, seed } = settings;
  const whole = idsOf(chunk, k);
  const gold = chunk.gold[k] ?? 0;
  const first = await evaluator.explain(whole, gold, methods, optionsOf(settings));
  const correct = first.predicted === gold;
  const orders = [
    // Of a method that failed, none; its row is blotted out below.
    ...first.outcomes.map(({ run }) => (run ? firstDeleted(run.words, deletions, !correct) : [])),
    ...randomOrders(whole.length, randomRuns, seed + (chunk.sentences[k] ?? 0)),
  ];
  const scores = evaluator.deletions(whole, orders, deletions);
  const C = first.scores.length;
  for (let at = 0; at < predicted.length; at++) predicted[at] = argmax(scores.subarray(at * C, (at + 1) * C));
  for (const [m, { run }] of first.outcomes.entries()) if (!run) predicted.fill(-1, m * deletions, (m + 1) * deletions);
  return first;
}

function curvesOf(
  { gold }: Dataset,
  settings: DeletionSettings,
  partials: readonly DeletionPartial[],
  correct: boolean,
): DeletionCurves {
  const { methods, deletions: K, randomRuns } = settings;
  const orders = methods.length + randomRuns;
  const hits = Array.from({ length: orders }, () => new Float64Array(K + 1));
  const counts = hits.map(() => 0);
  const taking: number[] = [];
  for (const { sentences, initial, predicted } of partials) {
    for (const [k, n] of sentences.entries()) {
      const label = gold[n];
      if ((initial[k] === label) !== correct) continue;
      taking.push(n);
      for (const [order, hit] of hits.entries()) {
        if (predicted[(k * orders + order) * K] === -1) continue;
        counts[order] = (counts[order] ?? 0) + 1;
        for (let step = 1; step <= K; step++) {
          if (predicted[(k * orders + order) * K + step - 1] === label) hit[step] = (hit[step] ?? 0) + 1;
        }
      }
    }
  }
  for (const [order, hit] of hits.entries()) hit[0] = correct ? (counts[order] ?? 0) : 0;
  const accuracies = hits.map((hit, order) => Array.from(hit, (count) => count / (counts[order] ?? 0)));
  const runs = accuracies.slice(methods.length);
  const over = (summary: (values: number[]) => number) =>
    Array.from({ length: K + 1 }, (_, step) => summary(runs.map((run) => run[step] ?? Number.NaN)));
  return {
    sentences: Uint32Array.from(taking),
    methods: methods.map((id, index) => ({ id, count: counts[index] ?? 0, accuracy: accuracies[index] ?? [] })),
    random: {
      runs,
      mean: over((values) => summarise(values).mean),
      deviation: over((values) => summarise(values).deviation),
      low: over((values) => Math.min(...values)),
      high: over((values) => Math.max(...values)),
    },
  };
}
