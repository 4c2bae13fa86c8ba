/**
 * Do explanations tell the truth, over a whole data set? Comprehensiveness and sufficiency as in ERASER (DeYoung et al. 2020, section
 * 4.2), averaged over the shares (AOPC), beside random orders; and the rank correlation of each method's values with the real effect of
 * deleting each word, s(all) - s(without it). Definitions: src/explain/faithfulness.ts.
 */

import {
  deletionEffects,
  deletionOrder,
  ERASER_SHARES,
  outcomeOf,
  randomOrders,
  type Subject,
  type Tested,
  testOrder,
  topCount,
} from '../explain/faithfulness.ts';
import type { MethodOutcome } from '../explain/method.ts';
import type { MethodId } from '../explain/method-info.ts';
import { meansBySlice, type SliceMeans } from './by-slice.ts';
import { lengthOf, selectSentences } from './dataset.ts';
import { DEFAULTS, type FaithfulnessSettings } from './defaults.ts';
import type { Evaluator } from './evaluator.ts';
import { type Chunk, cutJobs, type Experiment, idsOf, type Outcome, type PartialResult } from './experiment.ts';
import { FailureLog, mergeFailures } from './failures.ts';
import { AGAIN, explainCost } from './method-costs.ts';
import { joinPredictions, PredictionLog, type Predictions } from './predictions.ts';
import { kendall, magnitudes, spearman } from './rank-correlation.ts';
import { checkMethods, checkSeed, checkTarget, checkWhole, hasTarget, optionsOf, targetOf } from './settings.ts';
import { type Summary, summarise } from './statistics.ts';

export interface FaithfulnessPartial extends PartialResult, Predictions {
  /** [n, methods + 1, shares]; the last row is the mean of the random orders. NaN where a method failed. */
  readonly comprehensiveness: Float64Array;
  readonly sufficiency: Float64Array;
  /** [n, methods] with the effects; `magnitudes`: of absolute values with absolute effects. NaN: not defined. */
  readonly spearman: Float64Array;
  readonly kendall: Float64Array;
  readonly magnitudes: Float64Array;
}

export interface EraserSummary {
  /** Over the sentences: of the mean over the shares, and of each share. */
  readonly aopc: Summary;
  readonly shares: readonly Summary[];
}

export interface FaithfulnessRow {
  /** Differences of the target's probability. Comprehensiveness: higher is better; sufficiency: lower is better. */
  readonly comprehensiveness: EraserSummary;
  readonly sufficiency: EraserSummary;
}

export interface FaithfulnessResult extends Outcome {
  readonly sentences: Uint32Array;
  readonly methods: readonly (FaithfulnessRow & {
    readonly id: MethodId;
    /** Over the sentences. `magnitudes`: Spearman's of absolute values, the fair one for a method without sign. */
    readonly spearman: Summary;
    readonly kendall: Summary;
    readonly magnitudes: Summary;
  })[];
  /** Null without random runs. */
  readonly random: FaithfulnessRow | null;
  /** What is summed up above, sentence by sentence: one row [sentences] a method, of AOPC a last one of the random orders. */
  readonly bySentence: Readonly<
    Record<keyof Omit<FaithfulnessPartial, keyof PartialResult | keyof Predictions>, readonly Float64Array[]>
  >;
  /** [sentences] */
  readonly predictions: Predictions;
  /** Mean rank correlations, one a method. */
  readonly bySlice: readonly SliceMeans<'spearman' | 'kendall' | 'magnitudes'>[];
}

const SHARES = ERASER_SHARES.length;

export const CORPUS_FAITHFULNESS: Experiment<FaithfulnessSettings, FaithfulnessPartial, FaithfulnessResult> = {
  defaults: DEFAULTS.faithfulness,

  prepare(dataset, settings, budget) {
    const { minLength, target, randomRuns, seed, methods } = settings;
    checkMethods(settings);
    checkTarget(target, dataset.classes.length);
    checkSeed(seed);
    checkWhole('minLength', minLength, 1, 512);
    checkWhole('randomRuns', randomRuns, 0, 1000);
    const takesPart = (n: number) => lengthOf(dataset, n) >= minLength && hasTarget(target, dataset.gold[n] ?? -1);
    const orders = 2 * SHARES * (methods.length + randomRuns);
    const explain = explainCost(settings);
    const costOf = (length: number) => explain(length) + length * AGAIN * (length + orders);
    return cutJobs(dataset, settings, selectSentences(dataset, takesPart), costOf, budget);
  },

  async runChunk({ chunk, settings }, evaluator) {
    const { sentences } = chunk;
    const M = settings.methods.length;
    const log = new FailureLog();
    const taking: number[] = [];
    const said = new PredictionLog();
    const undefinedYet = (width: number) => new Float64Array(sentences.length * width).fill(Number.NaN);
    const partial = {
      comprehensiveness: undefinedYet((M + 1) * SHARES),
      sufficiency: undefinedYet((M + 1) * SHARES),
      spearman: undefinedYet(M),
      kendall: undefinedYet(M),
      magnitudes: undefinedYet(M),
    };
    for (const [k, n] of sentences.entries()) {
      const tested = await log.attemptAsync(n, () => testSentence(chunk, k, settings, evaluator));
      if (!tested) continue;
      const place = taking.push(n) - 1;
      said.add(tested.scores, chunk.gold[k] ?? -1, evaluator.output);
      log.runs(n, tested.outcomes);
      for (const [row, eraser] of [...tested.methods, tested.random].entries()) {
        const at = (place * (M + 1) + row) * SHARES;
        partial.comprehensiveness.set(eraser?.comprehensiveness ?? [], at);
        partial.sufficiency.set(eraser?.sufficiency ?? [], at);
      }
      for (const [m, { run }] of tested.outcomes.entries()) {
        if (!run) continue;
        partial.spearman[place * M + m] = spearman(run.words, tested.effects);
        partial.kendall[place * M + m] = kendall(run.words, tested.effects);
        partial.magnitudes[place * M + m] = spearman(magnitudes(run.words), magnitudes(tested.effects));
      }
    }
    const cut = (values: Float64Array, width: number) => values.slice(0, taking.length * width);
    return {
      sentences: Uint32Array.from(taking),
      comprehensiveness: cut(partial.comprehensiveness, (M + 1) * SHARES),
      sufficiency: cut(partial.sufficiency, (M + 1) * SHARES),
      spearman: cut(partial.spearman, M),
      kendall: cut(partial.kendall, M),
      magnitudes: cut(partial.magnitudes, M),
      ...said.predictions(),
      failures: log.failures(),
    };
  },

  merge(dataset, { methods, randomRuns, seed }, partials) {
    const M = methods.length;
    const correlation = (key: 'spearman' | 'kendall' | 'magnitudes', m: number) =>
      summarise(column(partials, (partial) => partial[key], M, m));
    const row = (index: number): FaithfulnessRow => ({
      comprehensiveness: eraserSummary(partials, (partial) => partial.comprehensiveness, M + 1, index),
      sufficiency: eraserSummary(partials, (partial) => partial.sufficiency, M + 1, index),
    });
    const sentences = Uint32Array.from(partials.flatMap(({ sentences }) => [...sentences]));
    const ranked = {
      spearman: rows(partials, (partial) => partial.spearman, M),
      kendall: rows(partials, (partial) => partial.kendall, M),
      magnitudes: rows(partials, (partial) => partial.magnitudes, M),
    };
    return {
      sentences,
      methods: methods.map((id, m) => ({
        id,
        ...row(m),
        spearman: correlation('spearman', m),
        kendall: correlation('kendall', m),
        magnitudes: correlation('magnitudes', m),
      })),
      random: randomRuns > 0 ? row(M) : null,
      bySentence: {
        comprehensiveness: rows(partials, (partial) => rowMeans(partial.comprehensiveness), M + 1),
        sufficiency: rows(partials, (partial) => rowMeans(partial.sufficiency), M + 1),
        ...ranked,
      },
      predictions: joinPredictions(partials),
      bySlice: meansBySlice(dataset, sentences, ranked, seed),
      failures: mergeFailures(partials),
    };
  },
};

type Eraser = Pick<Tested, 'comprehensiveness' | 'sufficiency'>;

async function testSentence(
  chunk: Chunk,
  k: number,
  settings: FaithfulnessSettings,
  evaluator: Evaluator,
): Promise<{
  /** [C] */
  scores: Float64Array;
  outcomes: readonly MethodOutcome[];
  /** One a method; null where it failed. */
  methods: (Eraser | null)[];
  random: Eraser;
  effects: Float64Array;
}> {
  const { methods, target, randomRuns, seed } = settings;
  const ids = idsOf(chunk, k);
  const explained = await evaluator.explain(ids, targetOf(target, chunk.gold[k] ?? -1), methods, optionsOf(settings));
  const evaluate = async (words: Int32Array) => outcomeOf(evaluator.scores(words), explained.target, null, evaluator.output);
  const none = ids.map(() => -1);
  const subject: Subject = {
    whole: { ids, outcome: outcomeOf(explained.scores, explained.target, null, evaluator.output) },
    none: { ids: none, outcome: await evaluate(none) },
    evaluate,
  };
  const counts = { steps: [], topWords: ERASER_SHARES.map((share) => topCount(share, ids.length)) };
  const byMethod: (Eraser | null)[] = [];
  for (const { run } of explained.outcomes) {
    byMethod.push(run && (await testOrder(subject, deletionOrder(run.words), counts)));
  }
  const byChance: Eraser[] = [];
  for (const order of randomOrders(ids.length, randomRuns, seed + (chunk.sentences[k] ?? 0))) {
    byChance.push(await testOrder(subject, order, counts));
  }
  const effects = Float64Array.from(await deletionEffects(subject));
  return { scores: explained.scores, outcomes: explained.outcomes, methods: byMethod, random: meanOf(byChance), effects };
}

function meanOf(all: readonly Eraser[]): Eraser {
  const mean = (key: keyof Eraser) =>
    ERASER_SHARES.map((_, share) => summarise(all.map((tested) => tested[key][share] ?? Number.NaN)).mean);
  return { comprehensiveness: mean('comprehensiveness'), sufficiency: mean('sufficiency') };
}

/** Every `width`-th value from `offset`, over all partial results. */
function* column(
  partials: readonly FaithfulnessPartial[],
  pick: (partial: FaithfulnessPartial) => Float64Array,
  width: number,
  offset: number,
): Generator<number> {
  for (const partial of partials) {
    const values = pick(partial);
    for (let at = offset; at < values.length; at += width) yield values[at] ?? Number.NaN;
  }
}

function rows(
  partials: readonly FaithfulnessPartial[],
  pick: (partial: FaithfulnessPartial) => Float64Array,
  width: number,
): Float64Array[] {
  return Array.from({ length: width }, (_, row) => Float64Array.from(column(partials, pick, width, row)));
}

function eraserSummary(
  partials: readonly FaithfulnessPartial[],
  pick: (partial: FaithfulnessPartial) => Float64Array,
  rows: number,
  row: number,
): EraserSummary {
  const width = rows * SHARES;
  const aopc = column(partials, (partial) => rowMeans(pick(partial)), rows, row);
  return {
    aopc: summarise(aopc),
    shares: ERASER_SHARES.map((_, share) => summarise(column(partials, pick, width, row * SHARES + share))),
  };
}

/** [rows] means over the shares. */
function rowMeans(values: Float64Array): Float64Array {
  return Float64Array.from({ length: values.length / SHARES }, (_, row) => {
    const own = values.subarray(row * SHARES, (row + 1) * SHARES);
    return own.reduce((sum, value) => sum + value, 0) / SHARES;
  });
}
