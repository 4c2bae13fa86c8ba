import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Network } from '../model/network.ts';
import { makeRandomDataset } from '../testing/random-dataset.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { type Dataset, sentencesWith, wordsOf } from './dataset.ts';
import { modelEvaluator } from './evaluator.ts';
import { cutJobs, type Experiment, type PartialResult, runInThread } from './experiment.ts';
import { EXPERIMENTS } from './table.ts';

const model = makeTinyModel({ seed: 5, words: 30, embeddingSize: 5, hiddenSize: 6, classes: 5, scale: 1 });

/** As several workers would: jobs of any size, dealt out to models of their own, done in any order, sent as messages. */
async function shared<S, P extends PartialResult, R>(
  experiment: Experiment<S, P, R>,
  dataset: Dataset,
  settings: S,
  { budget, workers }: { budget: number; workers: number },
): Promise<R> {
  const jobs = experiment.prepare(dataset, settings, budget);
  const evaluators = Array.from({ length: workers }, () => modelEvaluator(new Network(model)));
  const partials = new Map<number, P>();
  for (const [index, evaluator] of evaluators.entries()) {
    for (let k = jobs.length - 1; k >= 0; k--) {
      const job = jobs[k];
      if (k % workers === index && job)
        partials.set(k, structuredClone(await experiment.runChunk(structuredClone(job), evaluator)));
    }
  }
  return experiment.merge(
    dataset,
    settings,
    [...partials].sort(([a], [b]) => a - b).map(([, partial]) => partial),
  );
}

async function expectInvariant<S, P extends PartialResult, R>(
  experiment: Experiment<S, P, R>,
  settings: Partial<S>,
): Promise<void> {
  const chosen = { ...experiment.defaults, ...settings };
  const arbitrary = fc.record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    sentences: fc.integer({ min: 1, max: 25 }),
    budget: fc.constantFrom(1, 40, 500, 1e9),
    workers: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(arbitrary, async ({ seed, sentences, budget, workers }) => {
      const dataset = makeRandomDataset(model, { seed, sentences });
      const expected = await runInThread(experiment, dataset, chosen, modelEvaluator(new Network(model)));
      // toEqual compares numbers by Object.is: bit for bit.
      expect(await shared(experiment, dataset, chosen, { budget, workers })).toEqual(expected);
    }),
    { numRuns: 15, seed: 13 },
  );
}

describe('results do not depend on how the work is cut and shared', () => {
  it('accuracy', () => expectInvariant(EXPERIMENTS.accuracy, {}));
  it('word deletion', () => expectInvariant(EXPERIMENTS.deletion, { minLength: 3, deletions: 4, randomRuns: 3 }));
  it('relevance by position', () => expectInvariant(EXPERIMENTS.position, { minLength: 2 }));
  it('representative words', () => expectInvariant(EXPERIMENTS.words, { target: 2 }));
  it('the map of words', () => expectInvariant(EXPERIMENTS.map, { target: 1 }));
  it('a word in context', () => expectInvariant(EXPERIMENTS.context, { word: 'w7' }));
  it('faithfulness', () => expectInvariant(EXPERIMENTS.faithfulness, { minLength: 1, randomRuns: 2 }));
  it('agreement', () => expectInvariant(EXPERIMENTS.agreement, { minLength: 2, target: 'gold' }));
});

/** Sentences n of the data set alone, as a set of their own. */
function setOf(dataset: Dataset, kept: readonly number[]): Dataset {
  const words = kept.map((n) => [...wordsOf(dataset, n)]);
  const starts = Uint32Array.from([0, ...words.map((_, k) => words.slice(0, k + 1).flat().length)]);
  return { ...dataset, words: Uint32Array.from(words.flat()), starts, gold: Int16Array.from(kept, (n) => dataset.gold[n] ?? -1) };
}

describe('a slice', () => {
  const dataset = makeRandomDataset(model, { sentences: 40 });
  const kept = [...dataset.gold.keys()].filter((n) => n % 3 === 1);
  const slice = Uint8Array.from(dataset.gold, (_, n) => (n % 3 === 1 ? 1 : 0));
  const sliced = { ...dataset, slice };
  const alone = setOf(dataset, kept);

  it.each(['accuracy', 'position', 'faithfulness', 'agreement', 'words'] as const)(
    'gives %s what a set of its sentences alone gives',
    async (id) => {
      const experiment = EXPERIMENTS[id] as Experiment<object, PartialResult, object>;
      const settings = { ...experiment.defaults, minLength: 2, randomRuns: 0, target: 1 };
      const run = (set: Dataset) => runInThread(experiment, set, settings, modelEvaluator(new Network(model)));
      // Sentences keep their places in the whole.
      const moved = JSON.stringify(await run(alone), (key, value) =>
        ['sentences', 'highestIn', 'lowestIn'].includes(key) ? undefined : value,
      );
      const inWhole = await run(sliced);
      expect(
        JSON.stringify(inWhole, (key, value) => (['sentences', 'highestIn', 'lowestIn'].includes(key) ? undefined : value)),
      ).toBe(moved);
      if ('sentences' in inWhole) expect([...(inWhole.sentences as Uint32Array)].every((n) => kept.includes(n))).toBe(true);
    },
  );

  it('draws for a sentence the random orders that it has in the whole', async () => {
    const settings = { ...EXPERIMENTS.deletion.defaults, minLength: 3 };
    const all = EXPERIMENTS.deletion.prepare(dataset, settings, 1);
    const some = EXPERIMENTS.deletion.prepare(sliced, settings, 1);
    const evaluator = modelEvaluator(new Network(model));
    for (const job of some) {
      const [n] = job.chunk.sentences;
      const same = all.find(({ chunk }) => chunk.sentences[0] === n);
      expect(same && (await EXPERIMENTS.deletion.runChunk(same, evaluator))).toEqual(
        await EXPERIMENTS.deletion.runChunk(job, evaluator),
      );
    }
    expect(some.length).toBeGreaterThan(5);
  });

  it('lists the sentences with a word that are in it', () => {
    const word = dataset.words[dataset.starts[kept[0] ?? 0] ?? 0] ?? 0;
    const having = [...dataset.gold.keys()].filter((n) => wordsOf(dataset, n).includes(word));
    expect([...sentencesWith(dataset, word)]).toEqual(having);
    expect([...sentencesWith(sliced, word)]).toEqual(having.filter((n) => kept.includes(n)));
  });
});

describe('jobs', () => {
  it('hold every selected sentence once, in order, and end once the budget is reached', () => {
    const dataset = makeRandomDataset(model, { sentences: 40 });
    const selected = Uint32Array.from({ length: 20 }, (_, k) => 2 * k);
    const jobs = cutJobs(dataset, null, selected, (length) => length, 60);
    expect(jobs.flatMap(({ chunk }) => [...chunk.sentences])).toEqual([...selected]);
    for (const { cost, chunk } of jobs.slice(0, -1)) {
      expect(cost).toBeGreaterThanOrEqual(60);
      expect(cost).toBe(chunk.ids.length);
      const { starts } = chunk;
      expect(cost - ((starts.at(-1) ?? 0) - (starts.at(-2) ?? 0))).toBeLessThan(60);
    }
    expect(cutJobs(dataset, null, new Uint32Array(), () => 1)).toEqual([]);
  });
});
