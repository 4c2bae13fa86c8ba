import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Network } from '../model/network.ts';
import { mulberry32 } from '../model/random.ts';
import { probabilitiesOf, softmax } from '../model/softmax.ts';
import { makeRandomDataset } from '../testing/random-dataset.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { ACCURACY } from './accuracy.ts';
import { meansBySlice, slicesOf } from './by-slice.ts';
import { CORPUS_FAITHFULNESS } from './corpus-faithfulness.ts';
import { type Dataset, lengthOf, wordsOf } from './dataset.ts';
import { modelEvaluator } from './evaluator.ts';
import { runInThread } from './experiment.ts';

const model = makeTinyModel({ seed: 9, words: 20, classes: 3, scale: 1.5 });
const evaluator = modelEvaluator(new Network(model));

/** @param seed also of the phenomena */
function dataOf(seed: number, sentences: number, longest = 25): Dataset {
  const dataset = makeRandomDataset(model, { seed, sentences, longest, unknown: 0.05 });
  const phenomena = { names: ['plain', 'irony', 'mixed'], of: Int16Array.from(dataset.gold, (_, n) => ((n + seed) % 4) - 1) };
  return { ...dataset, phenomena };
}

/** What a sentence is, kind by kind, told plainly; null: not known. */
function plainKey(dataset: Dataset, kind: string, n: number): number | null {
  const known = (value: number | undefined) => (value === undefined || value < 0 ? null : value);
  if (kind === 'class') return known(dataset.gold[n]);
  if (kind === 'phenomenon') return known(dataset.phenomena?.of[n]);
  return [...wordsOf(dataset, n)].some((word) => dataset.unknown[word] === 1) ? 1 : 0;
}

describe('slices', () => {
  it('hold each sentence once in each kind that knows it, and bands of length do not overlap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(1, 3, 25),
        (seed, size, longest) => {
          const dataset = dataOf(seed, size, longest);
          const sentences = Uint32Array.from(dataset.gold.keys()).filter((n) => n % 5 !== 0);
          const slices = slicesOf(dataset, sentences);
          for (const kind of ['class', 'phenomenon', 'unknown'] as const) {
            const keys = [...sentences].map((n) => plainKey(dataset, kind, n));
            const values = [...new Set(keys)].filter((key) => key !== null).sort((a, b) => a - b);
            const expected = values.map((value) => [value, [...sentences].filter((_, k) => keys[k] === value)]);
            const found = slices.filter((slice) => slice.kind === kind).map(({ from, sentences }) => [from, [...sentences]]);
            expect(found).toEqual(values.length > 1 ? expected : []);
          }
          const bands = slices.filter(({ kind }) => kind === 'length');
          expect(bands.length).not.toBe(1);
          expect(bands.length).toBeLessThanOrEqual(4);
          if (bands.length === 0) return;
          expect(bands.flatMap(({ sentences }) => [...sentences]).sort((a, b) => a - b)).toEqual([...sentences]);
          for (const [k, { from, to, sentences: own }] of bands.entries()) {
            const lengths = [...own].map((n) => lengthOf(dataset, n));
            expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([from, to]);
            expect(from).toBeGreaterThan(bands[k - 1]?.to ?? -1);
          }
        },
      ),
      { numRuns: 60, seed: 3 },
    );
  });

  it('of different lengths are quarters', () => {
    const dataset = makeRandomDataset(model, { sentences: 400, longest: 200 });
    const bands = slicesOf(dataset, Uint32Array.from(dataset.gold.keys())).filter(({ kind }) => kind === 'length');
    expect(bands).toHaveLength(4);
    for (const { sentences } of bands) expect(Math.abs(sentences.length - 100)).toBeLessThan(12);
  });
});

describe('a figure by slice', () => {
  const dataset = dataOf(4, 60);

  it('accuracy: is what a plain count gives, and the probabilities are the model’s', async () => {
    const result = await runInThread(ACCURACY, dataset, ACCURACY.defaults, evaluator);
    expect(result.bySlice.length).toBeGreaterThan(9);
    const probabilities = (n: number) =>
      softmax(evaluator.scores(Int32Array.from(wordsOf(dataset, n), (word) => dataset.idOf[word] ?? -1)));
    for (const { sentences, correct } of result.bySlice) {
      const hits = [...sentences].filter((n) => {
        const p = probabilities(n);
        return p.indexOf(Math.max(...p)) === dataset.gold[n];
      });
      expect(correct).toBe(hits.length);
    }
    expect([...result.trueProbability]).toEqual([...result.sentences].map((n) => probabilities(n)[dataset.gold[n] ?? -1]));
  });

  it('faithfulness: is the mean of its sentences, and what the model says of each is there', async () => {
    const settings = { ...CORPUS_FAITHFULNESS.defaults, minLength: 2, randomRuns: 0 };
    const result = await runInThread(CORPUS_FAITHFULNESS, dataset, settings, evaluator);
    const places = [...result.sentences];
    expect(result.bySlice.length).toBeGreaterThan(9);
    for (const { sentences, means } of result.bySlice) {
      for (const rank of ['spearman', 'kendall', 'magnitudes'] as const) {
        for (const [m, estimate] of means[rank].entries()) {
          const values = [...sentences].map((n) => result.bySentence[rank][m]?.[places.indexOf(n)] ?? Number.NaN);
          const defined = values.filter((value) => !Number.isNaN(value));
          expect(estimate.count).toBe(defined.length);
          if (defined.length > 0) expect(estimate.mean).toBeCloseTo(defined.reduce((a, b) => a + b, 0) / defined.length, 12);
          if (defined.length < 2) expect(estimate.low).toBeNaN();
          else expect(estimate.low <= estimate.mean && estimate.mean <= estimate.high).toBe(true);
        }
      }
    }
    for (const [k, n] of places.entries()) {
      const scores = evaluator.scores(Int32Array.from(wordsOf(dataset, n), (word) => dataset.idOf[word] ?? -1));
      const p = probabilitiesOf(scores, 'softmax');
      expect(result.predictions.confidence[k]).toBe(Math.max(...p));
      expect(result.predictions.predicted[k]).toBe(p.indexOf(Math.max(...p)));
      expect(result.predictions.trueProbability[k]).toEqual(p[dataset.gold[n] ?? -1] ?? Number.NaN);
    }
  });

  it('has intervals that the same seed draws again, as wide as theory says', () => {
    const size = 400;
    const many = makeRandomDataset(model, { sentences: size, unlabelled: 0 });
    const sentences = Uint32Array.from(many.gold.keys());
    const random = mulberry32(8);
    const values = Float64Array.from(sentences, () => random());
    const of = (seed: number) => meansBySlice(many, sentences, { one: [values] }, seed);
    expect(of(1)).toEqual(of(1));
    expect(of(2)).not.toEqual(of(1));
    for (const { means, sentences: own } of of(1)) {
      const [{ low, high } = { low: 0, high: 0 }] = means.one;
      // Uniform on 0 to 1: a standard deviation of 1 / sqrt(12).
      const expected = (2 * 1.96) / Math.sqrt(12 * own.length);
      expect((high - low) / expected).toBeGreaterThan(0.75);
      expect((high - low) / expected).toBeLessThan(1.25);
    }
  });
});
