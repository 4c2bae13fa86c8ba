/** A span of words together, by every measure that there is of it. */
import type { MethodOptions } from '../explain/method-options.ts';
import { methodInfo } from '../explain/method-table.ts';
import { jointly, SPAN_METHODS } from '../explain/phrase.ts';
import { explained, outcomeOf } from '../explain/run-method.ts';
import { inSteps, type Pause } from '../explain/steps.ts';
import { weighted } from '../explain/target.ts';
import { LensError } from '../model/errors.ts';
import { finiteScores } from '../model/finite-scores.ts';
import { argmax } from '../model/softmax.ts';
import type { FailedMeasure, Phrase, PhraseMeasure, PhraseOutcome, PhraseResult, Span } from './methods-protocol.ts';
import type { ModelInUse } from './model-in-use.ts';
import { type Sentence, scoresOf } from './read-input.ts';

/** Those whose values of single words are held against that of the whole. */
export const PHRASE_METHODS = ['cd', 'lrp', 'occlusion'] as const satisfies readonly PhraseMeasure[];

interface Asked {
  readonly model: ModelInUse;
  /** In hand. */
  readonly sentence: Sentence;
  /** [C] */
  readonly scores: Float64Array;
  /** [C] of the scores in what is explained. */
  readonly weights: Float64Array;
  readonly options: MethodOptions;
  readonly span: Span;
}

/** Each measure fails by itself; the sentence is in hand again. */
export async function measurePhrase(asked: Asked, pause: Pause): Promise<Pick<Phrase, 'measures' | 'failed' | 'without'>> {
  const { model, sentence } = asked;
  const measures: PhraseResult[] = [];
  const failed: FailedMeasure[] = [];
  const take = (one: PhraseResult | FailedMeasure) => {
    if ('joint' in one) measures.push(one);
    else failed.push(one);
  };
  for (const id of PHRASE_METHODS) take(await byMethod(id, asked, pause));
  const blanked = orFailure(() => outcomeFor(model, blankedScores(asked)));
  const removed = await removal(asked, pause);
  take(removed.measure);
  scoresOf(model, sentence);
  return { measures, failed, without: { blanked: 'scores' in blanked ? blanked : null, removed: removed.outcome } };
}

async function byMethod(
  id: (typeof PHRASE_METHODS)[number],
  { model: { network }, scores, weights, options, span }: Asked,
  pause: Pause,
): Promise<PhraseResult | FailedMeasure> {
  const sentence = explained(network, scores, weights);
  const outcome = await inSteps(outcomeOf(methodInfo(id), SPAN_METHODS[id](span), sentence, options), pause);
  if (outcome.run === null) return { id, parameters: outcome.parameters, error: outcome.error };
  const [joint = Number.NaN, ...words] = outcome.run.words;
  return { id, ...jointly(joint, words) };
}

/** s(x) - s(x without the span), the sentence being shorter, beside that of each of its words. */
async function removal(
  { model, sentence, scores, weights, span: [from, to] }: Asked,
  pause: Pause,
): Promise<{ measure: PhraseResult | FailedMeasure; outcome: PhraseOutcome | null }> {
  const id = 'removal';
  const failure = (error: LensError['fields']) => ({ measure: { id, parameters: {}, error }, outcome: null }) as const;
  if (to - from === sentence.ids.length) return failure(NO_WORD_REMAINS);
  const score = weighted(weights, scores);
  const words: number[] = [];
  for (let t = from; t < to; t++) {
    await pause((t - from) / (to - from + 1));
    const without = orFailure(() => scoresOf(model, shortened(sentence, [t, t + 1])));
    if ('name' in without) return failure(without);
    words.push(score - weighted(weights, without));
  }
  const without = orFailure(() => scoresOf(model, shortened(sentence, [from, to])));
  if ('name' in without) return failure(without);
  const outcome = outcomeFor(model, without);
  return { measure: { id, ...jointly(score - weighted(weights, without), words) }, outcome };
}

function blankedScores({ model: { network }, sentence: { ids }, span: [from, to] }: Asked): Float64Array {
  return finiteScores(network.forward(ids.map((id, t) => (t >= from && t < to ? -1 : id))));
}

function shortened({ ids, rows }: Sentence, [from, to]: Span): Pick<Sentence, 'ids' | 'rows'> {
  const stays = (_: unknown, t: number) => t < from || t >= to;
  const left = ids.filter(stays);
  // Of rows, ids are their places.
  return rows ? { ids: left.map((id, t) => (id === -1 ? -1 : t)), rows: rows.filter(stays) } : { ids: left, rows };
}

function outcomeFor({ network }: ModelInUse, scores: Float64Array): PhraseOutcome {
  return { scores: Array.from(scores), probabilities: network.probabilities(scores), predicted: argmax(scores) };
}

function orFailure<Result>(compute: () => Result): Result | LensError['fields'] {
  try {
    return compute();
  } catch (error) {
    if (error instanceof LensError) return error.fields;
    throw error;
  }
}

const NO_WORD_REMAINS: LensError['fields'] = {
  name: 'InputError',
  where: 'phrase',
  problem: 'no word would be left to read: the phrase is the whole sentence',
};
