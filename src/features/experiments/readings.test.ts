import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeIntoUse } from '../../engine/model-in-use.ts';
import { buildDataset } from '../../experiments/dataset.ts';
import { SENTENCE_EXPERIMENTS } from '../../experiments/defaults.ts';
import { modelEvaluator } from '../../experiments/evaluator.ts';
import { type Experiment, type PartialResult, runInThread } from '../../experiments/experiment.ts';
import { EXPERIMENTS, type SettingsOf } from '../../experiments/table.ts';
import { readModel } from '../../formats/read-model.ts';
import { bundledFiles } from '../../testing/golden.ts';
import { accuracyReading, bandName } from './accuracy-reading.ts';
import { accuracyTables } from './accuracy-tables.ts';
import { agreementReading, agreementTables, binsOf } from './agreement-reading.ts';
import { contextReading, contextTables } from './context-reading.ts';
import { deletionReading } from './deletion-reading.ts';
import { deletionTables } from './deletion-tables.ts';
import type { Finished, Reading, ResultTable } from './experiment-parts.ts';
import { faithfulnessReading, faithfulnessTables } from './faithfulness-reading.ts';
import { listed, percent, wilson } from './figures-text.ts';
import { placesOf, tellingWords } from './map-points.ts';
import { mapReading, mapTables } from './map-reading.ts';
import { positionReading, positionTables } from './position-reading.ts';
import { wordsReading, wordsTables } from './words-reading.ts';

const model = takeIntoUse(await readModel(bundledFiles()));
const SENTENCES = [
  ['a wonderful , touching film that never tries too hard to please anyone at all .', 4],
  ['the plot is dull , the actors are lost and nobody seems to care about it .', 0],
  ['it is neither good nor bad , and that may be the worst one can say of it .', 2],
  ['short and sweet .', 3],
] as const;

type SentenceExperiment = (typeof SENTENCE_EXPERIMENTS)[number];

const PARTS = {
  accuracy: [accuracyReading, accuracyTables],
  deletion: [deletionReading, deletionTables],
  position: [positionReading, positionTables],
  words: [wordsReading, wordsTables],
  map: [mapReading, mapTables],
  context: [contextReading, contextTables],
  faithfulness: [faithfulnessReading, faithfulnessTables],
  agreement: [agreementReading, agreementTables],
} as const satisfies {
  [Id in SentenceExperiment]: readonly [(f: Finished<Id>) => Reading, (f: Finished<Id>) => readonly ResultTable[]];
};

async function finished<Id extends SentenceExperiment>(
  id: Id,
  sentences: readonly (readonly [string, number])[] = SENTENCES,
  settings: Partial<SettingsOf<Id>> = {},
): Promise<Finished<Id>> {
  const rows = sentences.map(([text, gold]) => ({ tokens: text.split(' '), gold }));
  const dataset = buildDataset(rows, model.info.classes, model.vocabulary);
  const experiment = EXPERIMENTS[id] as unknown as Experiment<SettingsOf<Id>, PartialResult, Finished<Id>['result']>;
  const all = { ...EXPERIMENTS[id].defaults, ...(id === 'context' ? { word: 'the' } : {}), ...settings } as SettingsOf<Id>;
  const result = await runInThread(experiment, dataset, all, modelEvaluator(model.network, model.constantClass));
  const { bidirectional, output } = model.info;
  return { result, dataset, settings: all, bidirectional, output };
}

function read<Id extends SentenceExperiment>(id: Id, what: Finished<Id>): Reading & { tables: readonly ResultTable[] } {
  const [reading, tables] = PARTS[id] as unknown as [(f: Finished<Id>) => Reading, (f: Finished<Id>) => readonly ResultTable[]];
  return { ...reading(what), tables: tables(what) };
}

const IDS = SENTENCE_EXPERIMENTS;

describe('what an experiment shows, in words and tables', () => {
  it.each(IDS)('%s: the figures are in the sentence, every row has every column', async (id) => {
    const { shows, surprising, tables } = read(id, await finished(id));
    expect(shows).toMatch(/\d/);
    expect(`${shows} ${surprising}`).not.toMatch(/NaN|undefined|null|–\s?%/);
    expect(surprising.length).toBeGreaterThan(20);
    for (const { name, columns, rows } of tables) {
      expect(name).toMatch(/^[a-z0-9-]+$/);
      expect(new Set(columns).size, name).toBe(columns.length);
      for (const row of rows) expect(row, name).toHaveLength(columns.length);
    }
  });

  it.each(IDS)('%s: a data set in which no sentence takes part is said to be one', async (id) => {
    const { shows, tables } = read(id, await finished(id, []));
    expect(shows).toMatch(/^(No sentence|There are no words)/);
    expect(tables.length).toBeGreaterThan(0);
  });

  it('says of several sigmoids what is right, and of a number that its value falls', async () => {
    for (const id of ['accuracy', 'deletion'] as const) {
      const what = await finished(id);
      const right = 'a sentence counts as right where its most probable class is the true one';
      expect(read(id, what as never).shows).not.toContain(right);
      expect(read(id, { ...what, output: 'sigmoid' } as never).shows).toContain(right);
    }
    const what = await finished('faithfulness');
    expect(faithfulnessReading(what).shows).toContain('from the class’s probability');
    expect(faithfulnessReading({ ...what, output: 'linear' }).shows).toContain('from the value');
  });

  it('accuracy: counts and shares agree', async () => {
    const what = await finished('accuracy');
    const { tables } = read('accuracy', what);
    const [first] = tables;
    expect(first?.rows[0]?.slice(1, 4)).toEqual([what.result.correct, 4, what.result.correct / 4]);
    const confusion = tables.find(({ name }) => name === 'confusion');
    expect(confusion?.rows.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(4);
  });

  it('deletion: names the methods from best to worst, and those that chance beats', async () => {
    const what = await finished('deletion', SENTENCES.slice(0, 3), { deletions: 1, randomRuns: 2 });
    const { methods, random, sentences } = what.result.initiallyCorrect;
    expect(sentences.length).toBeGreaterThan(0);
    const { shows, surprising } = deletionReading(what);
    expect(shows).toContain('once one word is blanked out');
    const failed = methods.some(({ accuracy }) => (accuracy[1] ?? 1) >= (random.low[1] ?? 0));
    expect(surprising.includes('here that is the case for')).toBe(failed);
    expect(deletionReading({ ...what, settings: { ...what.settings, randomRuns: 0 } }).shows).toContain('LRP');
  });

  it('words: a row a word and method, and the sentences are counted from 1', async () => {
    const what = await finished('words', SENTENCES, { target: 4 });
    const { tables, shows } = read('words', what);
    expect(shows).toContain('“wonderful”');
    expect(tables[0]?.rows).toHaveLength(3 * what.dataset.lexicon.length);
    const top = tables.find(({ name }) => name === 'top-20-by-single')?.rows[0];
    expect(top?.slice(0, 3)).toEqual(['lrp', 'highest', 1]);
    expect(SENTENCES[Number(top?.[6]) - 1]?.[0].split(' ')).toContain(top?.[3]);
  });

  it('context: counts, mean, signs and a row an occurrence with the words about it', async () => {
    const what = await finished('context', SENTENCES, { word: 'The', target: 0 });
    const { shows, tables } = read('context', what);
    expect(shows).toContain('stands 3 times in 2 of 4 sentences. For “very negative”, LRP gives it');
    const { columns, rows } = tables[0] ?? { columns: [], rows: [] };
    expect(columns).toEqual(['left', 'word', 'right', 'relevance', 'class', 'sentence', 'position']);
    expect(rows.map((row) => row.toSpliced(3, 1))).toEqual([
      ['', 'the', 'plot is dull , the actors are lost and nobody', 'very negative', 2, 1],
      ['the plot is dull ,', 'the', 'actors are lost and nobody seems to care about it', 'very negative', 2, 6],
      ['is neither good nor bad , and that may be', 'the', 'worst one can say of it .', 'very negative', 3, 12],
    ]);
    expect(read('context', await finished('context', SENTENCES, { word: 'zyx' })).shows).toBe(
      'No sentence that can be explained holds “zyx”.',
    );
    expect(read('context', await finished('context', SENTENCES, { word: 'sweet' })).shows).toContain(
      'stands 1 time in 1 of 4 sentences',
    );
  });

  it('map: the most telling words first, each with its place, count and mean', async () => {
    const what = await finished('map', SENTENCES, { target: 4 });
    const words = tellingWords(what.result, what.dataset, 'lrp');
    const weights = words.map(({ mean, count }) => Math.abs(mean) * count);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(words.find(({ label }) => label === 'the')?.count).toBe(3);
    expect(words).toHaveLength(what.result.placed.length);
    expect(tellingWords(what.result, what.dataset, 'sa')).toEqual([]);
    const { tables, shows } = read('map', what);
    expect(tables[0]?.rows.map(([word]) => word)).toEqual(words.map(({ label }) => label));
    expect(shows).toMatch(/hold \d+\.\d\s% and \d+\.\d\s% of the variance/);
    const unknown = await finished('map', [['zyx qqq', 0]]);
    expect(read('map', unknown).shows).toContain('None of the 2 different words is in the model’s vocabulary');
  });

  it('map: finds the words of a sentence, whatever their case', async () => {
    const { dataset } = await finished('map');
    const found = [...placesOf(dataset, ['The', 'plot', 'nowhere'])].map((word) => dataset.lexicon[word]);
    expect(found.sort()).toEqual(['plot', 'the']);
  });

  it('agreement: each sentence lies in one part, unless its correlation is not defined', () => {
    const bins = binsOf(Float64Array.of(-1, -0.05, 0, 0.999, 1, Number.NaN), Uint32Array.of(10, 11, 12, 13, 14, 15));
    expect(bins).toHaveLength(10);
    expect(bins.map(({ sentences }) => [...sentences])).toEqual([[10], [], [], [], [11], [12], [], [], [], [13, 14]]);
  });
});

describe('the figures’ words', () => {
  it('write shares, lists and bands', () => {
    expect(percent(0.48961)).toBe('49.0\u00a0%');
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a and b', 'a, b and c']);
    expect(bandName({ from: 1, to: 9, correct: 0, count: 0 }, 'words')).toBe('1–9 words');
    expect(bandName({ from: 2, to: 2, correct: 0, count: 0 }, 'unknown')).toBe('2 unknown');
    expect(bandName({ from: 3, to: null, correct: 0, count: 0 }, 'unknown')).toBe('3 or more unknown');
  });

  it('write a share of any number with digits or a dash, and the sign % only after digits', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.constantFrom(-0, -0.0004, -1e-9)), (share) => {
        expect(percent(share)).toMatch(/^(–|(?!−0[.0]*\u00a0)−?[\d.e+]+\u00a0%)$/);
      }),
    );
  });

  it('have Wilson’s interval: within 0 and 1, about the share, by the formula', () => {
    const [low, high] = wilson(8, 10);
    expect(low).toBeCloseTo(0.4901625, 6); // (0.8 + z²/20 ∓ z·√(0.016 + z²/400)) / (1 + z²/10), z = 1.959964
    expect(high).toBeCloseTo(0.9433178, 6);
    expect(wilson(0, 10)[0]).toBeCloseTo(0, 12);
    expect(wilson(10, 10)[1]).toBeCloseTo(1, 12);
    expect(wilson(0, 0)).toEqual([Number.NaN, Number.NaN]);
  });
});
