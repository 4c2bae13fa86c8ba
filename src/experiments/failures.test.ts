import { describe, expect, it } from 'vitest';
import type { ModelData } from '../model/model-data.ts';
import { Network } from '../model/network.ts';
import { gatesOverflow, scoresOverflow, squaresOverflow } from '../testing/overflowing-models.ts';
import { makeRandomDataset } from '../testing/random-dataset.ts';
import { lengthOf, wordsOf } from './dataset.ts';
import { SENTENCE_EXPERIMENTS } from './defaults.ts';
import { modelEvaluator } from './evaluator.ts';
import { type Experiment, type Outcome, type PartialResult, runInThread } from './experiment.ts';
import { FailureLog, mergeFailures } from './failures.ts';
import { EXPERIMENTS, type ExperimentId, type ResultOf } from './table.ts';

const SHAPE = { words: 8, seed: 3 };

async function run<Id extends ExperimentId>(id: Id, model: ModelData): Promise<ResultOf<Id>> {
  const experiment = EXPERIMENTS[id] as unknown as Experiment<object, PartialResult, ResultOf<Id>>;
  const { defaults } = EXPERIMENTS[id];
  const settings = {
    ...defaults,
    ...('minLength' in defaults ? { minLength: 2 } : {}),
    // The one whose scores overflow.
    ...('word' in defaults ? { word: 'w0' } : {}),
  };
  return runInThread(experiment, datasetOf(model), settings, modelEvaluator(new Network(model)));
}

/** Of known words: what is unknown has no relevance that could overflow. */
const datasetOf = (model: ModelData) =>
  makeRandomDataset(model, { sentences: 12, shortest: 2, longest: 6, unknown: 0, unlabelled: 0 });

const left = ({ failures }: Outcome) => failures.map(({ method, sentences }) => [method, sentences.length]);

describe('an experiment over sentences for which numbers leave float64', () => {
  it('leaves out a method that fails, in each sentence, and goes on with the others', async () => {
    const model = squaresOverflow(SHAPE);
    for (const id of ['deletion', 'position', 'words', 'faithfulness', 'agreement'] as const) {
      expect(left(await run(id, model)), id).toEqual([['sa', 12]]);
    }
    expect(left(await run('accuracy', model))).toEqual([]);
  });

  it('still has the figures of the methods that have values', async () => {
    const model = squaresOverflow(SHAPE);
    const faithfulness = await run('faithfulness', model);
    expect(faithfulness.methods.map(({ id, comprehensiveness }) => [id, comprehensiveness.aopc.count])).toEqual([
      ['lrp', 12],
      ['gi', 12],
      ['sa', 0],
    ]);
    const { initiallyCorrect, initiallyFalse } = await run('deletion', model);
    for (const { methods, sentences } of [initiallyCorrect, initiallyFalse]) {
      expect(methods.map(({ count }) => count)).toEqual([sentences.length, sentences.length, 0]);
      if (sentences.length > 0) expect(methods[0]?.accuracy.every(Number.isFinite)).toBe(true);
    }
    const words = await run('words', model);
    expect(words.methods.map(({ counts }) => counts.reduce((a, b) => a + b, 0))).toEqual([
      words.counts.reduce((a, b) => a + b, 0),
      words.counts.reduce((a, b) => a + b, 0),
      0,
    ]);
    const position = await run('position', model);
    for (const { method, intervals } of position.curves) expect(intervals[0]?.count).toBe(method === 'sa' ? 0 : 12);
    const agreement = await run('agreement', model);
    expect(agreement.pairs.map(({ values }) => values.spearman.some(Number.isNaN))).toEqual([false, true, true]);
  });

  it('leaves out LRP where it fails by the weights', async () => {
    const model = gatesOverflow(SHAPE);
    for (const id of ['position', 'words', 'faithfulness', 'agreement'] as const) {
      const methods = left(await run(id, model)).map(([method]) => method);
      expect(methods, id).toContain('lrp');
      expect(methods, id).not.toContain(null);
    }
  });

  it('leaves out the sentences whose scores do not exist, and no others', async () => {
    const model = scoresOverflow(SHAPE);
    const dataset = datasetOf(model);
    const hasFirst = (n: number) => wordsOf(dataset, n).some((word) => dataset.idOf[word] === 0);
    const wrong = Array.from(dataset.gold.keys()).filter(hasFirst);
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong.length).toBeLessThan(12);
    for (const id of SENTENCE_EXPERIMENTS) {
      const { failures } = await run(id, model);
      const whole = failures.filter(({ method }) => method === null).flatMap(({ sentences }) => [...sentences]);
      expect(
        whole.sort((a, b) => a - b),
        id,
      ).toEqual(wrong);
    }
    const { count, sentences } = await run('accuracy', model);
    expect([count, sentences.length]).toEqual([12 - wrong.length, 12 - wrong.length]);
    expect(lengthOf(dataset, 0)).toBeGreaterThan(0);
  });
});

describe('failures', () => {
  it('are the same however the work was cut', () => {
    const fields = (problem: string) => ({ name: 'NumericalError', where: 'method sa', problem }) as const;
    const note = (log: FailureLog, n: number, problem: string) => {
      log.runs(n, [{ id: 'sa', run: null, parameters: {}, error: fields(problem) }]);
    };
    const [whole, first, second] = [new FailureLog(), new FailureLog(), new FailureLog()];
    for (const [n, problem] of [
      [1, 'a'],
      [2, 'b'],
      [5, 'a'],
      [6, 'c'],
    ] as const) {
      note(whole, n, problem);
      note(n < 5 ? first : second, n, problem);
    }
    const apart = [first, second].map((log) => ({ failures: log.failures() }));
    expect(mergeFailures(apart)).toEqual(mergeFailures([{ failures: whole.failures() }]));
    expect(mergeFailures(apart).map(({ sentences }) => [...sentences])).toEqual([[1, 5], [2], [6]]);
  });

  it('hide no other error', () => {
    const broken = () => {
      throw new TypeError('a fault of ours');
    };
    expect(() => new FailureLog().attempt(0, broken)).toThrow('a fault of ours');
  });
});
