import { describe, expect, it } from 'vitest';
import { fieldsOfError } from '../../testing/malformed.ts';
import { refuseKerasConfig } from './keras-config.ts';

const layer = (kind: string, config: object = {}) => ({ class_name: kind, config: { name: kind.toLowerCase(), ...config } });
const embedding = layer('Embedding', { input_dim: 9, output_dim: 4, mask_zero: true });
const lstm = (config: object = {}, kind = 'LSTM') =>
  layer(kind, { units: 3, activation: 'tanh', recurrent_activation: 'sigmoid', return_sequences: false, ...config });
const bidirectional = (config: object = {}, inner: object = lstm()) =>
  layer('Bidirectional', { merge_mode: 'concat', layer: inner, ...config });
const dense = (config: object = {}) => layer('Dense', { units: 3, activation: 'softmax', ...config });
const refusal = (...layers: object[]) =>
  refuseKerasConfig(JSON.stringify({ class_name: 'Sequential', config: { name: 's', layers } }), 'm.h5 model_config')?.fields ??
  null;

describe('computed', () => {
  it.each<[string, object[]]>([
    ['the plain model', [embedding, lstm(), dense()]],
    ['both directions', [embedding, bidirectional(), dense()]],
    ['both, each with its own layer', [embedding, bidirectional({ backward_layer: lstm({ go_backwards: true }) }), dense()]],
    [
      'layers that do nothing once trained',
      [layer('InputLayer'), embedding, layer('SpatialDropout1D'), lstm(), layer('Dropout'), dense()],
    ],
    ['CuDNNLSTM, which has no settings of the kind', [embedding, layer('CuDNNLSTM', { units: 3 }), dense()]],
    ['one sigmoid output', [embedding, lstm(), dense({ units: 1, activation: 'sigmoid' })]],
    ['logits', [embedding, lstm(), dense({ activation: 'linear' })]],
    [
      'an activation by itself',
      [embedding, lstm(), dense({ activation: 'linear' }), layer('Activation', { activation: 'softmax' })],
    ],
    ['a Softmax layer', [embedding, lstm(), dense({ activation: null }), layer('Softmax')]],
    [
      'an activation as Keras 3 may write it',
      [embedding, lstm(), dense({ activation: { class_name: 'function', config: 'softmax' } })],
    ],
  ])('%s', (_, layers) => {
    expect(refusal(...layers)).toBeNull();
  });

  it('a list of layers as the whole config, as old Keras wrote it', () => {
    const text = JSON.stringify({ class_name: 'Sequential', config: [embedding, lstm(), dense()] });
    expect(refuseKerasConfig(text, 'm')).toBeNull();
  });
});

describe('refused', () => {
  it.each<[string, object[], object]>([
    ['stacked', [embedding, lstm(), lstm(), dense()], { problem: 'has stacked LSTM layers, which are not supported' }],
    ['GRU', [embedding, layer('GRU'), dense()], { problem: 'is of a kind that is not supported', found: 'GRU' }],
    ['GRU in both directions', [embedding, bidirectional({}, layer('GRU')), dense()], { found: 'GRU' }],
    ['SimpleRNN', [embedding, layer('SimpleRNN'), dense()], { found: 'SimpleRNN' }],
    [
      'a convolution',
      [embedding, layer('Conv1D'), lstm(), dense()],
      { where: 'm.h5 model_config layer "conv1d"', found: 'Conv1D' },
    ],
    [
      'pooling',
      [embedding, lstm({ return_sequences: true }), layer('GlobalMaxPooling1D'), dense()],
      { found: 'GlobalMaxPooling1D' },
    ],
    ['every state', [embedding, lstm({ return_sequences: true }), dense()], { found: 'return_sequences true' }],
    [
      'every state of both',
      [embedding, bidirectional({}, lstm({ return_sequences: true })), dense()],
      { found: 'return_sequences true' },
    ],
    [
      'hard_sigmoid',
      [embedding, lstm({ recurrent_activation: 'hard_sigmoid' }), dense()],
      { found: 'recurrent_activation hard_sigmoid' },
    ],
    ['relu', [embedding, lstm({ activation: 'relu' }), dense()], { found: 'activation relu' }],
    ['backwards', [embedding, lstm({ go_backwards: true }), dense()], { found: 'go_backwards true' }],
    ['sum', [embedding, bidirectional({ merge_mode: 'sum' }), dense()], { found: 'merge_mode sum' }],
    ['two Dense', [embedding, lstm(), dense({ activation: 'relu' }), dense()], { problem: /^has more than one Dense layer/ }],
    ['no Dense', [embedding, lstm()], { problem: 'has no Dense layer' }],
    ['no Embedding', [lstm(), dense()], { problem: 'has no Embedding layer', found: 'LSTM, Dense' }],
    [
      'several sigmoids',
      [embedding, lstm(), dense({ activation: 'sigmoid' })],
      { problem: /^has several sigmoid outputs/, found: '3 outputs' },
    ],
    [
      'relu at the end',
      [embedding, lstm(), dense({ activation: 'relu' })],
      { problem: 'has an activation that is not supported' },
    ],
    ['softmax twice', [embedding, lstm(), dense(), layer('Softmax')], { problem: 'has more than one activation' }],
    ['softmax of one', [embedding, lstm(), dense({ units: 1 })], { problem: /^has one output with softmax/ }],
    ['another order', [lstm(), embedding, dense()], { problem: 'has its layers in an order that is not supported' }],
    [
      'an activation in between',
      [embedding, layer('Activation', { activation: 'tanh' }), lstm(), dense()],
      { problem: /an order/ },
    ],
  ])('%s', (_, layers, { problem, ...fields }: { problem?: string | RegExp }) => {
    const found = refusal(...layers);
    expect(found).toMatchObject({ name: 'ModelFormatError', expected: expect.stringMatching(/^Embedding, one LSTM/), ...fields });
    expect(found?.problem).toMatch(problem ?? /not supported/);
  });

  it.each([
    ['no JSON', '{"class_name"', 'is not valid JSON'],
    ['no layers', '{"class_name": "Sequential", "config": {}}', 'does not describe a model'],
    ['a layer that is none', '{"config": {"layers": [3]}}', 'is not described'],
  ])('%s', (_, text, problem) => {
    expect(fieldsOfError(() => refuseKerasConfig(text, 'm'))).toMatchObject({ name: 'ModelFormatError', problem });
  });
});
