import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../engine/protocol.ts';
import type { Edit } from '../../state/what-if/index.ts';
import { deedOf, strongestWord } from './tour-deed.ts';

const BEFORE: Explanation = {
  model: { name: 'm', sha256: '', classes: ['bad', 'good'] },
  tokens: ['old', 'but', 'fresh'],
  unknown: [false, false, false],
  scores: [-1, 2],
  probabilities: [0.05, 0.95],
  predicted: 1,
  target: 1,
  methods: [
    { id: 'lrp', parameters: {}, words: [-0.5, 0.25, 1.5] },
    { id: 'sa', parameters: {}, words: [9, 1, 1] },
  ],
};
const without = (score: number): Explanation => ({ ...BEFORE, scores: [0, score] });
const BLANKED: Edit = { kind: 'delete', position: 2 };
const deed = (score: number, edits: readonly Edit[] = [BLANKED], before = BEFORE) =>
  deedOf({ before, after: without(score), edits });

describe('the word the tour asks for', () => {
  it('is the one that speaks most for the target by LRP', () => {
    expect(strongestWord(BEFORE)).toEqual({ position: 2, word: 'fresh', relevance: 1.5 });
  });

  it('is none where no word speaks for it, or LRP has no values', () => {
    expect(strongestWord({ ...BEFORE, methods: [{ id: 'lrp', parameters: {}, words: [-1, 0, -2] }] })).toBeNull();
    expect(strongestWord({ ...BEFORE, methods: BEFORE.methods.slice(1) })).toBeNull();
    expect(strongestWord({ tokens: [], methods: [{ id: 'lrp', parameters: {}, words: [] }] })).toBeNull();
  });
});

describe('what came of it', () => {
  it('is the score before and after, what was lost, and what LRP had said', () => {
    expect(deed(0.75)).toEqual({
      words: ['fresh'],
      before: 2,
      after: 0.75,
      lost: 1.25,
      said: 1.5,
      outcome: 'as said',
    });
  });

  it.each([
    ['as said', 2 - 1.5],
    ['as said', 2 - 2.2],
    ['same way', 2 - 2.3],
    ['same way', 2 - 0.9],
    ['other way', 2],
    ['other way', 2.5],
  ] as const)('is told honestly: %s, with a score of %d afterwards', (outcome, score) => {
    expect(deed(score)?.outcome).toBe(outcome);
  });

  it('adds up several words, in the target’s score less the other class’s where one is compared with', () => {
    const edits: Edit[] = [{ kind: 'omit', position: 0 }, BLANKED];
    expect(deed(0.75, edits)).toMatchObject({ words: ['old', 'fresh'], said: 1 });
    expect(deed(0.75, edits, { ...BEFORE, contrast: 0 })).toMatchObject({ before: 3, after: 0.75, lost: 2.25 });
  });

  it('is nothing where a word was replaced, or nothing done, or LRP has no values', () => {
    expect(deed(1, [BLANKED, { kind: 'replace', position: 1, word: 'and' }])).toBeNull();
    expect(deed(1, [])).toBeNull();
    expect(deed(1, [BLANKED], { ...BEFORE, methods: BEFORE.methods.slice(1) })).toBeNull();
  });
});
