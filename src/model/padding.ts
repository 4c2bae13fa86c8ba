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
