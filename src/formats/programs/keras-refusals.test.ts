/** All that keeps a Keras model from being explained, in one sentence. */
import { describe, expect, it } from 'vitest';
import { LensError } from '../../model/errors.ts';
import {
  ALL,
  bidirectional,
  type Config,
  cell,
  dense,
  embedding,
  layer,
  lstm,
  network,
  OUT,
  obstacles,
  planOf,
  type Shapes,
  TABLE,
} from '../../testing/keras-layers.ts';
import { parseKerasModel } from './keras-config.ts';

describe('refused, all obstacles at once', () => {
  it('each by name', () => {
    const found = obstacles([
      embedding(),
      layer('Conv2D'),
      lstm({ activation: 'relu', recurrent_activation: 'tanh', return_state: true }),
      layer('Lambda', { name: 'mine' }),
      dense({ activation: 'elu' }),
    ]);
    expect(found).toEqual([
      '"conv2d" (Conv2D)',
      '"lstm" (LSTM): activation relu',
      '"lstm" (LSTM): recurrent_activation tanh',
      '"lstm" (LSTM): return_state',
      '"mine" (Lambda): its own code, which is not run',
      'activation elu of the last layer',
    ]);
  });

  const CONV: Shapes = { ...ALL, 'conv1d/conv1d/kernel:0': [2, 4, 4], 'conv1d/conv1d/bias:0': [4] };
  const conv = (config: Config) => [embedding(), layer('Conv1D', { filters: 4, kernel_size: [2], ...config }), lstm(), dense()];
  const over = (middle: object) => [embedding(), lstm({ return_sequences: true }), middle, dense()];
  it.each<[string, object[], Shapes, string]>([
    ['strides', conv({ strides: [2] }), CONV, '"conv1d" (Conv1D): strides 2'],
    ['dilation', conv({ dilation_rate: [3] }), CONV, '"conv1d" (Conv1D): dilation_rate 3'],
    ['groups', conv({ groups: 2 }), CONV, '"conv1d" (Conv1D): groups 2'],
    ['channels first', conv({ data_format: 'channels_first' }), CONV, '"conv1d" (Conv1D): data_format channels_first'],
    ['another activation', conv({ activation: 'gelu' }), CONV, '"conv1d": activation gelu between layers'],
    [
      'windows that overlap',
      [embedding(), layer('MaxPooling1D', { pool_size: [2], strides: [1] }), lstm(), dense()],
      ALL,
      '"maxpooling1d" (MaxPooling1D): strides 1 of windows of 2',
    ],
    [
      'windows beyond the end',
      [embedding(), layer('MaxPooling1D', { pool_size: 2, padding: 'same' }), lstm(), dense()],
      ALL,
      '"maxpooling1d" (MaxPooling1D): padding same',
    ],
    [
      'rows from the end to the beginning',
      [embedding(), lstm({ go_backwards: true, return_sequences: true }), layer('GlobalMaxPooling1D'), dense()],
      ALL,
      '"lstm" (LSTM): go_backwards with return_sequences, which turns rows round',
    ],
    [
      'an attention of its own, after which nobody knows what the rows are',
      [embedding(), lstm({ return_sequences: true }), layer('AttentionLayer'), dense()],
      ALL,
      '"attentionlayer" (AttentionLayer)',
    ],
    ['another LSTM', [embedding(), layer('ConvLSTM1D', { name: 'lstm' }), dense()], ALL, '"lstm" (ConvLSTM1D)'],
    [
      'scores at every word',
      [embedding(), lstm({ return_sequences: true }), dense()],
      ALL,
      'scores at every position, where one row of scores is needed',
    ],
    [
      'rows over time of one row',
      [embedding(), lstm(), layer('GlobalMaxPooling1D'), dense()],
      ALL,
      '"globalmaxpooling1d" (GlobalMaxPooling1D): reads a single row, not a sequence of rows',
    ],
    ['softmax of one', [embedding(), lstm(), dense({ units: 1 })], ALL, 'softmax of one output, which is always 1'],
    [
      'a last layer that is none',
      [embedding(), lstm()],
      { ...TABLE, ...cell('lstm/lstm/c', 4) },
      'a last layer that is not Dense: "lstm"',
    ],
    ['an axis', over(layer('BatchNormalization', { axis: 1 })), ALL, '"batchnormalization" (BatchNormalization): axis 1'],
    ['a shape', over(layer('Reshape', { target_shape: [3, 2] })), ALL, '"reshape" (Reshape): to [3, 2]'],
    ['a leak', [embedding(), lstm(), layer('ReLU', { negative_slope: 0.1 }), dense()], ALL, '"relu" (ReLU): negative_slope'],
    [
      'two activations',
      [embedding(), lstm(), dense(), layer('Activation', { activation: 'relu' })],
      ALL,
      '"activation" (Activation): relu after softmax of "dense"',
    ],
    [
      'an activation of states',
      [embedding(), lstm(), layer('Activation', { activation: 'relu' }), dense()],
      ALL,
      '"activation" (Activation): relu after readout',
    ],
    [
      'a second table',
      [embedding(), lstm(), embedding({ name: 'again' }), dense()],
      ALL,
      '"again" (Embedding): not at the beginning',
    ],
    ['LoRA', [embedding({ lora_rank: 4 }), lstm(), dense()], ALL, '"embedding" (Embedding): lora_rank'],
    [
      'weights that are not there',
      [embedding(), lstm(), dense()],
      { ...TABLE, ...cell('lstm/lstm/c', 4) },
      '"dense" (Dense): its weights are not in the file',
    ],
    [
      'weights that no layer has',
      [embedding(), lstm(), dense()],
      { ...ALL, 'more/more/kernel:0': [3, 3] },
      'weights that no layer has: more/more/kernel',
    ],
    ['nothing', [], ALL, 'no layer that computes'],
  ])('%s', (_, layers, shapes, expected) => {
    expect(obstacles(layers, { shapes })).toContain(expected);
  });

  it.each<[string, object, string]>([
    ['a product of directions', { merge_mode: 'mul' }, 'merge_mode mul'],
    ['directions left apart', { merge_mode: null }, 'merge_mode none'],
    [
      'directions of different settings',
      { backward_layer: lstm({ units: 5, go_backwards: true }) },
      'directions of different settings',
    ],
    ['a backward layer that reads forwards', { backward_layer: lstm() }, 'no go_backwards of its backward layer'],
    ['one direction’s weights', {}, 'weights of its own for both directions that are not in the file'],
  ])('%s', (_, config, expected) => {
    const shapes = { ...TABLE, ...cell('bidirectional/b/forward_lstm', 4), ...OUT };
    expect(obstacles([embedding(), bidirectional(lstm(), config as Config), dense()], { shapes })).toContain(
      `"bidirectional" (Bidirectional): ${expected}`,
    );
  });

  it('but no more than can be read', () => {
    const found = obstacles([
      embedding(),
      ...Array.from({ length: 60 }, (_, at) => layer('Conv2D', { name: `c${at}` })),
      lstm(),
      dense(),
    ]);
    expect([found.length, found.at(-1)]).toEqual([41, 'and 20 more']);
  });

  it('weights that no layer has may be left out; those a layer has may not', () => {
    const shapes = { ...ALL, 'more/more/kernel:0': [3, 3] };
    const chain = [embedding(), lstm(), dense()];
    for (const options of [{ ignored: ['more/more/kernel'] }, { ignoreOthers: true }]) {
      expect(network(chain, { shapes, options }).notes).toEqual(['Ignored, as you said: more/more/kernel.']);
    }
    const { plan } = planOf(chain, { options: { ignored: ['dense/dense/bias'] } });
    expect(plan instanceof LensError && plan.fields.problem).toBe('is to be ignored, but a layer uses it');
  });
});

it.each([
  [
    'more layers than a model has',
    JSON.stringify({ config: { layers: Array.from({ length: 1001 }, () => layer('Dropout')) } }),
    'has more layers',
  ],
  ['no JSON', '{"class_name"', 'is not valid JSON'],
  ['no layers', '{"class_name": "Sequential", "config": {}}', 'does not describe a model'],
  ['a layer that is none', '{"config": {"layers": [3]}}', 'is not described'],
])('throws for what describes no model: %s', (_, text, problem) => {
  expect(() => parseKerasModel(text, 'm', null)).toThrow(problem);
});
