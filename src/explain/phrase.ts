/** A span of words together: what is claimed of it and what it really takes away, and how much of that is none of its words' alone. */
import { finiteScores } from '../model/finite-scores.ts';
import type { ExplainedSentence } from './method.ts';
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

/** s(x) - s(x without the whole span), beside that of each of its words (`losses` [T], by occlusion). The sentence is in hand again. */
export function lossOfSpan(
  { model, ids, scores, targetWeights }: ExplainedSentence,
  losses: ArrayLike<number>,
  [from, to]: readonly [from: number, to: number],
): Joint {
  const without = model.forward(ids.map((id, t) => (t >= from && t < to ? -1 : id)));
  const joint = weighted(targetWeights, scores) - weighted(targetWeights, finiteScores(without));
  model.forward(ids);
  return jointly(joint, Array.from(losses).slice(from, to));
}

/** Contextual Decomposition of the span (Murdoch et al. 2018), beside that of each of its words. */
export function decompositionOfSpan(
  { model, targetWeights }: ExplainedSentence,
  [from, to]: readonly [from: number, to: number],
): Joint {
  const contributionOf = model.decomposition();
  const value = (first: number, end: number) => weighted(targetWeights, contributionOf(first, end));
  return jointly(
    value(from, to),
    Array.from({ length: to - from }, (_, k) => value(from + k, from + k + 1)),
  );
}

/** A sum is all that LRP says of a span. */
export function sumOfSpan(words: ArrayLike<number>, [from, to]: readonly [from: number, to: number]): Joint {
  const own = Array.from(words).slice(from, to);
  return jointly(
    own.reduce((sum, value) => sum + value, 0),
    own,
  );
}
