import type { DrawingFacts, DrawnFile } from '../../../state/inside/index.ts';
import { SHEET_TOP, Sheet, sheetElement, sheetSize, svgFile } from '../../../ui/drawing/sheet.tsx';
import { textWidth } from '../../../ui/drawing/text-width.ts';
import type { TreePicture } from './picture.ts';
import { TreeDrawing } from './tree-drawing.tsx';
import type { TreePaint } from './tree-paint.ts';

interface TreeSheet {
  readonly title: string;
  readonly picture: TreePicture;
  readonly paint: TreePaint;
  /** How to read it, and what comes of it. */
  readonly notes: readonly string[];
  readonly facts: DrawingFacts;
}

/** Room for what stands at the foot of a short sentence. */
const LEAST_WIDTH = 480;
/** A bold title is wider than it is measured. */
const TITLE_SIZE = 21;

/** The tree as a file: drawn by the same components as on the page, on paper. */
export function drawTreeSvg({ title, picture, paint, notes, facts }: TreeSheet): DrawnFile {
  const drawing = { width: Math.max(LEAST_WIDTH, textWidth(title, TITLE_SIZE), picture.width), height: picture.height };
  const size = sheetSize(drawing, [...notes, ...facts.footer]);
  const sheet = (
    <Sheet
      size={size}
      title={title}
      description={[picture.tokens.join(' '), ...facts.footer].join('\n')}
      provenance={facts.provenance}
      paint={paint}
    >
      <g transform={`translate(${(size.width - picture.width) / 2} ${SHEET_TOP})`}>
        <TreeDrawing picture={picture} paint={paint} />
      </g>
    </Sheet>
  );
  return { source: svgFile(sheetElement(sheet)), width: size.width, height: size.height };
}
