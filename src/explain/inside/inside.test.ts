import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Network } from '../../model/network.ts';
import { expectClose } from '../../testing/expect-close.ts';
import { expectBalance } from '../../testing/inside-balance.ts';
import { makeRandomNetwork } from '../../testing/random-network.ts';
import { runs } from '../../testing/runs.ts';
import { targetWeights } from '../run-method.ts';
import { lookInside } from './inside.ts';

const NETWORKS = 300;
const seeds = fc.integer({ min: 1, max: 1e9 });

function read(seed: number) {
  const { model, ids } = makeRandomNetwork(seed);
  const network = new Network(model);
  const scores = network.forward(ids);
  const contrast = seed % 3 === 0 && scores.length > 1 ? (seed + 1) % scores.length : null;
  const weights = targetWeights(scores.length, seed % scores.length, contrast);
  const label = JSON.stringify(model.layers.map(({ layer }) => layer));
  return { sentence: { model: network, scores, targetWeights: weights }, ids, label };
}

describe('what flows inside random lists of layers', () => {
  it('balances at every node, and ends in LRP’s words', () => {
    const biasFactors = fc.oneof(fc.constant(1), fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(seeds, fc.constantFrom(0.001, 0.01, 0.1), biasFactors, (seed, eps, biasFactor) => {
        const { sentence, ids, label } = read(seed);
        const { model, scores, targetWeights } = sentence;
        const graph = lookInside(sentence, 'lrp', { eps, biasFactor });
        expectBalance(graph, 'lrp', 1e-12, label);
        const start = targetWeights.map((weight, c) => weight * (scores[c] ?? 0));
        const { left, right, ...ledger } = model.relevance(start, eps, biasFactor);
        const words = new Float64Array(ids.length);
        for (const { word, amount } of graph.nodes) if (word !== null) words[word] = amount;
        expectClose(
          words,
          left.map((value, t) => value + (right[t] ?? 0)),
          1e-12,
          label,
        );
        expect(graph.ledger).toMatchObject({ rest: ledger.rest, bias: ledger.bias, stabiliser: ledger.stabiliser });
      }),
      { numRuns: runs(NETWORKS), seed: 71 },
    );
  });

  it('are derivatives that add up at every node, and end in Gradient x Input and Sensitivity', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { sentence, ids, label } = read(seed);
        const graph = lookInside(sentence, 'gradient', { eps: 0.001, biasFactor: 0 });
        expectBalance(graph, 'gradient', 1e-12, label);
        const { gradientInput, sensitivity } = sentence.model.gradient(sentence.targetWeights);
        const [amounts, norms] = [new Float64Array(ids.length), new Float64Array(ids.length)];
        for (const { word, amount, norm } of graph.nodes) {
          if (word === null) continue;
          amounts[word] = amount;
          norms[word] = norm;
        }
        expectClose(amounts, gradientInput, 1e-12, label);
        expectClose(norms, sensitivity, 1e-12, label);
      }),
      { numRuns: runs(NETWORKS), seed: 72 },
    );
  });
});
