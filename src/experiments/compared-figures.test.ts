import { describe, expect, it } from 'vitest';
import { Network } from '../model/network.ts';
import { makeRandomDataset } from '../testing/random-dataset.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { comparedFigures, differingMost, disagreements } from './compared-figures.ts';
import { modelEvaluator } from './evaluator.ts';
import { runInThread } from './experiment.ts';
import { pairedBootstrap } from './paired-bootstrap.ts';
import type { Measured } from './resampling.ts';
import { EXPERIMENTS, type ResultOf } from './table.ts';

const models = [6, 7].map((seed) => makeTinyModel({ seed, words: 20, classes: 5, scale: 1.5 }));
const first = models[0] ?? makeTinyModel();
const dataset = {
  ...makeRandomDataset(first, { sentences: 60, unknown: 0.06 }),
  classes: ['very negative', 'negative', 'neutral', 'positive', 'very positive'],
};
const evaluators = models.map((model) => modelEvaluator(new Network(model)));

function valueOver({ sums, counts, groups }: Measured): number {
  const count = counts.reduce((sum, one) => sum + one, 0);
  if (!groups) return sums.reduce((sum, one) => sum + one, 0) / count;
  return [...new Set(groups)].reduce(
    (total, group) => total + Math.abs(sums.reduce((sum, one, n) => (groups[n] === group ? sum + one : sum), 0)) / count,
    0,
  );
}

async function both<Id extends 'accuracy' | 'deletion' | 'position' | 'faithfulness' | 'agreement'>(
  id: Id,
  changed: object = {},
) {
  const settings = { ...EXPERIMENTS[id].defaults, ...changed };
  const [a, b] = await Promise.all(evaluators.map((evaluator) => runInThread(EXPERIMENTS[id], dataset, settings, evaluator)));
  const of = (result: unknown) => ({ dataset, settings, result: result as ResultOf<Id> });
  return { a: of(a), b: of(b), figures: comparedFigures(id, of(a), of(b)) };
}

const named = (figures: readonly { name: string; of: readonly string[]; a: Measured; b: Measured }[], name: string, of = '') =>
  figures.find((figure) => figure.name === name && figure.of.join() === of);

describe('what two models are compared by', () => {
  it('is accuracy’s own figures', async () => {
    const { a, b, figures } = await both('accuracy');
    for (const [side, { result }] of [
      ['a', a],
      ['b', b],
    ] as const) {
      const value = (name: string) =>
        valueOver(named(figures, name)?.[side] ?? { sums: new Float64Array(0), counts: new Float64Array(0), groups: null });
      expect(value('accuracy')).toBeCloseTo(result.correct / result.count, 12);
      expect(value('binary accuracy')).toBeCloseTo((result.binary?.correct ?? 0) / (result.binary?.count ?? 1), 12);
      expect(value('calibration error')).toBeCloseTo(result.calibration.error, 12);
    }
  });

  it('is what deletion, faithfulness and agreement say of each method', async () => {
    const deletion = await both('deletion', { minLength: 3, deletions: 3, randomRuns: 2 });
    const curve = deletion.b.result.initiallyCorrect.methods[1]?.accuracy ?? [];
    const after = named(deletion.figures, 'after deletion, first correct', 'gi');
    expect(after && valueOver(after.b)).toBeCloseTo(((curve[1] ?? 0) + (curve[2] ?? 0) + (curve[3] ?? 0)) / 3, 12);
    const random = named(deletion.figures, 'after deletion, first wrong', 'random');
    const runs = deletion.a.result.initiallyFalse.random.mean;
    expect(random && valueOver(random.a)).toBeCloseTo(((runs[1] ?? 0) + (runs[2] ?? 0) + (runs[3] ?? 0)) / 3, 12);

    const faithful = await both('faithfulness', { minLength: 3, randomRuns: 2 });
    const [lrp] = faithful.a.result.methods;
    const comprehensive = named(faithful.figures, 'comprehensiveness', 'lrp');
    expect(comprehensive && valueOver(comprehensive.a)).toBeCloseTo(lrp?.comprehensiveness.aopc.mean ?? NaN, 12);
    const rank = named(faithful.figures, 'rank correlation of sizes', 'lrp');
    expect(rank && valueOver(rank.a)).toBeCloseTo(lrp?.magnitudes.mean ?? NaN, 12);

    const agreement = await both('agreement', { minLength: 3 });
    expect(agreement.figures).toHaveLength(6);
    const position = await both('position', { minLength: 3 });
    const [middle] = position.figures;
    const shares = position.a.result.curves[0]?.intervals.map(({ mean }, i) => mean * ((i + 0.5) / 10)) ?? [];
    expect(middle && valueOver(middle.a)).toBeCloseTo(
      shares.reduce((sum, share) => sum + share, 0),
      12,
    );
  });

  it('tells where the models disagree, and where a figure differs most', async () => {
    const { a, b, figures } = await both('accuracy');
    const found = disagreements(a, b);
    const expected = [...a.result.sentences].filter((_, k) => a.result.predicted[k] !== b.result.predicted[k]);
    expect(found.map(({ sentence }) => sentence).sort((x, y) => x - y)).toEqual(expected);
    const least = found.map(({ confidenceA, confidenceB }) => Math.min(confidenceA, confidenceB));
    expect(least).toEqual([...least].sort((x, y) => y - x));
    expect(disagreements(a, a)).toEqual([]);

    const confidence = named(figures, 'confidence');
    const most = confidence ? differingMost(confidence) : [];
    expect(most).toHaveLength(a.result.sentences.length);
    const gaps = most.map((one) => Math.abs(one.b - one.a));
    expect(gaps).toEqual([...gaps].sort((x, y) => y - x));
  });

  it('is nothing for a model beside itself', async () => {
    const { a } = await both('accuracy');
    const work = pairedBootstrap(comparedFigures('accuracy', a, a), { draws: 100, seed: 1 });
    let step = work.next();
    while (!step.done) step = work.next();
    expect(step.value.map(({ difference, low, high }) => [difference, low, high])).toEqual(Array(4).fill([0, 0, 0]));
  });
});
