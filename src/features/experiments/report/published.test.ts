import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../state/experiments/index.ts';
import { publishedRows } from './published.ts';

const CLASSES = ['very negative', 'negative', 'neutral', 'positive', 'very positive'];

function accuracyOf(classes: readonly string[], binary: object | null): Outcome {
  const result = { correct: 71, count: 155, binary };
  return { request: { id: 'accuracy', settings: {} }, dataset: { classes }, result } as unknown as Outcome;
}

describe('the paper’s figures', () => {
  it('stand beside those of a run, and what was not read in the paper says so', () => {
    const rows = publishedRows([accuracyOf(CLASSES, { correct: 91, count: 123 })]);
    expect(rows.map(({ published, here }) => [published, here])).toEqual([
      ['2,210', '155'],
      ['46.3\u00a0% (not checked)', expect.stringMatching(/^45\.8\s%$/)],
      ['82.9\u00a0% (not checked)', expect.stringMatching(/^74\.0\s%$/)],
    ]);
  });

  it('are not those of other classes unsaid', () => {
    const [, five, ...others] = publishedRows([accuracyOf(['no', 'yes'], null)]);
    expect(five?.here).toContain('(2 classes)');
    expect(others).toEqual([]);
  });
});
