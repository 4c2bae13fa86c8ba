/** Puts together the answers about what goes on inside the network, from the functions of src/explain/inside. */
import { explainFlow, readState } from '../explain/inside/details.ts';
import { lookInside } from '../explain/inside/inside.ts';
import { targetWeights } from '../explain/run-method.ts';
import { argmax } from '../model/softmax.ts';
import { chosenClasses } from './chosen-classes.ts';
import type { Inside, InsideRequest, InsideState, InsideStateRequest, InsideStep, InsideStepRequest } from './inside-protocol.ts';
import type { ModelInUse } from './model-in-use.ts';
import { readInput, scoresOf } from './read-input.ts';
import { checkInsideMethod, checkOptions, inputError } from './requests.ts';

export function inside(model: ModelInUse, request: InsideRequest): Inside {
  const { context: _, ...answer } = look(model, request);
  return answer;
}

export function insideState(model: ModelInUse, request: InsideStateRequest): InsideState {
  const { context, nodes, flows } = look(model, request);
  const { node } = request;
  checkIndex('node', node, nodes.length);
  return readState(
    context,
    node,
    flows.filter(({ to }) => to === node),
  );
}

export function insideStep(model: ModelInUse, request: InsideStepRequest): InsideStep {
  const { context, flows } = look(model, request);
  const flow = flows[request.flow];
  checkIndex('flow', request.flow, flows.length);
  if (flow === undefined) throw new RangeError(`no flow ${request.flow}`);
  return explainFlow(context, request.flow, flow);
}

function look(model: ModelInUse, request: InsideRequest) {
  const { method } = request;
  checkInsideMethod(method);
  const { info, network, constantClass } = model;
  const options = checkOptions({ ...request, methods: [] }, info.classes);
  const sentence = readInput(model, request);
  const started = performance.now();
  const scores = scoresOf(model, sentence);
  const { target, contrast } = chosenClasses(request, argmax(scores), constantClass);
  const weights = targetWeights(scores.length, target, contrast);
  const found = lookInside({ model: network, scores, targetWeights: weights }, method, options);
  return {
    method,
    ...found,
    tokens: sentence.tokens,
    target,
    ...(contrast === null ? {} : { contrast }),
    score: weights.reduce((sum, weight, c) => sum + weight * (scores[c] ?? 0), 0),
    milliseconds: performance.now() - started,
  };
}

function checkIndex(field: string, index: number, count: number): void {
  if (Number.isInteger(index) && index >= 0 && index < count) return;
  throw inputError(field, `there is no such ${field}`, `0 to ${count - 1}`, String(index));
}
