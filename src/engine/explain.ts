/** What is asked of methods that are there at once: one sentence explained, for one class or for each. */
import { runOf, targetWeights } from '../explain/run-method.ts';
import { weighted } from '../explain/target.ts';
import { argmax } from '../model/softmax.ts';
import { chosenClasses } from './chosen-classes.ts';
import { answersOf, outcomesOf } from './method-outcomes.ts';
import type { ModelInUse } from './model-in-use.ts';
import type { ClassMatrix, ClassMatrixRequest, ExplainRequest, ExplainResponse } from './protocol.ts';
import { readInput, scoresOf } from './read-input.ts';
import { checkOptions } from './requests.ts';

/** As `Engine.explain`. */
export async function explain(signal: AbortSignal, model: ModelInUse, request: ExplainRequest): Promise<ExplainResponse> {
  const { info, network, constantClass } = model;
  const options = checkOptions(request, info.classes);
  const sentence = readInput(model, request);
  const { tokens, spans, omitted, unknown, notRead } = sentence;

  const started = performance.now();
  const scores = scoresOf(model, sentence);
  const [from, to] = network.read();
  const predicted = argmax(scores);
  const { target, contrast } = chosenClasses(request, predicted, constantClass);
  const weights = targetWeights(scores.length, target, contrast);
  const outcomes = await outcomesOf(signal, model, sentence, scores, weights, request.methods, options);
  const milliseconds = performance.now() - started;

  return {
    explanation: {
      model: {
        name: info.name,
        sha256: info.sha256,
        classes: info.classes,
        ...(info.output === 'softmax' ? {} : { output: info.output }),
        ...(info.features === null ? {} : { features: info.features }),
      },
      tokens,
      unknown,
      ...(notRead.length > 0 ? { notRead } : {}),
      ...(sentence.rows ? { numbers: sentence.rows.map((row) => Array.from(row)) } : {}),
      ...(to - from === tokens.length ? {} : { read: [from, to] as const }),
      scores: Array.from(scores),
      probabilities: network.probabilities(scores),
      predicted,
      target,
      ...(contrast === null ? {} : { contrast }),
      ...answersOf(outcomes, model, weighted(weights, scores)),
    },
    spans,
    omitted,
    milliseconds,
  };
}

/** As `Engine.classMatrix`. */
export async function classMatrix(signal: AbortSignal, model: ModelInUse, request: ClassMatrixRequest): Promise<ClassMatrix> {
  const { info } = model;
  const { method } = request;
  const options = checkOptions({ ...request, target: 'predicted', methods: [method] }, info.classes);
  const sentence = readInput(model, request);
  const { tokens } = sentence;
  const scores = scoresOf(model, sentence);
  const values: number[][] = [];
  for (const [target, name] of info.classes.entries()) {
    const weights = targetWeights(scores.length, target, null);
    const [outcome] = await outcomesOf(signal, model, sentence, scores, weights, [method], options);
    values.push(Array.from(runOf(outcome, `class ${name}`).words));
  }
  return { tokens, method, scores: Array.from(scores), values };
}
