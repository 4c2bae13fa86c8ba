import { describe, expect, it } from 'vitest';
import { plainBaseline } from '../../engine/numbers-protocol.ts';
import { edited, type NumbersEdit, predictedChange } from './numbers-edits.ts';

/** Three steps of two features. */
const VALUES = Float64Array.of(1, 10, 2, 0, 6, 20);
const F = 2;

describe('a sequence that is changed', () => {
  it('has its means', () => {
    expect([...plainBaseline('mean', VALUES, F)]).toEqual([3, 10, 3, 10, 3, 10]);
  });

  it.each<[string, NumbersEdit[], number[]]>([
    ['a value', [{ kind: 'set', step: 1, feature: 1, value: 7 }], [1, 10, 2, 7, 6, 20]],
    ['a feature held at its mean', [{ kind: 'hold', feature: 0 }], [3, 10, 3, 0, 3, 20]],
    ['a span that is cut', [{ kind: 'cut', from: 0, to: 2 }], [6, 20]],
    [
      'all of these: steps stay those of the sequence as it was, and a value that is set is not held',
      [
        { kind: 'cut', from: 1, to: 2 },
        { kind: 'set', step: 2, feature: 0, value: -1 },
        { kind: 'hold', feature: 0 },
      ],
      [3, 10, -1, 20],
    ],
  ])('%s', (_, edits, wanted) => {
    expect([...edited(VALUES, F, edits)]).toEqual(wanted);
    expect([...VALUES]).toEqual([1, 10, 2, 0, 6, 20]);
  });
});

describe('what a method would have the output change by', () => {
  const result = { inputs: Float64Array.of(0.5, 1, -2, 0, 3, 4), steps: Float64Array.of(1.5, -2, 7) };

  it('is the relevance times the relative change of the value', () => {
    // 1 to 3, 2 to 3, 6 to 3: 0.5 * 2 - 2 * 0.5 + 3 * -0.5
    expect(predictedChange(result, VALUES, F, [{ kind: 'hold', feature: 0 }])).toBe(-1.5);
    expect(predictedChange(result, VALUES, F, [{ kind: 'set', step: 1, feature: 1, value: 7 }])).toBe(0);
  });

  it('is the whole relevance of what is cut', () => {
    const edits: NumbersEdit[] = [
      { kind: 'cut', from: 2, to: 3 },
      { kind: 'set', step: 2, feature: 0, value: 100 },
    ];
    expect(predictedChange(result, VALUES, F, edits)).toBe(-7);
  });

  it('is not known of a feature where the method has values for whole steps alone', () => {
    const whole = { ...result, inputs: null };
    expect(predictedChange(whole, VALUES, F, [{ kind: 'hold', feature: 0 }])).toBeNull();
    expect(predictedChange(whole, VALUES, F, [{ kind: 'cut', from: 0, to: 1 }])).toBe(-1.5);
  });

  it('is exact for a linear model whose relevances are its products', () => {
    const weights = [2, -1, 0.5, 3, 1, -2];
    const output = (values: Float64Array) => values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
    const inputs = VALUES.map((value, at) => value * (weights[at] ?? 0));
    const steps = Float64Array.of(...[0, 1, 2].map((t) => (inputs[2 * t] ?? 0) + (inputs[2 * t + 1] ?? 0)));
    const edits: NumbersEdit[] = [
      { kind: 'hold', feature: 0 },
      { kind: 'set', step: 2, feature: 1, value: 4 },
    ];
    const change = output(edited(VALUES, F, edits)) - output(VALUES);
    expect(predictedChange({ inputs, steps }, VALUES, F, edits)).toBeCloseTo(change, 12);
  });
});
