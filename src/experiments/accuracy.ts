/** How often the model is right: over all sentences, by class, by confidence, by length and by unknown words. */

import { areFiveSentiments, FIVE_SENTIMENTS } from '../model/class-names.ts';
import { type SliceShare, sharesBySlice } from './by-slice.ts';
import { type Calibration, calibrate } from './calibration.ts';
import { type Dataset, lengthOf, selectSentences, unknownIn } from './dataset.ts';
import { type AccuracySettings, DEFAULTS } from './defaults.ts';
import { cutJobs, type Experiment, idsOf, type Outcome, type PartialResult } from './experiment.ts';
import { FailureLog, mergeFailures } from './failures.ts';
import { joinPredictions, PredictionLog, type Predictions } from './predictions.ts';
import { checkWhole } from './settings.ts';

export interface AccuracyPartial extends PartialResult, Predictions {
  /** [n] 1 where p(positive) + p(very positive) > p(negative) + p(very negative); 0 for other class sets. */
  readonly positive: Uint8Array;
}

export interface Share {
  readonly correct: number;
  readonly count: number;
}

export interface Band extends Share {
  /** Values from .. to, both included; `to` null: without end. */
  readonly from: number;
  readonly to: number | null;
}

export interface AccuracyResult extends Share, AccuracyPartial, Outcome {
  /** Without neutral sentences; null for class sets that are not the five of SST. */
  readonly binary: Share | null;
  /** [true class][predicted class] sentences. */
  readonly confusion: readonly (readonly number[])[];
  readonly calibration: Calibration;
  readonly byLength: readonly Band[];
  readonly byUnknown: readonly Band[];
  readonly bySlice: readonly SliceShare[];
}

const NEUTRAL = 2;

export const ACCURACY: Experiment<AccuracySettings, AccuracyPartial, AccuracyResult> = {
  defaults: DEFAULTS.accuracy,

  prepare(dataset, settings, budget) {
    checkWhole('bins', settings.bins, 1, 100);
    const labelled = selectSentences(dataset, (n) => (dataset.gold[n] ?? -1) >= 0);
    return cutJobs(dataset, settings, labelled, (length) => length, budget);
  },

  async runChunk({ chunk }, evaluator) {
    const log = new FailureLog();
    const taking: number[] = [];
    const said = new PredictionLog();
    const positive: number[] = [];
    for (const [k, n] of chunk.sentences.entries()) {
      const scores = log.attempt(n, () => evaluator.scores(idsOf(chunk, k)));
      if (!scores) continue;
      const probabilities = said.add(scores, chunk.gold[k] ?? -1, evaluator.output);
      taking.push(n);
      const [p0 = 0, p1 = 0, , p3 = 0, p4 = 0] = probabilities;
      positive.push(probabilities.length === FIVE_SENTIMENTS.length && p3 + p4 > p0 + p1 ? 1 : 0);
    }
    return {
      sentences: Uint32Array.from(taking),
      ...said.predictions(),
      positive: Uint8Array.from(positive),
      failures: log.failures(),
    };
  },

  merge(dataset, settings, partials) {
    const all = joinPartials(partials);
    const right = all.predicted.map((predicted, k) => (predicted === dataset.gold[all.sentences[k] ?? 0] ? 1 : 0));
    return {
      ...all,
      correct: right.reduce((sum, value) => sum + value, 0),
      count: right.length,
      binary: areFiveSentiments(dataset.classes) ? binaryShare(dataset, all) : null,
      confusion: confusionOf(dataset, all),
      calibration: calibrate(all.confidence, right, settings.bins),
      byLength: inBands(settings.lengthBands, all.sentences, right, (n) => lengthOf(dataset, n)),
      byUnknown: inBands(settings.unknownBands, all.sentences, right, (n) => unknownIn(dataset, n)),
      bySlice: sharesBySlice(dataset, all.sentences, right),
    };
  },
};

function joinPartials(partials: readonly AccuracyPartial[]): AccuracyPartial {
  return {
    sentences: Uint32Array.from(partials.flatMap(({ sentences }) => [...sentences])),
    ...joinPredictions(partials),
    positive: Uint8Array.from(partials.flatMap(({ positive }) => [...positive])),
    failures: mergeFailures(partials),
  };
}

function binaryShare({ gold }: Dataset, { sentences, positive }: AccuracyPartial): Share {
  let [correct, count] = [0, 0];
  for (const [k, n] of sentences.entries()) {
    const label = gold[n] ?? NEUTRAL;
    if (label === NEUTRAL) continue;
    count++;
    if (label > NEUTRAL === (positive[k] === 1)) correct++;
  }
  return { correct, count };
}

function confusionOf({ gold, classes }: Dataset, { sentences, predicted }: AccuracyPartial): number[][] {
  const matrix = classes.map(() => classes.map(() => 0));
  for (const [k, n] of sentences.entries()) {
    const row = matrix[gold[n] ?? -1];
    const column = predicted[k] ?? 0;
    if (row) row[column] = (row[column] ?? 0) + 1;
  }
  return matrix;
}

function inBands(bands: readonly number[], sentences: Uint32Array, right: Uint8Array, measure: (n: number) => number): Band[] {
  const correct = bands.map(() => 0);
  const count = bands.map(() => 0);
  for (const [k, n] of sentences.entries()) {
    const value = measure(n);
    const band = bands.findLastIndex((from) => from <= value);
    if (band < 0) continue;
    count[band] = (count[band] ?? 0) + 1;
    correct[band] = (correct[band] ?? 0) + (right[k] ?? 0);
  }
  return bands.map((from, band) => {
    const next = bands[band + 1];
    return { from, to: next === undefined ? null : next - 1, correct: correct[band] ?? 0, count: count[band] ?? 0 };
  });
}

/** Places in the data set of the sentences of one true class that were given one predicted class. */
export function sentencesOfCell(
  { gold }: Dataset,
  result: AccuracyResult,
  trueClass: number,
  predictedClass: number,
): Uint32Array {
  return result.sentences.filter((n, k) => gold[n] === trueClass && result.predicted[k] === predictedClass);
}

/** Places in the data set of the sentences of a band of lengths, or of numbers of unknown words. */
export function sentencesOfBand(
  dataset: Dataset,
  { sentences }: AccuracyResult,
  kind: 'length' | 'unknown',
  { from, to }: Band,
): Uint32Array {
  const measure = kind === 'length' ? lengthOf : unknownIn;
  return sentences.filter((n) => measure(dataset, n) >= from && measure(dataset, n) <= (to ?? Infinity));
}
