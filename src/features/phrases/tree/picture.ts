/** All that is drawn of a sentence's tree, with its places: for the page and for files. Pure. */
import type { TreeAnswer } from '../../../state/phrases/index.ts';
import { fitted, type MeasureText } from '../../../ui/drawing/text-width.ts';
import { digitsFor, formatSigned } from '../../../ui/text/format-number.ts';
import { mergedTree, sideOf, type TreeNode, treebankTree } from './forest.ts';
import { BOX_WIDTH, type Columns, columnsOf, LONGEST_WORD, placeTree } from './layout.ts';

export interface Box {
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnTree {
  readonly id: 'tree' | 'treebank';
  readonly name: string;
  readonly nodes: readonly TreeNode[];
  /** As nodes. */
  readonly boxes: readonly Box[];
  /** As nodes: from a node to the one it is part of; '': it is part of none. */
  readonly branches: readonly string[];
}

export interface TreePicture {
  readonly width: number;
  readonly height: number;
  /** Made by contextual decomposition above the words; the treebank's, where there is one, beneath them. */
  readonly trees: readonly DrawnTree[];
  /** [T] short enough to be drawn. */
  readonly words: readonly string[];
  readonly tokens: readonly string[];
  readonly fromRight: boolean;
  readonly digits: number;
  /** As of isAtOdds. */
  readonly side: number;
}

export const WORD_SIZE = 14;
const WORD_HEIGHT = 42;
const HEIGHTS = { tree: 22, treebank: 34 } as const;
const MARGIN = 6;
/** What is set apart from the words above it. */
const BETWEEN = 12;

/** The five classes as the treebank's labels are drawn. */
export const SHORT_LABELS: readonly string[] = ['very neg', 'negative', 'neutral', 'positive', 'very pos'];

/** @param hasSide whether the model's classes are the treebank's five */
export function treePicture(
  { hierarchy, treebank, explanation }: TreeAnswer,
  available: number,
  measure: MeasureText,
  hasSide: boolean,
): TreePicture {
  const { tokens } = hierarchy;
  const fromRight = runsFromRight(tokens);
  const words = tokens.map((word) => fitted(word, WORD_SIZE, LONGEST_WORD, measure));
  const columns = columnsOf(
    words.map((word) => measure(word, WORD_SIZE)),
    available,
    fromRight,
  );
  const merged = mergedTree(hierarchy.nodes, treebank);
  const placed = placeTree(merged, columns, { word: WORD_HEIGHT, span: HEIGHTS.tree });
  const middle = MARGIN + HEIGHTS.tree / 2 + placed.height + (placed.height > 0 ? 0 : WORD_HEIGHT / 2);
  const above: DrawnTree = {
    id: 'tree',
    name: 'Tree by contextual decomposition',
    nodes: merged,
    ...drawn(merged, placed.places, (y) => middle - y, columns, HEIGHTS.tree),
  };
  const trees = [above];
  let bottom = middle + WORD_HEIGHT / 2;
  if (treebank) {
    const nodes = treebankTree(treebank, hierarchy.spans, hierarchy.nodes);
    const under = placeTree(nodes, columns, { word: HEIGHTS.treebank, span: HEIGHTS.treebank });
    const first = bottom + BETWEEN + HEIGHTS.treebank / 2;
    trees.push({
      id: 'treebank',
      name: 'The treebank’s tree',
      nodes,
      ...drawn(nodes, under.places, (y) => first + y, null, HEIGHTS.treebank),
    });
    bottom = first + under.height + HEIGHTS.treebank / 2;
  }
  return {
    width: columns.width,
    height: Math.ceil(bottom + MARGIN),
    trees,
    words,
    tokens,
    fromRight,
    digits: digitsFor(Math.max(...merged.map(({ score }) => Math.abs(score)))),
    side: hasSide ? sideOf(explanation) : 0,
  };
}

/** @param columns where words have boxes as wide as they are written */
function drawn(
  nodes: readonly TreeNode[],
  places: readonly { readonly x: number; readonly y: number }[],
  toY: (y: number) => number,
  columns: Columns | null,
  height: number,
): Pick<DrawnTree, 'boxes' | 'branches'> {
  const boxes = nodes.map(({ from, level }, k) => {
    const { x = 0, y = 0 } = places[k] ?? {};
    const isWord = columns !== null && level === 0;
    return {
      x,
      y: toY(y),
      width: isWord ? (columns.widths[from] ?? BOX_WIDTH) : BOX_WIDTH,
      height: isWord ? WORD_HEIGHT : height,
    };
  });
  const branches = nodes.map(({ parent }, k) => {
    const [here, above] = [boxes[k], boxes[parent ?? -1]];
    return here && above ? `M${round(here.x)} ${round(here.y)}V${round(above.y)}H${round(above.x)}` : '';
  });
  return { boxes, branches };
}

export function scoreText({ score }: Pick<TreeNode, 'score'>, { digits }: Pick<TreePicture, 'digits'>): string {
  return formatSigned(score, digits);
}

/** The words of a node, as they are quoted. */
export function wordsOf({ from, to }: Pick<TreeNode, 'from' | 'to'>, { tokens }: Pick<TreePicture, 'tokens'>): string {
  return tokens.slice(from, to).join(' ');
}

/** By the first strong character, as dir="auto" has it. */
function runsFromRight(tokens: readonly string[]): boolean {
  const [first = ''] = /[\p{L}]/u.exec(tokens.join(' ')) ?? [];
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
