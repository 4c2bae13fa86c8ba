/** A concordance: every occurrence of one word in a data set, with what LRP gives to it and to the words about it. Only the sentences that hold it are explained. */
import { type Dataset, sentencesWith, wordsOf } from './dataset.ts';
import { type ContextSettings, DEFAULTS } from './defaults.ts';
import { cutJobs, type Experiment, idsOf, type PartialResult } from './experiment.ts';
import { FailureLog, mergeFailures } from './failures.ts';
import { explainCost } from './method-costs.ts';
import { checkMethods, checkTarget, hasTarget, optionsOf, targetOf } from './settings.ts';

/** Of the sentences that hold the word. */
export interface ContextPartial extends PartialResult {
  /** [n] the class that was explained; -1: the model's scores do not exist. */
  readonly targets: Int16Array;
  /** [tokens] relevance of all words of the sentences, one sentence after another; NaN where it does not exist. */
  readonly values: Float64Array;
}

export interface ContextResult extends ContextPartial {
  /** Place in the lexicon; -1: it stands in no sentence. */
  readonly word: number;
}

export interface Occurrence {
  /** Places in the data set and in the sentence, from 0. */
  readonly sentence: number;
  readonly position: number;
  /** The class that was explained. */
  readonly target: number;
  readonly value: number;
  /** [T] relevance of all words of the sentence. */
  readonly values: Float64Array;
}

/** Over the occurrences that have a value; NaN where none has. */
export interface OccurrenceFigures {
  readonly count: number;
  readonly mean: number;
  readonly smallest: number;
  readonly largest: number;
}

export const WORD_CONTEXT: Experiment<ContextSettings, ContextPartial, ContextResult> = {
  defaults: DEFAULTS.context,

  prepare(dataset, settings, budget) {
    checkMethods(settings);
    checkTarget(settings.target, dataset.classes.length);
    const word = findWord(dataset, settings.word);
    const selected = sentencesWith(dataset, word).filter((n) => hasTarget(settings.target, dataset.gold[n] ?? -1));
    return cutJobs(dataset, settings, selected, explainCost(settings), budget);
  },

  async runChunk({ chunk, settings }, evaluator) {
    const options = optionsOf(settings);
    const log = new FailureLog();
    const targets = new Int16Array(chunk.sentences.length).fill(-1);
    const values = new Float64Array(chunk.ids.length).fill(Number.NaN);
    for (const [k, n] of chunk.sentences.entries()) {
      const target = targetOf(settings.target, chunk.gold[k] ?? -1);
      const explain = () => evaluator.explain(idsOf(chunk, k), target, settings.methods, options);
      const explained = await log.attemptAsync(n, explain);
      if (!explained) continue;
      targets[k] = explained.target;
      const [run] = log.runs(n, explained.outcomes);
      if (run) values.set(run.words, chunk.starts[k]);
    }
    return { sentences: chunk.sentences, targets, values, failures: log.failures() };
  },

  merge(dataset, settings, partials) {
    return {
      word: findWord(dataset, settings.word),
      sentences: Uint32Array.from(partials.flatMap(({ sentences }) => [...sentences])),
      targets: Int16Array.from(partials.flatMap(({ targets }) => [...targets])),
      values: Float64Array.from(partials.flatMap(({ values }) => [...values])),
      failures: mergeFailures(partials),
    };
  },
};

/** Place in the lexicon, as it is written or else in lower case; -1: it stands nowhere. */
export function findWord({ lexicon }: Dataset, word: string): number {
  const found = lexicon.indexOf(word);
  return found >= 0 ? found : lexicon.indexOf(word.toLowerCase());
}

/** In the order of the sentences, and of their words: those that have a value. */
export function occurrencesOf(dataset: Dataset, { word, sentences, targets, values }: ContextResult): Occurrence[] {
  const found: Occurrence[] = [];
  let from = 0;
  for (const [k, sentence] of sentences.entries()) {
    const words = wordsOf(dataset, sentence);
    const own = values.subarray(from, from + words.length);
    from += words.length;
    for (const [position, one] of words.entries()) {
      const value = own[position] ?? Number.NaN;
      if (one === word && Number.isFinite(value)) {
        found.push({ sentence, position, target: targets[k] ?? -1, value, values: own });
      }
    }
  }
  return found;
}

export function figuresOf(occurrences: readonly Occurrence[]): OccurrenceFigures {
  let [sum, smallest, largest] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { value } of occurrences) {
    sum += value;
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
  }
  const count = occurrences.length;
  return count > 0
    ? { count, mean: sum / count, smallest, largest }
    : { count, mean: Number.NaN, smallest: Number.NaN, largest: Number.NaN };
}
