import { describe, expect, it } from 'vitest';
import { makeRandomDataset } from '../../testing/random-dataset.ts';
import { makeTinyModel } from '../../testing/tiny-model.ts';
import { axesOf, outcomesOf, sentenceTable } from './scatter-axes.ts';
import { estimateText, percentInterval, sliceName } from './slice-names.ts';

const dataset = { ...makeRandomDataset(makeTinyModel(), { sentences: 6 }), gold: Int16Array.of(0, 1, 2, 0, 1, -1) };
const figures = {
  sentences: Uint32Array.of(1, 3, 5),
  predictions: {
    predicted: Uint8Array.of(1, 2, 0),
    confidence: Float64Array.of(0.5, 0.6, 0.7),
    trueProbability: Float64Array.of(0.5, 0.1, Number.NaN),
  },
};

describe('the sentences of a scatter', () => {
  it('are correct, incorrect, or of no known true class', () => {
    expect([...outcomesOf(dataset, figures)]).toEqual([0, 1, 2]);
    const linear = { ...figures, predictions: { ...figures.predictions, confidence: new Float64Array(3).fill(Number.NaN) } };
    expect([...outcomesOf(dataset, linear)], 'a model that gives a number is never right or wrong').toEqual([2, 2, 2]);
    expect(
      axesOf(dataset, { ...linear, predictions: { ...linear.predictions, trueProbability: linear.predictions.confidence } }).map(
        ({ id }) => id,
      ),
    ).toEqual(['length']);
  });

  it('have the axes that any of them has a value of', () => {
    expect(axesOf(dataset, figures).map(({ id }) => id)).toEqual(['length', 'confidence', 'true']);
    const faithfulness = { label: 'LRP', values: Float64Array.of(0.2, Number.NaN, -1) };
    const axes = axesOf(dataset, { ...figures, faithfulness });
    expect(axes.at(-1)).toMatchObject({ id: 'faithfulness', domain: [-1, 1], values: faithfulness.values });
    expect([...(axes[0]?.values ?? [])]).toEqual([1, 3, 5].map((n) => (dataset.starts[n + 1] ?? 0) - (dataset.starts[n] ?? 0)));
  });

  it('are a row each in the file, by their numbers in the set', () => {
    const { columns, rows } = sentenceTable(dataset, figures, [['lrp_spearman', Float64Array.of(0.2, Number.NaN, -1)]]);
    expect(rows.map((row) => row[0])).toEqual([2, 4, 6]);
    expect(rows.map((row) => row[columns.indexOf('correct')])).toEqual([1, 0, null]);
    expect(rows.map((row) => row[columns.indexOf('true_class')])).toEqual([dataset.classes[1], dataset.classes[0], null]);
    expect(rows.map((row) => row[columns.indexOf('lrp_spearman')])).toEqual([0.2, Number.NaN, -1]);
  });
});

describe('slices in words', () => {
  it('are named by what they have in common', () => {
    const named = { ...dataset, phenomena: { names: ['Irony'], of: new Int16Array(6) } };
    const slice = { sentences: new Uint32Array(1) };
    expect(sliceName({ ...slice, kind: 'class', from: 1, to: 1 }, named)).toBe(dataset.classes[1]);
    expect(sliceName({ ...slice, kind: 'phenomenon', from: 0, to: 0 }, named)).toBe('Irony');
    expect(sliceName({ ...slice, kind: 'length', from: 3, to: 9 }, named)).toBe('3–9 words');
    expect(sliceName({ ...slice, kind: 'length', from: 3, to: 3 }, named)).toBe('3 words');
  });

  it('have figures with their intervals, and a dash where there are none', () => {
    expect(percentInterval([0.458, 0.793])).toBe('45.8–79.3\u00a0%');
    expect(percentInterval([Number.NaN, Number.NaN])).toBe('–');
    expect(estimateText({ count: 9, mean: 0.612, low: 0.55, high: 0.66 })).toBe('0.61 (0.55 to 0.66)');
    expect(estimateText({ count: 1, mean: 0.612, low: Number.NaN, high: Number.NaN })).toBe('0.61');
    expect(estimateText({ count: 0, mean: Number.NaN, low: Number.NaN, high: Number.NaN })).toBe('–');
  });
});
