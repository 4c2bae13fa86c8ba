import { describe, expect, it } from 'vitest';
import { fieldsOfError } from '../testing/malformed.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { checkFinite, checkModel } from './check-model.ts';
import type { ModelConfig, ModelData } from './model-data.ts';

const model = makeTinyModel({ outputBias: true }); // V = 12, e = 4, d = 3, C = 3

function withConfig(changes: Partial<ModelConfig>): ModelData {
  return { ...model, config: { ...model.config, ...changes } };
}

function withValue(values: Float64Array, at: number, value: number): Float64Array {
  return values.with(at, value);
}

it('accepts models of any shape', () => {
  for (const bidirectional of [true, false]) {
    for (const outputBias of [true, false]) {
      expect(() =>
        checkModel(makeTinyModel({ bidirectional, outputBias, words: 1, embeddingSize: 1, hiddenSize: 1 })),
      ).not.toThrow();
    }
  }
});

describe('refuses', () => {
  const { left } = model;
  it.each<[string, ModelData, object]>([
    ['one class', withConfig({ classes: ['a'] }), { where: 'classes', expected: 'a whole number >= 2', found: '1' }],
    [
      '257 classes',
      withConfig({ classes: Array.from({ length: 257 }, (_, c) => `${c}`) }),
      { where: 'classes', expected: 'at most 256', found: '257' },
    ],
    ['a class twice', withConfig({ classes: ['a', 'b', 'a'] }), { where: 'classes', expected: 'distinct names', found: '"a"' }],
    ['e = 0', withConfig({ embeddingSize: 0 }), { where: 'embedding_size', expected: 'a whole number >= 1', found: '0' }],
    ['d = NaN', withConfig({ hiddenSize: Number.NaN }), { where: 'hidden_size', found: 'NaN' }],
    ['no words', { ...model, words: [] }, { where: 'vocabulary', found: '0' }],
    ['unknown word', withConfig({ unkToken: 'UNK' }), { where: 'unk_token', expected: 'one of its 12 words', found: '"UNK"' }],
    [
      'embeddings',
      { ...model, embeddings: new Float64Array(47) },
      { where: 'embeddings', expected: '48 numbers, shape [12, 4]', found: '47 numbers' },
    ],
    [
      'Wxh',
      { ...model, left: { ...left, weightIh: new Float64Array(36) } },
      { where: 'left.weight_ih', expected: '48 numbers, shape [12, 4]', found: '36 numbers' },
    ],
    [
      'Whh',
      { ...model, left: { ...left, weightHh: new Float64Array(48) } },
      { where: 'left.weight_hh', expected: '36 numbers, shape [12, 3]' },
    ],
    [
      'bias',
      { ...model, right: { ...left, bias: new Float64Array(3) } },
      { where: 'right.bias_ih + right.bias_hh', expected: '12 numbers, shape [12]' },
    ],
    [
      'Why',
      { ...model, right: { ...left, output: new Float64Array(0) } },
      { where: 'output.right', expected: '9 numbers, shape [3, 3]' },
    ],
    [
      'output bias',
      { ...model, outputBias: new Float64Array(2) },
      { where: 'output.bias', expected: '3 numbers, shape [3]', found: '2 numbers' },
    ],
    [
      'no right',
      { ...model, right: null },
      { where: 'right', expected: 'bidirectional to be false', found: 'no right direction' },
    ],
    [
      'a right',
      withConfig({ bidirectional: false }),
      { where: 'right', expected: 'bidirectional to be true', found: 'a right direction' },
    ],
    [
      'NaN',
      { ...model, left: { ...left, weightIh: withValue(left.weightIh, 4 * 3 + 1, Number.NaN) } },
      { where: 'left.weight_ih', problem: 'holds NaN at [3, 1]', expected: 'finite numbers', found: 'NaN' },
    ],
    [
      'infinity in the last place',
      { ...model, embeddings: withValue(model.embeddings, 47, Number.NEGATIVE_INFINITY) },
      { where: 'embeddings', problem: 'holds -Infinity at [11, 3]', found: '-Infinity' },
    ],
  ])('%s', (_, data, fields) => {
    expect(fieldsOfError(() => checkModel(data))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});

it('says where and what in one line', () => {
  const run = () => checkFinite(Float64Array.of(1, 2, Number.NaN, 4), [2, 2], 'model.safetensors output.left');
  expect(run).toThrow('model.safetensors output.left: holds NaN at [1, 0]; expected finite numbers, found NaN.');
});
