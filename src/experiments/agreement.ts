/** Do methods order a sentence's words alike? Rank correlation between each two methods, sentence by sentence. */

import type { MethodId } from '../explain/method-info.ts';
import { lengthOf, selectSentences } from './dataset.ts';
import { type AgreementSettings, DEFAULTS } from './defaults.ts';
import { cutJobs, EXPLAIN, type Experiment, idsOf, type PartialResult } from './experiment.ts';
import { kendall, magnitudes, spearman } from './rank-correlation.ts';
import { checkMethods, checkTarget, checkWhole, hasTarget, inSentence, targetOf } from './settings.ts';
import { type Summary, summarise } from './statistics.ts';

/** What is compared: values with their signs, or how large they are (the fair one where a method has no sign). */
export const COMPARED = ['values', 'magnitudes'] as const;
export type Compared = (typeof COMPARED)[number];
const COEFFICIENTS = { spearman, kendall };
export type Coefficient = keyof typeof COEFFICIENTS;

/** [n] rank correlations; NaN where one method gives all words the same value. */
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
    return cutJobs(dataset, settings, selectSentences(dataset, takesPart), (length) => EXPLAIN * length, budget);
  },

  async runChunk({ chunk, settings: { methods, lrp, target } }, evaluator) {
    const pairs = emptyPairs(methods, chunk.sentences.length);
    for (const [k, n] of chunk.sentences.entries()) {
      const chosen = targetOf(target, chunk.gold[k] ?? -1);
      const { runs } = inSentence(n, () => evaluator.explain(idsOf(chunk, k), chosen, methods, lrp));
      for (const pair of pairs) {
        const a = runs[methods.indexOf(pair.first)]?.words ?? new Float64Array();
        const b = runs[methods.indexOf(pair.second)]?.words ?? new Float64Array();
        write(pair.values, k, a, b);
        write(pair.magnitudes, k, magnitudes(a), magnitudes(b));
      }
    }
    return { sentences: chunk.sentences, pairs };
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
    return { sentences, pairs };
  },
};

function emptyPairs(methods: readonly MethodId[], sentences: number): PairCorrelations[] {
  const series = () => ({ spearman: new Float64Array(sentences), kendall: new Float64Array(sentences) });
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
