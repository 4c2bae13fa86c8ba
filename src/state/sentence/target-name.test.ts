import { describe, expect, it } from 'vitest';
import { targetName, targetScore, targetScoreName } from './target-name.ts';

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
