import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { makeRandomNetwork } from '../testing/random-network.ts';
import { runs } from '../testing/runs.ts';
import type { LayerData, ModelData, Weights } from './model-data.ts';
import { Network } from './network.ts';

const NETWORKS = 300;

/** A network and a sentence for each number. */
const seeds = fc.integer({ min: 1, max: 1e9 });

function oneHot(size: number, index: number, value = 1): Float64Array {
  const values = new Float64Array(size);
  values[index] = value;
  return values;
}

/** Every number that comes out of a network for the sentence in hand, to the bit. */
function bits(network: Network, scores: Float64Array): string {
  const seed = Float64Array.from(scores, (_, c) => c + 0.5);
  const { left, right, rest, bias, stabiliser, padding } = network.relevance(seed, 0.001, 0.3);
  const { sensitivity, gradientInput } = network.gradient(seed);
  const numbers = [
    scores,
    left,
    right,
    [rest, bias, stabiliser, padding],
    sensitivity,
    gradientInput,
    ...network.embeddingGradients(),
  ];
  return numbers.map((part) => new BigUint64Array(Float64Array.from(part).buffer).join()).join('\n');
}

function freshBits(model: ModelData, ids: readonly number[]): string {
  const network = new Network(model);
  return bits(network, network.forward(ids));
}

describe('random lists of layers', () => {
  it('balance the ledger, and conserve relevance with bias_factor 1', () => {
    const biasFactors = fc.oneof(fc.constant(1), fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(seeds, fc.constantFrom(0.001, 0.01, 0.1), biasFactors, (seed, eps, biasFactor) => {
        const { model, ids } = makeRandomNetwork(seed);
        const network = new Network(model);
        const scores = network.forward(ids);
        const target = seed % scores.length;
        const score = scores[target] ?? Number.NaN;
        const { left, right, rest, bias, stabiliser, padding } = network.relevance(
          oneHot(scores.length, target, score),
          eps,
          biasFactor,
        );
        const entries = [...left, ...right, rest, bias, stabiliser, padding];
        const largest = Math.max(Math.abs(score), ...entries.map(Math.abs));
        const sum = entries.reduce((total, value) => total + value, 0);
        expect(Math.abs(sum - score), JSON.stringify(model.layers.map(({ layer }) => layer))).toBeLessThanOrEqual(1e-9 * largest);
        if (biasFactor === 1) expect([bias, stabiliser]).toEqual([0, 0]);
      }),
      { numRuns: runs(NETWORKS), seed: 31 },
    );
  });

  it('have the gradients that central differences give', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { model, ids } = makeRandomNetwork(seed, true);
        const e = model.config.embeddingSize;
        // Every position gets a word of its own, so that one row can be moved without the others; pads are the last word.
        const rows = [...ids, model.config.padding?.id ?? -1].map((id) =>
          id < 0
            ? new Float64Array(e)
            : Float64Array.from((model.embeddings ?? new Float64Array(0)).subarray(id * e, (id + 1) * e)),
        );
        const table = Float64Array.from(rows.flatMap((row) => [...row]));
        const padding = model.config.padding && { ...model.config.padding, id: ids.length };
        const own = { ...model, config: { ...model.config, padding } };
        const positions = ids.map((_, t) => t);
        const target = seed % model.config.classes.length;
        const scoreOf = (embeddings: Weights) => new Network({ ...own, embeddings }).forward(positions)[target] ?? Number.NaN;
        const network = new Network({ ...own, embeddings: table });
        network.forward(positions);
        const { gradientInput } = network.gradient(oneHot(model.config.classes.length, target));
        const gradients = network.embeddingGradients().flatMap((row) => [...row]);
        const step = 1e-5;
        const numeric = gradients.map((_, at) => {
          const moved = (by: number) => scoreOf(table.with(at, (table[at] ?? 0) + by));
          return (moved(step) - moved(-step)) / (2 * step);
        });
        const scale = Math.max(...numeric.map(Math.abs), 1e-3);
        for (const [at, value] of numeric.entries()) {
          expect(Math.abs((gradients[at] ?? Number.NaN) - value), `${at} of ${gradients.length}`).toBeLessThan(1e-6 * scale);
        }
        const products = positions.map((t) =>
          numeric.slice(t * e, (t + 1) * e).reduce((sum, slope, k) => sum + slope * (table[t * e + k] ?? 0), 0),
        );
        for (const [t, value] of products.entries()) expect(gradientInput[t]).toBeCloseTo(value, 5);
      }),
      { numRuns: runs(NETWORKS), seed: 32 },
    );
  });

  it('leave exactly what a fresh network would compute, whatever sentence came before', () => {
    const edit = fc.record({
      kind: fc.constantFrom('word', 'cut', 'append', 'other'),
      place: fc.nat(),
      id: fc.integer({ min: -1, max: 5 }),
    });
    fc.assert(
      fc.property(seeds, fc.array(edit, { minLength: 1, maxLength: 8 }), (seed, edits) => {
        const { model, ids } = makeRandomNetwork(seed);
        const network = new Network(model);
        let sentence = ids;
        network.forward(sentence);
        for (const { kind, place, id } of edits) {
          const at = place % sentence.length;
          if (kind === 'word') {
            sentence = sentence.with(at, id);
            expect(bits(network, network.replaceWord(at, id))).toBe(freshBits(model, sentence));
            continue;
          }
          // Never shorter than the sentence that is long enough for the layers.
          if (kind === 'cut') sentence = sentence.slice(Math.min(at, sentence.length - ids.length));
          else if (kind === 'append') sentence = [...sentence, id, id];
          else sentence = ids.with(place % ids.length, id);
          expect(bits(network, network.forward(sentence))).toBe(freshBits(model, sentence));
        }
      }),
      { numRuns: runs(NETWORKS), seed: 33 },
    );
  });

  it('score deletions as a fresh network would, and keep the sentence', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 4 }), (seed, steps) => {
        const { model, ids } = makeRandomNetwork(seed);
        const network = new Network(model);
        const whole = network.forward(ids);
        const orders = [ids.map((_, t) => t), ids.map((_, t) => ids.length - 1 - t), [0]];
        const expected = orders.flatMap((order) =>
          Array.from({ length: steps }, (_, step) => {
            const deleted = order.slice(0, step + 1);
            return [...new Network(model).forward(ids.map((id, t) => (deleted.includes(t) ? -1 : id)))];
          }),
        );
        expectClose(network.deletionScan(orders, steps), expected.flat(), 1e-10, 'scores');
        expect(bits(network, whole)).toBe(freshBits(model, ids));
      }),
      { numRuns: runs(NETWORKS), seed: 34 },
    );
  });

  it('come back out of the kernels’ memory as they were put in', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { model, ids } = makeRandomNetwork(seed);
        const network = new Network(model);
        const layers = network.layers();
        expect(layers.map(({ layer }) => layer)).toEqual(model.layers.map(({ layer }) => layer));
        const again = new Network({ ...model, layers });
        expect(bits(again, again.forward(ids))).toBe(bits(network, network.forward(ids)));
      }),
      { numRuns: runs(NETWORKS), seed: 35 },
    );
  });
});

it('gives the same bits for numbers held as float32 and as float64', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const { model, ids } = makeRandomNetwork(seed);
    const [first] = model.layers;
    const table = model.embeddings ?? new Float64Array(0);
    const e = model.config.embeddingSize;
    if (!first || !(table instanceof Float32Array)) continue;
    // The first number of every word is 0, so what its weights are does not matter, but for how they can be held.
    const embeddings = table.map((value, at) => (at % e === 0 ? 0 : value));
    const otherwise = Object.entries(first.tensors).map(([name, data]): [string, Weights] => {
      if (!/weight(_ih)?$/.test(name)) return [name, data];
      return [name, Float64Array.from(data, (value, at) => (at % e === 0 ? 0.1 : value))];
    });
    const wide: LayerData = { layer: first.layer, tensors: Object.fromEntries(otherwise) };
    const narrow: LayerData = {
      layer: first.layer,
      tensors: Object.fromEntries(otherwise.map(([name, data]) => [name, Float32Array.from(data)])),
    };
    const [one, other] = [narrow, wide].map(
      (data) => new Network({ ...model, embeddings, layers: [data, ...model.layers.slice(1)] }),
    );
    expect(Array.from(one?.forward(ids) ?? [])).toEqual(Array.from(other?.forward(ids) ?? []));
    const seeds = oneHot(model.config.classes.length, 0);
    expect(one?.relevance(seeds, 0.01, 0.5)).toEqual(other?.relevance(seeds, 0.01, 0.5));
  }
});
