import { describe, expect, it } from 'vitest';
import { deletionOrder, ERASER_SHARES } from '../explain/faithfulness.ts';
import { LRP_DEFAULTS } from '../explain/method-options.ts';
import { runOf } from '../explain/run-method.ts';
import { Network } from '../model/network.ts';
import { softmax } from '../model/softmax.ts';
import { makeRandomDataset } from '../testing/random-dataset.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { AGREEMENT, mostDisagreeing, summaryOf } from './agreement.ts';
import { CORPUS_FAITHFULNESS } from './corpus-faithfulness.ts';
import { wordsOf } from './dataset.ts';
import { modelEvaluator } from './evaluator.ts';
import { runInThread } from './experiment.ts';
import { kendall, spearman } from './rank-correlation.ts';

const model = makeTinyModel({ seed: 21, words: 25, embeddingSize: 5, hiddenSize: 6, scale: 1.2 });
const dataset = makeRandomDataset(model, { sentences: 12, shortest: 3, longest: 24 });
const evaluator = modelEvaluator(new Network(model));
const fresh = (ids: readonly number[]) => new Network(model).forward(ids);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

const sentences = await inTurn(dataset.gold.keys(), async (n) => {
  const ids = Array.from(wordsOf(dataset, n), (word) => dataset.idOf[word] ?? -1);
  const { outcomes, target, scores } = await evaluator.explain(
    Int32Array.from(ids),
    'predicted',
    ['lrp', 'gi', 'sa'],
    LRP_DEFAULTS,
  );
  const effects = ids.map((_, t) => (scores[target] ?? 0) - (fresh(ids.with(t, -1))[target] ?? 0));
  return { ids, target, values: outcomes.map((outcome) => runOf(outcome, 'test').words), effects };
});

async function inTurn<T>(places: Iterable<number>, work: (n: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (const n of places) done.push(await work(n));
  return done;
}

/** p(all) - p(what is kept of the words), averaged over ERASER's shares. */
function aopc(index: number, values: Float64Array, keepsTop: boolean): number {
  const { ids, target } = sentences[index] ?? { ids: [], target: 0 };
  const p = (words: readonly number[]) => softmax(fresh(words))[target] ?? Number.NaN;
  return mean(
    ERASER_SHARES.map((share) => {
      const top = deletionOrder(values).slice(0, Math.max(1, Math.round(share * ids.length)));
      return p(ids) - p(ids.map((id, t) => (top.includes(t) === keepsTop ? id : -1)));
    }),
  );
}

describe('faithfulness over a data set', () => {
  it('is the mean of what each sentence gives', async () => {
    const settings = { ...CORPUS_FAITHFULNESS.defaults, minLength: 1, randomRuns: 3 };
    const result = await runInThread(CORPUS_FAITHFULNESS, dataset, settings, evaluator);
    expect(result.sentences).toHaveLength(12);
    for (const [m, method] of result.methods.entries()) {
      const over = (of: (values: Float64Array, index: number) => number) =>
        mean(sentences.map(({ values }, index) => of(values[m] ?? new Float64Array(), index)));
      expect(method.comprehensiveness.aopc.mean).toBeCloseTo(
        over((values, index) => aopc(index, values, false)),
        12,
      );
      expect(method.sufficiency.aopc.mean).toBeCloseTo(
        over((values, index) => aopc(index, values, true)),
        12,
      );
      expect(mean(method.sufficiency.shares.map((share) => share.mean))).toBeCloseTo(method.sufficiency.aopc.mean, 12);
      expect(method.spearman.mean).toBeCloseTo(
        over((values, index) => spearman(values, sentences[index]?.effects ?? [])),
        12,
      );
      expect(method.kendall.mean).toBeCloseTo(
        over((values, index) => kendall(values, sentences[index]?.effects ?? [])),
        12,
      );
      const sizes = (values: ArrayLike<number>) => Array.from(values, Math.abs);
      const expected = over((values, index) => spearman(sizes(values), sizes(sentences[index]?.effects ?? [])));
      expect(method.magnitudes.mean).toBeCloseTo(expected, 12);
    }
    expect(result.random?.comprehensiveness.aopc.count).toBe(12);
  });

  it('has no baseline without random runs', async () => {
    const settings = { ...CORPUS_FAITHFULNESS.defaults, minLength: 1, randomRuns: 0 };
    expect((await runInThread(CORPUS_FAITHFULNESS, dataset, settings, evaluator)).random).toBeNull();
  });
});

describe('agreement of methods', () => {
  it('is that of each sentence; least agreement first', async () => {
    const result = await runInThread(AGREEMENT, dataset, { ...AGREEMENT.defaults, minLength: 2 }, evaluator);
    expect(result.pairs.map(({ first, second }) => `${first} ${second}`)).toEqual(['lrp gi', 'lrp sa', 'gi sa']);
    const [pair] = result.pairs;
    if (!pair) throw new Error('there are three pairs');
    const expected = sentences.map(({ values: [lrp = new Float64Array(), gi = new Float64Array()] }) => kendall(lrp, gi));
    expect([...pair.values.kendall]).toEqual(expected);
    expect(summaryOf(pair, 'values', 'kendall').mean).toBeCloseTo(mean(expected), 12);
    const worst = mostDisagreeing(result, pair, 'values', 'kendall', 4);
    expect(worst.map(({ correlation }) => correlation)).toEqual(expected.toSorted((a, b) => a - b).slice(0, 4));
    for (const { sentence, correlation } of worst) expect(expected[sentence]).toBe(correlation);
  });
});
