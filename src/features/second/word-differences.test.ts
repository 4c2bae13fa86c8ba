import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../engine/protocol.ts';
import { commonLimit, differingWords } from './word-differences.ts';

const rows = [
  [0.5, -2],
  [1, 0.25],
];

function explained(tokens: readonly string[], words: readonly number[]): Explanation {
  return { tokens, methods: [{ id: 'lrp', words }] } as unknown as Explanation;
}

describe('two heat maps of one sentence', () => {
  it('have one scale, the larger of both, unless another is set', () => {
    expect(commonLimit(rows, { scale: 'method', fixedLimit: 7 })).toBe(2);
    expect(commonLimit(rows, { scale: 'shared', fixedLimit: 7 })).toBe(2);
    expect(commonLimit(rows, { scale: 'fixed', fixedLimit: 7 })).toBe(7);
    expect(commonLimit(rows, { scale: 'raw', fixedLimit: 7 })).toBe(1);
  });

  it('differ most on these words, most first', () => {
    const found = differingWords(explained(['A', 'b', 'c'], [1, 2, 3]), explained(['a', 'b', 'c'], [1, 2.5, 1]), 'lrp');
    expect(found).toEqual(['“c” (+3.00 and +1.00)', '“b” (+2.00 and +2.50)']);
  });

  it('are not compared word by word where the models split the sentence otherwise', () => {
    expect(differingWords(explained(['a', 'b'], [1, 2]), explained(['ab'], [1]), 'lrp')).toEqual([]);
    expect(differingWords(explained(['a', 'b'], [1, 2]), explained(['a', 'c'], [1, 1]), 'lrp')).toEqual([]);
  });
});
