import { describe, expect, it } from 'vitest';
import { readModel } from '../formats/read-model.ts';
import type { ModelData } from '../model/model-data.ts';
import { Network } from '../model/network.ts';
import { tokenize } from '../model/tokenizer.ts';
import { Vocabulary } from '../model/vocabulary.ts';
import { BUILT_IN_EXAMPLES } from '../state/examples/built-in.ts';
import { bundledFiles } from '../testing/golden.ts';
import { makeRandomDataset } from '../testing/random-dataset.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { deleteWordsSlowly } from '../testing/word-deletion-reference.ts';
import { buildDataset, type Dataset, wordsOf } from './dataset.ts';
import { modelEvaluator } from './evaluator.ts';
import { runInThread } from './experiment.ts';
import { firstDeleted, WORD_DELETION } from './word-deletion.ts';

async function expectAgreement(
  model: ModelData,
  dataset: Dataset,
  options: { deletions: number; randomRuns: number; seed: number },
): Promise<void> {
  const settings = { ...WORD_DELETION.defaults, ...options };
  const result = await runInThread(WORD_DELETION, dataset, settings, modelEvaluator(new Network(model)));
  const sentences = Array.from(dataset.gold, (gold, n) => ({
    gold,
    ids: Array.from(wordsOf(dataset, n), (w) => dataset.idOf[w] ?? -1),
  }));
  const reference = deleteWordsSlowly(model, sentences, options);
  for (const [curves, expected] of [
    [result.initiallyCorrect, reference.correct],
    [result.initiallyFalse, reference.wrong],
  ] as const) {
    expect(expected.sentences.length).toBeGreaterThan(5);
    expect([...curves.sentences]).toEqual(expected.sentences);
    expect(curves.methods.map(({ id }) => id)).toEqual(['lrp', 'gi', 'sa']);
    expect([...curves.methods.map(({ accuracy }) => accuracy), ...curves.random.runs]).toEqual(expected.curves);
  }
}

describe('word deletion', () => {
  it('agrees exactly with a slow transcription of its definition: 50 sentences, random model', async () => {
    const model = makeTinyModel({ seed: 3, words: 60, embeddingSize: 6, hiddenSize: 7, classes: 3, scale: 1 });
    const dataset = makeRandomDataset(model, { seed: 4, sentences: 50, shortest: 10, longest: 30, unlabelled: 0 });
    await expectAgreement(model, dataset, { deletions: 12, randomRuns: 4, seed: 8 });
  });

  it('agrees exactly with it on 50 sentences and the bundled model', async () => {
    const model = await readModel(bundledFiles());
    const vocabulary = new Vocabulary(model.words, model.config);
    const options = { lowercase: model.config.lowercase, knows: (word: string) => vocabulary.has(word) };
    const sentences = BUILT_IN_EXAMPLES.map(({ text, gold }) => ({
      tokens: tokenize(text, options).map((token) => token.text),
      gold,
    }));
    const long = sentences.filter(({ tokens }) => tokens.length >= 10).slice(0, 50);
    expect(long).toHaveLength(50);
    await expectAgreement(model, buildDataset(long, model.config.classes, vocabulary), { deletions: 5, randomRuns: 2, seed: 1 });
  });

  it('starts at 100 % and 0 %, and leaves out short and unlabelled sentences', async () => {
    const model = makeTinyModel({ words: 40 });
    const dataset = makeRandomDataset(model, { sentences: 60, unlabelled: 0.4 });
    const evaluator = modelEvaluator(new Network(model));
    const { initiallyCorrect, initiallyFalse } = await runInThread(WORD_DELETION, dataset, WORD_DELETION.defaults, evaluator);
    for (const { accuracy } of initiallyCorrect.methods) expect(accuracy[0]).toBe(1);
    for (const { accuracy } of initiallyFalse.methods) expect(accuracy[0]).toBe(0);
    const all = [...initiallyCorrect.sentences, ...initiallyFalse.sentences].sort((a, b) => a - b);
    const expected = [...dataset.gold.keys()].filter((n) => wordsOf(dataset, n).length >= 10 && (dataset.gold[n] ?? -1) >= 0);
    expect(all).toEqual(expected);
    const { runs, mean, low, high } = initiallyCorrect.random;
    expect(runs).toHaveLength(10);
    for (const [step, value] of mean.entries()) {
      const values = runs.map((run) => run[step] ?? Number.NaN);
      expect(value).toBeCloseTo(values.reduce((a, b) => a + b, 0) / 10, 12);
      expect([low[step], high[step]]).toEqual([Math.min(...values), Math.max(...values)]);
    }
  });

  it('stays where it is once every word is deleted', async () => {
    const model = makeTinyModel();
    const dataset = makeRandomDataset(model, { sentences: 20, shortest: 2, longest: 3, unlabelled: 0 });
    const settings = { ...WORD_DELETION.defaults, minLength: 1, deletions: 6 };
    const { initiallyCorrect, initiallyFalse } = await runInThread(
      WORD_DELETION,
      dataset,
      settings,
      modelEvaluator(new Network(model)),
    );
    for (const { methods, random } of [initiallyCorrect, initiallyFalse]) {
      const curves = [...methods.map(({ accuracy }) => accuracy), ...random.runs];
      for (const curve of curves) expect(curve.slice(3)).toEqual(curves[0]?.slice(3));
    }
  });

  it('keeps the order of the sentence where values are equal', () => {
    const values = Float64Array.of(1, 3, 1, 3, -0, 0);
    expect(firstDeleted(values, 6, false)).toEqual([1, 3, 0, 2, 4, 5]);
    expect(firstDeleted(values, 3, true)).toEqual([4, 5, 0]);
  });

  it('names a setting that is out of range', () => {
    const dataset = makeRandomDataset(makeTinyModel());
    const prepare = (settings: Partial<typeof WORD_DELETION.defaults>) => () =>
      WORD_DELETION.prepare(dataset, { ...WORD_DELETION.defaults, ...settings });
    expect(prepare({ deletions: 0 })).toThrow('deletions: is out of range; expected a whole number from 1 to 512, found 0.');
    expect(prepare({ seed: 0.5 })).toThrow('seed: is out of range');
    expect(prepare({ lrp: { eps: -1, biasFactor: 0 } })).toThrow('eps: is out of range');
  });
});
