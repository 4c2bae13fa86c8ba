/** What the view draws and the export room saves: neither knows the other. */
import type { TreeAnswer } from './tree-store.ts';

export interface TreeExportProps {
  readonly answer: TreeAnswer;
}
