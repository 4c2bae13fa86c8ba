import { describe, expect, it } from 'vitest';
import type { ComparedFigure, FigureName, PairedEstimate } from '../../engine/experiment-protocol.ts';
import type { Comparison } from '../../state/experiments/index.ts';
import {
  comparisonReading,
  comparisonTables,
  differenceText,
  figureLabel,
  intervalText,
  isBeyondChance,
  shortLabel,
} from './comparison-reading.ts';
import { provenanceBeside, writeCsv } from './result-files.ts';

const NAMES = ['old', 'new'] as const;

function figure(name: FigureName, of: ComparedFigure['of'] = []): ComparedFigure {
  const nothing = { sums: new Float64Array(0), counts: new Float64Array(0), groups: null };
  return { name, of, a: nothing, b: nothing };
}

function estimate(difference: number, low: number, high: number): PairedEstimate {
  return { a: 0.5, b: 0.5 + difference, difference, low, high, countA: 10, countB: 9 };
}

function comparison(figures: readonly ComparedFigure[], estimates: readonly PairedEstimate[]): Comparison {
  const outcome = (name: string) => ({
    request: {
      id: 'faithfulness',
      model: { name, sha256: `${name}-sha` },
      set: { id: 'built-in', name: 'some', examples: [] },
      settings: { minLength: 3 },
    },
    finished: new Date(0),
    milliseconds: 1,
    workers: 1,
    link: 'https://example.org/',
  });
  return { a: outcome('old'), b: outcome('new'), figures, estimates } as unknown as Comparison;
}

describe('two models in words', () => {
  const figures = [figure('accuracy'), figure('sufficiency', ['lrp']), figure('comprehensiveness', ['random'])];
  const found = comparison(figures, [estimate(0.1, 0.02, 0.2), estimate(-0.2, -0.3, -0.1), estimate(0.1, -0.1, 0.3)]);

  it('name what differs beyond chance, on which side, and what does not', () => {
    expect(comparisonReading(found, NAMES)).toBe(
      'Beyond what chance could explain, new is higher in accuracy and lower in sufficiency: LRP. For the other figure, the interval contains 0.',
    );
    expect(comparisonReading(comparison([figure('accuracy')], [estimate(0.1, -0.1, 0.2)]), NAMES)).toMatch(
      /^No figure of new differs/,
    );
    expect(comparisonReading(comparison([], []), NAMES)).toBe('old and new have no figure in common here.');
  });

  it('write shares in points and other figures as they are', () => {
    expect(differenceText(figure('accuracy'), 0.0512)).toBe('+5.1\u00a0points');
    expect(differenceText(figure('sufficiency'), -0.0512)).toBe('−0.051');
    expect(intervalText(figure('accuracy'), estimate(0, -0.01, 0.02))).toBe('−1.0 to +2.0');
    expect(intervalText(figure('agreement'), estimate(Number.NaN, Number.NaN, Number.NaN))).toBe('not defined');
    expect(shortLabel(figure('rank correlation of sizes', ['lrp']))).toBe('Sizes: LRP');
    expect(figureLabel(figure('comprehensiveness', ['random']))).toBe('Comprehensiveness: random orders');
  });

  it('count an interval that begins at 0 as one that holds it', () => {
    expect(isBeyondChance(estimate(0.1, 0, 0.2))).toBe(false);
    expect(isBeyondChance(estimate(0.1, 1e-9, 0.2))).toBe(true);
    expect(isBeyondChance(estimate(Number.NaN, Number.NaN, Number.NaN))).toBe(false);
  });

  it('stand in files with the second model and how the intervals were drawn', () => {
    const [table] = comparisonTables(found);
    const csv = table ? writeCsv(table, provenanceBeside(found, '1')) : '';
    const [head = '', first = ''] = csv.split(/\r?\n/);
    expect(head).toContain('difference,interval_low,interval_high,sentences_first,sentences_second');
    expect(head).toContain('second_model_sha256,bootstrap_draws,bootstrap_seed');
    expect(first).toContain('new-sha,10000,1');
  });
});
