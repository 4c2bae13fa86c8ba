/** Weights without a description: which layers they are, in which order, and what is left to choose. */
import { describe, expect, it } from 'vitest';
import { LensError } from '../../model/errors.ts';
import { kerasVariant, torchGoldenFiles } from '../../testing/golden.ts';
import type { TensorSource } from '../basics/index.ts';
import { inspectModel } from '../inspect-model.ts';
import { findGroups } from './keras-groups.ts';
import { guessKerasModel } from './keras-guess.ts';
import type { WeightsListing } from './keras-idle.ts';
import { orderGroups } from './keras-order.ts';
import { KerasWeights } from './keras-weights.ts';

type Shapes = Readonly<Record<string, readonly number[]>>;

function weightsOf(shapes: Shapes): KerasWeights {
  const source = (shape: readonly number[]): TensorSource => ({
    shape,
    read: () => new Float64Array(shape.reduce((a, b) => a * b, 1)),
  });
  return new KerasWeights(new Map(Object.entries(shapes).map(([name, shape]) => [name, source(shape)])));
}

const kindsOf = (shapes: Shapes) =>
  findGroups(weightsOf(shapes).variables).known.map(({ kind, bidirectional }) => (bidirectional ? `Bi${kind}` : kind));

function guess(shapes: Shapes, listed: Partial<WeightsListing> = {}, choices: Readonly<Record<string, string>> = {}) {
  const { plan } = guessKerasModel(
    weightsOf(shapes),
    { layerNames: null, groups: [], version: null, ...listed },
    { file: 'w.h5', training: null, options: { choices } },
  );
  return plan;
}

function network(...given: Parameters<typeof guess>) {
  const plan = guess(...given);
  if (plan instanceof LensError) throw plan;
  return plan;
}

const kinds = (plan: ReturnType<typeof network>) =>
  plan.layers.map(({ layer: { type, ...rest } }) => ('kind' in rest ? `${type} ${rest.kind}` : type));

/** e = 4, d = 3 */
const cell = (path: string, gates: number, inputs = 4, bias: readonly number[] = [3 * gates]): Shapes => ({
  [`${path}/cell/vars/0`]: [inputs, 3 * gates],
  [`${path}/cell/vars/1`]: [3, 3 * gates],
  [`${path}/cell/vars/2`]: bias,
});
const dense = (path: string, rows: number, columns: number): Shapes => ({
  [`${path}/vars/0`]: [rows, columns],
  [`${path}/vars/1`]: [columns],
});
const TABLE: Shapes = { 'layers/embedding/vars/0': [9, 4] };

describe('kinds of layers', () => {
  it.each<[string, Shapes, string[]]>([
    ['numbered', { ...TABLE, ...cell('layers/lstm', 4), ...dense('layers/dense', 3, 2) }, ['Embedding', 'LSTM', 'Dense']],
    ['in two directions', { ...cell('layers/b/forward_layer', 3), ...cell('layers/b/backward_layer', 3) }, ['BiGRU']],
    [
      'of a model that is a class',
      { 'words/vars/0': [9, 4], ...cell('memory', 1), ...dense('out', 3, 1) },
      ['Embedding', 'SimpleRNN', 'Dense'],
    ],
    ['a convolution', { 'layers/conv1d/vars/0': [2, 4, 6], 'layers/conv1d/vars/1': [6] }, ['Conv1D']],
    [
      'a normalisation',
      Object.fromEntries([0, 1, 2, 3].map((at) => [`layers/batch_normalization/vars/${at}`, [5]])),
      ['BatchNormalization'],
    ],
    [
      'named',
      { 'e/e/embeddings:0': [9, 4], 'r/r/kernel:0': [4, 12], 'r/r/recurrent_kernel:0': [3, 12], 'd/d/kernel:0': [3, 2] },
      ['Embedding', 'LSTM', 'Dense'],
    ],
    [
      'named, a normalisation',
      { 'n/n/moving_mean:0': [3], 'n/n/moving_variance:0': [3], 'n/n/gamma:0': [3] },
      ['BatchNormalization'],
    ],
    [
      'of Keras 1',
      { 'e_1/e_1_W': [9, 4], 'embedding_1/embedding_1_W': [9, 4], 'l/l_U_o': [3, 3], 'l/l_W_i': [4, 3], 'l/l_U_i': [3, 3] },
      ['Embedding', 'Embedding', 'LSTM'],
    ],
  ])('%s', (_, shapes, expected) => {
    expect(kindsOf(shapes)).toEqual(expected);
  });

  it('a dense layer without a bias is told by its name', () => {
    expect(kindsOf({ 'layers/dense/vars/0': [3, 2], 'layers/embedding_2/vars/0': [3, 2] })).toEqual(['Dense', 'Embedding']);
  });

  it('GRU: its bias tells where it resets', () => {
    const resets = [[2, 9], [9], [18]].map((bias) => findGroups(weightsOf(cell('g', 3, 4, bias)).variables).known[0]?.resetAfter);
    expect(resets).toEqual([true, false, true]);
    expect(
      network({ ...TABLE, ...cell('layers/gru', 3, 4, [2, 9]), ...dense('layers/dense', 3, 2) }).layers[0]?.layer,
    ).toMatchObject({ resetAfter: true });
  });
});

describe('their order', () => {
  const orders = (shapes: Shapes) =>
    orderGroups(findGroups(weightsOf(shapes).variables).known).map((order) => order.map(({ name }) => name).join(' '));

  it('each reads what the one before it gives', () => {
    const shapes = { ...dense('layers/dense', 3, 5), ...dense('layers/dense_1', 5, 2), ...cell('layers/lstm', 4), ...TABLE };
    expect(orders(shapes)).toEqual(['embedding lstm dense dense_1']);
  });

  it('where several fit, numbers tell, else there is a choice', () => {
    const twice = {
      ...TABLE,
      ...cell('layers/lstm', 4),
      ...cell('layers/lstm_1', 4, 3),
      ...dense('layers/dense_2', 3, 3),
      ...dense('layers/dense_10', 3, 3),
    };
    expect(orders(twice)[0]).toBe('embedding lstm lstm_1 dense_2 dense_10');
    const norm = Object.fromEntries([0, 1, 2, 3].map((at) => [`layers/batch_normalization/vars/${at}`, [3]]));
    const shapes = {
      ...TABLE,
      ...cell('layers/lstm', 4),
      ...norm,
      ...dense('layers/dense', 3, 3),
      ...dense('layers/dense_1', 3, 2),
    };
    expect(orders(shapes)).toEqual([
      'embedding lstm batch_normalization dense dense_1',
      'embedding lstm dense batch_normalization dense_1',
    ]);
    const plan = network(shapes);
    expect(plan.choices[0]).toMatchObject({
      key: 'order',
      value: 'embedding,lstm,batch_normalization,dense,dense_1',
      said: 'guess',
    });
    const other = network(shapes, {}, { order: 'embedding,lstm,dense,batch_normalization,dense_1' });
    expect(kinds(other)).toEqual(['lstm', 'readout final', 'dense', 'batchnorm', 'dense']);
  });

  it.each<[string, Shapes]>([
    ['sizes that do not follow from one another', { ...TABLE, ...cell('layers/lstm', 4, 5), ...dense('layers/dense', 3, 2) }],
    ['no Dense at the end', { ...TABLE, ...cell('layers/lstm', 4) }],
    ['two tables', { ...TABLE, 'layers/embedding_1/vars/0': [9, 4], ...cell('layers/lstm', 4), ...dense('layers/dense', 3, 2) }],
    [
      'more layers than anybody trains',
      Object.assign({}, ...Array.from({ length: 65 }, (_, at) => dense(`layers/dense_${at}`, 3, 3))),
    ],
    ['unknown kinds', { 'layers/odd/vars/0': [2, 2, 2, 2] }],
    ['nothing', {}],
  ])('refused: %s', (_, shapes) => {
    const plan = guess(shapes);
    expect(plan instanceof LensError && plan.fields).toMatchObject({
      where: 'w.h5',
      problem: 'does not say which network its weights belong to',
      advice: expect.stringContaining('model.to_json()'),
    });
  });
});

describe('what has no weights', () => {
  const weights: Shapes = {
    'embedding/embedding/embeddings:0': [9, 4],
    'lstm/lstm/kernel:0': [4, 12],
    'lstm/lstm/recurrent_kernel:0': [3, 12],
    'dense/dense/kernel:0': [3, 5],
    'dense_1/dense_1/kernel:0': [5, 2],
  };
  const names = (...more: readonly string[]) => ['embedding', 'lstm', ...more, 'dense', 'dropout_3', 'dense_1'];

  it('is told by the list of all layers: where nothing pools, the last state is read', () => {
    const plan = network(weights, { layerNames: names() });
    expect(kinds(plan)).toEqual(['lstm', 'readout final', 'dense', 'dense']);
    expect(plan.choices.map(({ key }) => key)).toEqual(['gates', 'mask', 'activation.dense', 'output']);
  });

  it.each([
    ['global_max_pooling1d', 'readout max'],
    ['global_average_pooling1d_2', 'readout mean'],
  ])('%s', (name, readout) => {
    expect(kinds(network(weights, { layerNames: names(name) }))).toEqual(['lstm', readout, 'dense', 'dense']);
    const numbered = { ...TABLE, ...cell('layers/lstm', 4), ...dense('layers/dense', 3, 2) };
    expect(kinds(network(numbered, { groups: [`layers/${name.replace(/_2$/, '')}`] }))).toEqual(['lstm', readout, 'dense']);
  });

  it('a name of its own leaves it open, and is said', () => {
    const plan = network(weights, { layerNames: names('my_layer') });
    expect(plan.choices.map(({ key }) => key)).toContain('readout');
    expect(plan.notes.at(-1)).toBe('Layers without weights that were assumed to do nothing: my_layer.');
  });

  it('a dense layer that reads all rows tells their number', () => {
    const flat = { ...weights, 'dense/dense/kernel:0': [21, 5] };
    const plan = network(flat, { layerNames: names('flatten') });
    expect(kinds(plan)).toEqual(['lstm', 'readout flatten', 'dense', 'dense']);
    expect(plan.padding).toMatchObject({ length: 7, side: 'pre' });
  });

  it('an activation of its own is a choice', () => {
    const plan = network(
      weights,
      { layerNames: ['embedding', 'lstm', 'dense', 'activation_1', 'dense_1'] },
      { 'activation.activation_1': 'tanh' },
    );
    expect(plan.layers.at(-2)?.layer).toMatchObject({ type: 'dense', activation: 'tanh' });
  });

  it('gates of old Keras are hard_sigmoid unless something else is said', () => {
    const gates = (version: string, choices = {}) => network(weights, { layerNames: names(), version }, choices).layers[0]?.layer;
    expect(gates('2.1.6')).toMatchObject({ gateActivation: 'hard_sigmoid' });
    expect(gates('2.1.6', { gates: 'sigmoid' })).toMatchObject({ gateActivation: 'sigmoid' });
    expect(gates('2.2.4-tf')).toMatchObject({ gateActivation: 'sigmoid' });
    expect(gates('3.4.0', { gates: 'hard_sigmoid' })).toMatchObject({ gateActivation: 'hard_sigmoid_3' });
  });
});

it('save_weights of Keras 2 lists its layers', async () => {
  const { choices, notes, problem } = await inspectModel([
    kerasVariant('legacy-weights'),
    ...torchGoldenFiles('pytorch-uni').slice(1),
  ]);
  expect(problem).toBeNull();
  expect(choices.map(({ key, said }) => `${key} ${said}`)).toEqual(['gates guess', 'mask guess', 'output guess']);
  expect(notes).toContainEqual(expect.stringMatching(/^The file holds weights alone/));
});
