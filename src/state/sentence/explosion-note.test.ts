import { describe, expect, it } from 'vitest';
import { exportSource } from '../../testing/export-source.ts';
import { explosionNote } from './explosion-note.ts';
import { wholeOf } from './target-name.ts';

const { explanation } = exportSource(['a', 'b']); // scores -1, 0.25, 2; target 2

describe('wholeOf', () => {
  it('is the score where there is a ledger, the gain over no words where there is a base, else nothing', () => {
    const bare = { id: 'ig', parameters: {}, words: [1, 2] } as const;
    expect(wholeOf(explanation, { ...bare, rest: 0 })?.said('2.00')).toBe('the score 2.00');
    expect(wholeOf(explanation, { ...bare, base: 0.5 })?.value).toBe(1.5);
    expect(wholeOf(explanation, bare)).toBeNull();
  });
});

describe('explosionNote', () => {
  it('speaks from ten times the largest score on, and only of shares of the score', () => {
    const prop = { id: 'lrp_prop', parameters: {}, words: [1, -20], rest: 0 } as const;
    expect(explosionNote(explanation, prop)).toMatch(/^LRP, gates in proportion explodes here: .* 10 times the largest score/);
    expect(explosionNote(explanation, { ...prop, words: [1, -19] })).toBeNull();
    expect(explosionNote(explanation, { id: 'sa', parameters: {}, words: [400] })).toBeNull();
  });
});
