/** What a whole module says of its network beyond its weights. */
import { describe, expect, it } from 'vitest';
import { LensError } from '../../model/errors.ts';
import { linear, planned, recurrent, refusalOf, table } from '../../testing/torch-shapes.ts';
import type { NetworkPlan } from '../settings/index.ts';

const lstm = { ...table(), ...recurrent('lstm', 6, 5) };

describe('what a whole module says', () => {
  const torch = (name: string, className: string, settings: Record<string, string | number | boolean | number[]> = {}) => ({
    name,
    className: `torch.nn.modules.${className}`,
    settings,
  });
  const base = [torch('embedding', 'sparse.Embedding'), torch('lstm', 'rnn.LSTM', { mode: 'LSTM' })];
  const head = { ...lstm, ...linear('fc.0', 5, 4), ...linear('fc.3', 4, 2) };
  const sequential = [torch('fc', 'container.Sequential'), torch('fc.0', 'linear.Linear')];
  const said = (plan: NetworkPlan | LensError) => {
    if (plan instanceof LensError) throw plan;
    return Object.fromEntries(plan.choices.map(({ key, value, said }) => [key, `${value} (${said})`]));
  };

  it('activations where a Sequential has them, none where it has none, and what was trained with', () => {
    const modules = [
      ...base,
      ...sequential,
      torch('fc.1', 'activation.Tanh'),
      torch('fc.2', 'dropout.Dropout'),
      torch('fc.3', 'linear.Linear'),
      torch('loss', 'loss.BCEWithLogitsLoss'),
    ];
    expect(said(planned(head, {}, modules))).toMatchObject({ 'activation.fc.0': 'tanh (file)', output: 'sigmoid (file)' });
    const bare = modules.filter(({ name }) => name !== 'fc.1');
    expect(said(planned(head, {}, bare))).toMatchObject({ 'activation.fc.0': 'linear (file)' });
    expect(said(planned(head, { choices: { 'activation.fc.0': 'relu' } }, bare))).toMatchObject({
      'activation.fc.0': 'relu (user)',
    });
  });

  it('an activation of which only the code says where it is', () => {
    const shapes = { ...lstm, ...linear('fc1', 5, 4), ...linear('fc2', 4, 2) };
    const modules = [...base, torch('fc1', 'linear.Linear'), torch('act', 'activation.Tanh'), torch('fc2', 'linear.Linear')];
    expect(said(planned(shapes, {}, modules))).toMatchObject({ 'activation.fc1': 'tanh (file)' });
    const ends = [...base, torch('fc', 'linear.Linear'), torch('sigmoid', 'activation.Sigmoid')];
    expect(said(planned({ ...lstm, ...linear('fc', 5, 2) }, {}, ends))).toMatchObject({ output: 'sigmoid (file)' });
  });

  it('poolings and how a convolution ends', () => {
    const shapes = { ...table(), 'conv.weight': [7, 6, 3], 'conv.bias': [7], ...linear('fc', 7, 2) };
    const conv = (settings: object) =>
      torch('conv', 'conv.Conv1d', { stride: [1], padding: [1], dilation: [1], groups: 1, ...settings });
    const modules = [
      torch('embedding', 'sparse.Embedding'),
      conv({}),
      torch('relu', 'activation.ReLU'),
      torch('pool', 'pooling.MaxPool1d', { kernel_size: 2, stride: 2, padding: 0, dilation: 1 }),
      torch('all', 'pooling.AdaptiveAvgPool1d', { output_size: 1 }),
      torch('fc', 'linear.Linear'),
    ];
    const plan = planned(shapes, {}, modules) as NetworkPlan;
    expect(plan.layers.map(({ layer }) => layer)).toEqual([
      { type: 'conv1d', size: 7, kernel: 3, padding: 'same', activation: 'relu' },
      { type: 'pool1d', kind: 'max', size: 2 },
      { type: 'readout', kind: 'mean' },
      { type: 'dense', size: 2, activation: 'linear' },
    ]);
    const strided = modules.map((module) => (module.name === 'conv' ? conv({ stride: [2] }) : module));
    expect(refusalOf(planned(shapes, {}, strided)).found).toBe(
      'conv (Conv1d with a stride, groups or a padding that is not computed here)',
    );
  });

  it.each<[string, ReturnType<typeof torch>[], string]>([
    ['an activation that is not computed', [torch('fc.1', 'activation.GELU')], 'fc.1 (GELU)'],
    ['two activations', [torch('fc.1', 'activation.ReLU'), torch('fc.2', 'activation.Tanh')], 'fc.2 (Tanh)'],
    [
      'one that is a function',
      [{ name: '', className: 'model.Net', settings: { act: 'torch.nn.functional.elu' } }],
      'act (torch.nn.functional.elu)',
    ],
    [
      'a pooling in the middle',
      [torch('pool', 'pooling.MaxPool1d', { kernel_size: 3, stride: 2, padding: 0 })],
      'pool (MaxPool1d)',
    ],
  ])('%s is refused', (_, more, found) => {
    const modules = [...base, ...sequential, ...more, torch('fc.3', 'linear.Linear')];
    expect(refusalOf(planned(head, {}, modules))).toMatchObject({ problem: 'holds a network that cannot be explained', found });
  });

  it('an activation without a layer is refused', () => {
    const modules = [...base, torch('fc', 'linear.Linear'), torch('relu', 'activation.ReLU')];
    expect(refusalOf(planned({ ...lstm, ...linear('fc', 5, 2) }, {}, modules))).toMatchObject({
      problem: 'lists activations that no layer can have',
      found: 'relu (ReLU)',
    });
    const atEnd = [
      ...base,
      torch('fc', 'container.Sequential'),
      torch('fc.0', 'linear.Linear'),
      torch('fc.1', 'activation.ReLU'),
    ];
    expect(refusalOf(planned({ ...lstm, ...linear('fc.0', 5, 2) }, {}, atEnd)).found).toBe(
      'relu after fc.0, which gives the scores',
    );
  });
});
