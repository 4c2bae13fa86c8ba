/** What the view draws and the export room saves: neither knows the other. */
import type { Explanation } from '../../engine/protocol.ts';

/** What a file says of itself. */
export interface DrawingFacts {
  /** Where the drawing comes from, a line a topic. */
  readonly footer: readonly string[];
  /** The same for programs. */
  readonly provenance: unknown;
}

export interface DrawnFile {
  /** A whole document. */
  readonly source: string;
  readonly width: number;
  readonly height: number;
}

export interface DrawingExportProps {
  /** Of the sentence that is drawn. */
  readonly explanation: Explanation;
  /** What flows: 'LRP', 'Gradient'. */
  readonly method: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly title: string;
  /** As much of the way as is shown, as SVG. */
  readonly drawSvg: (facts: DrawingFacts) => DrawnFile;
  /** The whole way, as an HTML page that plays it. */
  readonly drawPage: (facts: DrawingFacts) => string;
}
