import { describe, expect, it } from 'vitest';
import type { Phrase, PhraseResult } from '../../engine/methods-protocol.ts';
import type { Explanation } from '../../engine/protocol.ts';
import { meaningOf, phraseInWords, phraseOf, placeOf } from './phrase-texts.ts';

const explanation = {
  model: { classes: ['bad', 'good'] },
  tokens: ['not', 'bad', 'at', 'all'],
  target: 1,
} as unknown as Explanation;

const result = (id: PhraseResult['id'], joint: number, words: readonly number[]): PhraseResult => ({
  id,
  joint,
  words,
  interaction: joint - words.reduce((sum, value) => sum + value, 0),
});

describe('what is said of a phrase', () => {
  it('names its words and their place', () => {
    expect(phraseOf(explanation.tokens, [0, 2])).toBe('not bad');
    expect(placeOf(explanation, [0, 2])).toBe('words 1 to 2 of 4');
    expect(placeOf(explanation, [2, 3])).toBe('word 3 of 4');
    expect(placeOf({ tokens: ['t1', 't2', 't3'], numbers: [[1], [2], [3]] }, [1, 3])).toBe('rows 2 to 3 of 3');
  });

  it('holds the whole against its parts', () => {
    const said = (one: PhraseResult) => meaningOf(one, explanation, 2, 2);
    expect(said(result('cd', 1, [-0.5, 0.25]))).toBe(
      'Through the gates of the LSTM these words bring +1.00 to the score of “good”; that is 1.25 more than each word brings alone.',
    );
    expect(said(result('cd', -1, [0.5, 0.25]))).toContain('that is 1.75 less than');
    expect(said(result('cd', 0.75, [0.5, 0.25]))).toContain('that is what each word brings alone');
    expect(said(result('lrp', 0.75, [0.5, 0.25]))).toContain('no interaction');
    expect(said(result('occlusion', 0.75, [0.5, -0.75]))).toBe(
      'With these words blanked out (embeddings of 0, everything in its place), the score of “good” falls from 2.00 to 1.25; ' +
        'one at a time, their changes add up to a rise of 0.25.',
    );
    expect(said(result('removal', -0.5, [0.5, 0.25]))).toContain(
      'removed (a shorter sentence), the score of “good” rises from 2.00 to 2.50',
    );
  });

  it('is told in one breath', () => {
    const measures = [result('cd', 1, [0.5, 0.25]), result('lrp', 0.5, [0.25, 0.25])];
    expect(phraseInWords({ measures, span: [0, 2] } as unknown as Phrase, explanation)).toBe(
      'Phrase “not bad”: Contextual decomposition +1.00, interaction +0.25; LRP +0.50.',
    );
  });
});
