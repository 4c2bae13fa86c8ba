/**
 * A sanity check with known answers, after the toy tasks of Arras et al. 2019: a network that adds or subtracts two marked numbers of a sequence.
 * What each step contributes is known beforehand; does a method say so? The sequences are made from seeds where they are needed: the
 * experiment takes no data set, and a network of its own (public/model/toy-addition, toy-subtraction).
 */
import type { MethodId } from '../explain/method-info.ts';
import { DEFAULTS, type KnownAnswersSettings, TOY_TASKS } from './defaults.ts';
import type { Experiment, Job, PartialResult } from './experiment.ts';
import { FailureLog, mergeFailures } from './failures.ts';
import { markedNumbers, rowsOf } from './marked-numbers.ts';
import { checkMethods, checkSeed, checkWhole, inputError, optionsOf } from './settings.ts';

export interface KnownAnswersPartial extends PartialResult {
  /** [n] what the network answers. */
  readonly answers: Float64Array;
  /** [n + 1] sequence k has the values starts[k] up to starts[k + 1] of each method. */
  readonly starts: Uint32Array;
  readonly methods: readonly {
    readonly id: MethodId;
    /** [steps] relevance, sequence after sequence; NaN where the method has none. */
    readonly values: Float64Array;
  }[];
}

/** Sequence by sequence as in a partial result; judge() reads it (known-answers-verdict.ts). */
export type KnownAnswersResult = KnownAnswersPartial;

/** About what all methods cost a sequence of ten steps, Shapley values of all sets of steps by far the most. */
const COST = 2500;

export const KNOWN_ANSWERS: Experiment<KnownAnswersSettings, KnownAnswersPartial, KnownAnswersResult> = {
  defaults: DEFAULTS.known,

  prepare(_dataset, settings, budget = 5000) {
    checkMethods(settings);
    checkSeed(settings.seed);
    checkWhole('sequences', settings.sequences, 2, 10_000);
    if (!TOY_TASKS.includes(settings.task)) throw inputError('task', TOY_TASKS.join(' or '), String(settings.task));
    const each = Math.max(1, Math.round(budget / COST));
    const jobs: Job<KnownAnswersSettings>[] = [];
    for (let from = 0; from < settings.sequences; from += each) {
      const count = Math.min(each, settings.sequences - from);
      const sentences = Uint32Array.from({ length: count }, (_, k) => from + k);
      const chunk = {
        sentences,
        starts: new Uint32Array(count + 1),
        ids: new Int32Array(0),
        gold: new Int16Array(count).fill(-1),
      };
      jobs.push({ settings, chunk, cost: count * COST });
    }
    return jobs;
  },

  async runChunk({ chunk, settings }, evaluator) {
    const { methods, seed } = settings;
    const options = optionsOf(settings);
    const log = new FailureLog();
    const taking: number[] = [];
    const answers: number[] = [];
    const lengths: number[] = [];
    const values: number[][] = methods.map(() => []);
    for (const n of chunk.sentences) {
      const rows = rowsOf(markedNumbers(seed + n));
      const explained = await log.attemptAsync(n, () => evaluator.explainRows(rows, methods, options));
      if (!explained) continue;
      taking.push(n);
      answers.push(explained.scores[0] ?? Number.NaN);
      lengths.push(rows.length);
      for (const [k, run] of log.runs(n, explained.outcomes).entries()) {
        values[k]?.push(...(run?.words ?? new Float64Array(rows.length).fill(Number.NaN)));
      }
    }
    return {
      sentences: Uint32Array.from(taking),
      answers: Float64Array.from(answers),
      starts: startsOf(lengths),
      methods: methods.map((id, k) => ({ id, values: Float64Array.from(values[k] ?? []) })),
      failures: log.failures(),
    };
  },

  merge(_dataset, { methods }, partials) {
    const lengths = partials.flatMap(({ starts }) => Array.from(starts.subarray(1), (end, k) => end - (starts[k] ?? 0)));
    return {
      sentences: Uint32Array.from(partials.flatMap(({ sentences }) => [...sentences])),
      answers: Float64Array.from(partials.flatMap(({ answers }) => [...answers])),
      starts: startsOf(lengths),
      methods: methods.map((id, k) => ({
        id,
        values: Float64Array.from(partials.flatMap((partial) => [...(partial.methods[k]?.values ?? [])])),
      })),
      failures: mergeFailures(partials),
    };
  },
};

function startsOf(lengths: readonly number[]): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (const [k, length] of lengths.entries()) starts[k + 1] = (starts[k] ?? 0) + length;
  return starts;
}
