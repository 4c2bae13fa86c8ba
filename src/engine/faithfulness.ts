/** Puts together the answer to a FaithfulnessRequest from the functions of src/explain. Loaded with the first of them. */
import {
  curveSteps,
  deletionEffects,
  deletionOrder,
  type Evaluate,
  outcomeOf,
  randomOrders,
  type Tested,
  testOrder,
  topCount,
} from '../explain/faithfulness.ts';
import { targetWeights } from '../explain/run-method.ts';
import { argmax } from '../model/softmax.ts';
import { Breather } from './breather.ts';
import { chosenClasses } from './chosen-classes.ts';
import { outcomesOf } from './method-outcomes.ts';
import type { ModelInUse } from './model-in-use.ts';
import { type DeletionCurve, ERASER_SHARES, type Faithfulness, type FaithfulnessRequest, type MethodId } from './protocol.ts';
import { readInput, scoresOf } from './read-input.ts';
import { checkOptions, checkRandom } from './requests.ts';

/** As `Engine.faithfulness`. */
export async function faithfulness(signal: AbortSignal, model: ModelInUse, request: FaithfulnessRequest): Promise<Faithfulness> {
  const { info, config, constantClass } = model;
  const options = checkOptions(request, info.classes);
  const random = checkRandom(request);
  const sentence = readInput(model, request);
  const { tokens, ids, rows } = sentence;
  const started = performance.now();
  const scores = scoresOf(model, sentence);
  const { target, contrast } = chosenClasses(request, argmax(scores), constantClass);
  const weights = targetWeights(scores.length, target, contrast);
  const outcomes = await outcomesOf(signal, model, sentence, scores, weights, request.methods, options);
  const values = outcomes.flatMap(({ id, run }) => (run ? [{ id, words: run.words }] : []));
  const breather = new Breather(signal);
  const evaluate = async (words: Int32Array) => {
    await breather.pause();
    // Another request may have taken the rows of numbers from the model's memory in between.
    return outcomeOf(scoresOf(model, { ids: words, rows }), target, contrast, config.output);
  };
  try {
    const tested = await testFaithfulness(ids, evaluate, values, random);
    const milliseconds = performance.now() - started;
    return { tokens, target, ...(contrast === null ? {} : { contrast }), ...tested, milliseconds };
  } finally {
    breather.close();
  }
}

/**
 * @param ids the sentence [T]; -1: deleted from the start
 * @param values each method's values [T]
 * @param random number of random orders, and their seed
 */
export async function testFaithfulness(
  ids: Int32Array,
  evaluate: Evaluate,
  values: readonly { readonly id: MethodId; readonly words: ArrayLike<number> }[],
  random: { readonly orders: number; readonly seed: number },
): Promise<Pick<Faithfulness, 'steps' | 'methods' | 'random' | 'effects' | 'topWords'>> {
  const version = async (words: Int32Array) => ({ ids: words, outcome: await evaluate(words) });
  const subject = { whole: await version(ids), none: await version(ids.map(() => -1)), evaluate };
  const counts = { steps: curveSteps(ids.length), topWords: ERASER_SHARES.map((share) => topCount(share, ids.length)) };

  const methods: Faithfulness['methods'][number][] = [];
  for (const { id, words } of values) {
    const order = deletionOrder(words);
    methods.push({ id, order, ...(await testOrder(subject, order, counts)) });
  }
  const baseline: Tested[] = [];
  for (const order of randomOrders(ids.length, random.orders, random.seed)) {
    baseline.push(await testOrder(subject, order, counts));
  }
  return {
    ...counts,
    methods,
    random: {
      mean: {
        ...over(baseline, mean),
        comprehensiveness: columns(baseline, ({ comprehensiveness }) => comprehensiveness, mean),
        sufficiency: columns(baseline, ({ sufficiency }) => sufficiency, mean),
      },
      low: over(baseline, (values) => quantile(values, 0.05)),
      high: over(baseline, (values) => quantile(values, 0.95)),
    },
    effects: await deletionEffects(subject),
  };
}

type Summary = (values: readonly number[]) => number;

function over(curves: readonly Tested[], summary: Summary): DeletionCurve {
  return {
    scores: columns(curves, ({ scores }) => scores, summary),
    probabilities: columns(curves, ({ probabilities }) => probabilities, summary),
  };
}

function columns<T>(rows: readonly T[], pick: (row: T) => readonly number[], summary: Summary): number[] {
  const [first] = rows;
  return first ? pick(first).map((_, column) => summary(rows.map((row) => pick(row)[column] ?? Number.NaN))) : [];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Linear between the two nearest values (as numpy's default). */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low = Number.NaN, high = low] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return low + (high - low) * (place - Math.floor(place));
}
