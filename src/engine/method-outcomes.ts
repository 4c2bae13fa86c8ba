/** Runs methods for a request, and puts what became of them into the result schema. */
import { areFast, runFast } from '../explain/fast-methods.ts';
import type { MethodOutcome, MethodRun } from '../explain/method.ts';
import type { MethodOptions } from '../explain/method-options.ts';
import { explained } from '../explain/run-method.ts';
import type { Pause } from '../explain/steps.ts';
import { loadReader } from '../formats/basics/index.ts';
import { Breather } from './breather.ts';
import type { ModelInUse } from './model-in-use.ts';
import type { Explanation, MethodId, MethodResult } from './protocol.ts';
import { type Sentence, scoresOf } from './read-input.ts';

/** All at once where all of them are computed at once; else one after the other, yielding to other requests. */
export async function outcomesOf(
  signal: AbortSignal,
  model: ModelInUse,
  sentence: Sentence,
  scores: Float64Array,
  weights: Float64Array,
  methods: readonly MethodId[],
  options: MethodOptions,
): Promise<MethodOutcome[]> {
  const { network } = model;
  if (areFast(methods)) return runFast(explained(network, scores, weights), methods, options);
  const { runInSteps } = await loadReader('methods that take longer', () => import('../explain/methods.ts'));
  scoresOf(model, sentence); // another request may have come meanwhile
  return beside(signal, model, sentence, async (pause) => {
    const outcomes: MethodOutcome[] = [];
    for (const id of methods) outcomes.push(await runInSteps(network, scores, weights, id, options, pause));
    return outcomes;
  });
}

/**
 * Work in steps on the sentence in hand, in slices: other requests are answered between two of them, and the sentence is put in hand again after any that was.
 * @param onProgress the share that is done, once a slice
 */
export async function beside<Result>(
  signal: AbortSignal,
  model: ModelInUse,
  sentence: Sentence,
  work: (pause: Pause) => Promise<Result>,
  onProgress?: (done: number) => void,
): Promise<Result> {
  const breather = new Breather(signal);
  try {
    return await work(async (done) => {
      // Told before other requests are answered: whoever is told may ask for something at once, in the place of this too.
      const { given } = model.network;
      await breather.pause(() => onProgress?.(done));
      // Every request begins with a forward pass: where there was none, all stands as it was.
      if (model.network.given === given) return false;
      scoresOf(model, sentence);
      return true;
    });
  } finally {
    breather.close();
  }
}

/** Those that have values, and those that have none. @param score what is explained */
export function answersOf(
  outcomes: readonly MethodOutcome[],
  model: ModelInUse,
  score: number,
): Pick<Explanation, 'methods' | 'failed'> {
  const failed = outcomes.flatMap(({ id, ...one }) => (one.run ? [] : [{ id, parameters: one.parameters, error: one.error }]));
  return {
    methods: outcomes.flatMap(({ id, run }) => (run ? [methodResult(id, run, model, score)] : [])),
    ...(failed.length > 0 ? { failed } : {}),
  };
}

function methodResult(id: MethodId, run: MethodRun, { config, info }: ModelInUse, score: number): MethodResult {
  const pads = config.padding !== null && !config.padding.masked;
  return {
    id,
    parameters: run.parameters,
    words: Array.from(run.words),
    ...(run.inputs && { inputs: run.inputs.map((row) => Array.from(row)) }),
    ...(run.standardErrors && { standardErrors: Array.from(run.standardErrors) }),
    ...(run.base === undefined ? {} : sumsFrom(run, run.base, score, pads)),
    ...(run.ledger && ledgerOf(run.ledger, info.bidirectional, pads)),
  };
}

function ledgerOf(
  { left, right, rest, bias, stabiliser, padding }: NonNullable<MethodRun['ledger']>,
  isBidirectional: boolean,
  pads: boolean,
): Partial<MethodResult> {
  return {
    left: Array.from(left),
    ...(isBidirectional ? { right: Array.from(right) } : {}),
    rest,
    bias,
    stabiliser,
    ...(pads ? { padding } : {}),
  };
}

function sumsFrom({ words, padding }: MethodRun, base: number, score: number, pads: boolean): Partial<MethodResult> {
  const shared = words.reduce((sum, value) => sum + value, padding ?? 0);
  return { base, gap: score - base - shared, ...(pads && padding !== undefined ? { padding } : {}) };
}
