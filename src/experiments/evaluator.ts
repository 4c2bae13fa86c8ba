/** What the experiments ask of a model. */

import type { MethodOutcome } from '../explain/method.ts';
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
}

/**
 * @param constantClass the class whose score is 0 whatever the sentence (one sigmoid output): it is explained against the other
 * @param pause between two steps of a method: it may throw, and must leave the model alone; without it methods run to their end
 * @throws LensError InputError where the model reads numbers
 */
export function modelEvaluator(model: Network, constantClass: number | null = null, pause?: () => Promise<unknown>): Evaluator {
  if (model.isOfNumbers) {
    throw new LensError({
      name: 'InputError',
      where: 'model',
      problem: 'reads numbers',
      expected: 'one that reads words: experiments go over sentences',
    });
  }
  const scores = (ids: Int32Array) => finiteScores(model.forward(ids));
  return {
    scores,
    output: model.output,
    deletions(ids, orders, steps) {
      model.forward(ids);
      const found = model.deletionScan(orders, steps);
      for (let at = 0; at < found.length; at += model.classes) finiteScores(found.subarray(at, at + model.classes));
      return found;
    },
    async explain(ids, chosen, methods, options) {
      const found = scores(ids);
      const predicted = argmax(found);
      const target = chosen === 'predicted' ? predicted : chosen;
      const contrast = target === constantClass ? 1 - target : null;
      const steps = methodsInSteps(model, found, targetWeights(found.length, target, contrast), methods, options);
      const outcomes = pause ? await inSteps(steps, () => undisturbed(pause)) : atOnce(steps);
      return { scores: found, predicted, target, outcomes };
    },
  };
}

/** What the network holds is still there afterwards. */
async function undisturbed(pause: () => Promise<unknown>): Promise<false> {
  await pause();
  return false;
}
