/** What is planned of names and shapes alone: which network, or why none. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  choicesOf,
  layersOf,
  linear,
  norm,
  planned,
  recurrent,
  refusalOf,
  type Shapes,
  table,
} from '../../testing/torch-shapes.ts';
import type { NetworkPlan } from '../settings/index.ts';

describe('layers', () => {
  it.each<[string, Shapes, string[]]>([
    [
      'an LSTM',
      { ...table(), ...recurrent('lstm', 6, 5), ...linear('fc', 5, 3) },
      ['lstm: lstm', 'readout: readout', 'fc: dense'],
    ],
    [
      'layers on layers, whatever the names',
      { ...table('a.b'), ...recurrent('x.y', 6, 5, { gates: 3, layers: 2, both: true }), ...linear('z', 10, 3) },
      ['x.y, layer 1: gru', 'x.y, layer 2: gru', 'readout: readout', 'z: dense'],
    ],
    [
      'modules in another order than they run',
      { ...linear('out', 4, 3), ...linear('hidden', 5, 4), ...recurrent('rnn', 6, 5, { gates: 1 }), ...table() },
      ['rnn: rnn', 'readout: readout', 'hidden: dense', 'out: dense'],
    ],
    [
      'an embedding without a telling name',
      { table: [50, 6], ...recurrent('lstm', 6, 5), ...linear('fc', 5, 3) },
      ['lstm: lstm', 'readout: readout', 'fc: dense'],
    ],
    [
      'a second embedding as a projection',
      { ...table(), 'embed_proj.weight': [4, 6], ...recurrent('lstm', 4, 5), ...linear('fc', 5, 3) },
      ['embed_proj: dense', 'lstm: lstm', 'readout: readout', 'fc: dense'],
    ],
    [
      'a layer between two',
      { ...table(), ...recurrent('a', 6, 5), ...linear('mid', 5, 7), ...recurrent('b', 7, 4), ...linear('fc', 4, 2) },
      ['a: lstm', 'mid: dense', 'b: lstm', 'readout: readout', 'fc: dense'],
    ],
    [
      'a norm on the states, and one on the input',
      { ...table(), ...norm('bn0', 6), ...recurrent('lstm', 6, 5), ...norm('bn1', 5), ...linear('fc', 5, 3) },
      ['bn0: batchnorm', 'lstm: lstm', 'readout: readout', 'bn1: batchnorm', 'fc: dense'],
    ],
    [
      'additive attention that is called otherwise',
      { ...table(), ...recurrent('lstm', 6, 5), ...linear('ws1', 5, 9), 'ws2.weight': [1, 9], ...linear('fc', 5, 3) },
      ['lstm: lstm', 'ws1: readout', 'fc: dense'],
    ],
    [
      'additive attention of a layer and a vector',
      { ...table(), ...recurrent('lstm', 6, 5), ...linear('attn.proj', 5, 9), 'attn.context': [9], ...linear('fc', 5, 3) },
      ['lstm: lstm', 'attn.proj: readout', 'fc: dense'],
    ],
  ])('%s', (_, shapes, layers) => {
    expect(layersOf(planned(shapes))).toEqual(layers);
  });

  it('what is called score may as well be the output', () => {
    const shapes = { ...table(), ...recurrent('lstm', 6, 5), ...linear('w', 5, 9), ...linear('score', 9, 1) };
    expect(layersOf(planned(shapes))).toEqual(['lstm: lstm', 'readout: readout', 'w: dense', 'score: dense']);
  });
});

describe('choices', () => {
  it('one direction', () => {
    const shapes = { ...table(), ...recurrent('lstm', 6, 5), ...linear('fc', 5, 3) };
    expect(choicesOf(planned(shapes))).toEqual({
      readout: 'final of final max mean',
      output: 'softmax of softmax sigmoid linear',
    });
  });

  it('two directions, a hidden layer, one output', () => {
    const shapes = {
      ...table(),
      ...recurrent('rnn', 6, 5, { gates: 1, both: true }),
      ...linear('a', 10, 8),
      ...linear('b', 8, 1),
    };
    expect(choicesOf(planned(shapes))).toEqual({
      'activation.rnn': 'tanh of tanh relu',
      readout: 'final of final last max mean last.a max.a mean.a',
      'activation.a': 'relu of relu tanh sigmoid linear',
      output: 'sigmoid of sigmoid linear',
    });
  });

  it('numbers of a Sequential tell where nothing can be between', () => {
    const shapes = {
      ...table(),
      ...recurrent('lstm', 6, 5),
      ...linear('f.0', 5, 5),
      ...linear('f.1', 5, 5),
      ...linear('f.4', 5, 2),
    };
    const { choices } = planned(shapes) as NetworkPlan;
    const said = choices.filter(({ key }) => key.startsWith('activation')).map(({ key, value, said }) => [key, value, said]);
    expect(said).toEqual([
      ['activation.f.0', 'linear', 'file'],
      ['activation.f.1', 'relu', 'guess'],
    ]);
  });

  it('an order that neither shapes nor numbers tell', () => {
    const named = (...names: string[]) => ({
      ...table(),
      ...recurrent('lstm', 6, 5),
      ...Object.assign({}, ...names.map((name) => linear(name, 5, 5))),
      ...linear('out', 5, 2),
    });
    const shapes = named('mid', 'top');
    expect(choicesOf(planned(shapes))).toMatchObject({ order: 'lstm,mid,top,out of lstm,mid,top,out lstm,top,mid,out' });
    const turned = planned(shapes, { choices: { order: 'lstm,top,mid,out' } });
    expect(layersOf(turned)).toEqual(['lstm: lstm', 'readout: readout', 'top: dense', 'mid: dense', 'out: dense']);
    expect(choicesOf(planned(named('fc1', 'fc2')))).not.toHaveProperty('order');
  });

  it('a matrix of attention that may stand either way', () => {
    const shapes = { ...table(), ...recurrent('lstm', 6, 5), attn_w: [5, 5], attn_u: [5, 1], ...linear('fc', 5, 3) };
    expect(choicesOf(planned(shapes))).toMatchObject({ 'attention.attn_w': 'rows of rows columns' });
  });
});

const lstm = { ...table(), ...recurrent('lstm', 6, 5) };

describe('what cannot be explained', () => {
  it.each<[string, Shapes, string]>([
    [
      'a norm over each row',
      { ...lstm, 'norm.weight': [5], 'norm.bias': [5], ...linear('fc', 5, 3) },
      'norm (LayerNorm, or a norm without its statistics)',
    ],
    [
      'a projection',
      { ...lstm, 'lstm.weight_hr_l0': [2, 5], ...linear('fc', 2, 3) },
      'lstm.weight_hr_l0 (an LSTM with a projection)',
    ],
    ['peepholes', { ...lstm, 'lstm.weight_ci': [5], ...linear('fc', 5, 3) }, 'lstm.weight_ci (peepholes)'],
    [
      'a Transformer',
      {
        ...lstm,
        'encoder.layers.0.self_attn.in_proj_weight': [15, 5],
        'encoder.layers.0.self_attn.in_proj_bias': [15],
        ...linear('encoder.layers.0.self_attn.out_proj', 5, 5),
        ...linear('encoder.layers.0.linear1', 5, 9),
        'encoder.layers.0.norm1.weight': [5],
        'encoder.layers.0.norm1.bias': [5],
        ...linear('fc', 5, 3),
      },
      'encoder.layers.0 (a Transformer)',
    ],
    [
      'several heads, and more at once',
      {
        ...lstm,
        'mha.in_proj_weight': [15, 5],
        ...linear('mha.out_proj', 5, 5),
        'conv2.weight': [3, 1, 2, 2],
        'act.weight': [1],
        'fc.weight_g': [3, 1],
        'fc.weight_v': [3, 5],
        'fc.bias': [3],
      },
      'mha (MultiheadAttention), conv2 (weights [3, 1, 2, 2], as of a Conv2d), act (a vector [1]), fc (weight_norm)',
    ],
    [
      'attention without a tanh',
      { ...lstm, ...linear('attention', 5, 1), ...linear('fc', 5, 3) },
      'attention (attention by one linear layer, without a tanh and a vector)',
    ],
    [
      'attention on two states',
      { ...lstm, ...linear('attn', 10, 5), 'v.weight': [1, 5], ...linear('fc', 10, 3) },
      'attn reads 10 numbers after 5 of lstm',
    ],
    [
      'the last states of all layers',
      { ...table(), ...recurrent('lstm', 6, 5, { layers: 3 }), ...linear('fc', 15, 3) },
      'fc reads 15 numbers after 5 of lstm (the last states of all its layers side by side?)',
    ],
    [
      'mean and max side by side',
      { ...lstm, ...linear('fc1', 10, 4), ...linear('fc2', 4, 2) },
      'fc1 reads 10 numbers after 5 of lstm (2 readouts side by side?)',
    ],
    [
      'what is between layers',
      { ...table(), ...recurrent('a', 6, 5), ...recurrent('b', 3, 4), ...linear('fc', 7, 3) },
      'b reads 3 numbers after 5 of a, fc reads 7 numbers after 4 of b',
    ],
    [
      'more beside the embedding',
      { ...table(), ...recurrent('lstm', 9, 5), ...linear('fc', 5, 3) },
      'lstm reads 9 numbers after 6 of embedding',
    ],
    ['no layer at the end', { ...lstm }, 'lstm at the end, where a linear layer gives the scores'],
    [
      'a layer that is missing',
      { ...table(), ...recurrent('lstm', 6, 5), 'lstm.weight_ih_l2': [20, 5], ...linear('fc', 5, 3) },
      'lstm without its layer 1',
    ],
    [
      'half a direction',
      { ...lstm, 'lstm.weight_hh_l0_reverse': [20, 5], ...linear('fc', 10, 3) },
      'lstm.weight_hh_l0_reverse without its right.weight_ih',
    ],
    [
      'no kind of gates',
      { ...lstm, 'lstm.weight_hh_l0': [20, 10], ...linear('fc', 5, 3) },
      'lstm.weight_hh_l0 [20, 10], whose rows are not 4 (LSTM), 3 (GRU) or 1 times its columns',
    ],
    [
      'states that are learned',
      { ...lstm, 'lstm.h0': [1, 1, 5], ...linear('fc', 5, 3) },
      'lstm.h0 (a first state that is learned)',
    ],
    ['nothing in a tensor', { ...lstm, ...linear('fc', 5, 0) }, 'fc ([0, 5])'],
  ])('%s', (_, shapes, found) => {
    const fields = refusalOf(planned(shapes));
    expect(fields).toMatchObject({
      name: 'ModelFormatError',
      where: 'm.pt',
      problem: 'holds a network that cannot be explained',
      expected: expect.stringContaining('LSTM, GRU, RNN'),
    });
    expect(fields.found).toBe(found);
  });
});

it('the modules in the table of docs/own-model.md are those that are read', () => {
  const section = readFileSync('docs/own-model.md', 'utf8').split('### PyTorch')[1]?.split('### ')[0] ?? '';
  const cells = section.split('\n').flatMap((line) => (line.startsWith('| ') ? [line.split('|')[1] ?? ''] : []));
  const named = new Set(cells.flatMap((cell) => [...cell.matchAll(/`nn\.(\w+)`/g)].map(([, name = '']) => name)));
  const fc = linear('fc', 5, 3);
  const read: Readonly<Record<string, Shapes>> = {
    Embedding: { ...table(), ...recurrent('lstm', 6, 5), ...fc },
    LSTM: { ...table(), ...recurrent('a', 6, 5, { layers: 2, both: true }), ...linear('fc', 10, 3) },
    GRU: { ...table(), ...recurrent('a', 6, 5, { gates: 3 }), ...fc },
    RNN: { ...table(), ...recurrent('a', 6, 5, { gates: 1 }), ...fc },
    Linear: { ...lstm, ...linear('hidden', 5, 5), ...fc },
    Conv1d: { ...table(), 'conv.weight': [5, 6, 3], 'conv.bias': [5], ...fc },
    BatchNorm1d: { ...lstm, ...norm('bn', 5), ...fc },
  };
  expect([...named].sort()).toEqual(Object.keys(read).sort());
  for (const shapes of Object.values(read)) expect(layersOf(planned(shapes)).length).toBeGreaterThan(2);
});
