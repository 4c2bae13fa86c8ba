import { memo } from 'react';
import { isAtOdds, type TreeNode } from './forest.ts';
import { type Box, type DrawnTree, SHORT_LABELS, scoreText, type TreePicture, WORD_SIZE } from './picture.ts';
import type { TreePaint } from './tree-paint.ts';

interface TreeDrawingProps {
  readonly picture: TreePicture;
  readonly paint: TreePaint;
  /** What it has for the keyboard and for screen readers; a file has none of it. */
  readonly itemOf?: (tree: DrawnTree, node: number) => ItemProps;
}

interface ItemProps {
  readonly role: 'treeitem';
  readonly tabIndex: number;
  readonly 'aria-label': string;
  readonly 'aria-level': number;
  readonly 'aria-selected': boolean;
  readonly 'data-node': number;
}

/** The branches and boxes of both trees, inside an <svg>. */
export const TreeDrawing = memo(function TreeDrawing({ picture, paint, itemOf }: TreeDrawingProps) {
  return picture.trees.map((tree) => (
    <g key={tree.id}>
      <g fill="none" stroke={paint.edge} strokeWidth={1.25}>
        {tree.branches.map((branch, k) => branch !== '' && <path key={nodeKey(k)} d={branch} />)}
      </g>
      <g data-tree={tree.id} {...(itemOf && { role: 'tree', 'aria-label': tree.name })}>
        {tree.nodes.map((node, k) => (
          <g key={nodeKey(k)} {...itemOf?.(tree, k)}>
            <NodeBox tree={tree} node={node} box={tree.boxes[k] ?? NOWHERE} picture={picture} paint={paint} />
          </g>
        ))}
      </g>
    </g>
  ));
});

const NOWHERE: Box = { x: 0, y: 0, width: 0, height: 0 };

interface NodeBoxProps extends Pick<TreeDrawingProps, 'picture' | 'paint'> {
  readonly tree: DrawnTree;
  readonly node: TreeNode;
  readonly box: Box;
}

/** Dashed: a span that the other tree does not have. A heavy edge: a score that speaks against the treebank's label. */
function NodeBox({ tree, node, box: { x, y, width, height }, picture, paint }: NodeBoxProps) {
  const { background, ink } = paint.cell(node.score);
  const isWord = tree.id === 'tree' && node.level === 0;
  const atOdds = tree.id === 'treebank' && isAtOdds(node, picture.side);
  const score = scoreText(node, picture);
  const first = isWord ? (picture.words[node.from] ?? '') : tree.id === 'treebank' ? (SHORT_LABELS[node.label ?? 2] ?? '') : null;
  return (
    <>
      {/* Paper beneath: branches end at its edge. */}
      <rect
        x={x - width / 2}
        y={y - height / 2}
        width={width}
        height={height}
        rx={4}
        fill={background}
        stroke={atOdds ? paint.ink : paint.edge}
        strokeWidth={atOdds ? 2.5 : 1}
        strokeDasharray={node.isShared ? undefined : '3 2'}
      />
      {first === null ? (
        <Line x={x} y={y + 4} size={11} ink={ink} text={score} />
      ) : (
        <>
          <Line x={x} y={y - 3} size={isWord ? WORD_SIZE : 11} ink={ink} text={first} fromRight={isWord && picture.fromRight} />
          <Line x={x} y={y + height / 2 - (isWord ? 7 : 5)} size={11} ink={ink} text={atOdds ? `≠ ${score}` : score} />
        </>
      )}
    </>
  );
}

interface LineProps {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly ink: string;
  readonly text: string;
  readonly fromRight?: boolean;
}

function Line({ x, y, size, ink, text, fromRight = false }: LineProps) {
  return (
    <text x={x} y={y} fontSize={size} textAnchor="middle" fill={ink} direction={fromRight ? 'rtl' : undefined}>
      {text}
    </text>
  );
}

/** A node's place is its identity. */
function nodeKey(k: number): string {
  return `node-${k}`;
}
