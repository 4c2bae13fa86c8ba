/** Explains sequences of numbers (numbers-protocol.ts). */
import type { MethodOutcome, MethodRun } from '../explain/method.ts';
import { runInSteps } from '../explain/methods.ts';
import { targetWeights } from '../explain/run-method.ts';
import { weighted } from '../explain/target.ts';
import { LensError } from '../model/errors.ts';
import { argmax } from '../model/softmax.ts';
import { chosenClasses } from './chosen-classes.ts';
import { beside } from './method-outcomes.ts';
import type { ModelInUse } from './model-in-use.ts';
import { MAX_STEPS, type NumbersExplanation, type NumbersRequest, type NumbersResult } from './numbers-protocol.ts';
import type { FailedMethod, MethodId } from './protocol.ts';
import { readNumbers, type Sentence, scoresOf } from './read-input.ts';
import { checkOptions, inputError } from './requests.ts';

/** As `NumbersEngine.explainNumbers`. */
export async function explainNumbers(
  signal: AbortSignal,
  model: ModelInUse,
  request: NumbersRequest,
  onProgress?: (done: number) => void,
): Promise<NumbersExplanation> {
  const { info, network, constantClass } = model;
  const options = checkOptions(request, info.classes);
  const sequence = sequenceOf(model, request.values, 'sequence');
  const baseline = request.baseline ? sequenceOf(model, request.baseline, 'baseline') : null;
  const { length } = sequence.tokens;
  if (baseline && baseline.tokens.length !== length) {
    throw inputError('baseline', 'has another length than the sequence', `${length} steps`, String(baseline.tokens.length));
  }
  const started = performance.now();
  const baselineScores = baseline ? scoresOf(model, baseline) : null;
  const scores = scoresOf(model, sequence);
  const read = network.read();
  const predicted = argmax(scores);
  const { target, contrast } = chosenClasses(request, predicted, constantClass);
  const weights = targetWeights(scores.length, target, contrast);
  const total = request.methods.length * (baseline ? 2 : 1);
  let done = 0;
  const outcomesFor = async (one: Sentence, own: Float64Array): Promise<MethodOutcome[]> => {
    const outcomes: MethodOutcome[] = [];
    for (const id of request.methods) {
      scoresOf(model, one); // another request may have come meanwhile
      const run = beside(
        signal,
        model,
        one,
        (pause) => runInSteps(network, own, weights, id, options, pause),
        (share) => onProgress?.((done + share) / total),
      );
      outcomes.push(await run);
      done++;
    }
    return outcomes;
  };
  const outcomes = await outcomesFor(sequence, scores);
  const ofBaseline = baseline && baselineScores ? await outcomesFor(baseline, baselineScores) : null;
  const explained = weighted(weights, scores) - (baselineScores ? weighted(weights, baselineScores) : 0);
  return {
    length,
    read,
    scores: Array.from(scores),
    probabilities: network.probabilities(scores),
    predicted,
    target,
    ...(contrast === null ? {} : { contrast }),
    ...(baselineScores
      ? { baseline: { scores: Array.from(baselineScores), probabilities: network.probabilities(baselineScores) } }
      : {}),
    explained,
    ...answersOf(outcomes, ofBaseline, explained),
    milliseconds: performance.now() - started,
  };
}

/** Rows of numbers as the model in use reads them. @throws LensError InputError */
export function sequenceOf(model: ModelInUse, values: Float64Array, where: string): Sentence {
  const { config } = model;
  const F = config.embeddingSize;
  if (config.input !== 'numbers')
    throw inputError('input', 'is numbers', 'words: this model reads words', 'a sequence of numbers');
  const length = values.length / F;
  if (!Number.isInteger(length)) {
    throw inputError(where, 'is not whole rows', `rows of ${F} numbers`, `${values.length} numbers`);
  }
  if (length > MAX_STEPS) {
    throw new LensError({
      name: 'InputError',
      where,
      problem: 'is too long',
      expected: `at most ${MAX_STEPS} time steps`,
      found: String(length),
      advice: 'Cut it into windows.',
    });
  }
  return readNumbers(
    model,
    Array.from({ length }, (_, t) => values.subarray(t * F, (t + 1) * F)),
    [],
    MAX_STEPS,
  );
}

function answersOf(
  outcomes: readonly MethodOutcome[],
  ofBaseline: readonly MethodOutcome[] | null,
  explained: number,
): Pick<NumbersExplanation, 'methods' | 'failed'> {
  const methods: NumbersResult[] = [];
  const failed: FailedMethod[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const base = ofBaseline?.[index];
    const bad = [outcome, base].find((one) => one?.run === null);
    if (bad?.run === null) failed.push({ id: bad.id, parameters: bad.parameters, error: bad.error });
    else if (outcome.run) methods.push(resultOf(outcome.id, outcome.run, base?.run ?? null, explained));
  }
  return { methods, failed };
}

/** @param other of the baseline: what is taken away, place by place */
function resultOf(id: MethodId, run: MethodRun, other: MethodRun | null, explained: number): NumbersResult {
  const steps = less(run.words, other?.words);
  const inputs = run.inputs ? flat(run.inputs, other?.inputs) : null;
  const { ledger } = run;
  const sum = steps.reduce((total, value) => total + value, 0);
  const padding = (run.padding ?? 0) - (other?.padding ?? 0);
  const completes = run.base === undefined ? null : run.base - (other?.base ?? 0);
  return {
    id,
    parameters: run.parameters,
    inputs,
    steps,
    features: inputs && featureSums(inputs, run.words.length),
    ledger: ledger
      ? {
          rest: ledger.rest - (other?.ledger?.rest ?? 0),
          bias: ledger.bias - (other?.ledger?.bias ?? 0),
          stabiliser: ledger.stabiliser - (other?.ledger?.stabiliser ?? 0),
          padding: ledger.padding - (other?.ledger?.padding ?? 0),
        }
      : null,
    ...(completes === null ? {} : { base: completes, gap: explained - completes - sum - padding }),
  };
}

function less(values: Float64Array, others: Float64Array | undefined): Float64Array {
  return others ? values.map((value, at) => value - (others[at] ?? 0)) : values.slice();
}

function flat(rows: readonly Float64Array[], others: readonly Float64Array[] | undefined): Float64Array {
  const F = rows[0]?.length ?? 0;
  const all = new Float64Array(rows.length * F);
  for (const [t, row] of rows.entries()) all.set(less(row, others?.[t]), t * F);
  return all;
}

function featureSums(inputs: Float64Array, length: number): Float64Array {
  const sums = new Float64Array(inputs.length / length);
  for (let at = 0; at < inputs.length; at++) sums[at % sums.length] = (sums[at % sums.length] ?? 0) + (inputs[at] ?? 0);
  return sums;
}
