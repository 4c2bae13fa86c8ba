import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import type { ModelData } from './model-data.ts';
import { Network } from './network.ts';

/** What is done to the sentence in hand. */
type Edit =
  | { readonly kind: 'sentence'; readonly ids: readonly number[] }
  | { readonly kind: 'word'; readonly place: number; readonly id: number }
  | { readonly kind: 'cut'; readonly place: number }
  | { readonly kind: 'append'; readonly ids: readonly number[] };

/** Models of any shape, padding included, and a series of edits. Few words, so that sentences share beginnings and ends. */
const arbitraryCase = fc
  .record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    words: fc.integer({ min: 1, max: 4 }),
    embeddingSize: fc.integer({ min: 1, max: 9 }),
    hiddenSize: fc.integer({ min: 1, max: 9 }),
    classes: fc.integer({ min: 1, max: 6 }),
    bidirectional: fc.boolean(),
    outputBias: fc.boolean(),
    scale: fc.constantFrom(0.1, 0.8, 2),
  })
  .chain((options) => {
    const id = fc.integer({ min: -1, max: options.words - 1 });
    const ids = fc.array(id, { minLength: 1, maxLength: 12 });
    const place = fc.nat();
    return fc.record({
      model: fc.constant(options).map(makeTinyModel),
      first: ids,
      edits: fc.array(
        fc.oneof(
          fc.record({ kind: fc.constant('sentence' as const), ids }),
          fc.record({ kind: fc.constant('word' as const), place, id }),
          fc.record({ kind: fc.constant('cut' as const), place }),
          fc.record({ kind: fc.constant('append' as const), ids }),
        ),
        { minLength: 1, maxLength: 12 },
      ),
    });
  });

function edited(ids: readonly number[], edit: Edit): readonly number[] {
  if (edit.kind === 'sentence') return edit.ids;
  if (edit.kind === 'append') return [...ids, ...edit.ids];
  const place = edit.place % ids.length;
  return edit.kind === 'cut' ? ids.slice(0, place + 1) : ids.with(place, edit.id);
}

/** The scores, and LRP and gradients as the trace in hand gives them, to the bit. */
function bits(network: Network, scores: Float64Array): string {
  const seed = Float64Array.from({ length: network.classes }, (_, c) => c - 0.5);
  const { left, right, rest, bias, stabiliser } = network.relevance(seed, 0.001, 0.3);
  const { sensitivity, gradientInput } = network.gradient(seed);
  const gradients = network.embeddingGradients();
  const values = [scores, left, right, [rest, bias, stabiliser], sensitivity, gradientInput, ...gradients];
  return values.map((part) => new BigUint64Array(Float64Array.from(part).buffer).join()).join('\n');
}

function freshBits(model: ModelData, ids: readonly number[]): string {
  const network = new Network(model);
  return bits(network, network.forward(ids));
}

describe('a deletion scan', () => {
  it('gives what a fresh model does for every order and step, and leaves the sentence as it was', () => {
    const arbitraryScan = arbitraryCase.chain(({ model, first }) =>
      fc.record({
        model: fc.constant(model),
        ids: fc.constant(first),
        orders: fc.array(fc.shuffledSubarray([...first.keys()]), { maxLength: 5 }),
        steps: fc.integer({ min: 1, max: 5 }),
      }),
    );
    fc.assert(
      fc.property(arbitraryScan, ({ model, ids, orders, steps }) => {
        const network = new Network(model);
        const whole = network.forward(ids);
        const scanned = network.deletionScan(orders, steps);
        const expected = orders.flatMap((order) =>
          Array.from({ length: steps }, (_, step) => {
            const deleted = order.slice(0, step + 1);
            return [...new Network(model).forward(ids.map((id, t) => (deleted.includes(t) ? -1 : id)))];
          }),
        );
        expectClose(scanned, expected.flat(), 1e-12, 'scores');
        // To the bit what each order gives alone, and in another sequence of the same words.
        const size = steps * network.classes;
        for (const [index, own] of orders.entries()) {
          const inCompany = scanned.subarray(index * size, (index + 1) * size);
          expect(network.deletionScan([own], steps)).toEqual(inCompany);
          if (own.length !== steps) continue;
          const reversed = network.deletionScan([[], own.toReversed()], steps).subarray(-network.classes);
          expect(reversed).toEqual(inCompany.subarray(-network.classes));
        }
        expect(bits(network, whole)).toBe(freshBits(model, ids));
        const [order] = orders;
        if (order)
          expect(bits(network, network.forward(ids.with(order[0] ?? 0, -1)))).toBe(freshBits(model, ids.with(order[0] ?? 0, -1)));
      }),
      { numRuns: 150, seed: 18 },
    );
  });

  it('refuses a position outside the sentence', () => {
    const network = new Network(makeTinyModel());
    network.forward([1, 2]);
    expect(() => network.deletionScan([[0], [2]], 1)).toThrow(new RangeError('position 2 of 2'));
  });
});

describe('forward and replaceWord, after any other sentence', () => {
  it('leave exactly what a fresh model would compute', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, first, edits }) => {
        const network = new Network(model);
        let ids: readonly number[] = first;
        network.forward(ids);
        for (const edit of edits) {
          const next = edited(ids, edit);
          const scores = edit.kind === 'word' ? network.replaceWord(edit.place % ids.length, edit.id) : network.forward(next);
          ids = next;
          expect(bits(network, scores)).toBe(freshBits(model, ids));
        }
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  it('do not mind a trace that had to grow', () => {
    const model = makeTinyModel({ hiddenSize: 5, embeddingSize: 7 });
    const network = new Network(model);
    const long = Array.from({ length: 150 }, (_, t) => (t * 5) % 12);
    for (const ids of [long.slice(0, 3), long, long.slice(0, 3), long.with(149, -1)]) {
      expect(bits(network, network.forward(ids))).toBe(freshBits(model, ids));
    }
  });

  it('do not mind words that push each other out of the cache of Wxh x', () => {
    // 32 MiB hold 8,192 words of 2 directions of 4 x 64 numbers: words 7 and 8,199 stand in the same row.
    const model = makeTinyModel({ words: 8300, embeddingSize: 1, hiddenSize: 64 });
    const network = new Network(model);
    const sentences = [[7, 8199, 7, 8199], [8199, 3, 3], [7, -1, 9, 8199, 8201], [7], [8199]];
    for (const ids of [...sentences, ...sentences]) expect(bits(network, network.forward(ids))).toBe(freshBits(model, ids));
  });

  it('forget the cache of Wxh x with the weights', () => {
    const [before, after] = [makeTinyModel({ seed: 1 }), makeTinyModel({ seed: 2 })];
    const network = new Network(before);
    network.forward([1, 2, 3]);
    network.replaceLayers(after.layers);
    const expected = new Network({ ...before, layers: after.layers });
    expect(bits(network, network.forward([1, 2, 3]))).toBe(bits(expected, expected.forward([1, 2, 3])));
  });

  it('compute the bits that a longer way gives: one word deleted and put back', () => {
    const model = makeTinyModel({ hiddenSize: 6 });
    const network = new Network(model);
    const whole = network.forward([3, 1, 4, 1, 5]);
    const without = network.replaceWord(2, -1);
    expect(without).not.toEqual(whole);
    expect(network.replaceWord(2, 4)).toEqual(whole);
  });

  it('refuse what is no word or no position, and keep the sentence', () => {
    const model = makeTinyModel();
    const network = new Network(model);
    expect(() => network.replaceWord(0, 1)).toThrow(new RangeError('position 0 of 0'));
    const scores = network.forward([1, 2, 3]);
    for (const position of [-1, 3, 0.5, Number.NaN]) {
      expect(() => network.replaceWord(position, 1)).toThrow(new RangeError(`position ${position} of 3`));
    }
    for (const id of [12, -2, 0.5, Number.NaN]) {
      expect(() => network.replaceWord(1, id)).toThrow(new RangeError(`forward: word id ${id} of 12`));
      expect(() => network.forward([5, id])).toThrow(new RangeError(`forward: word id ${id} of 12`));
    }
    expect(bits(network, scores)).toBe(freshBits(model, [1, 2, 3]));
  });
});
