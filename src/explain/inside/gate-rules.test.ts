import { describe, expect, it } from 'vitest';
import { gateRules } from './gate-rules.ts';

const rulesOf = (gates: number[], sources: number[], relevance: number[], eps: number) => {
  const vector = (values: number[]) => Float64Array.from(values);
  const { rules } = gateRules('f', 'cell', vector(gates), vector(sources), vector(relevance), eps);
  return Object.fromEntries(rules.map(({ rule, gate, source, stabiliser }) => [rule, [gate, source, stabiliser]]));
};

describe('rules for a product of gate and source', () => {
  it('share relevance as Arras et al. 2019 define them', () => {
    const { all, half, abs, prop } = rulesOf([0.5], [-0.25], [3], 0);
    expect(all).toEqual([0, 3, 0]);
    expect(half).toEqual([1.5, 1.5, 0]);
    expect(abs).toEqual([2, 1, 0]);
    expect(prop).toEqual([6, -3, 0]);
  });

  it('give to eps what it keeps of the quotients', () => {
    const { half, abs, prop } = rulesOf([0.5], [-0.75], [4], 0.75);
    expect(half).toEqual([2, 2, 0]);
    expect(abs).toEqual([1, 1.5, 1.5]);
    // 0.5 - 0.75 = -0.25, and with eps of its sign -1.
    expect(prop).toEqual([-2, 3, 3]);
  });

  it('add up over the units', () => {
    const { abs, prop } = rulesOf([0.5, 0.25], [0.5, 0.75], [2, -4], 0);
    expect(abs).toEqual([0, -2, 0]);
    expect(prop).toEqual([0, -2, 0]);
  });

  it('lose what cannot be divided, rather than make it infinite', () => {
    const { abs, prop } = rulesOf([0, 0.5], [0, -0.5], [1, 1], 0);
    expect(abs).toEqual([0.5, 0.5, 1]);
    expect(prop).toEqual([0, 0, 2]);
  });
});
