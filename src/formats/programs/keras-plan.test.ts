/** From Keras' description and the shapes of its variables to a network, or to all that keeps it from being explained. */
import { describe, expect, it } from 'vitest';
import { LensError } from '../../model/errors.ts';
import type { TensorSource } from '../basics/index.ts';
import type { ModelOptions, NetworkPlan } from '../settings/index.ts';
import { parseKerasModel } from './keras-config.ts';
import { planKeras } from './keras-plan.ts';
import { KerasWeights } from './keras-weights.ts';

type Shapes = Readonly<Record<string, readonly number[]>>;
type Config = Readonly<Record<string, unknown>>;

const layer = (kind: string, config: Config = {}) => ({ class_name: kind, config: { name: kind.toLowerCase(), ...config } });
const embedding = (config: Config = {}) => layer('Embedding', { input_dim: 9, output_dim: 4, ...config });
const lstm = (config: Config = {}, kind = 'LSTM') => layer(kind, { units: 3, ...config });
const dense = (config: Config = {}) => layer('Dense', { units: 2, activation: 'softmax', ...config });
const bidirectional = (inner: object, config: Config = {}) =>
  layer('Bidirectional', { merge_mode: 'concat', layer: inner, ...config });

/** Numbers that tell their places apart. */
function source(shape: readonly number[]): TensorSource {
  const count = shape.reduce((product, size) => product * size, 1);
  return { shape, read: () => Float64Array.from({ length: count }, (_, at) => at + 1) };
}

const TABLE: Shapes = { 'embedding/embedding/embeddings:0': [9, 4] };
const OUT: Shapes = { 'dense/dense/kernel:0': [3, 2], 'dense/dense/bias:0': [2] };
const cell = (path: string, gates: number, units = 3, inputs = 4): Shapes => ({
  [`${path}/kernel:0`]: [inputs, gates * units],
  [`${path}/recurrent_kernel:0`]: [units, gates * units],
  [`${path}/bias:0`]: [gates * units],
});
const ALL: Shapes = { ...TABLE, ...cell('lstm/lstm/lstm_cell', 4), ...OUT };

interface Given {
  readonly shapes?: Shapes;
  readonly json?: object;
  readonly options?: ModelOptions;
  readonly training?: string;
  readonly version?: string;
}

function planOf(layers: readonly object[], { shapes = ALL, json, options = {}, training, version = '2.9.0' }: Given = {}) {
  const weights = new KerasWeights(new Map(Object.entries(shapes).map(([name, shape]) => [name, source(shape)])));
  const text = JSON.stringify(json ?? { class_name: 'Sequential', config: { name: 's', layers } });
  return planKeras(parseKerasModel(text, 'm.h5 model_config', version), weights, {
    file: 'm.h5',
    training: training ?? null,
    options,
  });
}

function network(...given: Parameters<typeof planOf>): NetworkPlan {
  const { plan } = planOf(...given);
  if (plan instanceof LensError) throw plan;
  return plan;
}

function obstacles(...given: Parameters<typeof planOf>): readonly string[] {
  const { plan } = planOf(...given);
  if (!(plan instanceof LensError)) throw new Error('a plan, where a refusal was expected');
  expect(plan.fields).toMatchObject({ name: 'ModelFormatError', where: 'm.h5', problem: 'has parts that cannot be explained' });
  return plan.fields.found?.split('; ') ?? [];
}

const kinds = ({ layers }: NetworkPlan) =>
  layers.map(({ layer: { type, ...rest } }) => ('kind' in rest ? `${type} ${rest.kind}` : type));

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

describe('recurrent layers', () => {
  const paired = (kind: string, gates: number, config: Config = {}) =>
    network([embedding(), layer(kind, { units: 3, name: 'lstm', ...config }), dense()], {
      shapes: { ...TABLE, ...cell('lstm/lstm/c', gates), ...OUT },
    });
  it.each<[string, number, Config, object]>([
    ['LSTM', 4, { recurrent_activation: 'hard_sigmoid' }, { type: 'lstm', gateActivation: 'hard_sigmoid', bidirectional: false }],
    ['GRU', 3, { reset_after: false }, { type: 'gru', gateActivation: 'sigmoid', resetAfter: false }],
    ['SimpleRNN', 1, { activation: 'relu' }, { type: 'rnn', activation: 'relu' }],
  ])('%s', (kind, gates, config, expected) => {
    const [first] = paired(kind, gates, config).layers;
    expect(first).toMatchObject({ layer: expected, gateOrder: { 1: 'h', 3: 'zrn', 4: 'ifgo' }[gates] });
    expect(first?.tensors['left.weight_ih']?.source.shape).toEqual([gates * 3, 4]);
    // Row 1 of the transposed kernel is its column 1.
    expect(first?.tensors['left.weight_ih']?.source.read().slice(4, 6)).toEqual(Float64Array.of(2, 2 + gates * 3));
  });

  it('a GRU with two biases resets after the product', () => {
    const shapes = { ...TABLE, ...cell('lstm/lstm/c', 3), 'lstm/lstm/c/bias:0': [2, 9], ...OUT };
    const [gru] = network([embedding(), layer('GRU', { units: 3, name: 'lstm' }), dense()], { shapes }).layers;
    expect(gru).toMatchObject({ layer: { resetAfter: true } });
    expect(gru?.tensors['left.bias_hh']?.source.read()).toEqual(Float64Array.from({ length: 9 }, (_, at) => at + 10));
  });

  it("cuDNN's kernel: a gate's numbers as they come, its matrix [d, e]", () => {
    const shapes = {
      ...TABLE,
      'lstm/lstm/kernel:0': [4, 12],
      'lstm/lstm/recurrent_kernel:0': [3, 12],
      'lstm/lstm/bias:0': [24],
      ...OUT,
    };
    const { tensors } =
      network([embedding(), layer('CuDNNLSTM', { units: 3, name: 'lstm' }), dense()], { shapes }).layers[0] ?? {};
    expect(tensors?.['left.weight_ih']?.source.read().slice(0, 5)).toEqual(Float64Array.of(1, 2, 3, 13, 14));
    expect(tensors?.['left.weight_hh']?.source.read().slice(0, 4)).toEqual(Float64Array.of(1, 2, 3, 13));
    expect(tensors?.['left.bias_hh']?.source.read()[0]).toBe(13);
  });

  it('two directions, joined in three ways; stacked', () => {
    const sides = (name: string, inputs: number) => ({
      ...cell(`${name}/${name}/forward_lstm`, 4, 3, inputs),
      ...cell(`${name}/${name}/backward_lstm`, 4, 3, inputs),
    });
    const shapes = { ...TABLE, ...sides('a', 4), ...sides('b', 3), 'dense/dense/kernel:0': [6, 2], 'dense/dense/bias:0': [2] };
    const inner = (returns: boolean) => lstm({ return_sequences: returns });
    const backward = { ...inner(false), config: { ...inner(false).config, go_backwards: true } };
    const plan = network(
      [
        embedding(),
        bidirectional(inner(true), { name: 'a', merge_mode: 'ave' }),
        bidirectional(inner(false), { name: 'b', backward_layer: backward }),
        dense(),
      ],
      { shapes },
    );
    expect(plan.layers.map(({ layer: each }) => ('merge' in each ? each.merge : each.type))).toEqual([
      'ave',
      'concat',
      'readout',
      'dense',
    ]);
  });

  it('of Keras 1: a matrix a gate, and names of its own', () => {
    const gates = ['i', 'c', 'f', 'o'].flatMap((gate): [string, readonly number[]][] => [
      [`lstm_1/lstm_1_W_${gate}`, [4, 3]],
      [`lstm_1/lstm_1_U_${gate}`, [3, 3]],
      [`lstm_1/lstm_1_b_${gate}`, [3]],
    ]);
    const shapes = {
      'embedding_1/embedding_1_W': [9, 4],
      ...Object.fromEntries(gates),
      'dense_1/dense_1_W': [3, 2],
      'dense_1/dense_1_b': [2],
    };
    const layers = [
      layer('Embedding', { name: 'embedding_1', input_dim: 9, output_dim: 4, input_length: 7 }),
      layer('LSTM', { name: 'lstm_1', output_dim: 3, inner_activation: 'hard_sigmoid', activation: 'tanh' }),
      layer('Dense', { name: 'dense_1', output_dim: 2, activation: 'softmax' }),
    ];
    const plan = network([], {
      shapes,
      json: { class_name: 'Sequential', keras_version: '1.2.2', config: layers },
      version: '1.2.2',
    });
    expect(plan.layers[0]).toMatchObject({ layer: { type: 'lstm', hiddenSize: 3, gateActivation: 'hard_sigmoid' } });
    const weight = plan.layers[0]?.tensors['left.weight_ih'];
    expect(weight?.source.shape).toEqual([12, 4]);
    expect(weight?.name).toBe(['i', 'f', 'c', 'o'].map((gate) => `lstm_1/lstm_1_W_${gate}`).join(', '));
    expect(weight?.source.read().slice(0, 4)).toEqual(Float64Array.of(1, 4, 7, 10));
    expect(plan.padding?.length).toBe(7);
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

describe('functional models', () => {
  const node = (described: ReturnType<typeof layer>, inputs: readonly string[]) => ({
    ...described,
    name: described.config.name,
    inbound_nodes: inputs.length === 0 ? [] : [inputs.map((name) => [name, 0, 0, {}])],
  });
  const model = (nodes: object[], outputs: unknown = [['dense', 0, 0]]) => ({
    class_name: 'Functional',
    config: { layers: nodes, output_layers: outputs },
  });
  const usual = [
    node(layer('InputLayer'), []),
    node(embedding(), ['inputlayer']),
    node(lstm(), ['embedding']),
    node(dense(), ['lstm']),
  ];

  it('a chain, in whatever order its layers are listed', () => {
    expect(kinds(network([], { json: model([...usual].reverse()) }))).toEqual(['lstm', 'readout final', 'dense']);
    expect(kinds(network([], { json: model(usual, ['dense', 0, 0]) }))).toEqual(['lstm', 'readout final', 'dense']);
  });

  it.each<[string, object, RegExp]>([
    [
      'two outputs',
      model(usual, [
        ['dense', 0, 0],
        ['lstm', 0, 0],
      ]),
      /^2 outputs, where one is needed$/,
    ],
    [
      'two inputs of a layer',
      model([...usual.slice(0, 3), node(layer('Concatenate'), ['lstm', 'embedding']), node(dense(), ['concatenate'])]),
      /^"concatenate" \(Concatenate\), which reads 2 layers$/,
    ],
    ['a layer that is not there', model(usual.slice(1)), /"inputlayer", which is read but not described/],
    ['a circle', model([node(dense(), ['dense'])]), /reads itself/],
    [
      'a layer that is applied twice',
      model([...usual.slice(0, 3), { ...node(dense(), []), inbound_nodes: [[['lstm', 0, 0, {}]], [['lstm', 0, 0, {}]]] }]),
      /applied 2 times/,
    ],
  ])('%s', (_, json, found) => {
    expect(obstacles([], { json })).toEqual(expect.arrayContaining([expect.stringMatching(found)]));
  });

  const attention = (steps: readonly [ReturnType<typeof layer>, readonly string[]][], last: string) =>
    model([
      ...usual.slice(0, 2),
      node(lstm({ return_sequences: true }), ['embedding']),
      node(layer('Dense', { name: 'score', units: 1, activation: 'tanh' }), ['lstm']),
      ...steps.map(([described, inputs]) => node(described, inputs)),
      node(dense(), [last]),
    ]);
  const SCORE = { 'score/score/kernel:0': [3, 1], 'score/score/bias:0': [1] };
  const flat: readonly [ReturnType<typeof layer>, readonly string[]][] = [
    [layer('Flatten'), ['score']],
    [layer('Activation', { activation: 'softmax' }), ['flatten']],
  ];
  const spread: typeof flat = [...flat, [layer('RepeatVector'), ['activation']], [layer('Permute'), ['repeatvector']]];
  const code = btoa('\u00e3\u0000K\u0000sum\u0000axis');

  it.each<[string, typeof flat, string]>([
    [
      'Multiply and a Lambda',
      [...spread, [layer('Multiply'), ['lstm', 'permute']], [layer('Lambda', { function: [code, null, null] }), ['multiply']]],
      'lambda',
    ],
    ['Dot over the positions', [...flat, [layer('Dot', { axes: 1 }), ['activation', 'lstm']]], 'dot'],
    [
      'Softmax over the positions',
      [
        [layer('Softmax', { axis: 1 }), ['score']],
        [layer('Multiply'), ['lstm', 'softmax']],
        [layer('Sum', { axis: 1 }), ['multiply']],
      ],
      'sum',
    ],
  ])('attention: %s', (_, steps, last) => {
    const plan = network([], { json: attention(steps, last), shapes: { ...ALL, ...SCORE } });
    expect(kinds(plan)).toEqual(['lstm', 'readout attention', 'dense']);
    expect(plan.layers[1]?.layer).toMatchObject({ size: 1 });
    expect(plan.layers[1]?.tensors.vector?.source.read()).toEqual(Float64Array.of(1));
    expect(plan.notes.some((note) => note.includes('(Lambda) is code that is not run'))).toBe(last === 'lambda');
  });

  it.each<[string, typeof flat, string]>([
    [
      'softmax of one number, which is 1',
      [
        [layer('Activation', { activation: 'softmax' }), ['score']],
        [layer('Multiply'), ['lstm', 'activation']],
        [layer('Sum', { axis: 1 }), ['multiply']],
      ],
      'sum',
    ],
    [
      'a sum over the units',
      [...spread, [layer('Multiply'), ['lstm', 'permute']], [layer('Sum', { axis: 2 }), ['multiply']]],
      'sum',
    ],
    [
      'a Lambda that sums nothing',
      [
        ...spread,
        [layer('Multiply'), ['lstm', 'permute']],
        [layer('Lambda', { function: [btoa('mean'), null, null] }), ['multiply']],
      ],
      'lambda',
    ],
  ])('no attention: %s', (_, steps, last) => {
    expect(obstacles([], { json: attention(steps, last), shapes: { ...ALL, ...SCORE } })).toEqual(
      expect.arrayContaining([expect.stringContaining('which reads 2 layers')]),
    );
  });

  it('of what is no chain only that is told, and what no chain could hold', () => {
    const two = [
      ...usual.slice(0, 3),
      node(layer('LSTM', { name: 'second', units: 3, activation: 'elu' }), ['embedding']),
      node(layer('Concatenate'), ['lstm', 'second']),
      node(dense(), ['concatenate']),
    ];
    expect(obstacles([], { json: model(two), shapes: { ...ALL, ...cell('second/second/c', 4) } })).toEqual([
      '"concatenate" (Concatenate), which reads 2 layers',
      '"second" (LSTM): activation elu',
    ]);
  });

  it("Keras' own Attention is another", () => {
    const own = [
      ...usual.slice(0, 2),
      node(lstm({ return_sequences: true }), ['embedding']),
      node(layer('Attention'), ['lstm', 'lstm']),
      node(layer('GlobalMaxPooling1D'), ['attention']),
      node(dense(), ['globalmaxpooling1d']),
    ];
    expect(obstacles([], { json: model(own) })).toEqual(['"attention" (Attention), which reads 2 layers']);
  });
});

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
      'one direction backwards',
      [embedding(), lstm({ go_backwards: true }), dense()],
      ALL,
      '"lstm" (LSTM): go_backwards outside of Bidirectional',
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
