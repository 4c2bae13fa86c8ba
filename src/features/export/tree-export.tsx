import type { TreeExportProps } from '../../state/phrases/index.ts';
import { drawingFacts, drawingFileName, pngOf, svgOf } from './drawing-facts.ts';
import { SaveChips } from './save-chips.tsx';
import { writeTreeCsv, writeTreeJson } from './tree-table.ts';

/** Saves the tree of a sentence. */
export function TreeExport({ answer, title, drawSvg }: TreeExportProps) {
  const { explanation } = answer;
  const name = (extension: string) => drawingFileName(explanation, 'tree', extension);
  const facts = () => drawingFacts({ explanation, method: 'Contextual decomposition, agglomerated', parameters: {} });
  return (
    <SaveChips
      label="Save the tree"
      kinds={[
        { label: 'SVG', title: 'The drawing, for papers', name: name('svg'), make: () => svgOf(drawSvg(facts())) },
        { label: 'PNG', title: 'The drawing, for slides', name: name('png'), make: () => pngOf(title, facts(), drawSvg) },
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
