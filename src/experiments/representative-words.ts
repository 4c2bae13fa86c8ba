/**
 * Which words speak most for a class, and which most against it, over a whole data set (facts: Representative words): every sentence
 * is explained for this class, whatever its own. As in the paper a word is ranked by a single occurrence, its highest or lowest;
 * also by the mean and by the sum of its occurrences.
 */

import type { MethodId } from '../explain/method-info.ts';
import { type Dataset, selectSentences, wordsOf } from './dataset.ts';
import { DEFAULTS, type RepresentativeSettings } from './defaults.ts';
import { cutJobs, type Experiment, idsOf, type Outcome, type PartialResult } from './experiment.ts';
import { FailureLog, mergeFailures } from './failures.ts';
import { explainCost } from './method-costs.ts';
import { checkMethods, checkTarget, optionsOf } from './settings.ts';

export interface RepresentativePartial extends PartialResult {
  /** One a method: [tokens] of the sentences, one after another; NaN where it failed. */
  readonly values: readonly Float64Array[];
}

/** Over a word's occurrences [L], for the words of the data set's lexicon. */
interface WordValues {
  readonly id: MethodId;
  /** Occurrences that have a value. */
  readonly counts: Uint32Array;
  readonly sum: Float64Array;
  /** Its highest and lowest occurrence, and the sentence it stands in (the first of equals). NaN where no occurrence has a value. */
  readonly highest: Float64Array;
  readonly highestIn: Uint32Array;
  readonly lowest: Float64Array;
  readonly lowestIn: Uint32Array;
}

export interface RepresentativeResult extends Outcome {
  /** [L] occurrences in the data set. */
  readonly counts: Uint32Array;
  readonly methods: readonly WordValues[];
}

/** [L] the mean of each word's occurrences by a method; NaN where none has a value, and everywhere where the method was not asked for. */
export function meanValues({ counts: all, methods }: RepresentativeResult, id: MethodId): Float64Array {
  const values = methods.find((method) => method.id === id);
  return Float64Array.from(all, (_, word) => (values?.sum[word] ?? Number.NaN) / (values?.counts[word] ?? 0));
}

/** What a word is ranked by: a single occurrence, or the mean or sum of all. */
export type RankedBy = 'single' | 'mean' | 'sum';

export interface RankedWord {
  /** Place in the lexicon; sentencesWith() tells where it stands. */
  readonly word: number;
  readonly count: number;
  readonly value: number;
  /** The sentence of the single occurrence it is ranked by; of mean and sum, of the most extreme one. */
  readonly sentence: number;
}

export const REPRESENTATIVE_WORDS: Experiment<RepresentativeSettings, RepresentativePartial, RepresentativeResult> = {
  defaults: DEFAULTS.words,

  prepare(dataset, settings, budget) {
    checkMethods(settings);
    checkTarget(settings.target, dataset.classes.length);
    const all = selectSentences(dataset, () => true);
    return cutJobs(dataset, settings, all, explainCost(settings), budget);
  },

  async runChunk({ chunk, settings }, evaluator) {
    const { methods, target } = settings;
    const options = optionsOf(settings);
    const values = methods.map(() => new Float64Array(chunk.ids.length).fill(Number.NaN));
    const log = new FailureLog();
    for (const [k, n] of chunk.sentences.entries()) {
      const explained = await log.attemptAsync(n, () => evaluator.explain(idsOf(chunk, k), target, methods, options));
      for (const [index, run] of log.runs(n, explained?.outcomes ?? []).entries()) {
        if (run) values[index]?.set(run.words, chunk.starts[k]);
      }
    }
    return { sentences: chunk.sentences, values, failures: log.failures() };
  },

  merge(dataset, { methods }, partials) {
    const counts = new Uint32Array(dataset.lexicon.length);
    for (const n of selectSentences(dataset, () => true)) {
      for (const word of wordsOf(dataset, n)) counts[word] = (counts[word] ?? 0) + 1;
    }
    const collected = methods.map((id, index) => collect(dataset, id, index, partials));
    return { counts, methods: collected, failures: mergeFailures(partials) };
  },
};

function collect(dataset: Dataset, id: MethodId, method: number, partials: readonly RepresentativePartial[]): WordValues {
  const L = dataset.lexicon.length;
  const found = {
    id,
    counts: new Uint32Array(L),
    sum: new Float64Array(L),
    highest: new Float64Array(L).fill(Number.NaN),
    highestIn: new Uint32Array(L),
    lowest: new Float64Array(L).fill(Number.NaN),
    lowestIn: new Uint32Array(L),
  };
  for (const { sentences, values } of partials) {
    let at = 0;
    for (const n of sentences) {
      for (const word of wordsOf(dataset, n)) {
        const value = values[method]?.[at++] ?? Number.NaN;
        if (Number.isNaN(value)) continue;
        const isFirst = found.counts[word] === 0;
        found.counts[word] = (found.counts[word] ?? 0) + 1;
        found.sum[word] = (found.sum[word] ?? 0) + value;
        if (isFirst || value > (found.highest[word] ?? 0)) {
          found.highest[word] = value;
          found.highestIn[word] = n;
        }
        if (isFirst || value < (found.lowest[word] ?? 0)) {
          found.lowest[word] = value;
          found.lowestIn[word] = n;
        }
      }
    }
  }
  return found;
}

/**
 * The words with the highest and with the lowest values, most extreme first; equal ones in the order of their first occurrence.
 * @param minCount only words that have a value so often, at least 1 @param limit words a side
 */
export function rankWords(
  { methods }: RepresentativeResult,
  id: MethodId,
  by: RankedBy,
  minCount: number,
  limit: number,
): { readonly highest: RankedWord[]; readonly lowest: RankedWord[] } {
  const values = methods.find((method) => method.id === id);
  if (!values) return { highest: [], lowest: [] };
  const { counts } = values;
  const often = Array.from(counts.keys()).filter((word) => (counts[word] ?? 0) >= Math.max(1, minCount));
  const side = (highest: boolean): RankedWord[] => {
    const single = highest ? values.highest : values.lowest;
    const rankBy = (word: number) => rankedValue(by, values.sum[word] ?? 0, counts[word] ?? 1, single[word] ?? 0);
    const sign = highest ? -1 : 1;
    return often
      .map((word) => ({
        word,
        count: counts[word] ?? 0,
        value: rankBy(word),
        sentence: (highest ? values.highestIn : values.lowestIn)[word] ?? 0,
      }))
      .sort((a, b) => sign * (a.value - b.value))
      .slice(0, limit);
  };
  return { highest: side(true), lowest: side(false) };
}

function rankedValue(by: RankedBy, sum: number, count: number, single: number): number {
  if (by === 'single') return single;
  return by === 'mean' ? sum / count : sum;
}
