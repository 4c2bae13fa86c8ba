/** Which rows a model reads of a sentence. */
import type { Padding } from './model-data.ts';

export interface Reading {
  /** The words that are read: from, up to but not including to. */
  readonly from: number;
  readonly to: number;
  /** Rows that fill up before them. */
  readonly before: number;
  /** Rows in all. */
  readonly length: number;
}

/** Masked padding is as none, but that a longer sentence is cut. */
export function readRows(words: number, padding: Padding | null): Reading {
  if (padding === null) return { from: 0, to: words, before: 0, length: words };
  const { side, length, truncate, masked } = padding;
  const count = Math.min(words, length);
  const from = truncate === 'pre' ? words - count : 0;
  const fill = masked ? 0 : length - count;
  return { from, to: from + count, before: side === 'pre' ? fill : 0, length: count + fill };
}

/** The row that a word stands in; -1 where there is no such word, or it is not read. */
export function rowOf(position: number | undefined, { from, to, before }: Reading): number {
  return position === undefined || position < from || position >= to ? -1 : position - from + before;
}

/** [T] of the numbers of all rows, one a word; a word that is not read has 0. */
export function ofWords(rows: Float64Array, { from, to, before }: Reading, words: number): Float64Array {
  const values = new Float64Array(words);
  values.set(rows.subarray(before, before + to - from), from);
  return values;
}

/** The sum over the rows that fill up. */
export function ofPads(rows: Float64Array, { from, to, before }: Reading): number {
  return rows.reduce((sum, value, row) => (row < before || row >= before + to - from ? sum + value : sum), 0);
}
