import type { TreeExportProps } from '../../state/phrases/index.ts';
import { SaveChips } from '../../ui/controls/save-chips.tsx';
import { drawingFacts, drawingFileName } from './drawing-facts.ts';
import { writeTreeCsv, writeTreeJson } from './tree-table.ts';

/** Saves the tree of a sentence as numbers; as a drawing it is a figure like any other. */
export function TreeExport({ answer }: TreeExportProps) {
  const { explanation } = answer;
  const name = (extension: string) => drawingFileName(explanation, 'tree', extension);
  const facts = () => drawingFacts({ explanation, method: 'Contextual decomposition, agglomerated', parameters: {} });
  return (
    <SaveChips
      label="Save the tree’s numbers"
      kinds={[
        {
          label: 'CSV',
          title: 'A row a span: its words, score, interaction and label',
          name: name('csv'),
          make: () => new Blob([writeTreeCsv(answer)], { type: 'text/csv;charset=utf-8' }),
        },
        {
          label: 'JSON',
          title: 'The tree and the treebank’s spans, for programs',
          name: name('json'),
          make: () => new Blob([writeTreeJson(answer, facts())], { type: 'application/json' }),
        },
      ]}
    />
  );
}
