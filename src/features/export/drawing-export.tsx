import type { DrawingExportProps } from '../../state/inside/index.ts';
import { drawingFacts, drawingFileName, pngOf, svgOf } from './drawing-facts.ts';
import { SaveChips } from './save-chips.tsx';

/** Saves what is drawn of what flows inside. */
export function DrawingExport(props: DrawingExportProps) {
  const { explanation, title, drawSvg, drawPage } = props;
  const name = (extension: string) => drawingFileName(explanation, 'inside', extension);
  const facts = () => drawingFacts(props);
  return (
    <SaveChips
      label="Save the drawing"
      kinds={[
        {
          label: 'SVG',
          title: 'The step that is shown, as a drawing for papers',
          name: name('svg'),
          make: () => svgOf(drawSvg(facts())),
        },
        {
          label: 'PNG',
          title: 'The step that is shown, as a picture for slides',
          name: name('png'),
          make: () => pngOf(title, facts(), drawSvg),
        },
        {
          label: 'Animation',
          title: 'The whole way, as an HTML page of its own that plays it, without a connection too',
          name: name('html'),
          make: () => new Blob([drawPage(facts())], { type: 'text/html;charset=utf-8' }),
        },
      ]}
    />
  );
}
