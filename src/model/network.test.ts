import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModel } from '../formats/read-model.ts';
import { Baseline } from '../testing/baseline.ts';
import { expectClose } from '../testing/expect-close.ts';
import { type Golden, goldenFiles, readGolden } from '../testing/golden.ts';
import { NO_UPSTREAM } from '../testing/shared.ts';
import { makeTinyModel, partsOf, withParts } from '../testing/tiny-model.ts';
import { hasUpstream, readUpstreamGolden, upstreamFiles } from '../testing/upstream.ts';
import { instantiateKernels } from './kernels.ts';
import type { ModelData } from './model-data.ts';
import { Network } from './network.ts';
import type { DirectionTensors } from './one-lstm.ts';
import type { Relevance } from './results.ts';

const GOLDEN_TOLERANCE = 1e-10;

function checkGolden(model: ModelData, golden: Golden): void {
  const network = new Network(model);
  for (const [index, example] of golden.examples.entries()) {
    const name = `example ${index}`;
    const scores = network.forward(example.ids);
    expectClose(scores, example.scores, GOLDEN_TOLERANCE, `${name} scores`);
    for (const lrp of example.lrp) {
      const label = `${name} lrp eps ${lrp.eps} bias_factor ${lrp.bias_factor}`;
      const relevance = network.relevance(targetScore(scores, example.target), lrp.eps, lrp.bias_factor);
      expectClose(relevance.left, lrp.words_left, GOLDEN_TOLERANCE, `${label} left`);
      expectClose(relevance.right, lrp.words_right, GOLDEN_TOLERANCE, `${label} right`);
      expectClose(wordsOf(relevance), lrp.words, GOLDEN_TOLERANCE, `${label} words`);
      expect(relevance.rest).toBeCloseTo(lrp.rest, 10);
    }
    const gradient = network.gradient(oneHot(scores.length, example.target));
    expectClose(gradient.sensitivity, example.sa, GOLDEN_TOLERANCE, `${name} sa`);
    expectClose(gradient.gradientInput, example.gi, GOLDEN_TOLERANCE, `${name} gi`);
    for (const { delete_pos, scores: expected } of example.deleted) {
      const ids = example.ids.map((id, t) => (delete_pos.includes(t) ? -1 : id));
      expectClose(network.forward(ids), expected, GOLDEN_TOLERANCE, `${name} without ${delete_pos}`);
    }
  }
}

describe('golden figures of the reference program', () => {
  it.each(['tiny', 'float32'] as const)('%s', async (name) => {
    checkGolden(await readModel(goldenFiles(name)), readGolden(name));
  });

  it.skipIf(!hasUpstream)(`upstream (else ${NO_UPSTREAM})`, async () => {
    checkGolden(await readModel(upstreamFiles()), readUpstreamGolden());
  });
});

/** Models of any shape, padding included, with sentences that hold deleted words. */
const arbitraryCase = fc
  .record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    words: fc.integer({ min: 1, max: 9 }),
    embeddingSize: fc.integer({ min: 1, max: 9 }),
    hiddenSize: fc.integer({ min: 1, max: 9 }),
    classes: fc.integer({ min: 1, max: 6 }),
    bidirectional: fc.boolean(),
    outputBias: fc.boolean(),
    scale: fc.constantFrom(0.1, 0.8, 2),
  })
  .chain((options) =>
    fc.record({
      model: fc.constant(options).map(makeTinyModel),
      ids: fc.array(fc.integer({ min: -1, max: options.words - 1 }), { minLength: 1, maxLength: 12 }),
      target: fc.integer({ min: 0, max: options.classes - 1 }),
    }),
  );

describe('properties on random models of any size', () => {
  it('conserves relevance with bias_factor = 1', () => {
    fc.assert(
      fc.property(arbitraryCase, fc.constantFrom(0.001, 0.01), ({ model, ids, target }, eps) => {
        const network = new Network(model);
        const scores = network.forward(ids);
        const relevance = network.relevance(targetScore(scores, target), eps, 1);
        expectBalanced(wordsOf(relevance), [relevance.rest], scores[target] ?? 0, relevance);
        expect(relevance.bias).toBe(0);
        expect(relevance.stabiliser).toBe(0);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('balances the ledger for any bias_factor and eps, 0 included', () => {
    fc.assert(
      fc.property(
        arbitraryCase,
        fc.constantFrom(0, 1e-6, 0.001, 0.1, 10),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ model, ids, target }, eps, biasFactor) => {
          const network = new Network(model);
          const scores = network.forward(ids);
          const relevance = network.relevance(targetScore(scores, target), eps, biasFactor);
          const { rest, bias, stabiliser } = relevance;
          expectBalanced(wordsOf(relevance), [rest, bias, stabiliser], scores[target] ?? 0, relevance);
        },
      ),
      { numRuns: 300, seed: 8 },
    );
  });

  it('puts the output bias on the ledger: alone, without eps, its whole part of the score', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, ids, target }) => {
        const { left, right } = partsOf(model);
        const withoutBias = (side: DirectionTensors) => ({ ...side, bias: new Float64Array(side.bias.length) });
        const outputBias = Float64Array.from(model.config.classes, (_, c) => 0.5 + c);
        const network = new Network(
          withParts(model, { left: withoutBias(left), right: right && withoutBias(right), outputBias }),
        );
        const scores = network.forward(ids);
        fc.pre(Math.abs(scores[target] ?? 0) > 0.01);
        const relevance = network.relevance(targetScore(scores, target), 0, 0);
        expect(relevance.bias).toBeCloseTo(0.5 + target, 9);
      }),
      { numRuns: 100, seed: 11 },
    );
  });

  it('agrees with the plain transcription of the reference program', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, ids, target }) => {
        const network = new Network(model);
        const baseline = new Baseline(model);
        const scores = network.forward(ids);
        expectClose(scores, baseline.forward(ids), 1e-12, 'scores');
        const expected = baseline.lrp(target, 0.01, 0.3);
        const actual = network.relevance(targetScore(scores, target), 0.01, 0.3);
        expectClose(actual.left, expected.left, 1e-9, 'left');
        expectClose(actual.right, expected.right, 1e-9, 'right');
        const gradients = baseline.gradient(target);
        network.gradient(oneHot(scores.length, target));
        for (const [t, row] of network.embeddingGradients().entries())
          expectClose(row, gradients[t] ?? [], 1e-10, `gradient ${t}`);
      }),
      { numRuns: 200, seed: 9 },
    );
  });

  it('splits the gradient by encoder as a model with that encoder alone has it', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, ids, target }) => {
        const silent = (tensors: DirectionTensors): DirectionTensors => ({ ...tensors, output: tensors.output.map(() => 0) });
        const gradientOf = (data: ModelData) => {
          const network = new Network(data);
          return network.gradient(oneHot(network.forward(ids).length, target));
        };
        const whole = gradientOf(model);
        const parts = partsOf(model);
        const left = gradientOf(withParts(model, { right: parts.right && silent(parts.right) }));
        const right = gradientOf(withParts(model, { left: silent(parts.left) }));
        for (const key of ['sensitivity', 'gradientInput'] as const) {
          expect(whole.left[key]).toEqual(left[key]);
          expect(whole.right[key]).toEqual(right[key]);
        }
        const { gradientInput: fromLeft } = whole.left;
        const { gradientInput: fromRight } = whole.right;
        for (const [t, value] of whole.gradientInput.entries()) {
          expect(value).toBeCloseTo((fromLeft[t] ?? Number.NaN) + (fromRight[t] ?? Number.NaN), 10);
        }
      }),
      { numRuns: 100, seed: 12 },
    );
  });

  it('has the gradient that central differences give', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, ids, target }) => {
        // Every position gets a word of its own, so that one embedding can be moved without the others.
        const e = model.config.embeddingSize;
        const table = spreadEmbeddings(model, ids);
        const own = { ...model, words: ids.map((_, t) => `w${t}`), embeddings: table };
        const positions = ids.map((_, t) => t);
        const network = new Network(own);
        const classes = network.forward(positions).length;
        const { gradientInput, sensitivity } = network.gradient(oneHot(classes, target));
        const gradients = network.embeddingGradients();
        const step = 1e-5;
        for (const t of positions) {
          const numeric = Array.from({ length: e }, (_, k) => {
            const moved = (by: number) => {
              const embeddings = table.slice();
              embeddings[t * e + k] = (embeddings[t * e + k] ?? 0) + by;
              return new Network({ ...own, embeddings }).forward(positions)[target] ?? 0;
            };
            return (moved(step) - moved(-step)) / (2 * step);
          });
          for (const [k, value] of numeric.entries()) expect(gradients[t]?.[k]).toBeCloseTo(value, 7);
          expect(sensitivity[t]).toBeCloseTo(
            numeric.reduce((sum, value) => sum + value * value, 0),
            6,
          );
          expect(gradientInput[t]).toBeCloseTo(
            numeric.reduce((sum, value, k) => sum + value * (table[t * e + k] ?? 0), 0),
            6,
          );
        }
      }),
      { numRuns: 25, seed: 10 },
    );
  });

  it('gives the same figures whatever sentence came before', () => {
    const model = makeTinyModel({ hiddenSize: 5, embeddingSize: 7 });
    const fresh = new Network(model).forward([1, 2, 3]);
    const used = new Network(model);
    used.forward(Array.from({ length: 200 }, (_, t) => t % 12));
    expect(used.forward([1, 2, 3])).toEqual(fresh);
  });
});

describe('degenerate cases', () => {
  it('counts 0/0 as 0: all weights zero, eps = 0', () => {
    const network = new Network(makeTinyModel({ scale: 0 }));
    const scores = network.forward([0, 1]);
    const relevance = network.relevance(targetScore(scores, 0), 0, 0);
    expect([...wordsOf(relevance), relevance.rest, relevance.bias, relevance.stabiliser]).toEqual([0, 0, 0, 0, 0]);
  });

  it('puts relevance that meets a zero denominator on the stabiliser', () => {
    const model = makeTinyModel({ hiddenSize: 2 });
    for (const [name, weights] of Object.entries(model.layers[0]?.tensors ?? {})) if (/^left/.test(name)) weights.fill(0);
    const network = new Network(model);
    network.forward([0, 1]);
    const relevance = network.relevance([1, 0, 0], 0, 1);
    const { rest, bias, stabiliser } = relevance;
    expect(sum(wordsOf(relevance)) + rest + bias + stabiliser).toBeCloseTo(1, 9);
    expect([...relevance.left, ...relevance.right].every(Number.isFinite)).toBe(true);
  });

  it('refuses what it cannot compute', () => {
    const network = new Network(makeTinyModel());
    expect(() => network.relevance([1, 0, 0], 0.001, 0)).toThrow('forward pass first');
    expect(() => network.forward([])).toThrow('at least one word');
    expect(() => network.forward([12])).toThrow('word id 12 of 12');
  });
});

describe('activation functions', () => {
  it('agree with the host to a few last bits', () => {
    const kernels = instantiateKernels();
    let worst = 0;
    for (let x = -40; x <= 40; x += 0.00173) {
      worst = Math.max(
        worst,
        relativeError(kernels.tanhOf(x), Math.tanh(x)),
        relativeError(kernels.sigmoidOf(x), 1 / (1 + Math.exp(-x))),
      );
    }
    for (const x of [1e-300, 1e-20, 1e-9, 1e-5, 1e-3]) worst = Math.max(worst, relativeError(kernels.tanhOf(x), Math.tanh(x)));
    expect(worst).toBeLessThan(1e-15);
    expect([kernels.tanhOf(1e308), kernels.tanhOf(-1e308), kernels.sigmoidOf(1e308)]).toEqual([1, -1, 1]);
    expect(kernels.sigmoidOf(-1e308)).toBeLessThan(1e-300);
  });
});

function relativeError(actual: number, expected: number): number {
  return expected === 0 ? Math.abs(actual) : Math.abs(actual - expected) / Math.abs(expected);
}

function oneHot(size: number, index: number): Float64Array {
  const values = new Float64Array(size);
  values[index] = 1;
  return values;
}

function targetScore(scores: Float64Array, target: number): Float64Array {
  return oneHot(scores.length, target).map((weight, c) => weight * (scores[c] ?? 0));
}

function wordsOf({ left, right }: Relevance): Float64Array {
  return left.map((value, t) => value + (right[t] ?? 0));
}

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}

/** words + the other entries = score, to 1e-9 of the largest relevance that flowed (shares can cancel). */
function expectBalanced(words: Float64Array, others: number[], score: number, flowed: Relevance): void {
  const magnitudes = [...flowed.left, ...flowed.right, flowed.rest, flowed.bias, flowed.stabiliser, score].map(Math.abs);
  const residual = Math.abs(sum(words) + sum(others) - score);
  expect(residual, `residual of score ${score}`).toBeLessThanOrEqual(1e-9 * Math.max(...magnitudes));
}

function spreadEmbeddings(model: ModelData, ids: readonly number[]): Float64Array {
  const e = model.config.embeddingSize;
  const rows = ids.map((id) => (id < 0 ? new Float64Array(e) : (model.embeddings ?? []).slice(id * e, (id + 1) * e)));
  return Float64Array.from(rows.flatMap((row) => [...row]));
}
