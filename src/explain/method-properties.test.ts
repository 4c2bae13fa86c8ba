/** What methods promise their values to add up to, on random networks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Layer } from '../model/layers.ts';
import type { Padding } from '../model/model-data.ts';
import { Network } from '../model/network.ts';
import { decomposePlainly } from '../testing/contextual-baseline.ts';
import { expectClose } from '../testing/expect-close.ts';
import { makeNetwork } from '../testing/made-network.ts';
import { makeRandomNetwork } from '../testing/random-network.ts';
import { runs } from '../testing/runs.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import type { MethodRun } from './method.ts';
import { METHOD_IDS, type MethodId } from './method-info.ts';
import type { MethodOptions } from './method-options.ts';
import { METHOD_TABLE, methodInfo } from './method-table.ts';
import { runMethods } from './methods.ts';
import { runOf, targetWeights } from './run-method.ts';

const NETWORKS = 200;
const seeds = fc.integer({ min: 1, max: 1e9 });
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

function run(
  network: Network,
  ids: readonly number[],
  target: number,
  id: MethodId,
  options: Partial<MethodOptions> = {},
): MethodRun {
  const scores = network.forward(ids);
  return runOf(runMethods(network, scores, targetWeights(scores.length, target, null), [id], options)[0], 'test');
}

/** A model of one LSTM layer and a sentence of words that it knows, some of them deleted. */
const arbitraryLstm = fc
  .record({
    seed: seeds,
    embeddingSize: fc.integer({ min: 1, max: 6 }),
    hiddenSize: fc.integer({ min: 1, max: 7 }),
    bidirectional: fc.boolean(),
    outputBias: fc.boolean(),
    scale: fc.constantFrom(0.3, 0.8, 2),
    ids: fc.array(fc.integer({ min: -1, max: 11 }), { minLength: 1, maxLength: 12 }),
  })
  .map(({ ids, ...shape }) => ({ model: makeTinyModel(shape), ids }));

describe('LRP with gates that share', () => {
  it('balances its ledger on every network', () => {
    const rules = fc.constantFrom('lrp_half', 'lrp_abs', 'lrp_prop' as const);
    fc.assert(
      fc.property(seeds, rules, fc.constantFrom(0.001, 0.01, 0.1), fc.constantFrom(0, 0.4, 1), (seed, rule, eps, biasFactor) => {
        const { model, ids } = makeRandomNetwork(seed);
        const network = new Network(model);
        fc.pre(methodInfo(rule).appliesTo({ layers: network.layerShapes, output: network.output }) === null);
        const scores = network.forward(ids);
        const target = seed % scores.length;
        const { words, ledger } = run(network, ids, target, rule, { eps, biasFactor });
        const { left = [], right = [], rest = 0, bias = 0, stabiliser = 0, padding = 0 } = ledger ?? {};
        const entries = [rest, bias, stabiliser, padding, ...words];
        const scale = Math.max(...[...entries, ...left, ...right, scores[target] ?? 0].map(Math.abs));
        expect(Math.abs(sum(entries) - (scores[target] ?? 0))).toBeLessThanOrEqual(1e-9 * scale);
        // Half and half there is nothing that a stabiliser takes beside delta's.
        if (biasFactor === 1 && rule === 'lrp_half') expect(Math.abs(bias) + Math.abs(stabiliser)).toBeLessThan(1e-12 * scale);
      }),
      { numRuns: runs(2 * NETWORKS), seed: 51 },
    );
  });

  it('leaves the rule of one source as it was', () => {
    const { model, ids } = makeRandomNetwork(7);
    const network = new Network(model);
    const before = run(network, ids, 0, 'lrp');
    run(network, ids, 0, 'ig');
    expect(run(network, ids, 0, 'lrp')).toEqual(before);
  });
});

describe('Integrated Gradients', () => {
  it('integrates polynomials exactly', () => {
    for (const n of [1, 2, 3, 10, 50, 500]) {
      for (const power of [0, 1, 2 * n - 1]) {
        const integral = sum(gaussLegendre(n).map(({ at, weight }) => weight * at ** power));
        expect(Math.abs(integral - 1 / (power + 1))).toBeLessThan(1e-14);
      }
    }
  });

  it('adds up to what the sentence has more than nothing, on smooth networks', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { model, ids } = makeRandomNetwork(seed, true);
        const network = new Network(model);
        const scores = network.forward(ids);
        const target = seed % scores.length;
        const { words, base = Number.NaN, padding = Number.NaN } = run(network, ids, target, 'ig', { nodes: 200 });
        const change = (scores[target] ?? 0) - base;
        const scale = Math.max(1, Math.abs(change), ...words.map(Math.abs));
        expect(Math.abs(sum(words) + padding - change)).toBeLessThan(1e-9 * scale);
      }),
      { numRuns: runs(NETWORKS), seed: 52 },
    );
  });
});

describe('Shapley values', () => {
  it('add up, exact or of random orders, and give a deleted word nothing', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 4, max: 9 }), (seed, permutations) => {
        const { model, ids } = makeRandomNetwork(seed);
        const network = new Network(model);
        const target = seed % network.classes;
        const scores = network.forward(ids);
        const { words, base = Number.NaN, parameters } = run(network, ids, target, 'shapley', { permutations, seed });
        const change = (scores[target] ?? 0) - base;
        const scale = Math.max(1, Math.abs(change), ...words.map(Math.abs));
        expect(Math.abs(sum(words) - change)).toBeLessThan(1e-12 * scale * ids.length);
        for (const [t, id] of ids.entries()) if (id === -1) expect(words[t]).toBe(0);
        if (parameters.permutations !== undefined) expect(parameters.permutations % 2).toBe(0);
      }),
      { numRuns: runs(NETWORKS), seed: 53 },
    );
  });

  it('of random orders lie within their standard errors of the exact ones', () => {
    const network = new Network(makeTinyModel({ seed: 4, scale: 1.5 }));
    const ids = Array.from({ length: 11 }, (_, t) => t);
    const scoreOf = (set: number) => network.forward(ids.map((id) => ((set >> id) & 1 ? id : -1)))[0] ?? Number.NaN;
    const scores = Array.from({ length: 2 ** 11 }, (_, set) => scoreOf(set));
    const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
    const bits = (set: number) => set.toString(2).replaceAll('0', '').length;
    const exact = ids.map((t) =>
      sum(
        scores.map((score, set) => {
          if ((set >> t) & 1) return 0;
          const size = bits(set);
          return ((factorial(size) * factorial(10 - size)) / factorial(11)) * ((scores[set | (1 << t)] ?? 0) - score);
        }),
      ),
    );
    const { words, standardErrors = [] } = run(network, ids, 0, 'shapley', { permutations: 400 });
    const away = exact.map((value, t) => (value - (words[t] ?? 0)) / (standardErrors[t] ?? Number.NaN));
    expect(Math.max(...away.map(Math.abs))).toBeLessThan(4);
    expect(Math.max(...away.map(Math.abs))).toBeGreaterThan(0.2);
  });
});

describe('Contextual Decomposition', () => {
  it('is that of the paper, whose parts add up to the scores, for every span', () => {
    fc.assert(
      fc.property(arbitraryLstm, fc.nat(), fc.nat(), ({ model, ids }, place, size) => {
        const from = place % ids.length;
        const to = from + 1 + (size % (ids.length - from));
        const network = new Network(model);
        const scores = network.forward(ids);
        const { relevant, irrelevant } = decomposePlainly(model, ids, from, to);
        const bias = model.layers.at(-1)?.tensors.bias ?? [];
        expectClose(
          relevant.map((value, c) => value + (irrelevant[c] ?? 0) + (bias[c] ?? 0)),
          scores,
          1e-11,
          'scores',
        );
        const contributionOf = network.decomposition();
        const found = contributionOf(from, to);
        const scale = Math.max(...scores.map(Math.abs), ...relevant.map(Math.abs));
        for (const [c, value] of relevant.entries())
          expect(Math.abs((found[c] ?? Number.NaN) - value)).toBeLessThan(1e-11 * scale);
        // It neither depends on what was asked before nor changes the sentence in hand.
        expect(contributionOf(from, to)).toEqual(found);
        expect(network.forward(ids)).toEqual(scores);
      }),
      { numRuns: runs(NETWORKS), seed: 54 },
    );
  });
});

/** Of one LSTM layer of any options. */
const arbitraryOptions = fc.record({
  seed: seeds,
  hiddenSize: fc.integer({ min: 1, max: 7 }),
  gateActivation: fc.constantFrom('sigmoid', 'hard_sigmoid', 'hard_sigmoid_3'),
  merge: fc.constantFrom('concat', 'sum', 'ave'),
  direction: fc.constantFrom('both', 'left', 'right'),
  isNarrow: fc.boolean(),
  ids: fc.array(fc.integer({ min: -1, max: 5 }), { minLength: 1, maxLength: 9 }),
});

describe('Contextual Decomposition of LSTM layers with other options', () => {
  it('gives a whole sentence the whole score, and counts rows that fill up as other words', () => {
    fc.assert(
      fc.property(
        arbitraryOptions,
        fc.constantFrom('pre', 'post'),
        ({ ids, hiddenSize, gateActivation, merge, direction, ...made }, side) => {
          const layers: Layer[] = [
            { type: 'lstm', hiddenSize, bidirectional: true, merge, gateActivation },
            { type: 'readout', kind: 'final', direction },
            { type: 'dense', size: 3, activation: 'linear' },
          ];
          const model = makeNetwork(layers, { ...made, words: 6, embeddingSize: 4, scale: 0.8 });
          const bias = model.layers.at(-1)?.tensors.bias ?? [];
          const network = new Network(model);
          const scores = network.forward(ids);
          const whole = network
            .decomposition()(0, ids.length)
            .map((value, c) => value + (bias[c] ?? 0));
          expectClose(whole, scores, 1e-11, 'the whole sentence');

          const padding: Padding = { side, length: 11, id: 2, truncate: 'pre', masked: false };
          const padded = new Network({ ...model, config: { ...model.config, padding } });
          padded.forward(ids);
          const fill = Array.from({ length: 11 - ids.length }, () => 2);
          const offset = side === 'pre' ? fill.length : 0;
          network.forward(side === 'pre' ? [...fill, ...ids] : [...ids, ...fill]);
          const [found, written] = [padded.decomposition(), network.decomposition()];
          for (const t of ids.keys()) expect(found(t, ids.length)).toEqual(written(offset + t, offset + ids.length));
        },
      ),
      { numRuns: runs(NETWORKS), seed: 56 },
    );
  });
});

describe('every method', () => {
  it('has a row in the table, in the order of the list', () => {
    expect(METHOD_TABLE.map(({ id }) => id)).toEqual(METHOD_IDS);
  });

  it('gives the same values again, whatever was asked between, and leaves the sentence in hand as it was', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { model, ids } = makeRandomNetwork(seed);
        const network = new Network(model);
        const scores = network.forward(ids);
        const weights = targetWeights(scores.length, seed % scores.length, null);
        const methods = METHOD_TABLE.map(({ id }) => id);
        const all = () => runMethods(network, scores, weights, methods, { permutations: 4, nodes: 3 });
        const first = all();
        expect(first.map(({ id }) => id)).toEqual(methods);
        expect(all()).toEqual(first);
        expect(network.forward(ids)).toEqual(scores);
        for (const [k, outcome] of first.entries()) {
          const shape = { layers: network.layerShapes, output: network.output };
          expect(outcome.run === null).toBe(METHOD_TABLE[k]?.appliesTo(shape) !== null);
        }
      }),
      { numRuns: runs(NETWORKS / 2), seed: 55 },
    );
  });
});
