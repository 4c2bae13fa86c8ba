/** The agglomerative hierarchy of Singh et al. 2019 (arXiv 1806.05337, section 3): which words act together, and how strongly. */
import type { ExplainedSentence, Steps } from './method.ts';
import { weighted } from './target.ts';

export interface HierarchyNode {
  /** The span: from, up to but not including to. */
  readonly from: number;
  readonly to: number;
  /** Its contextual decomposition (Murdoch et al. 2018). */
  readonly score: number;
  /** score - the scores of its two parts; a word's is 0. */
  readonly interaction: number;
  /** Places in the list of nodes; a word has none. */
  readonly parts: readonly [left: number, right: number] | null;
}

type Scorer = (from: number, to: number) => number;

/**
 * From words up: of all neighbours, the two whose span differs most from them both taken alone are merged, the first of equals.
 * @returns T words, then T - 1 spans in the order in which they are merged; the last is the sentence
 */
export function* hierarchy(sentence: ExplainedSentence): Steps<HierarchyNode[]> {
  const { ids } = sentence;
  const nodes: HierarchyNode[] = [];
  let scoreOf = scorer(sentence);
  for (const t of ids.keys()) {
    if (yield share(nodes.length, ids.length)) scoreOf = scorer(sentence);
    nodes.push({ from: t, to: t + 1, score: scoreOf(t, t + 1), interaction: 0, parts: null });
  }
  const groups = [...nodes.keys()];
  const merged = new Map<string, HierarchyNode>();
  while (groups.length > 1) {
    for (const [place, left] of groups.slice(0, -1).entries()) {
      const right = groups[place + 1] ?? 0;
      const key = `${left} ${right}`;
      if (merged.has(key)) continue;
      if (yield share(nodes.length, ids.length)) scoreOf = scorer(sentence);
      merged.set(key, together(nodes, left, right, scoreOf));
    }
    const strengths = groups.slice(0, -1).map((left, place) => {
      return Math.abs(merged.get(`${left} ${groups[place + 1]}`)?.interaction ?? 0);
    });
    const place = strengths.indexOf(Math.max(...strengths));
    const chosen = merged.get(`${groups[place]} ${groups[place + 1]}`);
    if (!chosen) throw new RangeError('a contribution is not a number');
    nodes.push(chosen);
    groups.splice(place, 2, nodes.length - 1);
  }
  return nodes;
}

/** Contextual decomposition of each span, such as those of a treebank. */
export function* scoresOfSpans(
  sentence: ExplainedSentence,
  spans: readonly (readonly [from: number, to: number])[],
): Steps<number[]> {
  const scores: number[] = [];
  let scoreOf = scorer(sentence);
  for (const [from, to] of spans) {
    if (yield scores.length / spans.length) scoreOf = scorer(sentence);
    scores.push(scoreOf(from, to));
  }
  return scores;
}

function scorer({ model, targetWeights }: ExplainedSentence): Scorer {
  const contributionOf = model.decomposition();
  return (from, to) => weighted(targetWeights, contributionOf(from, to));
}

function together(nodes: readonly HierarchyNode[], left: number, right: number, scoreOf: Scorer): HierarchyNode {
  const [one, other] = [nodes[left], nodes[right]];
  if (!one || !other) throw new RangeError(`nodes ${left} and ${right} of ${nodes.length}`);
  const score = scoreOf(one.from, other.to);
  return { from: one.from, to: other.to, score, interaction: score - one.score - other.score, parts: [left, right] };
}

/** Of the T words and T - 1 spans. */
function share(done: number, words: number): number {
  return done / (2 * words - 1);
}
