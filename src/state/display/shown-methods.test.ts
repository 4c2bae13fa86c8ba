import { expect, it } from 'vitest';
import { exportSource } from '../../testing/export-source.ts';
import { shownMethods } from './shown-methods.ts';

const limits = (scores: readonly number[], scale: 'method' | 'shared' = 'method') => {
  const { explanation, display } = exportSource(['a', 'b', 'c'], { scores });
  return Object.fromEntries(shownMethods(explanation, { ...display, scale }).map(({ method, limit }) => [method.id, limit]));
};

it('gives each method’s largest value the full colour, unless all are small beside the score', () => {
  const ordinary = limits([1, -1]);
  expect(limits([1, -1], 'shared').lrp).toBe(Math.max(...Object.values(ordinary)));
  const small = limits([-1000, 1]);
  expect(small.lrp).toBe(100);
  expect(small.gi).toBe(100);
  expect(small.sa).toBe(ordinary.sa); // squared gradients are no shares of a score
});
