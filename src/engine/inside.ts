/** Puts together the answers about what goes on inside the network, from the functions of src/explain/inside. */
import { lookInside } from '../explain/inside/inside.ts';
import { targetWeights } from '../explain/methods.ts';
import { argmax } from '../model/softmax.ts';
import { chosenClasses } from './chosen-classes.ts';
import type { Inside, InsideRequest } from './inside-protocol.ts';
import type { ModelInUse } from './model-in-use.ts';
import { readInput, scoresOf } from './read-input.ts';
import { checkInsideMethod, checkOptions } from './requests.ts';

/** @throws LensError InputError, and NumericalError where values grow beyond the range of float64 */
export function inside(model: ModelInUse, request: InsideRequest): Inside {
  const { method } = request;
  checkInsideMethod(method);
  const { info, network, constantClass } = model;
  const options = checkOptions({ ...request, methods: [] }, info.classes);
  const sentence = readInput(model, request);
  const started = performance.now();
  const scores = scoresOf(model, sentence);
  const { target, contrast } = chosenClasses(request, argmax(scores), constantClass);
  const weights = targetWeights(scores.length, target, contrast);
  const graph = lookInside({ model: network, scores, targetWeights: weights }, method, options);
  return {
    method,
    ...graph,
    tokens: sentence.tokens,
    target,
    ...(contrast === null ? {} : { contrast }),
    score: weights.reduce((sum, weight, c) => sum + weight * (scores[c] ?? 0), 0),
    milliseconds: performance.now() - started,
  };
}
