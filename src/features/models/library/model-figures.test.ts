import { describe, expect, it } from 'vitest';
import { testFigures } from './model-figures.ts';

describe('testFigures', () => {
  it('tells the accuracies with what they were measured on', () => {
    const test = { sentences: 2210, five_class: 0.4896, binary_sentences: 1821, binary: 0.8666 };
    expect(testFigures({ test, dev: test })).toEqual([
      ['Test accuracy', '49.0\u202f% of 2,210 sentences'],
      ['Test accuracy, positive or negative', '86.7\u202f% of 1,821 sentences'],
    ]);
  });

  it('leaves out what a model does not state', () => {
    expect(testFigures({})).toEqual([]);
    expect(testFigures({ test: null })).toEqual([]);
    expect(testFigures({ test: { five_class: 'good', binary: 0.5 } })).toEqual([
      ['Test accuracy, positive or negative', '50.0\u202f%'],
    ]);
  });
});
