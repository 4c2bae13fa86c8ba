import type { DrawnFigure } from '../../../state/figures/index.ts';
import { drawOnPaper } from '../../../ui/paper/draw-on-paper.tsx';
import type { TreePicture } from './picture.ts';
import { TreeDrawing } from './tree-drawing.tsx';
import type { TreePaint } from './tree-paint.ts';

/** The tree for a file: drawn by the same components as on the page, on paper. */
export function drawTree(picture: TreePicture, paint: TreePaint): DrawnFigure {
  const { width, height } = picture;
  const drawn = drawOnPaper(
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="The tree"
      style={{ display: 'block' }}
    >
      <TreeDrawing picture={picture} paint={paint} />
    </svg>,
    width,
  );
  return { ...drawn, width, height };
}
