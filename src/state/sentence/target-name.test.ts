import { describe, expect, it } from 'vitest';
import { outputNote, predictedName, questionOf, targetName, targetScore, targetScoreName } from './target-name.ts';

const PLAIN = {
  model: { name: 'm', sha256: '', classes: ['bad', 'so-so', 'good'] },
  scores: [1.5, 0.25, -0.5],
  target: 0,
};
const CONTRASTED = { ...PLAIN, contrast: 2 };

describe('what is explained', () => {
  it('is the target and its score', () => {
    expect([targetName(PLAIN), targetScore(PLAIN), targetScoreName(PLAIN)]).toEqual(['bad', 1.5, 'score']);
  });

  it('is the target rather than the contrast, and the difference of their scores', () => {
    expect([targetName(CONTRASTED), targetScore(CONTRASTED), targetScoreName(CONTRASTED)]).toEqual([
      'bad rather than good',
      2,
      'score difference',
    ]);
  });
});

describe('what the output is', () => {
  const { model } = PLAIN;
  const sigmoid = { ...model, output: 'sigmoid' } as const;
  const linear = { ...model, output: 'linear' } as const;
  const lone = { ...linear, classes: ['price'] };

  it('decides what is asked and how the highest is called', () => {
    expect([model, sigmoid, linear, lone].map(predictedName)).toEqual(['predicted', 'most probable', 'highest', '']);
    expect(questionOf(PLAIN)).toBe('Why “bad”?');
    expect(questionOf(CONTRASTED)).toBe('Why “bad” rather than “good”?');
    expect(questionOf({ ...PLAIN, model: lone })).toBe('Why this value?');
    expect(targetScoreName({ ...CONTRASTED, model: linear })).toBe('value difference');
  });

  it('is said where it is no choice of one class', () => {
    expect(outputNote(model)).toBeNull();
    expect(outputNote(sigmoid)).toContain('several may hold');
    expect(outputNote(linear)).toContain('numbers, not probabilities');
    expect(outputNote(lone)).toContain('a number, not probabilities');
  });
});
