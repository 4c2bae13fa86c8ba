/** Where everything of a tree stands: a column a word, a level a row, each node above the middle of its parts. Pure; pixels. */
import type { TreeNode } from './forest.ts';

export interface Columns {
  /** [T] the middle of each word. */
  readonly middles: readonly number[];
  /** [T] */
  readonly widths: readonly number[];
  readonly width: number;
}

interface PlacedNode {
  /** The middle of its box; y from that of the words, growing with the level. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedTree {
  /** As the tree's nodes. */
  readonly places: readonly PlacedNode[];
  /** From the middle of the words to that of the highest node. */
  readonly height: number;
}

export const BOX_WIDTH = 54;
const COLUMN = { least: BOX_WIDTH + 4, most: 150, padding: 16, gap: 6 } as const;
export const LONGEST_WORD = COLUMN.most - COLUMN.padding;
const MARGIN = 4;
/** From one level to the next; closer in high trees, but boxes of neighbouring levels never touch. */
const LEVEL = { most: 42, gap: 6, all: 560 } as const;

/**
 * @param wordWidths how wide each word is when written
 * @param available the width there is: the columns are centred in it, or take more
 * @param fromRight the words run from right to left
 */
export function columnsOf(wordWidths: readonly number[], available: number, fromRight: boolean): Columns {
  const widths = wordWidths.map((width) => Math.min(COLUMN.most, Math.max(COLUMN.least, width + COLUMN.padding)));
  const needed = widths.reduce((sum, width) => sum + width + COLUMN.gap, 2 * MARGIN - COLUMN.gap);
  const width = Math.ceil(Math.max(needed, available));
  let left = (width - needed) / 2 + MARGIN;
  const middles = widths.map((own) => {
    const middle = left + own / 2;
    left += own + COLUMN.gap;
    return fromRight ? width - middle : middle;
  });
  return { middles, widths, width };
}

interface BoxHeights {
  readonly word: number;
  readonly span: number;
}

/**
 * Places a tree's nodes by their levels: words at 0, each span over the middle of its parts.
 * @param heights of the boxes of words and of spans, which never touch
 */
export function placeTree(nodes: readonly TreeNode[], { middles }: Columns, heights: BoxHeights): PlacedTree {
  const highest = nodes.reduce((most, { level }) => Math.max(most, level), 0);
  const step = Math.min(LEVEL.most, LEVEL.all / Math.max(1, highest));
  const distance = Math.max(step, heights.span + LEVEL.gap);
  const first = Math.max(distance, (heights.word + heights.span) / 2 + LEVEL.gap);
  const above = (level: number) => (level === 0 ? 0 : first + (level - 1) * distance);
  const x: number[] = [];
  // Parts have lower levels than what they are parts of.
  const upwards = [...nodes.keys()].sort((a, b) => (nodes[a]?.level ?? 0) - (nodes[b]?.level ?? 0));
  for (const k of upwards) {
    const { from, parts } = nodes[k] ?? { from: 0, parts: [] };
    x[k] = parts.length === 0 ? (middles[from] ?? 0) : parts.reduce((sum, part) => sum + (x[part] ?? 0), 0) / parts.length;
  }
  return {
    places: nodes.map(({ level }, k) => ({ x: x[k] ?? 0, y: above(level) })),
    height: above(highest),
  };
}

/** Where an arrow key leads from a node: along the branches, to the next word or span beside it; null: nowhere. */
export function nodeInDirection(
  nodes: readonly TreeNode[],
  at: number,
  direction: 'up' | 'down' | 'before' | 'after',
): number | null {
  const here = nodes[at];
  if (!here) return null;
  if (direction === 'up') return here.parent;
  if (direction === 'down') return here.parts[0] ?? null;
  const siblings = here.parent === null ? [] : (nodes[here.parent]?.parts ?? []);
  const sibling = siblings[siblings.indexOf(at) + (direction === 'after' ? 1 : -1)];
  if (sibling !== undefined) return sibling;
  // Beyond the siblings: the widest span that touches this one and is no higher.
  const beside = [...nodes.keys()].filter((k) => {
    const { from, to, level } = nodes[k] ?? here;
    return level <= here.level && (direction === 'after' ? from === here.to : to === here.from);
  });
  return beside.reduce<number | null>(
    (best, k) => (best === null || (nodes[k]?.level ?? 0) > (nodes[best]?.level ?? 0) ? k : best),
    null,
  );
}
