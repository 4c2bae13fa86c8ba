import { describe, expect, it } from 'vitest';
import { Network } from '../model/network.ts';
import { Vocabulary } from '../model/vocabulary.ts';
import { makeRandomDataset } from '../testing/random-dataset.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { buildDataset } from './dataset.ts';
import { estimateInPool } from './estimate.ts';
import { modelEvaluator } from './evaluator.ts';
import { runInThread } from './experiment.ts';
import { meanValues, REPRESENTATIVE_WORDS } from './representative-words.ts';
import { runJob } from './table.ts';
import { WORD_MAP } from './word-map.ts';

const model = makeTinyModel({ seed: 7, words: 40, embeddingSize: 6 });
const dataset = makeRandomDataset(model, { sentences: 30, unknown: 0.2 });
const evaluator = modelEvaluator(new Network(model));
const settings = { ...WORD_MAP.defaults, target: 2 };

describe('the map of words', () => {
  it('has the relevance of Representative words, bit for bit', async () => {
    const { plane, placed, ...words } = await runInThread(WORD_MAP, dataset, settings, evaluator);
    expect(words).toEqual(await runInThread(REPRESENTATIVE_WORDS, dataset, settings, evaluator));
    expect(plane.x).toHaveLength(placed.length);
    const means = meanValues(words, 'lrp');
    const [first] = words.methods;
    for (const [word, count] of words.counts.entries()) {
      expect(first?.counts[word]).toBe(count);
      expect(means[word]).toBe((first?.sum[word] ?? 0) / count);
    }
    expect([...meanValues(words, 'sa')].every(Number.isNaN)).toBe(true);
  });

  it('places the words that the model knows, by their embeddings, and no others', async () => {
    const { plane, placed } = await runInThread(WORD_MAP, dataset, settings, evaluator);
    const known = [...dataset.lexicon.keys()].filter((word) => dataset.unknown[word] === 0);
    expect(known.length).toBeLessThan(dataset.lexicon.length);
    expect([...placed]).toEqual(known);
    const ids = Int32Array.from(placed, (word) => dataset.idOf[word] ?? -1);
    expect(plane).toEqual(await evaluator.plane(ids));
    expect(plane.shares[0]).toBeGreaterThan(plane.shares[1]);
  });

  it('is empty where there are no sentences, or none of known words', async () => {
    const of = (sentences: Parameters<typeof buildDataset>[0]) =>
      runInThread(
        WORD_MAP,
        buildDataset(sentences, dataset.classes, new Vocabulary(model.words, model.config)),
        settings,
        evaluator,
      );
    const none = await of([]);
    expect([none.placed.length, none.plane.x.length, ...none.plane.shares]).toEqual([0, 0, 0, 0]);
    const unknown = await of([{ tokens: ['unheard', 'of'], gold: null }]);
    expect([unknown.placed.length, unknown.counts.length]).toEqual([0, 2]);
  });

  it('counts no job of words as a sentence', async () => {
    const runner = { run: (id: 'map', job: never) => runJob(id, job, evaluator) };
    const { sentences } = await estimateInPool('map', dataset, settings, [runner as never]);
    expect(sentences).toBe(30);
  });
});
