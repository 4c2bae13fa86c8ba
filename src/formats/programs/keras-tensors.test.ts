import { describe, expect, it } from 'vitest';
import { arrangeKeras } from './keras-tensors.ts';

/** Datasets that hold 0, 1, 2, ... */
function arrange(shapes: Readonly<Record<string, readonly number[]>>) {
  const datasets = Object.entries(shapes).map(([path, shape]) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return [path, { shape, read: () => Float64Array.from({ length: size }, (_, at) => at) }] as const;
  });
  return arrangeKeras(new Map(datasets), 'm.h5');
}

/** d = 2, e = 3, C = 3 */
const CELL = {
  'lstm/lstm/lstm_cell/kernel:0': [3, 8],
  'lstm/lstm/lstm_cell/recurrent_kernel:0': [2, 8],
  'lstm/lstm/lstm_cell/bias:0': [8],
};
const REST = { 'embedding/embedding/embeddings:0': [5, 3], 'dense/dense/kernel:0': [2, 3], 'dense/dense/bias:0': [3] };
const NUMBERED = { 'layers/lstm/cell/vars/0': [3, 8], 'layers/lstm/cell/vars/1': [2, 8], 'layers/lstm/cell/vars/2': [8] };

describe('views', () => {
  it('a kernel is transposed', () => {
    const { tensors, roles, refusal } = arrange({ ...CELL, ...REST });
    expect(refusal).toBeNull();
    const dense = tensors.get(roles['output.weight'] ?? '');
    expect(dense?.shape).toEqual([3, 2]);
    expect(dense?.read()).toEqual(Float64Array.of(0, 3, 1, 4, 2, 5));
    expect(tensors.get(roles.embedding ?? '')?.shape).toEqual([5, 3]);
  });

  it("cuDNN's kernel: a gate's numbers as they come, its matrix [d, e]", () => {
    const cudnn = { 'lstm/lstm/kernel:0': [3, 8], 'lstm/lstm/recurrent_kernel:0': [2, 8], 'lstm/lstm/bias:0': [16] };
    const { tensors, roles } = arrange({ ...cudnn, ...REST });
    const kernel = tensors.get(roles['left.weight_ih'] ?? '');
    expect(kernel?.shape).toEqual([8, 3]);
    expect(kernel?.read().slice(0, 12)).toEqual(Float64Array.of(0, 1, 8, 9, 16, 17, 2, 3, 10, 11, 18, 19));
    expect(
      tensors
        .get(roles['left.weight_hh'] ?? '')
        ?.read()
        .slice(0, 4),
    ).toEqual(Float64Array.of(0, 1, 8, 9));
    expect(tensors.get(roles['left.bias_hh'] ?? '')?.read()).toEqual(Float64Array.of(8, 9, 10, 11, 12, 13, 14, 15));
  });
});

describe('which is which', () => {
  it('no bias anywhere', () => {
    const { 'lstm/lstm/lstm_cell/bias:0': _cell, ...cell } = CELL;
    const { 'dense/dense/bias:0': _dense, ...rest } = REST;
    const { roles, refusal } = arrange({ ...cell, ...rest });
    expect(refusal).toBeNull();
    expect(Object.keys(roles).sort()).toEqual(['embedding', 'left.weight_hh', 'left.weight_ih', 'output.weight']);
  });

  it.each<[string, Record<string, readonly number[]>]>([
    ['by their names', { 'layers/embedding/vars/0': [5, 3], 'layers/dense/vars/0': [2, 3], 'layers/dense/vars/1': [3] }],
    ['by their variables', { 'layers/words/vars/0': [5, 3], 'layers/classes/vars/0': [2, 3], 'layers/classes/vars/1': [3] }],
    ['an output layer without bias, by its rows', { 'layers/words/vars/0': [5, 3], 'layers/classes/vars/0': [2, 3] }],
    ['a table with as many rows as the LSTM has units', { 'layers/my_embedding/vars/0': [2, 3], 'layers/dense/vars/0': [2, 3] }],
  ])('numbered variables: %s', (_, others) => {
    const { roles, refusal } = arrange({ ...NUMBERED, ...others });
    const [table, output] = Object.keys(others);
    expect([roles.embedding, roles['output.weight'], refusal]).toEqual([table, `${output}.T`, null]);
    expect(roles['output.bias']).toBe(Object.keys(others)[2]);
  });

  it('what is beside the layers takes no part, nor does a seed', () => {
    const beside = { 'metrics_of_mine/vars/0': [4, 4], 'layers/dropout/seed_generator/vars/0': [2] };
    const { tensors } = arrange({ ...NUMBERED, ...beside, 'layers/embedding/vars/0': [5, 3] });
    expect([...tensors.keys()].filter((name) => /metrics|seed/.test(name))).toEqual([]);
  });

  it('other layers are shown, without a role', () => {
    const { tensors, roles } = arrange({ ...CELL, ...REST, 'norm/norm/gamma:0': [2], 'conv/conv/kernel:0': [3, 3, 3] });
    expect([...tensors.keys()]).toEqual(expect.arrayContaining(['norm/norm/gamma', 'conv/conv/kernel']));
    expect(Object.values(roles)).not.toEqual(expect.arrayContaining([expect.stringMatching(/norm|conv/)]));
  });
});

describe('refused', () => {
  const cell = (group: string, columns = 8) => ({
    [`${group}/kernel:0`]: [3, columns],
    [`${group}/recurrent_kernel:0`]: [2, columns],
  });
  it.each<[string, Record<string, readonly number[]>, string]>([
    ['GRU', { ...cell('gru/gru', 6), ...REST }, 'has a GRU, which is not supported'],
    ['SimpleRNN', { ...cell('rnn/rnn', 2), ...REST }, 'has a plain recurrent layer, which is not supported'],
    ['stacked', { ...cell('lstm/lstm'), ...cell('lstm_1/lstm_1'), ...REST }, 'has stacked LSTM layers, which are not supported'],
    [
      'stacked in both directions',
      {
        ...cell('b/forward_lstm'),
        ...cell('b/backward_lstm'),
        ...cell('b_1/forward_lstm'),
        ...cell('b_1/backward_lstm'),
        ...REST,
      },
      'has stacked LSTM layers, which are not supported',
    ],
    ['no LSTM', REST, 'has no LSTM layer'],
    [
      'two Dense',
      { ...CELL, ...REST, 'dense_1/dense_1/kernel:0': [3, 3] },
      'has more than one Dense layer, which is not supported',
    ],
  ])('%s', (_, shapes, problem) => {
    expect(arrange(shapes).refusal?.fields).toMatchObject({ where: 'm.h5', problem });
  });
});
