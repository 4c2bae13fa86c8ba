import type { DrawingFacts } from '../../state/inside/index.ts';
import { Sheet as PaperSheet, sheetSize as paperSize, SHEET_MARGIN, SHEET_TOP, type SheetSize } from '../../ui/drawing/sheet.tsx';
import { Drawing } from './drawing.tsx';
import { LABELS_WIDTH, LaneLabels } from './lane-labels.tsx';
import { LEDGER_WIDTH, LedgerDrawing, type ledgerEntries, ledgerHeight } from './ledger-drawing.tsx';
import type { Progress } from './net/progress.ts';
import type { Paint } from './picture/paint.ts';
import type { Picture } from './picture/picture.ts';

export interface SheetProps {
  readonly title: string;
  readonly picture: Picture;
  readonly paint: Paint;
  readonly step: number;
  readonly progress: Progress;
  readonly entries: ReturnType<typeof ledgerEntries>;
  readonly largest: number;
  /** How to read it. */
  readonly legend: string;
  readonly facts: DrawingFacts;
  /** As of a Drawing. */
  readonly allWires?: boolean;
}

type Sized = Pick<SheetProps, 'picture' | 'entries' | 'legend' | 'facts'>;

/** The size of the whole in px, and what stands at its foot. */
export function sheetSize({ picture: { layout }, entries, legend, facts }: Sized): SheetSize {
  const drawing = {
    width: LABELS_WIDTH + layout.width + LEDGER_WIDTH + BETWEEN,
    height: Math.max(layout.height, ledgerHeight(entries.length)),
  };
  return paperSize(drawing, [legend, ...facts.footer]);
}

const BETWEEN = 16;

/** The drawing as a document of its own: title, lanes, network, ledger, how to read it, where it comes from. */
export function Sheet(props: SheetProps) {
  const { title, picture, paint, step, progress, entries, largest, facts, allWires = false } = props;
  const { layout, lanes, digits } = picture;
  return (
    <PaperSheet
      size={sheetSize(props)}
      title={title}
      description={[picture.columns.join(' '), ...facts.footer].join('\n')}
      provenance={facts.provenance}
      paint={paint}
    >
      <g transform={`translate(${SHEET_MARGIN} ${SHEET_TOP})`}>
        <LaneLabels lanes={layout.lanes} names={lanes} paint={paint} />
      </g>
      <g transform={`translate(${SHEET_MARGIN + LABELS_WIDTH} ${SHEET_TOP})`}>
        <Drawing picture={picture} paint={paint} step={step} arrived={progress.arrived} allWires={allWires} />
      </g>
      <g transform={`translate(${SHEET_MARGIN + LABELS_WIDTH + layout.width + BETWEEN} ${SHEET_TOP})`}>
        <LedgerDrawing entries={entries} largest={largest} paint={paint} digits={digits} />
      </g>
    </PaperSheet>
  );
}
