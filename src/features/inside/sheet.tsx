import type { FigureFacts } from '../../state/figures/index.ts';
import { wrapped } from '../../ui/text/wrapped-lines.ts';
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

const MARGIN = 24;
const BETWEEN = 16;
const HEAD = 44;
const FOOT = 24;
const LINE = 15;
const FOOT_SIZE = 11;
/** Rough width of a character, a pixel of font size: wide enough for the fonts of other programs. */
const CHARACTER = 0.56;

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
function sheetSize({ legend, facts, ...drawing }: Sized) {
  const inner = drawingSize(drawing);
  const width = inner.width + 2 * MARGIN;
  const lines = wrapped([legend, ...facts.footer], (width - 2 * MARGIN) / (CHARACTER * FOOT_SIZE));
  const below = MARGIN + HEAD + inner.height + FOOT;
  return { width, height: Math.ceil(below + LINE * lines.length + MARGIN), below, lines };
}

/** The drawing within a page of its own: title, lanes, network, ledger, how to read it, where it comes from. */
export function Sheet(props: SheetProps) {
  const { title, picture, paint, facts } = props;
  const { width, height, below, lines } = sheetSize(props);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby="lrp-lens-title"
      fontFamily="Helvetica, Arial, 'Liberation Sans', sans-serif"
    >
      <title id="lrp-lens-title">{title}</title>
      <desc>{[picture.columns.join(' '), ...facts.footer].join('\n')}</desc>
      <metadata>{JSON.stringify(facts.provenance)}</metadata>
      <rect width={width} height={height} fill={paint.paper} />
      <text x={MARGIN} y={MARGIN + 16} fontSize={19} fontWeight={700} fill={paint.ink}>
        {title}
      </text>
      <g transform={`translate(${MARGIN} ${MARGIN + HEAD})`}>
        <SheetDrawing {...props} />
      </g>
      {lines.map((line, index) => (
        <text key={line} x={MARGIN} y={below + index * LINE} fontSize={FOOT_SIZE} fill={paint.muted}>
          {line}
        </text>
      ))}
    </svg>
  );
}
