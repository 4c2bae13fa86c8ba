import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Network } from '../model/network.ts';
import { expectClose } from '../testing/expect-close.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import type { MethodRun } from './method.ts';
import { runMethods } from './methods.ts';
import { runOf, targetWeights } from './run-method.ts';

/** Sentences of words that all differ, so that one position's embedding can be moved alone. */
const arbitraryCase = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  length: fc.integer({ min: 1, max: 8 }),
  embeddingSize: fc.integer({ min: 1, max: 6 }),
  hiddenSize: fc.integer({ min: 1, max: 6 }),
  bidirectional: fc.boolean(),
  outputBias: fc.boolean(),
  classes: fc.constant(4),
  target: fc.integer({ min: 0, max: 3 }),
  away: fc.integer({ min: 1, max: 3 }),
  eps: fc.constantFrom(0.001, 0.1),
  biasFactor: fc.constantFrom(0, 0.4, 1),
});

function all(run: MethodRun | undefined): number[] {
  const { left = [], right = [], rest = 0, bias = 0, stabiliser = 0 } = run?.ledger ?? {};
  return [...(run?.words ?? []), ...left, ...right, rest, bias, stabiliser];
}

describe('s_target - s_contrast', () => {
  it('has the difference of the two classes’ LRP and gradient x input, and a ledger that balances', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ length, target, away, eps, biasFactor, ...shape }) => {
        const contrast = (target + away) % 4;
        const network = new Network(makeTinyModel({ ...shape, words: length }));
        const scores = network.forward(Array.from({ length }, (_, t) => t));
        const run = (a: number, b: number | null) =>
          runMethods(network, scores, targetWeights(4, a, b), ['lrp', 'gi'], { eps, biasFactor }).map((outcome) =>
            runOf(outcome, 'test'),
          );
        const [lrp, gi] = run(target, contrast);
        const [lrpTarget, giTarget] = run(target, null);
        const [lrpContrast, giContrast] = run(contrast, null);
        for (const [both, one, other] of [
          [lrp, lrpTarget, lrpContrast],
          [gi, giTarget, giContrast],
        ]) {
          const [a, b] = [all(one), all(other)];
          // On the scale of what is subtracted: the difference itself may be next to nothing.
          const scale = Math.max(...a.map(Math.abs), ...b.map(Math.abs));
          for (const [k, value] of all(both).entries()) {
            expect(Math.abs(value - ((a[k] ?? 0) - (b[k] ?? 0)))).toBeLessThanOrEqual(1e-11 * scale);
          }
        }
        const { rest = 0, bias = 0, stabiliser = 0 } = lrp?.ledger ?? {};
        const total = Array.from(lrp?.words ?? []).reduce((sum, value) => sum + value, 0) + rest + bias + stabiliser;
        const flowed = Math.max(...all(lrp).map(Math.abs), 1);
        expect(Math.abs(total - ((scores[target] ?? 0) - (scores[contrast] ?? 0)))).toBeLessThan(1e-9 * flowed);
      }),
      { numRuns: 200, seed: 12 },
    );
  });

  it('has the sensitivity that central differences give', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ length, target, away, eps, biasFactor, ...shape }) => {
        const contrast = (target + away) % 4;
        const model = makeTinyModel({ ...shape, words: length });
        const table = Float64Array.from(model.embeddings ?? []);
        const ids = Array.from({ length }, (_, t) => t);
        const difference = (at: number, by: number) => {
          const embeddings = table.slice();
          embeddings[at] = (embeddings[at] ?? 0) + by;
          const scores = new Network({ ...model, embeddings }).forward(ids);
          return (scores[target] ?? 0) - (scores[contrast] ?? 0);
        };
        const step = 1e-5;
        const slopes = Array.from(table, (_, at) => (difference(at, step) - difference(at, -step)) / (2 * step));
        const e = shape.embeddingSize;
        const expected = ids.map((t) => slopes.slice(t * e, (t + 1) * e).reduce((sum, slope) => sum + slope ** 2, 0));
        const network = new Network(model);
        const weights = targetWeights(4, target, contrast);
        const [sa] = runMethods(network, network.forward(ids), weights, ['sa'], { eps, biasFactor });
        expectClose(runOf(sa, 'test').words, expected, 1e-6, 'sa');
      }),
      { numRuns: 25, seed: 13 },
    );
  });
});
