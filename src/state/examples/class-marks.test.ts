import { expect, it } from 'vitest';
import { FIVE_SENTIMENTS } from '../../engine/protocol.ts';
import { markOf } from './class-marks.ts';

it('a class of a row is its sign, its name, or what of the name finds room, and then it says that there is more', () => {
  expect(markOf(4, FIVE_SENTIMENTS)).toBe('++');
  const classes = ['positive', 'W'.repeat(10_000), '🙂'.repeat(9), '🙂'.repeat(8)];
  expect(classes.map((_, index) => markOf(index, classes))).toEqual([
    'positive',
    'WWWWWWW…',
    `${'🙂'.repeat(7)}…`,
    '🙂'.repeat(8),
  ]);
  expect(markOf(7, classes)).toBe('7');
});
