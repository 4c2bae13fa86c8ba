import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSentences } from '../../testing/sentence-files.ts';
import { fromBuiltIn } from './example.ts';
import { ordered, randomOther, type SortKey, sortNeedsPredictions, step } from './order.ts';
import type { SetPredictions } from './predictions.ts';

const EXAMPLES = fromSentences([
  { gold: 4, tokens: ['one', 'more', 'word'] },
  { gold: 0, tokens: ['two', 'words'] },
  { gold: 4, tokens: ['three'] },
  { gold: 1, tokens: ['four', 'words'] },
]);
const PREDICTIONS: SetPredictions = {
  model: 'a',
  done: 4,
  predicted: Uint8Array.of(2, 2, 0, 4),
  confidence: Float32Array.of(0.5, 0.25, 0.75, 0.5),
  unknown: Uint16Array.of(0, 0, 0, 0),
  length: Uint16Array.of(3, 2, 1, 2),
};
const numbers = (list: readonly { readonly number: number }[]): number[] => list.map(({ number }) => number);

describe('ordered', () => {
  const cases: readonly (readonly [SortKey, number[], number[]])[] = [
    ['number', [1, 2, 3, 4], [4, 3, 2, 1]],
    ['length', [3, 2, 4, 1], [1, 2, 4, 3]],
    ['confidence', [2, 1, 4, 3], [3, 1, 4, 2]],
    ['gold', [2, 4, 1, 3], [1, 3, 4, 2]],
    ['predicted', [3, 1, 2, 4], [4, 1, 2, 3]],
  ];
  it.each(cases)('by %s, equal ones by number in either direction', (key, ascending, descending) => {
    expect(numbers(ordered(EXAMPLES, { key, descending: false }, PREDICTIONS))).toEqual(ascending);
    expect(numbers(ordered(EXAMPLES, { key, descending: true }, PREDICTIONS))).toEqual(descending);
  });

  it('stays by number while the key is not known, and leaves its input alone', () => {
    expect(numbers(ordered(EXAMPLES, { key: 'confidence', descending: true }, null))).toEqual([1, 2, 3, 4]);
    expect(numbers(EXAMPLES)).toEqual([1, 2, 3, 4]);
  });

  it('needs predictions for what the model tells, and for the length of sentences without tokens', () => {
    const builtIn = fromBuiltIn([{ text: 'Fine.', gold: 3, phenomenon: 'plain' }]);
    const needs = (key: SortKey, examples = EXAMPLES): boolean => sortNeedsPredictions({ key, descending: false }, examples);
    expect([needs('number'), needs('gold'), needs('length')]).toEqual([false, false, false]);
    expect([needs('confidence'), needs('predicted'), needs('length', builtIn)]).toEqual([true, true, true]);
  });
});

describe('step', () => {
  const at = (...wanted: number[]) => wanted.flatMap((number) => EXAMPLES.filter((example) => example.number === number));
  const all = at(3, 1, 4, 2);

  it('follows the order of the list and stops at its ends', () => {
    expect(step(all, all, 3, 1)?.number).toBe(1);
    expect(step(all, all, 4, -1)?.number).toBe(1);
    expect(step(all, all, 2, 1)).toBeNull();
    expect(step(all, all, 3, -1)).toBeNull();
  });

  it('skips what is not listed', () => {
    expect(step(all, at(3, 2), 3, 1)?.number).toBe(2);
  });

  it('goes on from where a hidden example would stand', () => {
    expect(step(all, at(3, 2), 4, 1)?.number).toBe(2);
    expect(step(all, at(3, 2), 4, -1)?.number).toBe(3);
  });

  it('goes on from the other end where a hidden example would stand beyond the last', () => {
    expect(step(all, at(3, 1), 2, 1)?.number).toBe(3);
    expect(step(all, at(1, 4), 3, -1)?.number).toBe(4);
  });

  it('begins at the first where nothing has been chosen, and finds nothing in an empty list', () => {
    expect(step(all, all, null, 1)?.number).toBe(3);
    expect(step(all, [], 1, 1)).toBeNull();
    expect(step(all, [], null, -1)).toBeNull();
  });

  it('comes back with the opposite step', () => {
    const listed = fc.subarray([...all], { minLength: 2 });
    fc.assert(
      fc.property(listed, fc.nat(), (list, choice) => {
        const from = list[choice % (list.length - 1)];
        const next = step(all, list, from?.number ?? null, 1);
        expect(next).not.toBeNull();
        expect(step(all, list, next?.number ?? null, -1)).toBe(from);
      }),
    );
  });
});

describe('randomOther', () => {
  it('is always another listed example, and each of them for some draw', () => {
    const drawn = [0, 0.34, 0.67, 0.999].map((draw) => randomOther(EXAMPLES, 2, () => draw)?.number);
    expect(drawn).toEqual([1, 3, 4, 4]);
  });

  it('is the only one there is, and none where none is listed', () => {
    expect(randomOther(EXAMPLES.slice(1, 2), 2, () => 0.5)?.number).toBe(2);
    expect(randomOther([], 2, () => 0.5)).toBeNull();
  });
});
