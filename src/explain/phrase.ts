/** A span of words together: what is claimed of it and what it really takes away, and how much of that is none of its words' alone. */
import { lrp } from './lrp.ts';
import type { ExplainedSentence, Method, MethodSteps } from './method.ts';
import { lossesWithin } from './occlusion.ts';
import { weighted } from './target.ts';

export interface Joint {
  /** Of the span as a whole. */
  readonly joint: number;
  /** Of each of its words alone. */
  readonly words: readonly number[];
  /** joint - sum of the words: what comes of their being together. */
  readonly interaction: number;
}

/** @param words of each of the span's words alone */
export function jointly(joint: number, words: readonly number[]): Joint {
  return { joint, words, interaction: joint - words.reduce((sum, value) => sum + value, 0) };
}

type Span = readonly [from: number, to: number];

/** Methods asked about one span rather than about each word: their `words` are the span as a whole, and then each of its words alone. */
export const SPAN_METHODS = {
  cd: (span) => (sentence) => decompositionOfSpan(sentence, span),
  /** A sum is all that LRP says of a span. */
  lrp: (span) => (sentence, options) => {
    const { parameters, words } = lrp(sentence, options);
    const own = words.slice(...span);
    return { parameters, words: Float64Array.of(sumOf(own), ...own) };
  },
  occlusion: (span) => (sentence) => lossOfSpan(sentence, span),
} as const satisfies Readonly<Record<string, (span: Span) => Method>>;

/** Contextual Decomposition of the span (Murdoch et al. 2018), beside that of each of its words. */
function* decompositionOfSpan({ model, targetWeights }: ExplainedSentence, [from, to]: Span): MethodSteps {
  const values = new Float64Array(1 + to - from);
  let contributionOf = model.decomposition();
  for (const k of values.keys()) {
    if (yield k / values.length) contributionOf = model.decomposition();
    const [first, end] = k === 0 ? [from, to] : [from + k - 1, from + k];
    values[k] = weighted(targetWeights, contributionOf(first, end));
  }
  return { parameters: {}, words: values };
}

/** s(x) - s(x without the whole span), beside that of each of its words. The sentence is in hand again. */
function* lossOfSpan(sentence: ExplainedSentence, [from, to]: Span): MethodSteps {
  const { model, ids, scores, targetWeights } = sentence;
  const { words } = yield* lossesWithin(sentence, [from, to]);
  const without = model.forward(ids.map((id, t) => (t >= from && t < to ? -1 : id)));
  const joint = weighted(targetWeights, scores) - weighted(targetWeights, without);
  model.forward(ids);
  return { parameters: {}, words: Float64Array.of(joint, ...words.slice(from, to)) };
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
