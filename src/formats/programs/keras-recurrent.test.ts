/** Keras' recurrent layers of all versions, one direction or two. */
import { describe, expect, it } from 'vitest';
import {
  bidirectional,
  type Config,
  cell,
  dense,
  embedding,
  layer,
  lstm,
  network,
  OUT,
  TABLE,
} from '../../testing/keras-layers.ts';

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

  it('one direction that reads from the end is the backward one of two', () => {
    const plan = network([embedding(), lstm({ go_backwards: true }), dense()]);
    expect(plan.layers.slice(0, 2).map(({ layer }) => layer)).toMatchObject([
      { type: 'lstm', bidirectional: true },
      { type: 'readout', kind: 'final', direction: 'right' },
    ]);
    const tensors = plan.layers[0]?.tensors ?? {};
    expect(tensors['left.weight_hh']?.source.read()).toEqual(new Float64Array(36));
    expect(tensors['right.weight_hh']?.source.read().includes(0)).toBe(false);
    expect(plan.notes).toEqual(['"lstm" reads sentences from their end (go_backwards).']);
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
