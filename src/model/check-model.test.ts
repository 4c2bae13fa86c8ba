import { describe, expect, it } from 'vitest';
import { fieldsOfError } from '../testing/malformed.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { checkFinite, checkModel } from './check-model.ts';
import type { Layer } from './layers.ts';
import type { ModelConfig, ModelData, Weights } from './model-data.ts';

const model = makeTinyModel({ outputBias: true }); // V = 12, e = 4, d = 3, C = 3

function withConfig(changes: Partial<ModelConfig>): ModelData {
  return { ...model, config: { ...model.config, ...changes } };
}

/** The model with one tensor of a layer changed; undefined takes it away. */
function withTensor(layer: number, name: string, change: (data: Weights) => Weights | undefined): ModelData {
  const layers = model.layers.map((data, index) => {
    if (index !== layer) return data;
    const { [name]: old = new Float64Array(0), ...others } = data.tensors;
    const changed = change(old);
    return { ...data, tensors: changed === undefined ? others : { ...others, [name]: changed } };
  });
  return { ...model, layers };
}

/** The model with a layer in the place of another, and its tensors. */
function withLayer(at: number, layer: Layer): ModelData {
  return { ...model, layers: model.layers.map((data, index) => (index === at ? { ...data, layer } : data)) };
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
  it.each<[string, ModelData, object]>([
    ['one class', withConfig({ classes: ['a'] }), { where: 'classes', expected: 'a whole number >= 2', found: '1' }],
    [
      '257 classes',
      withConfig({ classes: Array.from({ length: 257 }, (_, c) => `${c}`) }),
      { where: 'classes', expected: 'at most 256', found: '257' },
    ],
    ['a class twice', withConfig({ classes: ['a', 'b', 'a'] }), { where: 'classes', expected: 'distinct names', found: '"a"' }],
    ['e = 0', withConfig({ embeddingSize: 0 }), { where: 'embedding_size', expected: 'a whole number >= 1', found: '0' }],
    ['no words', { ...model, words: [] }, { where: 'vocabulary', found: '0' }],
    ['unknown word', withConfig({ unkToken: 'UNK' }), { where: 'unk_token', expected: 'one of its 12 words', found: '"UNK"' }],
    [
      'embeddings',
      { ...model, embeddings: new Float64Array(47) },
      { where: 'embeddings', expected: '48 numbers, shape [12, 4]', found: '47 numbers' },
    ],
    [
      'Wxh',
      withTensor(0, 'left.weight_ih', () => new Float64Array(36)),
      { where: 'layers.0.left.weight_ih', expected: '48 numbers, shape [12, 4]', found: '36 numbers' },
    ],
    [
      'a bias of another size',
      withTensor(0, 'right.bias_hh', () => new Float64Array(3)),
      { where: 'layers.0.right.bias_hh', expected: '12 numbers, shape [12]' },
    ],
    [
      'no Whh',
      withTensor(0, 'left.weight_hh', () => undefined),
      { where: 'layer 0 (lstm)', problem: 'has no left.weight_hh', expected: 'shape [12, 3]' },
    ],
    [
      'a tensor of another layer',
      withTensor(2, 'scale', () => new Float64Array(3)),
      { where: 'layer 2 (dense)', problem: 'has a tensor that does not belong to it', expected: 'weight, bias', found: 'scale' },
    ],
    [
      'NaN',
      withTensor(0, 'left.weight_ih', (data) => data.map((value, at) => (at === 4 * 3 + 1 ? Number.NaN : value))),
      { where: 'layers.0.left.weight_ih', problem: 'holds NaN at [3, 1]', expected: 'finite numbers', found: 'NaN' },
    ],
    ['no layers', { ...model, layers: [] }, { where: 'layers', problem: 'are none' }],
    [
      'scores that are no linear dense layer’s',
      withLayer(2, { type: 'dense', size: 3, activation: 'relu' }),
      { where: 'layer 2 (dense)', problem: 'does not give the scores', found: 'dense, relu' },
    ],
    [
      'another number of scores',
      withLayer(2, { type: 'dense', size: 4, activation: 'linear' }),
      { where: 'layer 2 (dense)', problem: 'does not give one score per class', expected: '3, one per class', found: '4' },
    ],
    [
      'final states of no recurrent layer',
      withLayer(0, { type: 'dense', size: 3, activation: 'relu' }),
      { where: 'layer 1 (readout)', problem: 'reads final states', found: 'dense' },
    ],
    [
      'a layer over time after the readout',
      withLayer(2, { type: 'pool1d', kind: 'max', size: 2 }),
      { where: 'layer 2 (pool1d)', problem: 'has no rows over time to read' },
    ],
    [
      'flatten without padding',
      withLayer(1, { type: 'readout', kind: 'flatten' }),
      { where: 'layer 1 (readout)', problem: 'needs sentences of one length' },
    ],
    ['no readout', withLayer(1, { type: 'batchnorm' }), { where: 'layer 2 (dense)', problem: 'gives scores at every position' }],
    [
      'padding shorter than a window',
      {
        ...model,
        layers: [
          ...model.layers.slice(0, 1),
          { layer: { type: 'pool1d', kind: 'max', size: 9 }, tensors: {} },
          { layer: { type: 'readout', kind: 'last' }, tensors: {} },
          ...model.layers.slice(2),
        ],
        config: { ...model.config, padding: { side: 'pre', length: 8, id: 0, truncate: 'pre', masked: false } },
      },
      { where: 'layer 0 (lstm)', problem: 'has too few rows to read', expected: 'a padded length of at least 9', found: '8' },
    ],
    [
      'embeddings of numbers',
      withConfig({ input: 'numbers' }),
      { where: 'embeddings', problem: 'do not fit the configuration', found: 'a table' },
    ],
    ['names for other numbers', withConfig({ features: ['a'] }), { where: 'features', expected: '4 names', found: '1' }],
    [
      'padding that is no word',
      withConfig({ padding: { side: 'pre', length: 8, id: 12, truncate: 'pre', masked: false } }),
      { where: 'padding id', found: '12' },
    ],
    [
      'infinity in the last place',
      { ...model, embeddings: Float64Array.from(model.embeddings ?? []).with(47, Number.NEGATIVE_INFINITY) },
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
