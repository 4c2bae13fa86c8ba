import { describe, expect, it } from 'vitest';
import { listMove } from './list-move.ts';

describe('listMove', () => {
  const cases: readonly (readonly [string, number, number | null])[] = [
    ['ArrowDown', 4, 5],
    ['ArrowDown', 9, 9],
    ['ArrowDown', -1, 0],
    ['ArrowUp', 4, 3],
    ['ArrowUp', 0, 0],
    ['ArrowUp', -1, 0],
    ['PageDown', 4, 7],
    ['PageDown', 8, 9],
    ['PageUp', 4, 1],
    ['PageUp', 2, 0],
    ['Home', 4, 0],
    ['End', 4, 9],
    ['Enter', 4, 4],
    ['Enter', -1, 0],
    [' ', 4, 4],
    ['a', 4, null],
    ['Tab', 4, null],
  ];
  it.each(cases)('%s from row %i leads to %s of ten', (key, position, expected) => {
    expect(listMove(key, position, 10, 3)).toBe(expected);
  });

  it('leads nowhere in an empty list', () => {
    expect(listMove('Home', -1, 0, 3)).toBeNull();
  });
});
