/** What the numbers of a Sequential's modules tell in a state_dict: activations have no tensors, but they leave gaps. */
import { describe, expect, it } from 'vitest';
import { layersOf, linear, norm, planned, recurrent, type Shapes, table } from '../../testing/torch-shapes.ts';
import type { NetworkPlan } from '../settings/index.ts';

function headChoices(head: Shapes): Record<string, string> {
  const plan = planned({ ...table(), ...recurrent('lstm', 6, 5), ...head }) as NetworkPlan;
  const ofHead = plan.choices.filter(({ key }) => /^(activation|norm)\./.test(key));
  return Object.fromEntries(ofHead.map(({ key, value, said }) => [key, `${value}, ${said}`]));
}

describe('a head of one Sequential', () => {
  it.each<[string, Shapes, Record<string, string>]>([
    ['Linear, Linear', { ...linear('h.0', 5, 4), ...linear('h.1', 4, 3) }, { 'activation.h.0': 'linear, file' }],
    ['Linear, one step, Linear', { ...linear('h.0', 5, 4), ...linear('h.2', 4, 3) }, { 'activation.h.0': 'relu, guess' }],
    [
      'Linear, BatchNorm1d, ReLU, Dropout, Linear',
      { ...linear('h.0', 5, 4), ...norm('h.1', 4), ...linear('h.4', 4, 3) },
      { 'activation.h.0': 'relu, guess', 'norm.h.1': 'before, file' },
    ],
    [
      'Linear, BatchNorm1d, Linear',
      { ...linear('h.0', 5, 4), ...norm('h.1', 4), ...linear('h.2', 4, 3) },
      { 'activation.h.0': 'linear, file' },
    ],
    [
      'Linear, ReLU, BatchNorm1d, Linear',
      { ...linear('h.0', 5, 4), ...norm('h.2', 4), ...linear('h.3', 4, 3) },
      { 'activation.h.0': 'relu, guess', 'norm.h.2': 'after, file' },
    ],
    [
      'Linear, ReLU, BatchNorm1d, Dropout, Linear',
      { ...linear('h.0', 5, 4), ...norm('h.2', 4), ...linear('h.4', 4, 3) },
      { 'activation.h.0': 'relu, guess', 'norm.h.2': 'after, guess' },
    ],
    [
      'modules of their own',
      { ...linear('fc1', 5, 4), ...norm('bn', 4), ...linear('fc2', 4, 3) },
      { 'activation.fc1': 'relu, guess', 'norm.bn': 'before, guess' },
    ],
  ])('%s', (_, head, found) => expect(headChoices(head)).toEqual(found));

  it('a norm before the activation is part of the layer below it', () => {
    const shapes = { ...table(), ...recurrent('lstm', 6, 5), ...linear('h.0', 5, 4), ...norm('h.1', 4), ...linear('h.3', 4, 3) };
    expect(layersOf(planned(shapes))).toEqual(['lstm: lstm', 'readout: readout', 'h.0, h.1: dense', 'h.3: dense']);
  });
});
