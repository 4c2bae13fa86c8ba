/** What is said of a tree and its nodes. Pure. */
import { FIVE_SENTIMENTS } from '../../../engine/protocol.ts';
import { formatLimit } from '../../../ui/heat-map/scale-note.ts';
import { formatFixed, formatSigned } from '../../../ui/text/format-number.ts';
import { isAtOdds, sharedSpans, type TreeNode } from './forest.ts';
import { scoreText, type TreePicture, wordsOf } from './picture.ts';

/** One node in a sentence: 'not bad: +1.20; its parts alone make 0.40 less; treebank: positive'. */
export function nodeInWords(node: TreeNode, picture: TreePicture): string {
  const { digits, side } = picture;
  const { interaction, label } = node;
  const parts =
    interaction === null
      ? ''
      : Number(formatFixed(interaction, digits)) === 0
        ? '; its parts alone make as much'
        : `; interaction of its parts ${formatSigned(interaction, digits)}`;
  const gold = label === null ? '' : `; treebank: ${FIVE_SENTIMENTS[label] ?? ''}`;
  const odds = isAtOdds(node, side) ? ', which it speaks against' : '';
  return `“${wordsOf(node, picture)}” ${scoreText(node, picture)}${parts}${gold}${odds}`;
}

/** What both trees have in common, in figures; '': there is one alone. */
export function comparisonText({ trees, side }: TreePicture): string {
  const [tree, treebank] = trees;
  if (!tree || !treebank) return '';
  const { shared, of } = sharedSpans(tree.nodes);
  const labelled = treebank.nodes.filter((node) => node.label !== null && node.label !== 2);
  const odds = labelled.filter((node) => isAtOdds(node, side)).length;
  const spans = `${shared} of the tree’s ${of} spans are spans of the treebank too; the others have a dashed edge.`;
  if (side === 0) return `${spans} What is explained is on neither side of neutral, so scores cannot be held against labels.`;
  const labels = `${odds} of the ${labelled.length} spans that the treebank calls negative or positive have a score that speaks against that (≠, heavy edge).`;
  return `${spans} ${labels}`;
}

/** How to read the drawing. */
export function legendOf({ trees }: TreePicture, target: string, limit: number, largest: number): string {
  const beyond = largest > limit ? `; larger ones, up to ${formatLimit(largest)}, look the same` : '';
  const below = trees.length > 1 ? ' Beneath them: the treebank’s tree with its labels, and the score of each of its spans.' : '';
  return (
    `Above the words: from below, those two neighbours are merged whose score together differs most from both alone (Singh et al. 2019). ` +
    `A box has the contextual decomposition of its words for “${target}”. Strongest colour: ${formatLimit(limit)}, as in the heat maps${beyond}.${below}`
  );
}
