import type { InsideLedger, InsideMethod } from '../../engine/inside-protocol.ts';
import type { Unit } from '../../state/sentence/index.ts';
import { formatFixed } from '../../ui/text/format-number.ts';
import type { Paint } from './picture/paint.ts';

export const LEDGER_WIDTH = 176;
const ENTRY = { top: 34, height: 46, bar: 13 } as const;

interface Entry {
  readonly key: keyof InsideLedger | 'onItsWay';
  readonly name: string;
  readonly amount: number;
}

/** The ledger's entries that this method can have. */
export function ledgerEntries(
  ledger: InsideLedger,
  onItsWay: number,
  method: InsideMethod,
  unit: Unit,
  isPadded: boolean,
): Entry[] {
  const entry = (key: Entry['key'], name: string): Entry => ({
    key,
    name,
    amount: key === 'onItsWay' ? onItsWay : ledger[key],
  });
  return [
    entry('words', `${unit}s`),
    ...(isPadded ? [entry('padding', 'padding')] : []),
    ...(method === 'lrp'
      ? [entry('rest', 'initial states'), entry('bias', 'biases'), entry('stabiliser', 'stabiliser')]
      : [entry('change', 'made or lost on the way')]),
    entry('onItsWay', 'still on the way'),
  ];
}

/** An entry's bar and what stands beneath it. What is on its way is not shared out yet: an empty bar. */
export function ledgerBar({ key, name, amount }: Entry, largest: number, paint: Paint, digits: number) {
  const isWaiting = key === 'onItsWay';
  const full = LEDGER_WIDTH - 8;
  return {
    width: largest > 0 ? Math.min(full, (Math.abs(amount) / largest) * full) : 0,
    fill: key === 'onItsWay' ? 'none' : key === 'words' ? paint.ribbon(amount) : paint.shares[key],
    stroke: isWaiting && amount !== 0 ? paint.edge : 'none',
    text: `${name} ${formatFixed(amount, digits)}`,
  };
}

interface LedgerDrawingProps {
  readonly entries: readonly Entry[];
  /** The amount that a bar over the whole width stands for. */
  readonly largest: number;
  readonly paint: Paint;
  readonly digits: number;
}

export function ledgerHeight(entries: number): number {
  return ENTRY.top + entries * ENTRY.height - 8;
}

/** Where the score is by now, as SVG: a bar an entry, in the colour of its sign. */
export function LedgerDrawing({ entries, largest, paint, digits }: LedgerDrawingProps) {
  return (
    <>
      <text x={0} y={16} fontSize={13} fontWeight={650} fill={paint.ink}>
        Where it went
      </text>
      {entries.map((entry, index) => {
        const y = ENTRY.top + index * ENTRY.height;
        const { width, fill, stroke, text } = ledgerBar(entry, largest, paint, digits);
        return (
          <g key={entry.key} data-entry={entry.key}>
            <rect x={0} y={y - 3} width={1} height={ENTRY.bar + 6} fill={paint.edge} />
            <rect
              x={0}
              y={y}
              width={width}
              height={ENTRY.bar}
              fill={fill}
              stroke={stroke}
              strokeDasharray={stroke === 'none' ? undefined : '3 3'}
            />
            <text x={0} y={y + ENTRY.bar + 15} fontSize={12} fill={paint.ink}>
              {text}
            </text>
          </g>
        );
      })}
    </>
  );
}
