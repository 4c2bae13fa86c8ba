/** In which order the examples are listed, and how to step through that order. */
import type { Example } from './example.ts';
import { lacksTokens, lengthOf } from './filter.ts';
import type { SetPredictions } from './predictions.ts';

export type SortKey = 'number' | 'length' | 'confidence' | 'gold' | 'predicted';

export interface ExampleSort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** The one table of sort orders. */
export const SORTS: readonly { readonly key: SortKey; readonly label: string }[] = [
  { key: 'number', label: 'number' },
  { key: 'length', label: 'length' },
  { key: 'confidence', label: 'confidence' },
  { key: 'gold', label: 'true label' },
  { key: 'predicted', label: 'predicted label' },
];

export function sortNeedsPredictions({ key }: ExampleSort, examples: readonly Example[]): boolean {
  return key === 'confidence' || key === 'predicted' || (key === 'length' && lacksTokens(examples));
}

/** The examples in order; equal ones by number, in either direction. Where the key is not known yet, they stay by number. */
export function ordered(examples: readonly Example[], sort: ExampleSort, predictions: SetPredictions | null): readonly Example[] {
  const value = sortValue(sort.key, predictions);
  const sign = sort.descending ? -1 : 1;
  // Asked for once each: the length of a sentence of a file is counted.
  const keyed = examples.map((example) => ({ example, key: sign * value(example) }));
  return keyed.sort((a, b) => a.key - b.key || a.example.number - b.example.number).map(({ example }) => example);
}

function sortValue(key: SortKey, predictions: SetPredictions | null): (example: Example) => number {
  switch (key) {
    case 'number':
      return ({ number }) => number;
    case 'gold':
      return ({ gold }) => gold ?? Number.MAX_SAFE_INTEGER;
    case 'length':
      return (example) => lengthOf(example, predictions) ?? 0;
    default:
      return ({ number }) => predictions?.[key][number - 1] ?? 0;
  }
}

/**
 * The listed example one step after (1) or before (-1) the one with the number `from`; null at the end. Where that one is not
 * listed, because a filter hides it, the step starts from where it would stand and, with nothing left on that side, from the other
 * end: whatever is listed can be reached. Where there is no such example yet, the first listed one.
 */
export function step(
  all: readonly Example[],
  listed: readonly Example[],
  from: number | null,
  direction: 1 | -1,
): Example | null {
  const position = listed.findIndex(({ number }) => number === from);
  if (position >= 0) return listed[position + direction] ?? null;
  const place = all.findIndex(({ number }) => number === from);
  if (place < 0) return listed[0] ?? null;
  const numbers = new Set(listed.map(({ number }) => number));
  const rest = direction === 1 ? all.slice(place + 1) : all.slice(0, place).reverse();
  const otherEnd = direction === 1 ? listed[0] : listed.at(-1);
  return rest.find(({ number }) => numbers.has(number)) ?? otherEnd ?? null;
}

/** Any listed example but the one with the number `from`, unless it is the only one; null where nothing is listed. */
export function randomOther(listed: readonly Example[], from: number | null, random: () => number): Example | null {
  const others = listed.filter(({ number }) => number !== from);
  const choice = others.length > 0 ? others : listed;
  return choice[Math.floor(random() * choice.length)] ?? null;
}
