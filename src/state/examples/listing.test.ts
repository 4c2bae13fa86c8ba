import { describe, expect, it } from 'vitest';
import { fromSentences } from '../../testing/sentence-files.ts';
import { NO_FILTER } from './filter.ts';
import { createListing } from './listing.ts';
import type { ExampleSort } from './order.ts';
import type { SetPredictions } from './predictions.ts';

const EXAMPLES = fromSentences([
  { gold: 1, tokens: ['a', 'b'] },
  { gold: 3, tokens: ['b', 'c'] },
  { gold: 3, tokens: ['c'] },
]);
const BY_NUMBER: ExampleSort = { key: 'number', descending: false };
const BY_CONFIDENCE: ExampleSort = { key: 'confidence', descending: true };
const WRONG = { ...NO_FILTER, outcome: 'wrong' } as const;

function predictions(done: number): SetPredictions {
  return {
    model: 'm',
    done,
    predicted: Uint8Array.of(1, 0, 0),
    confidence: Float32Array.of(0.2, 0.4, 0.6),
    unknown: Uint16Array.of(0, 0, 0),
    length: Uint16Array.of(2, 2, 1),
  };
}
const numbers = (list: readonly { readonly number: number }[]): number[] => list.map(({ number }) => number);

describe('createListing', () => {
  it('lists in order what the filter lets through', () => {
    const { all, listed, waiting } = createListing()(EXAMPLES, predictions(3), WRONG, BY_CONFIDENCE);
    expect([numbers(all), numbers(listed), waiting]).toEqual([[3, 2, 1], [3, 2], false]);
  });

  it('waits until all predictions are there, and applies the rest meanwhile', () => {
    for (const part of [null, predictions(2)]) {
      const { listed, waiting } = createListing()(EXAMPLES, part, { ...WRONG, search: 'b' }, BY_CONFIDENCE);
      expect([numbers(listed), waiting]).toEqual([[1, 2], true]);
    }
  });

  it('gives the same object while predictions arrive that nothing asks for', () => {
    const list = createListing();
    const first = list(EXAMPLES, null, NO_FILTER, BY_NUMBER);
    expect(list(EXAMPLES, predictions(1), NO_FILTER, BY_NUMBER)).toBe(first);
    expect(list(EXAMPLES, predictions(3), NO_FILTER, BY_NUMBER)).toBe(first);
  });

  it('does not sort again when only the filter changes', () => {
    const list = createListing();
    const first = list(EXAMPLES, null, NO_FILTER, BY_NUMBER);
    const next = list(EXAMPLES, null, { ...NO_FILTER, search: 'c' }, BY_NUMBER);
    expect(next.all).toBe(first.all);
    expect(numbers(next.listed)).toEqual([2, 3]);
  });
});
