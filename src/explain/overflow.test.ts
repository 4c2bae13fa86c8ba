import { describe, expect, it } from 'vitest';
import { Network } from '../model/network.ts';
import { gatesOverflow, squaresOverflow } from '../testing/overflowing-models.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import type { MethodOutcome } from './method.ts';
import { LRP_DEFAULTS, type LrpOptions } from './method-options.ts';
import { runMethods } from './methods.ts';
import { targetWeights } from './run-method.ts';

function run(network: Network, options: LrpOptions = LRP_DEFAULTS): MethodOutcome[] {
  const scores = network.forward([1, 2, 3]);
  return runMethods(network, scores, targetWeights(scores.length, 0, null), ['lrp', 'gi', 'sa'], options);
}

const failed = (outcomes: readonly MethodOutcome[]) => outcomes.flatMap((one) => (one.run ? [] : [[one.id, one.error] as const]));

describe('a method whose values leave float64', () => {
  it('fails alone: squares that do not exist take LRP and gradient x input along with nothing', () => {
    const outcomes = run(new Network(squaresOverflow()));
    expect(failed(outcomes)).toEqual([
      ['sa', expect.objectContaining({ name: 'NumericalError', problem: expect.stringContaining('the square of a gradient') })],
    ]);
    for (const { run: found } of outcomes.slice(0, 2)) expect(found?.words.every(Number.isFinite)).toBe(true);
  });

  it('does not blame eps where the weights are the cause, whatever eps is', () => {
    for (const eps of [0, 1e-6, LRP_DEFAULTS.eps, 1]) {
      const [[id, error] = []] = failed(run(new Network(gatesOverflow()), { eps, biasFactor: 0 }));
      expect(id).toBe('lrp');
      expect(error?.advice).toBe('Check the model’s weights for extreme values.');
      expect(error?.found).toBe(`overflow with eps = ${eps}${eps === LRP_DEFAULTS.eps ? '' : ', and with 0.001 too'}`);
    }
  });

  it.each([
    [1e-9, 'larger'],
    [10, 'smaller'],
  ])('blames eps = %f where the default one would do', (eps, change) => {
    // A real model overflows by its weights first; so LRP's arithmetic is replaced, and nothing else.
    const network = new Network(makeTinyModel());
    const relevance = network.relevance.bind(network);
    network.relevance = (seed, used, biasFactor) => {
      const found = relevance(seed, used, biasFactor);
      return used === LRP_DEFAULTS.eps ? found : { ...found, left: found.left.map(() => Number.POSITIVE_INFINITY) };
    };
    expect(failed(run(network, { eps, biasFactor: 0 }))).toEqual([
      ['lrp', expect.objectContaining({ found: `overflow with eps = ${eps}`, advice: `Use a ${change} eps, such as 0.001.` })],
    ]);
  });

  it('fails too where only a part of one encoder is beyond the range, or of the ledger', () => {
    const network = new Network(makeTinyModel());
    const relevance = network.relevance.bind(network);
    network.relevance = (...given) => ({ ...relevance(...given), bias: Number.NaN });
    expect(failed(run(network)).map(([id]) => id)).toEqual(['lrp']);
  });
});
