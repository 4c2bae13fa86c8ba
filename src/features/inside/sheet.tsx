import type { DrawingFacts } from '../../state/inside/index.ts';
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
}

const MARGIN = 24;
const HEAD = 44;
const LINE = 15;

/** The size of the whole, in px. */
export function sheetSize({ picture: { layout }, entries, facts }: Pick<SheetProps, 'picture' | 'entries' | 'facts'>) {
  return {
    width: Math.ceil(LABELS_WIDTH + layout.width + LEDGER_WIDTH + 2 * MARGIN + 16),
    height: Math.ceil(
      MARGIN + HEAD + Math.max(layout.height, ledgerHeight(entries.length)) + 24 + LINE * (facts.footer.length + 1) + MARGIN,
    ),
  };
}

/** The drawing as a document of its own: title, lanes, network, ledger, how to read it, where it comes from. */
export function Sheet(props: SheetProps) {
  const { title, picture, paint, step, progress, entries, largest, legend, facts } = props;
  const { layout, lanes, digits } = picture;
  const { width, height } = sheetSize(props);
  const below = MARGIN + HEAD + Math.max(layout.height, ledgerHeight(entries.length)) + 24;
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
        <Drawing picture={picture} paint={paint} step={step} arrived={progress.arrived} />
      </g>
      <g transform={`translate(${MARGIN + LABELS_WIDTH + layout.width + 16} ${MARGIN + HEAD})`}>
        <LedgerDrawing entries={entries} largest={largest} paint={paint} digits={digits} />
      </g>
      {[legend, ...facts.footer].map((line, index) => (
        <text key={line} x={MARGIN} y={below + index * LINE} fontSize={11} fill={paint.muted}>
          {line}
        </text>
      ))}
    </svg>
  );
}
