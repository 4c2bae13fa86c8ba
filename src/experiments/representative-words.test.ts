import { describe, expect, it } from 'vitest';
import { Network } from '../model/network.ts';
import { Vocabulary } from '../model/vocabulary.ts';
import { makeRandomDataset } from '../testing/random-dataset.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { buildDataset, sentencesWith, wordsOf } from './dataset.ts';
import { modelEvaluator } from './evaluator.ts';
import { runInThread } from './experiment.ts';
import { REPRESENTATIVE_WORDS, rankWords } from './representative-words.ts';

const model = makeTinyModel({ seed: 12, words: 25 });
const dataset = makeRandomDataset(model, { sentences: 40, shortest: 1, longest: 9 });
const evaluator = modelEvaluator(new Network(model));
const settings = { ...REPRESENTATIVE_WORDS.defaults, target: 1 };

interface Occurrence {
  readonly word: number;
  readonly sentence: number;
  readonly value: number;
}

async function occurrences(): Promise<Occurrence[]> {
  const found: Occurrence[] = [];
  for (const sentence of dataset.gold.keys()) {
    const words = wordsOf(dataset, sentence);
    const ids = Int32Array.from(words, (word) => dataset.idOf[word] ?? -1);
    const [lrp] = (await evaluator.explain(ids, 1, ['lrp'], settings.lrp)).outcomes;
    for (const [t, word] of words.entries()) found.push({ word, sentence, value: lrp?.run?.words[t] ?? Number.NaN });
  }
  return found;
}

const byWord = new Map<number, Occurrence[]>();
for (const occurrence of await occurrences()) byWord.set(occurrence.word, [...(byWord.get(occurrence.word) ?? []), occurrence]);
const valuesOf = (word: number) => (byWord.get(word) ?? []).map(({ value }) => value);
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe('representative words', () => {
  it.each([
    ['single', (values: number[]) => Math.max(...values), (values: number[]) => Math.min(...values)],
    ['mean', (values: number[]) => sum(values) / values.length, (values: number[]) => sum(values) / values.length],
    ['sum', sum, sum],
  ] as const)('are ranked by %s of their occurrences', async (by, high, low) => {
    const result = await runInThread(REPRESENTATIVE_WORDS, dataset, settings, evaluator);
    const ranked = rankWords(result, 'lrp', by, 1, 100);
    for (const [side, of, sign] of [
      [ranked.highest, high, -1],
      [ranked.lowest, low, 1],
    ] as const) {
      const expected = [...byWord.keys()].sort((a, b) => sign * (of(valuesOf(a)) - of(valuesOf(b))));
      expect(side.map(({ word }) => word)).toEqual(expected);
      for (const { word, count, value, sentence } of side) {
        expect(count).toBe(valuesOf(word).length);
        expect(value).toBeCloseTo(of(valuesOf(word)), 12);
        const extreme = sign < 0 ? Math.max(...valuesOf(word)) : Math.min(...valuesOf(word));
        expect(byWord.get(word)?.find((found) => found.sentence === sentence && found.value === extreme)).toBeDefined();
      }
    }
  });

  it('leaves out words that occur too rarely', async () => {
    const result = await runInThread(REPRESENTATIVE_WORDS, dataset, settings, evaluator);
    for (const minCount of [1, 5, 9]) {
      const { highest, lowest } = rankWords(result, 'gi', 'mean', minCount, 1000);
      const often = [...byWord.keys()].filter((word) => valuesOf(word).length >= minCount).sort((a, b) => a - b);
      expect(often.length).toBeGreaterThan(0);
      for (const side of [highest, lowest]) expect(side.map(({ word }) => word).sort((a, b) => a - b)).toEqual(often);
    }
    expect(rankWords(result, 'lrp', 'single', 1, 3).highest).toHaveLength(3);
    expect(rankWords(result, 'lrp', 'single', 1e6, 3).lowest).toEqual([]);
  });

  it('finds the sentences with a word', () => {
    for (const word of dataset.lexicon.keys()) {
      const expected = [...dataset.gold.keys()].filter((n) => wordsOf(dataset, n).includes(word));
      expect([...sentencesWith(dataset, word)]).toEqual(expected);
    }
    expect([...sentencesWith(dataset, dataset.lexicon.length)]).toEqual([]);
  });
});

describe('a data set', () => {
  const vocabulary = new Vocabulary(['good', 'bad'], { lowercase: true, unkToken: null });

  it('knows words in any case, and keeps unknown ones apart', () => {
    const small = buildDataset([{ tokens: ['Good', 'odd', 'good', 'Even'], gold: null }], ['a', 'b'], vocabulary);
    expect(small.lexicon).toEqual(['good', 'odd', 'even']);
    expect([...small.words]).toEqual([0, 1, 0, 2]);
    expect([...small.idOf]).toEqual([0, -1, -1]);
    expect([...small.unknown]).toEqual([0, 1, 1]);
    expect([...small.gold]).toEqual([-1]);
  });

  it('names the sentence that it cannot take', () => {
    const build = (tokens: string[], gold: number | null) => () =>
      buildDataset(
        [
          { tokens: ['good'], gold: 0 },
          { tokens, gold },
        ],
        ['a', 'b'],
        vocabulary,
      );
    expect(build([], 0)).toThrow('sentence 2: is empty');
    expect(build(['bad'], 2)).toThrow('sentence 2: has a class that this model does not have; expected 0 to 1, found 2.');
  });
});
