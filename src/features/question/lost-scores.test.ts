import { expect, it } from 'vitest';
import { exportSource } from '../../testing/export-source.ts';
import { comparedMethods, lostScores, signAgreement } from './lost-scores.ts';

const { explanation } = exportSource(['so', 'dull', 'indeed']);
const others = [
  { id: 'occlusion', parameters: {}, words: [9, 9, 9] },
  { id: 'ig', parameters: { nodes: 5 }, words: [7, -8, 9] },
] as const;
const before = { ...explanation, methods: [...explanation.methods, ...others] };
const edits = [{ kind: 'delete', position: 1 }] as const;
const compared = {
  before: explanation,
  after: explanation,
  edits,
  edited: { tokens: ['so', 'indeed'], deleted: [1], places: [0, null, 1] },
  effects: null,
} as unknown as Parameters<typeof lostScores>[0];

it('has a column for each method that is shown and has values, but for the loss, which is what is compared with', () => {
  const methods = comparedMethods(before, ['lrp', 'occlusion', 'ig', 'cd']);
  expect(methods.map(({ id }) => id)).toEqual(['lrp', 'gi', 'sa', 'ig']);
  expect(comparedMethods(explanation, ['ig']).map(({ id }) => id)).toEqual(['lrp', 'gi', 'sa']);
  const effects = { words: [{ deleted: [0, 0, 5], alone: null }], deletedTogether: null };
  const [row] = lostScores(compared, before, methods, effects as unknown as Parameters<typeof lostScores>[3]);
  expect(row?.predicted).toEqual([-2, -1, 4, -8]);
  expect(row?.deleted).toBe(2 - 5);
  expect(signAgreement(row ? [row] : [], 3)).toEqual({ agree: 1, of: 1 });
  expect(signAgreement(row ? [row] : [], 2), 'of another sign').toEqual({ agree: 0, of: 1 });
});
