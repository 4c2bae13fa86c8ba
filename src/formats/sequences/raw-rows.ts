/** What all files of sequences have in common: rows of cells under columns, not yet numbers. */
import type { SequencePart } from './sequence-options.ts';

export interface RawRows {
  readonly columns: readonly string[];
  /** Whether the file itself names the columns. */
  readonly named: boolean;
  /** R */
  readonly count: number;
  /** A number, text, or null where there is nothing. */
  cell(row: number, column: number): unknown;
  /** As `line 7`. */
  whereOf(row: number): string;
  /** Where the file says itself which rows are a sequence. */
  readonly parts: readonly SequencePart[] | null;
  /** The same of when each row was. */
  readonly times: readonly string[] | null;
  readonly notes: readonly string[];
}

const MISSING = /^(|nan|na|n\/a|#n\/a|null|none|nil|\?|-|--|missing)$/i;

/** Whether nothing is there, in one of the ways in which programs write it. */
export function isMissing(cell: unknown): boolean {
  if (cell === null || cell === undefined) return true;
  return typeof cell === 'number' ? Number.isNaN(cell) : typeof cell === 'string' && MISSING.test(cell.trim());
}

/** The number that a cell is; NaN where it is none, or none that is finite. */
export function numberIn(cell: unknown): number {
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  if (typeof cell === 'string') return cell.trim() === '' ? Number.NaN : finite(Number(cell.replaceAll('\u2212', '-')));
  return typeof cell === 'number' ? finite(cell) : Number.NaN;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Names for `count` columns that have none. */
export function placeNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `column ${index + 1}`);
}
