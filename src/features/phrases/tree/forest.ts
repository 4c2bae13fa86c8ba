/** The tree of a sentence and the treebank's, as nodes that are drawn above and beneath the same words. Pure. */
import type { HierarchyNode } from '../../../engine/methods-protocol.ts';
import type { LabelledSpan } from '../../../state/phrases/index.ts';

export interface TreeNode {
  readonly from: number;
  readonly to: number;
  /** Its contextual decomposition. */
  readonly score: number;
  /** score - those of its parts; null: a word, or a node whose parts are not all of it. */
  readonly interaction: number | null;
  /** The treebank's label, 0 to 4; null: it has none for this span. */
  readonly label: number | null;
  /** Places in the list of nodes, from left to right. */
  readonly parts: readonly number[];
  readonly parent: number | null;
  /** 0 for a word; else one more than the highest of its parts. */
  readonly level: number;
  /** Whether the other tree has the same span; true where there is no other tree, and for words. */
  readonly isShared: boolean;
}

/** The hierarchy's nodes with the labels that the treebank has for the same spans. */
export function mergedTree(nodes: readonly HierarchyNode[], treebank: readonly LabelledSpan[] | null): readonly TreeNode[] {
  const labelOf = new Map(treebank?.map(({ from, to, label }) => [keyOf(from, to), label]));
  const parents = parentsOf(nodes.map(({ parts }) => parts ?? []));
  const levels: number[] = [];
  for (const { parts } of nodes) levels.push(parts ? 1 + Math.max(...parts.map((part) => levels[part] ?? 0)) : 0);
  return nodes.map(({ from, to, score, interaction, parts }, k) => ({
    from,
    to,
    score,
    interaction: parts ? interaction : null,
    label: labelOf.get(keyOf(from, to)) ?? null,
    parts: parts ?? [],
    parent: parents[k] ?? null,
    level: levels[k] ?? 0,
    isShared: treebank === null || parts === null || labelOf.has(keyOf(from, to)),
  }));
}

/** The treebank's own tree. @param scores of its spans */
export function treebankTree(
  treebank: readonly LabelledSpan[],
  scores: readonly number[],
  nodes: readonly HierarchyNode[],
): readonly TreeNode[] {
  const merged = new Set(nodes.map(({ from, to }) => keyOf(from, to)));
  const parts: number[][] = treebank.map(() => []);
  const open: number[] = [];
  for (const [k, { from }] of treebank.entries()) {
    while (open.length > 0 && (treebank[open.at(-1) ?? 0]?.to ?? 0) <= from) open.pop();
    const above = open.at(-1);
    if (above !== undefined) parts[above]?.push(k);
    open.push(k);
  }
  const parents = parentsOf(parts);
  // What stands further back is never above what stands before it.
  const levels: number[] = treebank.map(() => 0);
  for (let k = treebank.length - 1; k >= 0; k--) {
    levels[k] = parts[k]?.length ? 1 + Math.max(...(parts[k] ?? []).map((part) => levels[part] ?? 0)) : 0;
  }
  return treebank.map(({ from, to, label }, k) => {
    const own = parts[k] ?? [];
    const score = scores[k] ?? Number.NaN;
    return {
      from,
      to,
      score,
      interaction: own.length === 0 ? null : own.reduce((rest, part) => rest - (scores[part] ?? 0), score),
      label,
      parts: own,
      parent: parents[k] ?? null,
      level: levels[k] ?? 0,
      isShared: to - from === 1 || merged.has(keyOf(from, to)),
    };
  });
}

/** Of the merged spans of several words: how many the treebank has too. */
export function sharedSpans(tree: readonly TreeNode[]): { readonly shared: number; readonly of: number } {
  const several = tree.filter(({ parts }) => parts.length > 0);
  return { shared: several.filter(({ isShared }) => isShared).length, of: several.length };
}

/**
 * Whether a span's contribution speaks against its label: a score for the class explained where the label lies on the other side of neutral.
 * @param side 1: the classes explained are positive, -1: negative, 0: neither, and nothing can be said
 */
export function isAtOdds({ score, label }: Pick<TreeNode, 'score' | 'label'>, side: number): boolean {
  return label !== null && Math.sign(label - 2) * side * Math.sign(score) < 0;
}

/** Of five classes from very negative to very positive, on which side those lie that are explained. */
export function sideOf({ target, contrast }: { readonly target: number; readonly contrast?: number }): number {
  return Math.sign(target - (contrast ?? 2));
}

function keyOf(from: number, to: number): string {
  return `${from}:${to}`;
}

function parentsOf(parts: readonly (readonly number[])[]): (number | null)[] {
  const parents: (number | null)[] = parts.map(() => null);
  for (const [k, own] of parts.entries()) for (const part of own) parents[part] = k;
  return parents;
}
