import type { FigureFacts } from '../../state/figures/index.ts';
import { Sheet as PaperSheet, sheetSize as paperSize, SHEET_MARGIN, SHEET_TOP, type SheetSize } from '../../ui/drawing/sheet.tsx';
import { Drawing as Network } from './drawing.tsx';
import { LABELS_WIDTH, LaneLabels } from './lane-labels.tsx';
import { LEDGER_WIDTH, LedgerDrawing, type ledgerEntries, ledgerHeight } from './ledger-drawing.tsx';
import type { Progress } from './net/progress.ts';
import type { Paint } from './picture/paint.ts';
import type { Picture } from './picture/picture.ts';

/** What is drawn of one step. */
export interface Drawing {
  readonly picture: Picture;
  readonly paint: Paint;
  readonly step: number;
  readonly progress: Progress;
  readonly entries: ReturnType<typeof ledgerEntries>;
  readonly largest: number;
  /** As of the network. */
  readonly allWires?: boolean;
}

export interface SheetProps extends Drawing {
  readonly title: string;
  /** How to read it. */
  readonly legend: string;
  readonly facts: FigureFacts;
}

const BETWEEN = 16;

type Sized = Pick<SheetProps, 'picture' | 'entries' | 'legend' | 'facts'>;

/** px of the network with the names of its lanes and its ledger. */
export function drawingSize({ picture: { layout }, entries }: Pick<Drawing, 'picture' | 'entries'>) {
  const width = Math.ceil(LABELS_WIDTH + layout.width + LEDGER_WIDTH + BETWEEN);
  return { width, height: Math.ceil(Math.max(layout.height, ledgerHeight(entries.length))) };
}

/** Names of the lanes, network, ledger, side by side. */
export function SheetDrawing({ picture, paint, step, progress, entries, largest, allWires = false }: Drawing) {
  const { layout, lanes, digits } = picture;
  return (
    <>
      <LaneLabels lanes={layout.lanes} names={lanes} paint={paint} />
      <g transform={`translate(${LABELS_WIDTH} 0)`}>
        <Network picture={picture} paint={paint} step={step} arrived={progress.arrived} allWires={allWires} />
      </g>
      <g transform={`translate(${LABELS_WIDTH + layout.width + BETWEEN} 0)`}>
        <LedgerDrawing entries={entries} largest={largest} paint={paint} digits={digits} />
      </g>
    </>
  );
}

/** The size of the whole in px, and what stands at its foot. */
function sheetSize({ picture, entries, legend, facts }: Sized): SheetSize {
  return paperSize(drawingSize({ picture, entries }), [legend, ...facts.footer]);
}

/** The drawing within a page of its own: title, lanes, network, ledger, how to read it, where it comes from. */
export function Sheet(props: SheetProps) {
  const { title, picture, paint, facts } = props;
  return (
    <PaperSheet
      size={sheetSize(props)}
      title={title}
      description={[picture.columns.join(' '), ...facts.footer].join('\n')}
      provenance={facts.provenance}
      paint={paint}
    >
      <g transform={`translate(${SHEET_MARGIN} ${SHEET_TOP})`}>
        <SheetDrawing {...props} />
      </g>
    </PaperSheet>
  );
}
