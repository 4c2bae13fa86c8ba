import type { DrawingFacts } from '../../state/inside/index.ts';
import { wrapped } from '../../ui/text/wrapped-lines.ts';
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

const MARGIN = 24;
const HEAD = 44;
const FOOT = 24;
const LINE = 15;
const FOOT_SIZE = 11;
/** Rough width of a character, a pixel of font size: wide enough for the fonts of other programs. */
const CHARACTER = 0.56;

type Sized = Pick<SheetProps, 'picture' | 'entries' | 'legend' | 'facts'>;

/** The size of the whole in px, and what stands at its foot. */
export function sheetSize({ picture: { layout }, entries, legend, facts }: Sized) {
  const width = Math.ceil(LABELS_WIDTH + layout.width + LEDGER_WIDTH + 2 * MARGIN + 16);
  const lines = wrapped([legend, ...facts.footer], (width - 2 * MARGIN) / (CHARACTER * FOOT_SIZE));
  const below = MARGIN + HEAD + Math.max(layout.height, ledgerHeight(entries.length)) + FOOT;
  return { width, height: Math.ceil(below + LINE * lines.length + MARGIN), below, lines };
}

/** The drawing as a document of its own: title, lanes, network, ledger, how to read it, where it comes from. */
export function Sheet(props: SheetProps) {
  const { title, picture, paint, step, progress, entries, largest, facts, allWires = false } = props;
  const { layout, lanes, digits } = picture;
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
        <LaneLabels lanes={layout.lanes} names={lanes} paint={paint} />
      </g>
      <g transform={`translate(${MARGIN + LABELS_WIDTH} ${MARGIN + HEAD})`}>
        <Drawing picture={picture} paint={paint} step={step} arrived={progress.arrived} allWires={allWires} />
      </g>
      <g transform={`translate(${MARGIN + LABELS_WIDTH + layout.width + 16} ${MARGIN + HEAD})`}>
        <LedgerDrawing entries={entries} largest={largest} paint={paint} digits={digits} />
      </g>
      {lines.map((line, index) => (
        <text key={line} x={MARGIN} y={below + index * LINE} fontSize={FOOT_SIZE} fill={paint.muted}>
          {line}
        </text>
      ))}
    </svg>
  );
}
