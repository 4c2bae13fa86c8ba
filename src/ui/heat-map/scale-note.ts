import { digitsFor, formatFixed } from '../text/format-number.ts';

/** Where the full colour comes from (display-store.ts). */
interface Scaling {
  readonly scale: 'method' | 'shared' | 'fixed' | 'raw';
  readonly gamma: number;
}

/** A row of cells: a method, a class of the class x word matrix, or a pinned explanation. */
export interface ScaledRow {
  readonly label: string;
  readonly values: readonly number[];
  readonly signed: boolean;
  /** The absolute value that gets the full colour. */
  readonly limit: number;
}

export interface ScaleNote {
  /** Neighbours are on different scales: equal shades are not equal values. */
  readonly different: boolean;
  /** 'Different scales', 'One scale', or nothing of a single row. */
  readonly headline: string;
  readonly text: string;
}

/** What the full colour stands for, in words and figures; null where there is nothing to colour. */
export function scaleNote(rows: readonly ScaledRow[], { scale, gamma }: Scaling): ScaleNote | null {
  const limit = rows[0]?.limit;
  if (limit === undefined) return null;
  const different = rows.some((row) => row.limit !== limit);
  const small = scale === 'method' ? smallValues(rows) : '';
  const sentences = different
    ? [differentScales(rows), small]
    : [small || oneScale(rows, scale, limit), beyond(rows, limit), otherUnits(rows)];
  return {
    different,
    headline: different ? 'Different scales' : rows.length > 1 ? 'One scale' : '',
    text: [...sentences, gammaNote(gamma)].filter(Boolean).join(' '),
  };
}

export function formatLimit(limit: number): string {
  return formatFixed(limit, digitsFor(limit));
}

function differentScales(rows: readonly ScaledRow[]): string {
  const figures = rows.map(({ label, limit }) => `${formatLimit(limit)} for ${label}`);
  return `Strongest colour: ${figures.join(', ')}. Compare ranks, not shades.`;
}

function oneScale(rows: readonly ScaledRow[], scale: Scaling['scale'], limit: number): string {
  const figure = formatLimit(limit);
  if (scale === 'fixed') return `Strongest colour: ${figure}, as you set it.`;
  if (scale === 'raw') return 'Strongest colour: a value of 1.';
  if (limit === 0) return 'Every value is zero.';
  return `Strongest colour: ${figure}, the largest value${rows.length > 1 ? ' of all' : ''}.`;
}

/** The strongest colour is kept for more than any of a row's values where they are small beside the score (state/display/shown-methods.ts). */
function smallValues(rows: readonly ScaledRow[]): string {
  const small = rows.filter((row) => largestOf(row) < row.limit);
  if (small.length === 0) return '';
  const whose = rows.length > 1 ? ` of ${small.map(({ label }) => label).join(', ')}` : '';
  const [first] = small;
  return rows.length > 1 || !first
    ? `All contributions${whose} are small.`
    : `All contributions are small: the largest is ${formatLimit(largestOf(first))}, and the strongest colour stands for ${formatLimit(first.limit)}.`;
}

/** Squared gradients are not shares of a score: one scale lets the eye compare what has no common unit. */
function otherUnits(rows: readonly ScaledRow[]): string {
  const unsigned = rows.filter(({ signed }) => !signed).map(({ label }) => label);
  return unsigned.length > 0 && unsigned.length < rows.length
    ? `${unsigned.join(', ')} is in other units (squared gradients).`
    : '';
}

function beyond(rows: readonly ScaledRow[], limit: number): string {
  const clipped = rows.map((row) => ({ ...row, largest: largestOf(row) })).filter(({ largest }) => largest > limit);
  if (clipped.length === 0) return '';
  return `Larger values all look the same (${clipped.map(({ label, largest }) => `${label}: up to ${formatLimit(largest)}`).join(', ')}).`;
}

function largestOf({ values }: ScaledRow): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function gammaNote(gamma: number): string {
  if (gamma === 1) return '';
  return `Gamma ${formatFixed(gamma)} ${gamma < 1 ? 'lifts' : 'fades'} small values.`;
}
