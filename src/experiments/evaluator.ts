/** What the experiments ask of a model. */

import type { MethodOutcome } from '../explain/method.ts';
import type { MethodId } from '../explain/method-info.ts';
import type { LrpOptions } from '../explain/method-options.ts';
import { runMethods } from '../explain/methods.ts';
import { targetWeights } from '../explain/run-method.ts';
import { LensError } from '../model/errors.ts';
import { finiteScores } from '../model/finite-scores.ts';
import type { ModelConfig } from '../model/model-data.ts';
import type { Network } from '../model/network.ts';
import { argmax } from '../model/softmax.ts';

interface Explained {
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
  explain(ids: Int32Array, target: number | 'predicted', methods: readonly MethodId[], options: LrpOptions): Explained;
}

/**
 * @param constantClass the class whose score is 0 whatever the sentence (one sigmoid output): it is explained against the other
 * @throws LensError InputError where the model reads numbers
 */
export function modelEvaluator(model: Network, constantClass: number | null = null): Evaluator {
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
    explain(ids, chosen, methods, options) {
      const found = scores(ids);
      const predicted = argmax(found);
      const target = chosen === 'predicted' ? predicted : chosen;
      const contrast = target === constantClass ? 1 - target : null;
      const outcomes = runMethods(model, found, targetWeights(found.length, target, contrast), methods, options);
      return { scores: found, predicted, target, outcomes };
    },
  };
}
