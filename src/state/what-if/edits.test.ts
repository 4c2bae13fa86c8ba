import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit, withEdit, withoutEdit } from './edits.ts';

const TOKENS = ['never', 'less', 'than', 'painful'];

describe('applyEdits', () => {
  it('zeroes, leaves out and replaces, and knows where each word went', () => {
    const edits: Edit[] = [
      { kind: 'omit', position: 0 },
      { kind: 'delete', position: 2 },
      { kind: 'replace', position: 3, word: 'dull' },
    ];
    expect(applyEdits(TOKENS, edits)).toEqual({ tokens: ['less', 'than', 'dull'], deleted: [1], places: [null, 0, 1, 2] });
  });

  it('leaves the sentence alone without edits, and beyond its end', () => {
    const untouched = { tokens: TOKENS, deleted: [], places: [0, 1, 2, 3] };
    expect(applyEdits(TOKENS, [])).toEqual(untouched);
    expect(applyEdits(TOKENS, [{ kind: 'omit', position: 9 }])).toEqual(untouched);
  });
});

it('holds one edit a word, in the order of the words', () => {
  const edits = withEdit(withEdit([{ kind: 'omit', position: 2 }], { kind: 'delete', position: 0 }), {
    kind: 'delete',
    position: 2,
  });
  expect(edits).toEqual([
    { kind: 'delete', position: 0 },
    { kind: 'delete', position: 2 },
  ]);
  expect(withoutEdit(edits, 0)).toEqual([{ kind: 'delete', position: 2 }]);
});
