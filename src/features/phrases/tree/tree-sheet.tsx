import type { DrawnFigure } from '../../../state/figures/index.ts';
import { drawSvgOnPaper } from '../../../ui/paper/draw-on-paper.tsx';
import type { TreePicture } from './picture.ts';
import { TreeDrawing } from './tree-drawing.tsx';
import type { TreePaint } from './tree-paint.ts';

/** The tree for a file: drawn by the same components as on the page, on paper. */
export function drawTree(picture: TreePicture, paint: TreePaint): DrawnFigure {
  return drawSvgOnPaper(picture, 'The tree', <TreeDrawing picture={picture} paint={paint} />);
}
