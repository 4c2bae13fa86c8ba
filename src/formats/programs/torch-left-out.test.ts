/** Tensors that no layer has, or that somebody says are no part of the network. */
import { describe, expect, it } from 'vitest';
import { layersOf, linear, norm, planned, recurrent, refusalOf, type Shapes, table } from '../../testing/torch-shapes.ts';
import type { NetworkPlan } from '../settings/index.ts';

const lstm = { ...table(), ...recurrent('lstm', 6, 5) };

describe('tensors that take no part', () => {
  const heads = { ...lstm, ...linear('fc', 5, 3), ...linear('aux', 5, 7) };
  const noPlace = 'holds tensors without a known place in the network';
  const another = 'would be a different network without tensors that are to be ignored';

  it('are named, and may be left out', () => {
    expect(refusalOf(planned({ ...lstm, ...linear('fc', 5, 3), temperature: [] }))).toMatchObject({
      problem: noPlace,
      found: 'temperature []',
    });
    expect(refusalOf(planned(heads)).problem).toBe(noPlace);
    const plan = planned(heads, { ignored: ['aux.weight', 'aux.bias'] });
    expect(layersOf(plan)).toEqual(['lstm: lstm', 'readout: readout', 'fc: dense']);
    expect((plan as NetworkPlan).notes).toEqual(['Ignored, since you say that they take no part: aux.weight, aux.bias.']);
    expect(layersOf(planned({ ...lstm, ...linear('fc', 5, 3), temperature: [] }, { ignoreOthers: true }))).toHaveLength(3);
    // Which of two heads is meant, "all others" does not tell.
    expect(refusalOf(planned(heads, { ignoreOthers: true })).problem).toBe(noPlace);
  });

  it.each<[string, Shapes, string[]]>([
    [
      'a second layer',
      { ...table(), ...recurrent('lstm', 6, 5, { layers: 2 }), ...linear('fc', 5, 3) },
      ['lstm.weight_ih_l1', 'lstm.weight_hh_l1', 'lstm.bias_ih_l1', 'lstm.bias_hh_l1'],
    ],
    [
      'a direction',
      { ...table(), ...recurrent('lstm', 6, 5, { both: true }), ...linear('fc', 10, 3) },
      ['lstm.weight_ih_l0_reverse', 'lstm.weight_hh_l0_reverse'],
    ],
    ['the output’s bias', { ...lstm, ...linear('fc', 5, 3) }, ['fc.bias']],
    ['the last of two layers', { ...lstm, ...linear('fc1', 5, 4), ...linear('fc2', 4, 3) }, ['fc2.weight', 'fc2.bias']],
    [
      'the last of two layers beside a stranger',
      { ...lstm, ...linear('fc1', 5, 4), ...linear('fc2', 4, 3), odd: [2] },
      ['fc2.weight', 'fc2.bias', 'odd'],
    ],
    ['a norm', { ...lstm, ...norm('bn', 5), ...linear('fc', 5, 3) }, Object.keys(norm('bn', 5))],
  ])('%s is none', (_, shapes, ignored) => {
    expect(refusalOf(planned(shapes, { ignored }))).toMatchObject({
      problem: another,
      found: expect.stringContaining(ignored[0] ?? ''),
    });
  });

  it('are never layers over time, whatever is said', () => {
    const two = { ...lstm, ...recurrent('other', 9, 5), ...linear('fc', 5, 3) };
    expect(refusalOf(planned(two, { ignored: Object.keys(recurrent('other', 9, 5)) })).problem).toBe(another);
    expect(refusalOf(planned(two, { ignoreOthers: true })).found).toContain('other reads 9 numbers after 5 of lstm');
  });
});
