/** Every experiment over models and data sets in which figures do not exist: nothing that is not a number is ever shown or saved. */
import Papa from 'papaparse';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../experiments/dataset.ts';
import { SENTENCE_EXPERIMENTS } from '../../experiments/defaults.ts';
import { modelEvaluator } from '../../experiments/evaluator.ts';
import { type Experiment, type Outcome, type PartialResult, runInThread } from '../../experiments/experiment.ts';
import { EXPERIMENTS, type ExperimentId } from '../../experiments/table.ts';
import type { ModelData } from '../../model/model-data.ts';
import { Network } from '../../model/network.ts';
import { Vocabulary } from '../../model/vocabulary.ts';
import { gatesOverflow, mute, scoresOverflow, squaresOverflow } from '../../testing/overflowing-models.ts';
import { makeTinyModel, partsOf, withParts } from '../../testing/tiny-model.ts';
import type { ExperimentParts, Finished } from './experiment-parts.ts';
import { EXPERIMENT_VIEWS } from './experiment-views.ts';
import { leftOutLines, leftOutTables } from './failures-text.ts';
import { type ResultProvenance, type RunFacts, writeCsv, writeJson } from './result-files.ts';

const IDS = SENTENCE_EXPERIMENTS;
const NO_NUMBER = /NaN|Infinity|undefined|null|[−-]0(?![.,\d])|[−-]0[.,]0+(?!\d)/;

type Sentences = readonly { readonly tokens: readonly string[]; readonly gold: number | null }[];

const MODELS: Readonly<Record<string, ModelData>> = {
  ordinary: makeTinyModel(),
  'one direction': makeTinyModel({ bidirectional: false }),
  'all relevance 0': mute(),
  'all relevance 0, one direction': mute({ bidirectional: false }),
  tiny: makeTinyModel({ scale: 1e-160 }),
  'squares overflow': squaresOverflow(),
  'gates overflow': gatesOverflow(),
  'scores overflow': scoresOverflow(),
};

const FIVE = ['w0', 'w1', 'w2', 'w3', 'w4'];
const UNKNOWN = ['so', 'unheard', 'of', 'things'];
const DATA: Readonly<Record<string, Sentences>> = {
  none: [],
  'one sentence': [{ tokens: FIVE, gold: 1 }],
  'one word': [{ tokens: ['w0'], gold: 0 }],
  'the same word': [{ tokens: ['w1', 'w1', 'w1'], gold: 2 }],
  'no label': [
    { tokens: FIVE, gold: null },
    { tokens: UNKNOWN, gold: null },
  ],
  'one label': [FIVE, FIVE.toReversed(), ['w7', 'w3'], ['w8']].map((tokens) => ({ tokens, gold: 0 })),
  'unknown words alone': [
    { tokens: UNKNOWN, gold: 0 },
    { tokens: ['what'], gold: 1 },
  ],
  'some of unknown words alone': [
    { tokens: UNKNOWN, gold: 0 },
    { tokens: FIVE, gold: 1 },
  ],
};

const PROVENANCE: ResultProvenance & RunFacts = {
  app: 'LRP Lens',
  version: '1.2.3',
  date: '2026-11-24T10:00:00.000Z',
  experiment: 'accuracy',
  model: { name: 'tiny', sha256: 'ab'.repeat(32) },
  data: { name: 'lines', sentences: 1 },
  settings: EXPERIMENTS.accuracy.defaults,
  milliseconds: 1,
  workers: 1,
  link: '',
};

/** As its figures and its texts are made. */
async function finish(id: ExperimentId, model: ModelData, sentences: Sentences, settings: object = {}): Promise<Finished<never>> {
  const dataset = buildDataset(sentences, model.config.classes, new Vocabulary(model.words, model.config));
  const experiment = EXPERIMENTS[id] as unknown as Experiment<object, PartialResult, object>;
  const { defaults } = EXPERIMENTS[id];
  const all = {
    ...defaults,
    ...('minLength' in defaults ? { minLength: id === 'agreement' ? 2 : 1 } : {}),
    ...('word' in defaults ? { word: 'w0' } : {}),
    ...settings,
  };
  const result = await runInThread(experiment, dataset, all, modelEvaluator(new Network(model)));
  const bidirectional = partsOf(model).right !== null;
  return { result, dataset, settings: all, bidirectional, output: 'softmax' } as unknown as Finished<never>;
}

interface Shown {
  readonly reading: string;
  readonly figures: string;
  readonly csv: readonly string[];
  readonly json: string;
}

function show(id: ExperimentId, finished: Finished<never>): Shown {
  const parts = EXPERIMENT_VIEWS[id] as unknown as ExperimentParts<never>;
  const nothing = () => {};
  const { shows, surprising } = parts.reading(finished);
  const { failures } = finished.result as Outcome;
  const tables = [...parts.tables(finished), ...leftOutTables(failures)];
  return {
    reading: [shows, surprising, ...leftOutLines(failures)].join(' '),
    figures: renderToStaticMarkup(
      createElement(parts.Result, {
        ...finished,
        textOf: String,
        onSentences: nothing,
        onSentence: nothing,
        onWord: nothing,
        inHand: ['w0', 'zyx'],
      }),
    ),
    csv: tables.map((table) => writeCsv(table, PROVENANCE)),
    json: writeJson(tables, PROVENANCE),
  };
}

describe.each(IDS)('%s shows and saves numbers alone', (id) => {
  it.each(Object.keys(MODELS))('of a model: %s', async (name) => {
    for (const [data, sentences] of Object.entries(DATA)) {
      const { reading, figures, csv, json } = show(id, await finish(id, MODELS[name] as ModelData, sentences));
      const where = `${id}, ${name}, ${data}`;
      expect(reading, where).not.toMatch(NO_NUMBER);
      expect(reading, where).not.toMatch(/[–-]\s?%|\s–[\s.,;)]|by {2}|: \.|to , |\b1 sentences/);
      expect(figures.replaceAll(/ class="[^"]*"/g, ''), where).not.toMatch(NO_NUMBER);
      for (const text of csv) {
        const { data: rows } = Papa.parse<string[]>(text, { skipEmptyLines: true });
        const wrong = rows.flat().filter((cell) => /NaN|Infinity|undefined|null|^-0$/.test(cell));
        expect(wrong, where).toEqual([]);
      }
      expect(json, where).not.toMatch(/NaN|Infinity|undefined|: -0\b(?!\.)/);
      expect(JSON.parse(json), where).toHaveProperty('tables');
    }
  });
});

describe('relevance by position', () => {
  const reading = async (model: ModelData, sentences: Sentences, settings?: object) =>
    show('position', await finish('position', model, sentences, settings)).reading;

  it('says that there is nothing to place where all relevance is 0, whichever way the model reads', async () => {
    for (const model of [mute(), mute({ bidirectional: false })]) {
      const text = await reading(model, DATA['one label'] ?? []);
      expect(text).toContain('In all 4 sentences every word’s LRP relevance is 0');
      expect(text).not.toContain('one direction only');
    }
  });

  it('counts the sentences that it averages, and says how many it left out', async () => {
    const text = await reading(makeTinyModel(), DATA['some of unknown words alone'] ?? []);
    expect(text).toContain('Across 1 sentence,');
    expect(text).toContain('Skipped: 1 sentence');
  });

  it('tells a model of one direction from one of two whose right encoder gives nothing', async () => {
    const sentences = DATA['one sentence'] ?? [];
    expect(await reading(makeTinyModel({ bidirectional: false }), sentences)).toContain('reads in one direction only');
    const { right } = partsOf(makeTinyModel());
    const lame = withParts(makeTinyModel(), { right: right && { ...right, output: right.output.map(() => 0) } });
    const text = await reading(lame, sentences);
    expect(text).toContain('through the right encoder no word gets any');
    expect(text).not.toContain('one direction only');
  });
});

describe('what is left out since numbers leave float64', () => {
  it('is said with its cause and counted, in words, tables and lines of files', async () => {
    const { reading, json } = show('faithfulness', await finish('faithfulness', squaresOverflow(), DATA['one label'] ?? []));
    expect(reading).toContain('Across 4 sentences');
    expect(reading).toContain(
      'Skipped: Sensitivity in 4 sentences: the square of a gradient grew beyond the range of float64. Check the model’s weights',
    );
    expect(reading).not.toMatch(/ eps/);
    const { tables } = JSON.parse(json);
    expect(tables['left-out'].map(({ sentence, method }: { sentence: number; method: string }) => [sentence, method])).toEqual(
      [1, 2, 3, 4].map((n) => [n, 'sa']),
    );
  });

  it('is not taken for sentences without a label, or for relevance that is 0', async () => {
    const sentences = [{ tokens: ['w0', 'w1'], gold: 1 }];
    for (const id of IDS) {
      const { reading } = show(id, await finish(id, scoresOverflow(), sentences));
      expect(reading, id).toContain('No sentence is left');
      expect(reading, id).toContain('Skipped: 1 sentence as a whole: a score grew beyond the range of float64');
    }
    const { reading } = show('position', await finish('position', gatesOverflow(), sentences));
    expect(reading).not.toContain('LRP relevance is 0');
    expect(reading).toContain('every word’s Gradient × Input relevance is 0');
  });
});
