import { describe, expect, it } from 'vitest';
import { readModel } from '../formats/read-model.ts';
import { Network } from '../model/network.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { toyFiles } from '../testing/toy-models.ts';
import { type KnownAnswersSettings, TOY_TASKS, type ToyTask } from './defaults.ts';
import { modelEvaluator } from './evaluator.ts';
import { runInThread } from './experiment.ts';
import { KNOWN_ANSWERS, type KnownAnswersResult } from './known-answers.ts';
import { answerError, judge, RULE } from './known-answers-verdict.ts';
import { markedNumbers, rowsOf, truthOf } from './marked-numbers.ts';
import { type JobRunner, runInPool } from './pool.ts';
import { runJob } from './table.ts';

/** The experiment takes none. */
const NO_DATA = {
  classes: [],
  lexicon: [],
  idOf: new Int32Array(0),
  unknown: new Uint8Array(0),
  words: new Uint32Array(0),
  starts: new Uint32Array(1),
  gold: new Int16Array(0),
  phenomena: null,
  slice: null,
};
/** Sequences that training/toy_models.py measured the networks with. */
const TEST_SEED = 3_000_000;

const models = {
  addition: await readModel(toyFiles('toy-addition')),
  subtraction: await readModel(toyFiles('toy-subtraction')),
};

function settingsOf(task: ToyTask, others: Partial<KnownAnswersSettings> = {}): KnownAnswersSettings {
  return { ...KNOWN_ANSWERS.defaults, sequences: 60, task, ...others };
}

function run(settings: KnownAnswersSettings): Promise<KnownAnswersResult> {
  return runInThread(KNOWN_ANSWERS, NO_DATA, settings, modelEvaluator(new Network(models[settings.task])));
}

describe.each(TOY_TASKS)('the network of %s', (task) => {
  it('is as right as its training said', async () => {
    const settings = settingsOf(task, { methods: [], sequences: 2500, seed: TEST_SEED });
    const said = Number(models[task].config.metrics.test_mse);
    expect(said).toBeLessThan(1.1e-4);
    expect(answerError(await run(settings), settings) ** 2 / said).toBeCloseTo(1, 3);
  });

  it('has a ledger that balances, whatever eps and delta', () => {
    const network = new Network(models[task]);
    for (let seed = 0; seed < 30; seed++) {
      const [score = Number.NaN] = network.forwardNumbers(rowsOf(markedNumbers(seed)));
      for (const [eps, delta] of [
        [0.001, 0],
        [0.001, 1],
        [0, 0.5],
      ] as const) {
        const { left, rest, bias, stabiliser } = network.relevance([score], eps, delta);
        expect(left.reduce((sum, value) => sum + value, 0) + rest + bias + stabiliser).toBeCloseTo(score, 12);
      }
    }
  });

  it('tells methods that account for its answer from those that do not', async () => {
    const settings = settingsOf(task);
    const verdicts = judge(await run(settings), settings);
    const passing = verdicts.filter(({ passes }) => passes).map(({ id }) => id);
    expect(passing).toEqual(['lrp', 'gi', 'occlusion', 'ig', 'shapley', 'cd']);
    expect(verdicts.map(({ id }) => id)).toEqual(KNOWN_ANSWERS.defaults.methods);
  });

  it('has LRP come closer with a smaller eps', async () => {
    const errors: number[] = [];
    for (const eps of [0.01, 0.001, 0.0001, 0.00001]) {
      const settings = settingsOf(task, { methods: ['lrp'], lrp: { eps, biasFactor: 0 } });
      errors.push(judge(await run(settings), settings)[0]?.error ?? Number.NaN);
    }
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    expect(errors.at(-1)).toBeLessThan(0.02);
  });
});

describe('the experiment', () => {
  it('gives the same however many workers there are, bit for bit', async () => {
    const settings = settingsOf('addition');
    const makeRunner = (): JobRunner => {
      const evaluator = modelEvaluator(new Network(models.addition));
      return {
        async run(id, job) {
          await new Promise((resolve) => setTimeout(resolve, (job.chunk.sentences[0] ?? 0) % 5));
          return structuredClone(await runJob(id, structuredClone(job), evaluator));
        },
      };
    };
    const alone = await run(settings);
    for (const workers of [1, 3]) {
      expect(await runInPool('known', NO_DATA, settings, Array.from({ length: workers }, makeRunner))).toEqual(alone);
    }
    expect(alone.starts.at(-1)).toBe(alone.methods[0]?.values.length);
  });

  it.each([
    ['sequences', { sequences: 1 }],
    ['seed', { seed: 0.5 }],
    ['task', { task: 'division' as ToyTask }],
  ])('names a setting out of range: %s', (name, wrong) => {
    expect(() => KNOWN_ANSWERS.prepare(NO_DATA, { ...KNOWN_ANSWERS.defaults, ...wrong })).toThrow(new RegExp(`^${name}`));
  });

  it('is refused by a model that reads words', async () => {
    const words = modelEvaluator(new Network(makeTinyModel()));
    await expect(runInThread(KNOWN_ANSWERS, NO_DATA, settingsOf('addition'), words)).rejects.toThrow(/^model: reads words/);
    expect(() => modelEvaluator(new Network(models.addition)).scores(Int32Array.of(0))).toThrow(/^model: reads numbers/);
  });
});

describe('the rule', () => {
  const settings = settingsOf('subtraction', { methods: ['lrp'], sequences: 200 });
  const sequences = Array.from({ length: 200 }, (_, n) => markedNumbers(settings.seed + n));
  type Change = (truth: Float64Array, sequence: (typeof sequences)[number], n: number) => ArrayLike<number>;

  function verdictOf(change: Change) {
    const values = sequences.map((sequence, n) => Array.from(change(truthOf(sequence, settings.task), sequence, n)));
    const starts = new Uint32Array(201);
    for (const [n, { length }] of values.entries()) starts[n + 1] = (starts[n] ?? 0) + length;
    const result = {
      sentences: Uint32Array.from(sequences.keys()),
      answers: new Float64Array(200),
      starts,
      methods: [{ id: 'lrp' as const, values: Float64Array.from(values.flat()) }],
      failures: [],
    };
    const [verdict] = judge(result, settings);
    if (!verdict) throw new Error('no verdict');
    return verdict;
  }

  it('is kept by the truth', () => {
    const verdict = verdictOf((truth) => truth);
    expect(verdict).toMatchObject({ error: 0, elsewhere: 0, sum: 0, passes: true });
    expect([verdict.first, verdict.second]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
  });

  it('has a part that each kind of mistake breaks', () => {
    const scaled = verdictOf((truth) => truth.map((value) => 1.5 * value));
    expect(scaled.keeps).toEqual({ correlation: true, error: false, elsewhere: true });
    const spilled = verdictOf((truth, { first, second }) =>
      truth.map((value, t) => (t === first || t === second ? value : 0.05)),
    );
    expect(spilled.keeps).toEqual({ correlation: true, error: true, elsewhere: false });
    const wrongSign = verdictOf((truth, { second }) => truth.map((value, t) => (t === second ? -value : value)));
    expect(wrongSign.second).toBeCloseTo(-1, 12);
    expect(wrongSign.keeps).toEqual({ correlation: false, error: false, elsewhere: true });
    for (const { passes } of [scaled, spilled, wrongSign]) expect(passes).toBe(false);
  });

  it('is not kept where there is nothing to hold against it', () => {
    expect(verdictOf((truth) => truth.map(() => 0)).passes).toBe(false);
    expect(verdictOf((truth) => truth.map(() => Number.NaN))).toMatchObject({ passes: false, error: Number.NaN });
  });

  it('leaves out sequences for which a method has no values', () => {
    expect(verdictOf((truth, _, n) => (n % 3 === 0 ? truth.map(() => Number.NaN) : truth))).toMatchObject({
      error: 0,
      passes: true,
    });
  });

  it('measures as it says', () => {
    const off = verdictOf((truth, { first }) => truth.map((value, t) => (t === first ? value + 0.1 : value)));
    const steps = sequences.reduce((sum, { numbers }) => sum + numbers.length, 0);
    expect(off.error).toBeCloseTo(0.1 * Math.sqrt(200 / steps), 12);
    expect(off.sum).toBeCloseTo(0.1, 12);
    expect(RULE.error).toBeGreaterThan(off.error);
  });
});
