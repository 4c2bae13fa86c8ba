/** Answers what is asked of methods beyond one explanation (methods-protocol.ts). */
import { toOneLstm } from '../explain/applies-to.ts';
import { hierarchy, scoresOfSpans } from '../explain/hierarchy.ts';
import { runInSteps } from '../explain/methods.ts';
import { explained, targetWeights } from '../explain/run-method.ts';
import { inSteps, type Pause } from '../explain/steps.ts';
import { weighted } from '../explain/target.ts';
import { argmax } from '../model/softmax.ts';
import { chosenClasses } from './chosen-classes.ts';
import { measurePhrase, PHRASE_METHODS } from './measure-phrase.ts';
import { answersOf, beside } from './method-outcomes.ts';
import type {
  Hierarchy,
  HierarchyRequest,
  MethodAnswer,
  MethodRequest,
  Phrase,
  PhraseRequest,
  Span,
} from './methods-protocol.ts';
import type { ModelInUse } from './model-in-use.ts';
import type { ExplainRequest, MethodId } from './protocol.ts';
import { readInput, scoresOf } from './read-input.ts';
import { checkOptions, inputError } from './requests.ts';

export async function runMethod(
  signal: AbortSignal,
  model: ModelInUse,
  request: MethodRequest,
  onProgress?: (done: number) => void,
): Promise<MethodAnswer> {
  const started = performance.now();
  const { method } = request;
  const { sentence, scores, weights, options, subject } = prepare(model, request, [method]);
  const outcome = await beside(
    signal,
    model,
    sentence,
    (pause) => runInSteps(model.network, scores, weights, method, options, pause),
    onProgress,
  );
  return { ...subject, ...answersOf([outcome], model, subject.score), milliseconds: performance.now() - started };
}

export async function phrase(signal: AbortSignal, model: ModelInUse, request: PhraseRequest): Promise<Phrase> {
  const { sentence, scores, weights, options, subject } = prepare(model, request, PHRASE_METHODS);
  const { span } = request;
  checkSpan(span, sentence.tokens.length);
  const of = { model, sentence, scores, weights, options, span };
  return { ...subject, span, ...(await beside(signal, model, sentence, (pause) => measurePhrase(of, pause))) };
}

export async function hierarchyOf(
  signal: AbortSignal,
  model: ModelInUse,
  request: HierarchyRequest,
  onProgress?: (done: number) => void,
): Promise<Hierarchy> {
  const { network } = model;
  const obstacle = toOneLstm({ layers: network.layerShapes, output: network.output });
  if (obstacle !== null) throw inputError('hierarchy', 'cannot be made for this network', 'one LSTM layer', obstacle);
  const { sentence, scores, weights, subject } = prepare(model, request, []);
  const { spans = [] } = request;
  for (const span of spans) checkSpan(span, sentence.tokens.length);
  const work = async (pause: Pause) => {
    const what = explained(network, scores, weights);
    return { nodes: await inSteps(hierarchy(what), pause), spans: await inSteps(scoresOfSpans(what, spans), pause) };
  };
  return { ...subject, ...(await beside(signal, model, sentence, work, onProgress)) };
}

/** The sentence in hand, and what of it is explained. */
function prepare(model: ModelInUse, request: Omit<ExplainRequest, 'methods'>, methods: readonly MethodId[]) {
  const options = checkOptions({ ...request, methods }, model.info.classes);
  const sentence = readInput(model, request);
  const scores = scoresOf(model, sentence);
  const { target, contrast } = chosenClasses(request, argmax(scores), model.constantClass);
  const weights = targetWeights(scores.length, target, contrast);
  const subject = {
    tokens: sentence.tokens,
    target,
    ...(contrast === null ? {} : { contrast }),
    score: weighted(weights, scores),
  };
  return { options, sentence, scores, weights, subject };
}

function checkSpan([from, to]: Span, length: number): void {
  if (Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= length) return;
  throw inputError(
    'span',
    'holds no words of the sentence',
    `from and to, from 0 to ${length}, the first below the second`,
    `${from} to ${to}`,
  );
}
