import { describe, expect, it } from 'vitest';
import { Network } from '../model/network.ts';
import { scoresOverflow } from '../testing/overflowing-models.ts';
import { makeRandomDataset } from '../testing/random-dataset.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { wordsOf } from './dataset.ts';
import { modelEvaluator } from './evaluator.ts';
import { runInThread } from './experiment.ts';
import { figuresOf, findWord, occurrencesOf, WORD_CONTEXT } from './word-context.ts';

const model = makeTinyModel({ seed: 4, words: 20 });
const dataset = makeRandomDataset(model, { sentences: 50, shortest: 2, longest: 12 });
const evaluator = modelEvaluator(new Network(model));
const word = 'w3';
const place = dataset.lexicon.indexOf(word);
const settings = { ...WORD_CONTEXT.defaults, word };

describe('a word in context', () => {
  it.each(['predicted', 'gold', 1] as const)(
    'has every occurrence once, with what LRP gives it for its target: %s',
    async (target) => {
      const result = await runInThread(WORD_CONTEXT, dataset, { ...settings, target }, evaluator);
      const expected: unknown[] = [];
      for (const n of dataset.gold.keys()) {
        const words = wordsOf(dataset, n);
        const gold = dataset.gold[n] ?? -1;
        if (!words.includes(place) || (target === 'gold' && gold < 0)) continue;
        const ids = Int32Array.from(words, (one) => dataset.idOf[one] ?? -1);
        const explained = await evaluator.explain(ids, target === 'gold' ? gold : target, ['lrp'], settings.lrp);
        const values = explained.outcomes[0]?.run?.words ?? new Float64Array();
        for (const [position, one] of words.entries()) {
          if (one === place)
            expected.push({
              sentence: n,
              position,
              target: explained.target,
              value: values[position],
              values: Float64Array.from(values),
            });
        }
      }
      expect(expected.length).toBeGreaterThan(10);
      expect(occurrencesOf(dataset, result)).toEqual(expected);
    },
  );

  it('explains no sentence without the word', () => {
    const jobs = WORD_CONTEXT.prepare(dataset, settings);
    const taken = jobs.flatMap(({ chunk }) => [...chunk.sentences]);
    expect(taken).toEqual([...dataset.gold.keys()].filter((n) => wordsOf(dataset, n).includes(place)));
    expect(taken.length).toBeLessThan(50);
    expect(WORD_CONTEXT.prepare(dataset, { ...settings, word: 'nowhere' })).toEqual([]);
    expect(WORD_CONTEXT.prepare(dataset, { ...settings, word: '' })).toEqual([]);
  });

  it('finds a word as it is written, or else in lower case', () => {
    const lexicon = ['The', 'the', 'film'];
    expect(['The', 'the', 'THE', 'Film', 'none', ''].map((one) => findWord({ ...dataset, lexicon }, one))).toEqual([
      0, 1, 1, 2, -1, -1,
    ]);
  });

  it('tells of a word that stands nowhere that it does', async () => {
    const result = await runInThread(WORD_CONTEXT, dataset, { ...settings, word: 'nowhere' }, evaluator);
    expect([result.word, result.sentences.length, occurrencesOf(dataset, result)]).toEqual([-1, 0, []]);
  });

  it('leaves out sentences whose scores do not exist, and names them', async () => {
    const broken = modelEvaluator(new Network(scoresOverflow({ words: 20 })));
    const result = await runInThread(WORD_CONTEXT, dataset, { ...settings, word: 'w0' }, broken);
    expect(result.sentences.length).toBeGreaterThan(0);
    expect(result.failures.map(({ method, sentences }) => [method, [...sentences]])).toEqual([[null, [...result.sentences]]]);
    expect(occurrencesOf(dataset, result)).toEqual([]);
  });

  it('refuses a class that there is not', () => {
    expect(() => WORD_CONTEXT.prepare(dataset, { ...settings, target: 9 })).toThrow('target: is out of range');
  });
});

describe('the figures of occurrences', () => {
  it('are mean, smallest and largest', () => {
    const of = (...values: number[]) =>
      figuresOf(values.map((value) => ({ sentence: 0, position: 0, target: 0, value, values: new Float64Array() })));
    expect(of(2, -4, 5)).toEqual({ count: 3, mean: 1, smallest: -4, largest: 5 });
    expect(of()).toEqual({ count: 0, mean: Number.NaN, smallest: Number.NaN, largest: Number.NaN });
  });
});
