/** A concordance in order, and what stands about a word: pure. */
import type { Occurrence } from '../../engine/experiment-protocol.ts';

export type SortedBy = 'highest' | 'lowest' | 'order' | 'position';

/** Equal ones, and all where nothing else is asked for, in the order of the data set. */
export function sortOccurrences(occurrences: readonly Occurrence[], by: SortedBy): Occurrence[] {
  const key = KEYS[by];
  return occurrences.toSorted((a, b) => key(a) - key(b));
}

const KEYS: Readonly<Record<SortedBy, (one: Occurrence) => number>> = {
  highest: ({ value }) => -value,
  lowest: ({ value }) => value,
  order: () => 0,
  position: ({ position }) => position,
};

interface Side {
  /** Places in the sentence, from (inclusive) to (exclusive). */
  readonly from: number;
  readonly to: number;
  /** More words stand beyond. */
  readonly isCut: boolean;
}

/** The words on each side of one. @param length words of the sentence @param most words a side */
export function sidesOf(position: number, length: number, most: number): { readonly left: Side; readonly right: Side } {
  const [from, to] = [Math.max(0, position - most), Math.min(length, position + 1 + most)];
  return { left: { from, to: position, isCut: from > 0 }, right: { from: position + 1, to, isCut: to < length } };
}
