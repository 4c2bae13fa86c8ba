import { FIVE_SENTIMENTS } from '../../../engine/protocol.ts';
import { DataTable, Disclosure, ScrollArea } from '../../../ui/layout/index.ts';
import { formatSigned } from '../../../ui/text/format-number.ts';
import { isAtOdds, type TreeNode } from './forest.ts';
import { type DrawnTree, scoreText, type TreePicture, wordsOf } from './picture.ts';

/** Every node in figures, the longest spans first. */
export function TreeTable({ picture }: { readonly picture: TreePicture }) {
  const hasLabels = picture.trees.length > 1;
  return (
    <Disclosure summary="All spans in figures" lazy>
      <ScrollArea label="All spans in figures" maxHeight="24rem">
        <DataTable look="lined" scrolls>
          <thead>
            <tr>
              <th scope="col">words</th>
              <th scope="col">place</th>
              <th scope="col">tree</th>
              <th scope="col">score</th>
              <th scope="col">interaction</th>
              {hasLabels && <th scope="col">treebank’s label</th>}
              {hasLabels && <th scope="col">agrees</th>}
            </tr>
          </thead>
          <tbody>
            {rowsOf(picture).map(({ key, node, where }) => (
              <tr key={key}>
                <th scope="row">
                  <bdi>{wordsOf(node, picture)}</bdi>
                </th>
                <td>{node.to - node.from === 1 ? node.from + 1 : `${node.from + 1} to ${node.to}`}</td>
                <td>{where}</td>
                <td>{scoreText(node, picture)}</td>
                <td>{node.interaction === null ? '–' : formatSigned(node.interaction, picture.digits)}</td>
                {hasLabels && <td>{node.label === null ? '–' : FIVE_SENTIMENTS[node.label]}</td>}
                {hasLabels && <td>{agreement(node, picture.side)}</td>}
              </tr>
            ))}
          </tbody>
        </DataTable>
      </ScrollArea>
    </Disclosure>
  );
}

interface Row {
  readonly key: string;
  readonly node: TreeNode;
  /** Which of the trees has it. */
  readonly where: string;
}

function rowsOf({ trees }: TreePicture): readonly Row[] {
  const [tree, treebank] = trees;
  const rows = (drawn: DrawnTree | undefined, nodes: readonly TreeNode[], where: (node: TreeNode) => string): Row[] =>
    nodes.map((node) => ({ key: `${drawn?.id} ${node.from}:${node.to}`, node, where: where(node) }));
  const shared = treebank ? 'both' : 'made';
  const made = rows(tree, tree?.nodes ?? [], ({ isShared }) => (isShared ? shared : 'made'));
  const own = treebank?.nodes.filter(({ isShared }) => !isShared) ?? [];
  return [...made, ...rows(treebank, own, () => 'treebank')].sort((a, b) => b.node.to - b.node.from - (a.node.to - a.node.from));
}

function agreement(node: TreeNode, side: number): string {
  if (node.label === null || node.label === 2 || side === 0) return '–';
  return isAtOdds(node, side) ? 'no' : 'yes';
}
