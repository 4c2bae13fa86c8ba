/** The experiments with methods that run the network many times: what they are given, what they make of it, and what does not apply. */
import { describe, expect, it } from 'vitest';
import { METHOD_IDS, type MethodId } from '../explain/method-info.ts';
import { runMethods } from '../explain/methods.ts';
import { runOf, targetWeights } from '../explain/run-method.ts';
import { Network } from '../model/network.ts';
import { makeRandomDataset } from '../testing/random-dataset.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { summaryOf } from './agreement.ts';
import { wordsOf } from './dataset.ts';
import { modelEvaluator } from './evaluator.ts';
import { runInThread } from './experiment.ts';
import { runInPool } from './pool.ts';
import { EXPERIMENTS, runJob } from './table.ts';

const model = makeTinyModel({ seed: 8, words: 30, embeddingSize: 4, hiddenSize: 5, classes: 3, scale: 1 });
const dataset = makeRandomDataset(model, { sentences: 24, shortest: 3, longest: 16, unknown: 0, unlabelled: 0 });
const options = { nodes: 5, permutations: 6, seed: 9 };
const all = { methods: METHOD_IDS, options };
const alone = () => modelEvaluator(new Network(model));
const idsOf = (n: number) => Int32Array.from(wordsOf(dataset, n), (word) => dataset.idOf[word] ?? -1);

/** What the method gives by itself, on a network that has seen nothing else. */
function valuesOf(ids: Int32Array, target: number, id: MethodId): Float64Array {
  const network = new Network(model);
  const scores = network.forward(ids);
  return runOf(runMethods(network, scores, targetWeights(3, target, null), [id], options)[0], 'test').words;
}

describe('an experiment with all methods', () => {
  it.each(['deletion', 'position', 'words', 'map', 'faithfulness', 'agreement'] as const)(
    '%s: gives the same, bit for bit, in steps on several workers',
    async (id) => {
      const experiment = EXPERIMENTS[id] as (typeof EXPERIMENTS)['words'];
      const settings = { ...experiment.defaults, ...all, minLength: 2 };
      const expected = await runInThread(experiment, dataset, settings, alone());
      const runner = () => {
        const evaluator = modelEvaluator(new Network(model), null, () => new Promise((resolve) => setTimeout(resolve)));
        return { run: (_: unknown, job: never) => runJob(id, job, evaluator) as Promise<never> };
      };
      expect(await runInPool(id, dataset, settings as never, [runner(), runner(), runner()])).toEqual(expected);
    },
  );

  it('ranks words by the values that a method gives on its own, with the options that are set', async () => {
    const settings = { ...EXPERIMENTS.words.defaults, ...all, target: 2 };
    const { methods } = await runInThread(EXPERIMENTS.words, dataset, settings, alone());
    expect(methods.map(({ id }) => id)).toEqual(METHOD_IDS);
    for (const { id, highest } of methods) {
      const best = dataset.lexicon.map(() => Number.NEGATIVE_INFINITY);
      for (const n of dataset.gold.keys()) {
        const values = valuesOf(idsOf(n), 2, id);
        for (const [t, word] of wordsOf(dataset, n).entries()) best[word] = Math.max(best[word] ?? 0, values[t] ?? 0);
      }
      expect([...highest], id).toEqual(best);
    }
  });

  it('compares faithfulness with the real loss: the loss itself agrees with it altogether', async () => {
    const settings = { ...EXPERIMENTS.faithfulness.defaults, ...all, minLength: 3, randomRuns: 1 };
    const { methods } = await runInThread(EXPERIMENTS.faithfulness, dataset, settings, alone());
    const rho = (id: MethodId) => methods.find((method) => method.id === id)?.spearman.mean ?? Number.NaN;
    expect(rho('occlusion')).toBeCloseTo(1, 6);
    for (const id of METHOD_IDS) expect(rho(id), id).toBeLessThanOrEqual(1 + 1e-12);
    expect(rho('sa')).toBeLessThan(0.9);
  });

  it('deletes first what is really lost most, where the real loss ranks the words', async () => {
    const settings = { ...EXPERIMENTS.deletion.defaults, methods: ['occlusion' as const], minLength: 3, deletions: 1 };
    const { initiallyCorrect } = await runInThread(EXPERIMENTS.deletion, dataset, settings, alone());
    const network = new Network(model);
    const kept = Array.from(initiallyCorrect.sentences, (n) => {
      const [ids, gold] = [idsOf(n), dataset.gold[n] ?? 0];
      const without = Array.from(ids.keys(), (t) => Float64Array.from(network.forward(ids.map((id, k) => (k === t ? -1 : id)))));
      const least = Math.min(...without.map((scores) => scores[gold] ?? 0));
      const scores = without.find((one) => one[gold] === least) ?? new Float64Array(3);
      return scores.every((score) => score <= least) ? 1 : 0;
    });
    expect(kept.length).toBeGreaterThan(3);
    const share = kept.reduce<number>((sum, one) => sum + one, 0) / kept.length;
    expect(initiallyCorrect.methods[0]?.accuracy[1]).toBeCloseTo(share, 12);
  });

  it('notes a method that does not apply, in every sentence, and goes on with the others', async () => {
    const linear = { ...model, config: { ...model.config, output: 'linear' as const } };
    const settings = { ...EXPERIMENTS.agreement.defaults, ...all, minLength: 3 };
    const { failures, pairs } = await runInThread(EXPERIMENTS.agreement, dataset, settings, modelEvaluator(new Network(linear)));
    expect(failures.map(({ method, error, sentences }) => [method, error.name, sentences.length])).toEqual([
      ['occlusion_p', 'InputError', 24],
    ]);
    const others = pairs.filter(({ first, second }) => first !== 'occlusion_p' && second !== 'occlusion_p');
    expect(others.every((pair) => summaryOf(pair, 'values', 'spearman').count === 24)).toBe(true);
  });
});
