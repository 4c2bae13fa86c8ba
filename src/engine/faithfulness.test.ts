import { beforeAll, describe, expect, it } from 'vitest';
import { deletionOrder } from '../explain/faithfulness.ts';
import { writeNativeFolder } from '../formats/programs/native-network.ts';
import { mulberry32, shuffled } from '../model/random.ts';
import { Baseline } from '../testing/baseline.ts';
import { expectClose } from '../testing/expect-close.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { LocalEngine } from './engine.ts';
import type { Faithfulness, FaithfulnessRequest } from './protocol.ts';

const never = new AbortController().signal;
const tiny = makeTinyModel({ words: 30, embeddingSize: 5, hiddenSize: 6, classes: 4 });
const TOLERANCE = 1e-9;
const RANDOM_ORDERS = 4;

function tokensOf(length: number): string[] {
  return Array.from({ length }, (_, t) => `w${(t * 7 + 3) % 30}`);
}

/** The definitions, one full pass of the plain transcription a question: knows nothing of steps saved or passes shared. */
class Slow {
  readonly #model = new Baseline(tiny);
  readonly #ids: number[];
  readonly #target: number;
  readonly #contrast: number | null;
  readonly #known = new Map<string, Float64Array>();

  constructor(tokens: readonly string[], target: number, contrast: number | null) {
    this.#ids = tokens.map((token) => Number(token.slice(1)));
    this.#target = target;
    this.#contrast = contrast;
  }

  score(deleted: readonly number[]): number {
    const scores = this.#scores(deleted);
    return (scores[this.#target] ?? 0) - (this.#contrast === null ? 0 : (scores[this.#contrast] ?? 0));
  }

  probability(deleted: readonly number[]): number {
    const scores = this.#scores(deleted);
    const power = (c: number) => Math.exp(scores[c] ?? 0);
    const classes = this.#contrast === null ? Array.from(scores.keys()) : [this.#target, this.#contrast];
    return power(this.#target) / classes.reduce((sum, c) => sum + power(c), 0);
  }

  #scores(deleted: readonly number[]): Float64Array {
    const ids = this.#ids.map((id, t) => (deleted.includes(t) ? -1 : id));
    const scores = this.#known.get(ids.join()) ?? Float64Array.from(this.#model.forward(ids));
    this.#known.set(ids.join(), scores);
    return scores;
  }
}

function expectOrder(
  slow: Slow,
  order: readonly number[],
  found: Partial<Faithfulness['methods'][number]>,
  answer: Faithfulness,
) {
  const { steps, topWords } = answer;
  const whole = slow.probability([]);
  expectClose(
    found.scores ?? [],
    steps.map((n) => slow.score(order.slice(0, n))),
    TOLERANCE,
    'scores',
  );
  expectClose(
    found.probabilities ?? [],
    steps.map((n) => slow.probability(order.slice(0, n))),
    TOLERANCE,
    'probabilities',
  );
  const comprehensiveness = topWords.map((n) => whole - slow.probability(order.slice(0, n)));
  expectClose(found.comprehensiveness ?? [], comprehensiveness, TOLERANCE, 'comprehensiveness');
  const sufficiency = topWords.map((n) => whole - slow.probability(order.slice(n)));
  expectClose(found.sufficiency ?? [], sufficiency, TOLERANCE, 'sufficiency');
}

/** Between the two nearest of the sorted values, at `share` of the way from the first to the last. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below * (1 - (place % 1)) + above * (place % 1);
}

function expectBand(slow: Slow, { random, steps }: Faithfulness, orders: readonly number[][]): void {
  for (const [k, n] of steps.entries()) {
    const scores = orders.map((order) => slow.score(order.slice(0, n)));
    const probabilities = orders.map((order) => slow.probability(order.slice(0, n)));
    for (const [found, values] of [
      [[random.low.scores[k], random.mean.scores[k], random.high.scores[k]], scores],
      [[random.low.probabilities[k], random.mean.probabilities[k], random.high.probabilities[k]], probabilities],
    ] as const) {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      expectClose(found.map(Number), [quantile(values, 0.05), mean, quantile(values, 0.95)], TOLERANCE, `band at ${n}`);
    }
  }
}

describe('faithfulness, on a tiny model', () => {
  let engine: LocalEngine;
  beforeAll(async () => {
    engine = new LocalEngine();
    await engine.load(never, { kind: 'files', files: writeNativeFolder(tiny, 'F64') });
  });
  const request = (length: number, more: Partial<FaithfulnessRequest> = {}): FaithfulnessRequest => ({
    input: { tokens: tokensOf(length) },
    target: 1,
    methods: ['lrp', 'gi', 'sa'],
    randomOrders: RANDOM_ORDERS,
    seed: 42,
    ...more,
  });

  it.each([
    [1, null],
    [2, 3],
    [9, null],
    [9, 2],
    [23, 0],
    [70, null],
  ])('follows the definitions: %i words, contrast %s', async (length, contrast) => {
    const answer = await engine.faithfulness(never, request(length, { contrast }));
    const tokens = tokensOf(length);
    const slow = new Slow(tokens, 1, contrast);
    expect(answer.tokens).toEqual(tokens);
    expect(answer.topWords).toEqual([0.01, 0.05, 0.1, 0.2, 0.5].map((share) => Math.max(1, Math.round(share * length))));

    const input = { tokens };
    const { explanation } = await engine.explain(never, { input, target: 1, contrast, methods: ['lrp', 'gi', 'sa'] });
    expect(answer.methods.map(({ id }) => id)).toEqual(['lrp', 'gi', 'sa']);
    for (const [index, method] of answer.methods.entries()) {
      const words = explanation.methods[index]?.words ?? [];
      const ranked = method.order.map((position) => words[position] ?? Number.NaN);
      expect([...method.order].sort((a, b) => a - b)).toEqual(tokens.map((_, t) => t));
      expect(ranked).toEqual([...words].sort((a, b) => b - a));
      expectOrder(slow, method.order, method, answer);
    }
    expectClose(
      answer.effects,
      tokens.map((_, t) => slow.score([]) - slow.score([t])),
      TOLERANCE,
      'effects',
    );

    const draw = mulberry32(42);
    const orders = Array.from({ length: RANDOM_ORDERS }, () => shuffled(length, draw));
    expectBand(slow, answer, orders);
    const whole = slow.probability([]);
    const meanOver = (value: (order: number[]) => number) => orders.reduce((sum, order) => sum + value(order), 0) / RANDOM_ORDERS;
    const { comprehensiveness, sufficiency } = answer.random.mean;
    const without = answer.topWords.map((n) => meanOver((order) => whole - slow.probability(order.slice(0, n))));
    const only = answer.topWords.map((n) => meanOver((order) => whole - slow.probability(order.slice(n))));
    expectClose(comprehensiveness, without, TOLERANCE, 'random comprehensiveness');
    expectClose(sufficiency, only, TOLERANCE, 'random sufficiency');
  });

  it('takes every step up to 60 words, and 61 evenly spaced ones beyond', async () => {
    const stepsOf = async (length: number) =>
      (await engine.faithfulness(never, request(length, { methods: [], randomOrders: 1 }))).steps;
    expect(await stepsOf(60)).toEqual(Array.from({ length: 61 }, (_, n) => n));
    const steps = await stepsOf(131);
    expect([steps.length, steps[0], steps.at(-1)]).toEqual([61, 0, 131]);
    const widths = new Set(steps.slice(1).map((count, k) => count - (steps[k] ?? 0)));
    expect(widths).toEqual(new Set([2, 3]));
  });

  it('keeps the sentence’s order among equal values', () => {
    expect(deletionOrder([1, 2, -1, 2, 0, -0, 2])).toEqual([1, 3, 6, 0, 4, 5, 2]);
  });

  it('counts words that are deleted already as deleted', async () => {
    const { methods, effects } = await engine.faithfulness(never, request(4, { deleted: [0, 2] }));
    expect([effects[0], effects[2]]).toEqual([0, 0]);
    for (const { scores } of methods) expect(scores.at(-1)).toBe(methods[0]?.scores.at(-1));
    const { explanation } = await engine.explain(never, { ...request(4), deleted: [0, 2] });
    expect(methods[0]?.scores[0]).toBe(explanation.scores[1]);
  });

  it('gives the same answer for the same seed, another for another', async () => {
    const bands = await Promise.all(
      [42, 42, 43].map(async (seed) => (await engine.faithfulness(never, request(12, { seed }))).random),
    );
    expect(bands[1]).toEqual(bands[0]);
    expect(bands[2]).not.toEqual(bands[0]);
  });

  it('answers other requests in between and is not disturbed by them', async () => {
    const long = request(100, { randomOrders: 15 });
    const { milliseconds: _, ...alone } = await engine.faithfulness(never, long);
    let running = true;
    const work = engine.faithfulness(never, long).finally(() => {
      running = false;
    });
    let answered = 0;
    for (; running; answered++) {
      const tokens = tokensOf(1 + (answered % 30)).reverse();
      await engine.explain(never, { input: { tokens }, target: 'predicted', methods: ['lrp', 'gi'] });
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { milliseconds: __, ...disturbed } = await work;
    expect(answered).toBeGreaterThan(1);
    expect(disturbed).toEqual(alone);
  });

  it('stops when told to', async () => {
    const controller = new AbortController();
    const work = engine.faithfulness(controller.signal, request(400, { randomOrders: 1000 }));
    setImmediate(() => controller.abort());
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    await expect(engine.faithfulness(AbortSignal.abort(), request(3))).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each<[string, Partial<FaithfulnessRequest>]>([
    ['randomOrders: is out of range; expected a whole number from 1 to 1000, found 0.', { randomOrders: 0 }],
    ['randomOrders: is out of range; expected a whole number from 1 to 1000, found 1000000000.', { randomOrders: 1e9 }],
    ['randomOrders: is out of range; expected a whole number from 1 to 1000, found 2.5.', { randomOrders: 2.5 }],
    ['seed: is not a whole number; expected a whole number, found NaN.', { seed: Number.NaN }],
    ['seed: is not a whole number; expected a whole number, found 0.5.', { seed: 0.5 }],
    ['contrast: is not a class of this model; expected 0 to 3, found 4.', { contrast: 4 }],
  ])('refuses: %s', async (message, wrong) => {
    await expect(engine.faithfulness(never, request(3, wrong))).rejects.toMatchObject({ name: 'InputError', message });
  });
});
