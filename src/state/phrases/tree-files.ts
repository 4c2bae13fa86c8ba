/** What the view draws and the export room saves: neither knows the other. */
import type { DrawingFacts, DrawnFile } from '../inside/index.ts';
import type { TreeAnswer } from './tree-store.ts';

export interface TreeExportProps {
  readonly answer: TreeAnswer;
  readonly title: string;
  /** The whole tree as SVG. */
  readonly drawSvg: (facts: DrawingFacts) => DrawnFile;
}
