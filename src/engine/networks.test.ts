/** The engine on lists of layers: the whole answer for golden networks, padding, outputs, and what it refuses. */
import { describe, expect, it } from 'vitest';
import { writeNativeFolder } from '../formats/programs/native-network.ts';
import type { ModelConfig, ModelData } from '../model/model-data.ts';
import { expectClose } from '../testing/expect-close.ts';
import { NETWORK_NAMES, networkExamples, networkFiles } from '../testing/golden-networks.ts';
import { fieldsOfRejection } from '../testing/malformed.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { LocalEngine } from './engine.ts';
import type { ModelFile } from './protocol.ts';

const never = new AbortController().signal;
const TOLERANCE = 1e-8;

async function engineWith(files: readonly ModelFile[]): Promise<LocalEngine> {
  const engine = new LocalEngine();
  await engine.load(never, { kind: 'files', files });
  return engine;
}

function withConfig(model: ModelData, changes: Partial<ModelConfig>): readonly ModelFile[] {
  return writeNativeFolder({ ...model, config: { ...model.config, ...changes } });
}

const METHODS = ['lrp', 'sa', 'gi'] as const;

describe('a golden network', () => {
  it.each(NETWORK_NAMES)('%s: the result schema', async (name) => {
    const engine = new LocalEngine();
    const info = await engine.load(never, { kind: 'files', files: networkFiles(name) });
    expect(info.layers.length).toBeGreaterThan(2);
    for (const [index, example] of networkExamples(name).entries()) {
      const { tokens, inputs, target, lrp } = example;
      const input = inputs ? { numbers: inputs } : { tokens: tokens ?? [] };
      const count = (inputs ?? tokens ?? []).length;
      const setting = lrp[index % lrp.length];
      const { explanation } = await engine.explain(never, {
        input,
        target,
        methods: METHODS,
        lrp: { eps: setting?.eps, biasFactor: setting?.bias_factor },
      });
      expectClose(explanation.scores, example.scores, TOLERANCE, 'scores');
      expectClose(explanation.probabilities, example.probabilities ?? [], TOLERANCE, 'probabilities');
      expect(explanation.predicted).toBe(example.predicted);
      expect(explanation.read ?? [0, count]).toEqual(example.read);
      const [relevance, sa, gi] = explanation.methods;
      const { rest, bias, stabiliser, padding } = relevance ?? {};
      expect(padding === undefined).toBe(info.padding === null);
      const ours = [...(relevance?.words ?? []), rest, bias, stabiliser, padding ?? 0].map((value) => value ?? Number.NaN);
      const golden = [...(setting?.words ?? []), setting?.rest, setting?.bias, setting?.stabiliser, setting?.padding];
      expectClose(
        ours,
        golden.map((value) => value ?? Number.NaN),
        TOLERANCE,
        'lrp',
      );
      expectClose(sa?.words ?? [], example.sa, TOLERANCE, 'sa');
      expectClose(gi?.words ?? [], example.gi, TOLERANCE, 'gi');
      if (inputs) {
        expectClose(relevance?.inputs?.flat() ?? [], setting?.inputs?.flat() ?? [], TOLERANCE, 'inputs');
        for (const method of [sa, gi]) {
          const sums = method?.inputs?.map((row) => row.reduce((sum, value) => sum + value, 0)) ?? [];
          expectClose(sums, method?.words ?? [], 1e-12, 'sums of inputs');
        }
      }
    }
  });
});

describe('padding', () => {
  const padding = { side: 'pre', length: 4, id: 0, truncate: 'pre', masked: false } as const;
  const model = makeTinyModel({ outputBias: true });

  it('is as the same words written out', async () => {
    const [padded, plain] = [await engineWith(withConfig(model, { padding })), await engineWith(withConfig(model, {}))];
    const ask = async (engine: LocalEngine, tokens: readonly string[]) =>
      (await engine.explain(never, { input: { tokens }, target: 1, methods: METHODS })).explanation;
    const [one, other] = [await ask(padded, ['w3', 'w7']), await ask(plain, ['w0', 'w0', 'w3', 'w7'])];
    expect(one.scores).toEqual(other.scores);
    for (const [index, { words }] of one.methods.entries()) expect(words).toEqual(other.methods[index]?.words.slice(2));
    const [first = 0, second = 0] = other.methods[0]?.words ?? [];
    expect(one.methods[0]?.padding).toBeCloseTo(first + second, 12);
  });

  it('cuts a longer sentence, and says which words were read', async () => {
    const tokens = ['w1', 'w2', 'w3', 'w4', 'w5', 'w6'];
    const read = async (truncate: 'pre' | 'post') => {
      const engine = await engineWith(withConfig(model, { padding: { ...padding, truncate } }));
      return (await engine.explain(never, { input: { tokens }, target: 0, methods: METHODS })).explanation;
    };
    const [pre, post] = [await read('pre'), await read('post')];
    expect([pre.read, post.read]).toEqual([
      [2, 6],
      [0, 4],
    ]);
    for (const { words } of pre.methods) expect(words.slice(0, 2)).toEqual([0, 0]);
    for (const { words } of post.methods) expect(words.slice(4)).toEqual([0, 0]);
    expect(pre.methods[0]?.padding).toBe(0);
  });

  it('that is masked is as none, but cuts', async () => {
    const masked = await engineWith(withConfig(model, { padding: { ...padding, masked: true } }));
    const plain = await engineWith(withConfig(model, {}));
    const ask = async (engine: LocalEngine, tokens: readonly string[]) =>
      (await engine.explain(never, { input: { tokens }, target: 0, methods: ['lrp'] })).explanation;
    expect((await ask(masked, ['w5'])).methods).toEqual((await ask(plain, ['w5'])).methods);
    expect((await ask(masked, ['w9', 'w1', 'w2', 'w3', 'w4'])).scores).toEqual(
      (await ask(plain, ['w1', 'w2', 'w3', 'w4'])).scores,
    );
  });

  it('is no word: a deleted word is a row of zeros', async () => {
    const engine = await engineWith(withConfig(model, { padding }));
    const ask = async (tokens: string[], deleted: number[]) =>
      (await engine.explain(never, { input: { tokens }, target: 0, methods: [], deleted })).explanation.scores;
    expect(await ask(['w4', 'w2'], [0])).not.toEqual(await ask(['w2'], []));
  });
});

describe('outputs', () => {
  it('sigmoid: each class has its own probability', async () => {
    const engine = await engineWith(withConfig(makeTinyModel(), { output: 'sigmoid' }));
    const { explanation } = await engine.explain(never, { input: { text: 'w1 w2' }, target: 'predicted', methods: [] });
    expectClose(
      explanation.probabilities,
      explanation.scores.map((score) => 1 / (1 + Math.exp(-score))),
      1e-15,
    );
    const { confidence, predicted } = await engine.classify(never, [['w1', 'w2']]);
    expect(confidence[0]).toBeCloseTo(explanation.probabilities[predicted[0] ?? 0] ?? Number.NaN, 6);
  });

  it('linear: sentences are listed with their highest number', async () => {
    const engine = await engineWith(withConfig(makeTinyModel(), { output: 'linear' }));
    const { explanation } = await engine.explain(never, { input: { text: 'w1 w2' }, target: 'predicted', methods: [] });
    const { confidence, predicted } = await engine.classify(never, [['w1', 'w2']]);
    expect(predicted[0]).toBe(explanation.predicted);
    expect(confidence[0]).toBeCloseTo(Math.max(...explanation.scores), 6);
  });

  it('linear: a number, which is explained; deleting words is measured by it', async () => {
    const [example] = networkExamples('numeric-regression');
    const engine = await engineWith(networkFiles('numeric-regression'));
    const input = { numbers: example?.inputs ?? [] };
    const { explanation } = await engine.explain(never, { input, target: 'predicted', methods: ['lrp'] });
    expect([explanation.probabilities, explanation.predicted, explanation.target]).toEqual([[], 0, 0]);
    const request = { input, target: 'predicted', methods: ['lrp'], randomOrders: 2, seed: 1 } as const;
    const [curve] = (await engine.faithfulness(never, request)).methods;
    expect(curve?.probabilities).toEqual(curve?.scores);
  });
});

describe('what goes over sentences', () => {
  it.each(NETWORK_NAMES)('%s is exported and read again with the same scores, bit for bit', async (name) => {
    const [example] = networkExamples(name);
    const input = example?.inputs ? { numbers: example.inputs } : { tokens: example?.tokens ?? [] };
    const engine = await engineWith(networkFiles(name));
    const again = await engineWith(await engine.exportModel(never));
    const ask = async (asked: LocalEngine) => (await asked.explain(never, { input, target: 0, methods: METHODS })).explanation;
    const [one, other] = [await ask(engine), await ask(again)];
    expect({ ...other, model: { ...other.model, sha256: one.model.sha256 } }).toEqual(one);
  });

  it('refuses a model of numbers, and names a sentence that is too short', async () => {
    const numbers = await engineWith(networkFiles('numeric'));
    const few = await engineWith(networkFiles('conv-lstm'));
    expect(await fieldsOfRejection(numbers.classify(never, [['a']]))).toMatchObject({ found: 'one that reads numbers' });
    const reference = [{ tokens: ['a'], scores: [0, 0, 0] }];
    expect(await fieldsOfRejection(numbers.checkReference(never, reference))).toMatchObject({
      problem: 'has no numbers',
      expected: 'rows of 4 numbers each',
    });
    expect(await fieldsOfRejection(few.classify(never, [['w1', 'w2'], ['w1']]))).toMatchObject({ where: 'sentence 2, sentence' });
  });

  it.each(['numeric', 'numeric-regression'])('holds reference scores of %s against its rows of numbers', async (name) => {
    const engine = await engineWith(networkFiles(name));
    const references = networkExamples(name).map(({ inputs = [], scores }) => ({
      tokens: inputs.map((_, t) => `t${t + 1}`),
      numbers: inputs,
      scores,
    }));
    const agreed = await engine.checkReference(never, references);
    expect(agreed).toMatchObject({ verified: true, kind: 'scores' });
    expect(agreed.difference).toBeLessThan(1e-8);
    // What would make others agree is tried with the rows as well.
    const wrong = references.map((one) => ({ ...one, scores: one.scores.map((score) => score + 0.5) }));
    expect(await engine.checkReference(never, wrong)).toMatchObject({ verified: false, directionsSwapped: false });
    const bad = [{ ...references[0], tokens: ['t1'], numbers: [[1]], scores: references[0]?.scores ?? [] }];
    expect(await fieldsOfRejection(engine.checkReference(never, bad))).toMatchObject({ where: 'sentence 1, row 1' });
  });

  it('holds reference scores against several sigmoids, before or after them', async () => {
    const engine = await engineWith(networkFiles('multi-label'));
    const examples = networkExamples('multi-label').map(({ tokens = [], scores, probabilities }) => ({
      tokens,
      scores,
      probabilities,
    }));
    const scores = examples.map(({ tokens, scores }) => ({ tokens, scores }));
    const probabilities = examples.map(({ tokens, probabilities }) => ({ tokens, scores: probabilities ?? [] }));
    expect(await engine.checkReference(never, scores)).toMatchObject({ kind: 'scores', verified: true });
    expect(await engine.checkReference(never, probabilities)).toMatchObject({ kind: 'probabilities', verified: true });
  });
});

describe('word ids and rows of numbers', () => {
  it('ids are the words of these ids', async () => {
    const engine = await engineWith(withConfig(makeTinyModel(), {}));
    const ask = async (input: { ids: number[] } | { tokens: string[] }) =>
      (await engine.explain(never, { input, target: 0, methods: METHODS })).explanation;
    expect(await ask({ ids: [3, 0, 11] })).toEqual(await ask({ tokens: ['w3', 'w0', 'w11'] }));
  });

  it('a deleted row is a row of zeros', async () => {
    const engine = await engineWith(networkFiles('numeric'));
    const rows = [
      [1, 2, 3, 4],
      [0, -1, 0.5, 2],
    ];
    const ask = async (numbers: number[][], deleted: number[] = []) =>
      (await engine.explain(never, { input: { numbers }, target: 0, methods: METHODS, deleted })).explanation;
    expect((await ask(rows)).tokens).toEqual(['t1', 't2']);
    expect((await ask(rows)).numbers).toEqual(rows);
    const { numbers: _, ...deleted } = await ask(rows, [0]);
    expect(await ask([[0, 0, 0, 0], rows[1] ?? []])).toMatchObject(deleted);
  });

  it('are refused where they are not what the model reads', async () => {
    const [numbers, words] = [await engineWith(networkFiles('numeric')), await engineWith(withConfig(makeTinyModel(), {}))];
    const refusal = (engine: LocalEngine, input: Parameters<LocalEngine['explain']>[1]['input']) =>
      fieldsOfRejection(engine.explain(never, { input, target: 0, methods: [] }));
    expect(await refusal(numbers, { text: 'a film' })).toMatchObject({
      name: 'InputError',
      expected: expect.stringMatching('rows of 4'),
    });
    expect(await refusal(words, { numbers: [[1]] })).toMatchObject({ problem: 'is numbers' });
    expect(await refusal(words, { ids: [12] })).toMatchObject({ where: 'ids', expected: '0 to 11', found: '12' });
    expect(await refusal(numbers, { numbers: [[1, 2, 3, 4], [1]] })).toMatchObject({
      where: 'numbers row 1',
      expected: '4 numbers',
    });
    expect(await refusal(numbers, { numbers: [[1, 2, Number.NaN, 4]] })).toMatchObject({ where: 'numbers row 0', found: 'NaN' });
    expect(await refusal(await engineWith(networkFiles('conv-lstm')), { ids: [1] })).toMatchObject({
      where: 'sentence',
      problem: 'is too short for this model',
      found: '1',
    });
  });
});
