/** From Keras' description and the shapes of its variables to a network: layers one after another. */
import { describe, expect, it } from 'vitest';
import {
  ALL,
  type Config,
  cell,
  dense,
  embedding,
  type Given,
  kinds,
  layer,
  lstm,
  network,
  OUT,
  obstacles,
  planOf,
  type Shapes,
  TABLE,
} from '../../testing/keras-layers.ts';
import type { NetworkPlan } from '../settings/index.ts';

describe('layers that do nothing, and what scores become', () => {
  it('noise, dropout, input', () => {
    const idle = ['Dropout', 'SpatialDropout1D', 'GaussianNoise', 'AlphaDropout', 'ActivityRegularization'].map((kind) =>
      layer(kind),
    );
    const plan = network([layer('InputLayer'), embedding(), ...idle, lstm(), dense()]);
    expect(kinds(plan)).toEqual(['lstm', 'readout final', 'dense']);
    expect(plan).toMatchObject({ input: 'tokens', embeddingSize: 4, output: 'softmax', padding: null, choices: [], notes: [] });
  });

  it.each<[string, object[], Given, NetworkPlan['output']]>([
    [
      'an activation of its own',
      [dense({ activation: 'linear' }), layer('Activation', { activation: 'sigmoid' })],
      {},
      'sigmoid',
    ],
    ['Softmax', [dense({ activation: null }), layer('Softmax')], {}, 'softmax'],
    ['an activation as an object', [dense({ activation: { class_name: 'function', config: 'sigmoid' } })], {}, 'sigmoid'],
    [
      'a loss that takes scores',
      [dense({ activation: 'linear' })],
      { training: '{"loss": {"class_name": "BinaryCrossentropy", "config": {"from_logits": true}}}' },
      'sigmoid',
    ],
    ['a loss of numbers', [dense({ activation: 'linear' })], { training: '{"loss": "mse"}' }, 'linear'],
  ])('%s', (_, last, given, output) => {
    const plan = network([embedding(), lstm(), ...last], given);
    expect([plan.output, plan.choices]).toEqual([output, []]);
  });

  it('no activation and no loss leave it open', () => {
    const scores = [embedding(), lstm(), dense({ activation: 'linear' })];
    expect(network(scores)).toMatchObject({ output: 'softmax', choices: [{ key: 'output', value: 'softmax', said: 'guess' }] });
    expect(network(scores, { options: { choices: { output: 'linear' } } })).toMatchObject({
      output: 'linear',
      choices: [{ said: 'user' }],
    });
  });
});

describe('padding', () => {
  const chain = (first: object[]) => [...first, lstm(), dense()];
  const sized = { side: 'pre', length: 7, id: 0, truncate: 'pre', masked: false };
  it.each<[string, object[]]>([
    ['input_length', [embedding({ input_length: 7 })]],
    ['batch_input_shape', [embedding({ batch_input_shape: [null, 7] })]],
    ['an InputLayer', [layer('InputLayer', { batch_shape: [null, 7] }), embedding()]],
    [
      'an InputLayer of Keras 2',
      [layer('InputLayer', { batch_input_shape: [null, 7] }), embedding({ batch_input_shape: [null, null] })],
    ],
  ])('the length comes from %s; the side is said to be a guess', (_, first) => {
    const plan = network(chain(first));
    expect(plan.padding).toEqual(sized);
    expect(plan.notes).toEqual([expect.stringMatching(/^The model reads 7 words: .* before their words, .*does not say so/)]);
  });

  it('is masked where a recurrent layer skips it', () => {
    expect(network(chain([embedding({ input_length: 7, mask_zero: true })]))).toMatchObject({
      padding: { masked: true },
      masksPadding: true,
    });
    expect(network(chain([embedding({ mask_zero: true })]))).toMatchObject({ padding: null, masksPadding: true });
  });

  it('is not where a layer between them loses the mask', () => {
    const conv = layer('Conv1D', { filters: 4, kernel_size: [2] });
    const shapes = { ...ALL, 'conv1d/conv1d/kernel:0': [2, 4, 4], 'conv1d/conv1d/bias:0': [4] };
    expect(network([embedding({ input_length: 7, mask_zero: true }), conv, lstm(), dense()], { shapes })).toMatchObject({
      padding: { masked: false },
      masksPadding: false,
    });
  });

  it('that a pooling layer would read though those before it skip it is refused where sentences have one length', () => {
    const pooled = (config: Config) => [
      embedding({ mask_zero: true, ...config }),
      lstm({ return_sequences: true }),
      layer('GlobalMaxPooling1D'),
      dense(),
    ];
    expect(obstacles(pooled({ input_length: 7 }))).toEqual([expect.stringContaining('reads the rows that are padding')]);
    expect(network(pooled({})).notes).toEqual([expect.stringContaining('without padding')]);
    const mean = [
      embedding({ mask_zero: true, input_length: 7 }),
      lstm({ return_sequences: true }),
      layer('GlobalAveragePooling1D'),
      dense(),
    ];
    expect(network(mean)).toMatchObject({ padding: { masked: true } });
  });

  it('of rows of numbers is none, though the model was made for some length', () => {
    const { [Object.keys(TABLE)[0] ?? '']: _, ...shapes } = ALL;
    const plan = network([lstm({ batch_input_shape: [null, 5, 4] }), dense()], { shapes });
    expect(plan).toMatchObject({ input: 'numbers', embedding: null, embeddingSize: 4, padding: null });
    expect(plan.notes).toEqual(['The model was made for 5 rows; it reads as many as it is given.']);
    const masked = network([layer('Masking', { mask_value: -1, batch_input_shape: [null, 5, 4] }), lstm(), dense()], { shapes });
    expect(masked.masksPadding).toBe(true);
    expect(masked.notes[0]).toContain('skips rows of -1');
  });
});

describe('dense layers, normalisation and models within models', () => {
  const norm = layer('BatchNormalization', { name: 'bn', epsilon: 0.5 });
  const NORM: Shapes = { 'bn/bn/gamma:0': [3], 'bn/bn/beta:0': [3], 'bn/bn/moving_mean:0': [3], 'bn/bn/moving_variance:0': [3] };

  it('BatchNormalization is a scale and a shift', () => {
    const plan = network([embedding(), lstm(), norm, dense()], { shapes: { ...ALL, ...NORM } });
    const { scale, shift } = plan.layers[2]?.tensors ?? {};
    const factors = [1, 2, 3].map((value) => value / Math.sqrt(value + 0.5));
    expect(scale?.source.read()).toEqual(Float64Array.from(factors));
    expect(shift?.source.read()).toEqual(Float64Array.from(factors, (factor, at) => at + 1 - (at + 1) * factor));
  });

  it.each<[string, Config, readonly string[]]>([
    ['without a scale', { scale: false }, ['beta', 'moving_mean', 'moving_variance']],
    ['without a centre', { center: false }, ['gamma', 'moving_mean', 'moving_variance']],
  ])('%s, also where variables are numbered', (_, config, parts) => {
    const numbered = Object.fromEntries(parts.map((__, index) => [`layers/batch_normalization/vars/${index}`, [3]]));
    const shapes = {
      'layers/embedding/vars/0': [9, 4],
      'layers/lstm/cell/vars/0': [4, 12],
      'layers/lstm/cell/vars/1': [3, 12],
      'layers/lstm/cell/vars/2': [12],
      ...numbered,
      'layers/dense/vars/0': [3, 2],
      'layers/dense/vars/1': [2],
    };
    const { scale } =
      network([embedding(), lstm(), layer('BatchNormalization', { ...config, epsilon: 0.5 }), dense()], { shapes }).layers[2]
        ?.tensors ?? {};
    expect(scale?.source.read()[0]).toBeCloseTo(1 / Math.sqrt(1.5), 12);
    expect(scale?.name).toContain(`vars/${parts.indexOf('moving_variance')}`);
  });

  it('followed by an activation it becomes part of the dense layer before it', () => {
    const shapes = { ...ALL, ...NORM, 'hidden/hidden/kernel:0': [3, 3], 'hidden/hidden/bias:0': [3] };
    const hidden = layer('Dense', { name: 'hidden', units: 3 });
    const plan = network([embedding(), lstm(), hidden, norm, layer('ReLU'), dense()], { shapes });
    expect(plan.layers.map(({ layer: each }) => ('activation' in each ? `${each.type} ${each.activation}` : each.type))).toEqual([
      'lstm',
      'readout',
      'dense relu',
      'dense linear',
    ]);
    const { weight, bias } = plan.layers[2]?.tensors ?? {};
    const [f1 = 0, f2 = 0] = [1, 2].map((value) => value / Math.sqrt(value + 0.5));
    // Rows of the transposed kernel 1..9: [1, 4, 7], [2, 5, 8], [3, 6, 9].
    expect([...(weight?.source.read().slice(0, 4) ?? [])]).toEqual([f1, 4 * f1, 7 * f1, 2 * f2]);
    expect(bias?.source.read()[1]).toBeCloseTo(2 * f2 + (2 - 2 * f2), 12);
  });

  it('TimeDistributed(Dense) works on every row', () => {
    const shapes = { ...ALL, 'td/td/kernel:0': [4, 4], 'td/td/bias:0': [4] };
    const wrapped = layer('TimeDistributed', { name: 'td', layer: layer('Dense', { units: 4, activation: 'tanh' }) });
    expect(kinds(network([embedding(), wrapped, lstm(), dense()], { shapes }))).toEqual([
      'dense',
      'lstm',
      'readout final',
      'dense',
    ]);
  });

  it('a model among the layers is its layers', () => {
    const inner = layer('Sequential', { name: 'inner', layers: [embedding(), lstm()] });
    const shapes = { 'inner/embedding/embeddings:0': [9, 4], ...cell('inner/lstm/lstm_cell', 4), ...OUT };
    expect(kinds(network([inner, dense()], { shapes }))).toEqual(['lstm', 'readout final', 'dense']);
    const numbered = {
      'layers/sequential/layers/embedding/vars/0': [9, 4],
      'layers/sequential/layers/lstm/cell/vars/0': [4, 12],
      'layers/sequential/layers/lstm/cell/vars/1': [3, 12],
      'layers/sequential/layers/lstm/cell/vars/2': [12],
      'layers/dense/vars/0': [3, 2],
      'layers/dense/vars/1': [2],
    };
    expect(kinds(network([inner, dense()], { shapes: numbered, version: '3.6.0' }))).toEqual(['lstm', 'readout final', 'dense']);
  });

  it('groups of Keras 2.12 leave numbers out: the second of a kind is the second that is there', () => {
    const root = '_layer_checkpoint_dependencies';
    const shapes = {
      [`${root}/embedding/vars/0`]: [9, 4],
      [`${root}/lstm/cell/vars/0`]: [4, 12],
      [`${root}/lstm/cell/vars/1`]: [3, 12],
      [`${root}/lstm_2/cell/vars/0`]: [3, 12],
      [`${root}/lstm_2/cell/vars/1`]: [3, 12],
      [`${root}/dense/vars/0`]: [3, 2],
    };
    const plan = network([embedding(), lstm({ return_sequences: true }), lstm({ name: 'lstm_1' }), dense()], { shapes });
    expect(plan.layers[1]?.tensors['left.weight_ih']?.name).toBe(`${root}/lstm_2/cell/vars/0`);
  });
});

describe('TextVectorization', () => {
  const text = (config: Config = {}) =>
    layer('TextVectorization', {
      standardize: 'lower_and_strip_punctuation',
      split: 'whitespace',
      output_mode: 'int',
      ...config,
    });
  const chain = (config: Config) => [
    layer('InputLayer', { batch_input_shape: [null, 1] }),
    text(config),
    embedding(),
    lstm(),
    dense(),
  ];
  it.each<[unknown, string, boolean]>([
    ['lower_and_strip_punctuation', 'text-vectorization', true],
    ['strip_punctuation', 'text-vectorization', false],
    ['lower', 'spaces', true],
    [null, 'spaces', false],
    [undefined, 'text-vectorization', true],
  ])('standardize %s', (standardize, kind, lowercase) => {
    expect(planOf(chain({ standardize })).text).toMatchObject({ tokenizer: { kind }, lowercase, words: null });
  });

  it('fills sentences up after their words, and keeps its own words', () => {
    const { plan, text: rules } = planOf(chain({ output_sequence_length: 6, vocabulary: ['a', 'b'] }));
    expect(plan).toMatchObject({ padding: { side: 'post', length: 6, truncate: 'post', id: 0, masked: false }, notes: [] });
    expect(rules?.words).toEqual(['', '[UNK]', 'a', 'b']);
    expect(network(chain({})).padding).toBeNull();
  });

  it('is refused where it does something else', () => {
    const found = obstacles(
      chain({ standardize: { class_name: 'function', config: 'mine' }, split: 'character', ngrams: 2, output_mode: 'multi_hot' }),
    );
    expect(found).toEqual(
      ['standardize of its own', 'split character', 'ngrams', 'output_mode multi_hot'].map(
        (why) => `"textvectorization" (TextVectorization): ${why}`,
      ),
    );
  });
});
