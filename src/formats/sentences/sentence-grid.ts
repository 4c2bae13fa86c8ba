/** What tables, JSON and Parquet have in common: rows with named columns. */
import { type Place, sentenceError } from './sentence-error.ts';

export interface SentenceGrid {
  readonly columns: readonly string[];
  /** Rows of data. */
  readonly count: number;
  /** Where a row begins in the file. */
  placeOf(row: number): Place;
  /** What stands there, to be looked at; '': nothing. */
  sample(row: number, column: number): string;
  /** The same where it is text or a number. @throws LensError `InputError` where it is neither */
  value(row: number, column: number): string;
}

/** More is no table; and every one of them would be offered for choice. */
export const MAX_COLUMNS = 500;

export function tooManyColumns(name: string, place: Place, found: number) {
  return sentenceError(name, place, 'there are too many columns', { expected: `at most ${MAX_COLUMNS}`, found: `${found}` });
}
