/** What the experiments ask of a model. */

import type { MethodOutcome, Steps } from '../explain/method.ts';
import type { MethodId } from '../explain/method-info.ts';
import type { MethodOptions } from '../explain/method-options.ts';
import { methodsInSteps } from '../explain/methods.ts';
import { targetWeights } from '../explain/run-method.ts';
import { atOnce, inSteps } from '../explain/steps.ts';
import { LensError } from '../model/errors.ts';
import { finiteScores } from '../model/finite-scores.ts';
import type { ModelConfig } from '../model/model-data.ts';
import type { Network } from '../model/network.ts';
import { argmax } from '../model/softmax.ts';
import { type Plane, principalPlane } from './principal-plane.ts';

export interface Explained {
  /** [C] */
  readonly scores: Float64Array;
  readonly predicted: number;
  /** The class that was explained. */
  readonly target: number;
  /** One a method asked for; one that fails does so alone. */
  readonly outcomes: readonly MethodOutcome[];
}

/** Answers depend on the arguments alone, bit for bit, never on what was asked before: so results do not depend on who asks what. */
export interface Evaluator {
  /** [C] scores of the words `ids`; -1: a deleted word. Costs no more than what differs from the words asked for last. */
  scores(ids: Int32Array): Float64Array;
  /** What these scores become (ModelConfig.output). */
  readonly output: ModelConfig['output'];
  /**
   * [orders, steps, C] scores after each of the first `steps` deletions of each order from the words `ids`; after the last of an order
   * its scores stand.
   */
  deletions(ids: Int32Array, orders: readonly (readonly number[])[], steps: number): Float64Array;
  explain(
    ids: Int32Array,
    target: number | 'predicted',
    methods: readonly MethodId[],
    options: Partial<MethodOptions>,
  ): Promise<Explained>;
  /** The plane in which the embeddings of these words lie furthest apart. @param ids none is -1 */
  plane(ids: Int32Array): Promise<Plane>;
  /**
   * Where the model reads numbers, the first value it gives for the rows [T][F].
   * @throws LensError InputError where it reads words
   */
  explainRows(
    rows: readonly Float64Array[],
    methods: readonly MethodId[],
    options: Partial<MethodOptions>,
  ): Promise<Pick<Explained, 'scores' | 'outcomes'>>;
}

/**
 * What is asked in words of a model that reads numbers is refused with an InputError.
 * @param constantClass the class whose score is 0 whatever the sentence (one sigmoid output): it is explained against the other
 * @param pause between two steps of a method: it may throw, and must leave the model alone; without it methods run to their end
 */
export function modelEvaluator(model: Network, constantClass: number | null = null, pause?: () => Promise<unknown>): Evaluator {
  const requireWords = () => {
    if (model.isOfNumbers) throw wrongInput('numbers', 'one that reads words: this experiment goes over sentences');
  };
  const forward = (ids: Int32Array) => {
    requireWords();
    return model.forward(ids);
  };
  const run = <Result>(steps: Steps<Result>) => (pause ? inSteps(steps, () => undisturbed(pause)) : atOnce(steps));
  const scores = (ids: Int32Array) => finiteScores(forward(ids));
  /** Of what is in hand. */
  const outcomesOf = (
    found: Float64Array,
    weights: Float64Array,
    methods: readonly MethodId[],
    options: Partial<MethodOptions>,
  ) => {
    return run(methodsInSteps(model, found, weights, methods, options));
  };
  return {
    scores,
    output: model.output,
    deletions(ids, orders, steps) {
      forward(ids);
      const found = model.deletionScan(orders, steps);
      for (let at = 0; at < found.length; at += model.classes) finiteScores(found.subarray(at, at + model.classes));
      return found;
    },
    async explain(ids, chosen, methods, options) {
      const found = scores(ids);
      const predicted = argmax(found);
      const target = chosen === 'predicted' ? predicted : chosen;
      const contrast = target === constantClass ? 1 - target : null;
      const outcomes = await outcomesOf(found, targetWeights(found.length, target, contrast), methods, options);
      return { scores: found, predicted, target, outcomes };
    },
    async plane(ids) {
      requireWords();
      return run(principalPlane(model.embeddings(), model.embeddingSize, ids));
    },
    async explainRows(rows, methods, options) {
      if (!model.isOfNumbers) throw wrongInput('words', 'one that reads numbers: this experiment makes sequences of them');
      const found = finiteScores(model.forwardNumbers(rows));
      return { scores: found, outcomes: await outcomesOf(found, targetWeights(found.length, 0, null), methods, options) };
    },
  };
}

function wrongInput(reads: string, expected: string): LensError {
  return new LensError({ name: 'InputError', where: 'model', problem: `reads ${reads}`, expected });
}

/** What the network holds is still there afterwards. */
async function undisturbed(pause: () => Promise<unknown>): Promise<false> {
  await pause();
  return false;
}
