/** Do methods order a sentence's words alike? Rank correlation between each two methods, sentence by sentence. */

import type { MethodId } from '../explain/method-info.ts';
import { lengthOf, selectSentences } from './dataset.ts';
import { type AgreementSettings, DEFAULTS } from './defaults.ts';
import { cutJobs, type Experiment, idsOf, type PartialResult } from './experiment.ts';
import { FailureLog, mergeFailures } from './failures.ts';
import { explainCost } from './method-costs.ts';
import { kendall, magnitudes, spearman } from './rank-correlation.ts';
import { checkMethods, checkTarget, checkWhole, hasTarget, optionsOf, targetOf } from './settings.ts';
import { type Summary, summarise } from './statistics.ts';

/** What is compared: values with their signs, or how large they are (the fair one where a method has no sign). */
export const COMPARED = ['values', 'magnitudes'] as const;
export type Compared = (typeof COMPARED)[number];
const COEFFICIENTS = { spearman, kendall };
export type Coefficient = keyof typeof COEFFICIENTS;

/** [n] rank correlations; NaN where one method gives all words the same value, or fails. */
export interface PairCorrelations extends Readonly<Record<Compared, Readonly<Record<Coefficient, Float64Array>>>> {
  readonly first: MethodId;
  readonly second: MethodId;
}

export interface AgreementPartial extends PartialResult {
  readonly pairs: readonly PairCorrelations[];
}

/** Sentence by sentence as in a partial result; summaryOf() and mostDisagreeing() read it. */
export type AgreementResult = AgreementPartial;

export const AGREEMENT: Experiment<AgreementSettings, AgreementPartial, AgreementResult> = {
  defaults: DEFAULTS.agreement,

  prepare(dataset, settings, budget) {
    checkMethods(settings);
    checkTarget(settings.target, dataset.classes.length);
    checkWhole('minLength', settings.minLength, 2, 512);
    const takesPart = (n: number) =>
      lengthOf(dataset, n) >= settings.minLength && hasTarget(settings.target, dataset.gold[n] ?? -1);
    return cutJobs(dataset, settings, selectSentences(dataset, takesPart), explainCost(settings), budget);
  },

  async runChunk({ chunk, settings }, evaluator) {
    const { methods, target } = settings;
    const options = optionsOf(settings);
    const log = new FailureLog();
    const taking: number[] = [];
    const found: (readonly (Float64Array | undefined)[])[] = [];
    for (const [k, n] of chunk.sentences.entries()) {
      const chosen = targetOf(target, chunk.gold[k] ?? -1);
      const explained = await log.attemptAsync(n, () => evaluator.explain(idsOf(chunk, k), chosen, methods, options));
      if (!explained) continue;
      taking.push(n);
      found.push(log.runs(n, explained.outcomes).map((run) => run?.words));
    }
    const pairs = emptyPairs(methods, taking.length);
    for (const [k, values] of found.entries()) {
      for (const pair of pairs) {
        const a = values[methods.indexOf(pair.first)];
        const b = values[methods.indexOf(pair.second)];
        if (!a || !b) continue;
        write(pair.values, k, a, b);
        write(pair.magnitudes, k, magnitudes(a), magnitudes(b));
      }
    }
    return { sentences: Uint32Array.from(taking), pairs, failures: log.failures() };
  },

  merge(_dataset, { methods }, partials) {
    const sentences = Uint32Array.from(partials.flatMap((partial) => [...partial.sentences]));
    const pairs = emptyPairs(methods, sentences.length);
    let at = 0;
    for (const partial of partials) {
      for (const [index, pair] of pairs.entries()) {
        for (const compared of COMPARED) {
          pair[compared].spearman.set(partial.pairs[index]?.[compared].spearman ?? [], at);
          pair[compared].kendall.set(partial.pairs[index]?.[compared].kendall ?? [], at);
        }
      }
      at += partial.sentences.length;
    }
    return { sentences, pairs, failures: mergeFailures(partials) };
  },
};

function emptyPairs(methods: readonly MethodId[], sentences: number): PairCorrelations[] {
  const none = () => new Float64Array(sentences).fill(Number.NaN);
  const series = () => ({ spearman: none(), kendall: none() });
  return methods.flatMap((first, index) =>
    methods.slice(index + 1).map((second) => ({ first, second, values: series(), magnitudes: series() })),
  );
}

function write(to: Readonly<Record<Coefficient, Float64Array>>, k: number, a: Float64Array, b: Float64Array): void {
  to.spearman[k] = spearman(a, b);
  to.kendall[k] = kendall(a, b);
}

/** Of a pair's correlations over the sentences. */
export function summaryOf(pair: PairCorrelations, compared: Compared, coefficient: Coefficient): Summary {
  return summarise(pair[compared][coefficient]);
}

/** Sentences (places in the data set) in which two methods agree least, least first; equals in their order. */
export function mostDisagreeing(
  { sentences }: AgreementResult,
  pair: PairCorrelations,
  compared: Compared,
  coefficient: Coefficient,
  limit: number,
): { readonly sentence: number; readonly correlation: number }[] {
  return Array.from(pair[compared][coefficient], (correlation, k) => ({ sentence: sentences[k] ?? 0, correlation }))
    .filter(({ correlation }) => !Number.isNaN(correlation))
    .sort((a, b) => a.correlation - b.correlation)
    .slice(0, limit);
}
