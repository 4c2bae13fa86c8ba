import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeNativeFolder } from '../formats/programs/native-network.ts';
import { expectClose } from '../testing/expect-close.ts';
import { bundledFiles, goldenFiles, readGolden } from '../testing/golden.ts';
import { squaresOverflow } from '../testing/overflowing-models.ts';
import { readSstTest } from '../testing/sst-test.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { LocalEngine } from './engine.ts';
import { type ExplainRequest, MAX_TOKENS } from './protocol.ts';

const never = new AbortController().signal;
const sstTest = readSstTest();
const all = ['lrp', 'gi', 'sa'] as const;

async function engineWith(files: ReturnType<typeof bundledFiles>): Promise<LocalEngine> {
  const engine = new LocalEngine();
  await engine.load(never, { kind: 'files', files });
  return engine;
}

describe('explain, on the golden model', () => {
  const golden = readGolden('tiny');
  let engine: LocalEngine;
  beforeAll(async () => {
    engine = await engineWith(goldenFiles('tiny'));
  });

  it('answers in the result schema with the reference program’s figures', async () => {
    for (const example of golden.examples) {
      for (const { eps, bias_factor, words, words_left, words_right, rest } of example.lrp) {
        const { explanation } = await engine.explain(never, {
          input: { tokens: example.tokens },
          target: example.target,
          methods: all,
          lrp: { eps, biasFactor: bias_factor },
        });
        expect(explanation.predicted).toBe(example.predicted);
        expect(explanation.target).toBe(example.target);
        expectClose(explanation.scores, example.scores, 1e-10, 'scores');
        expect(explanation.probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
        const [lrp, gi, sa] = explanation.methods;
        expect(lrp?.parameters).toEqual({ eps, bias_factor });
        expectClose(lrp?.words ?? [], words, 1e-10, 'lrp');
        expectClose(lrp?.left ?? [], words_left, 1e-10, 'left');
        expectClose(lrp?.right ?? [], words_right, 1e-10, 'right');
        expect(lrp?.rest).toBeCloseTo(rest, 10);
        expect(gi).toEqual({ id: 'gi', parameters: {}, words: expect.any(Array) });
        expectClose(gi?.words ?? [], example.gi, 1e-10, 'gi');
        expectClose(sa?.words ?? [], example.sa, 1e-10, 'sa');
      }
      for (const { delete_pos, scores } of example.deleted) {
        const { explanation } = await engine.explain(never, {
          input: { tokens: example.tokens },
          target: 'predicted',
          methods: [],
          deleted: delete_pos,
        });
        expectClose(explanation.scores, scores, 1e-10, `without ${delete_pos}`);
      }
    }
  });

  const request: ExplainRequest = { input: { tokens: ['w0', 'w1'] }, target: 'predicted', methods: all };
  it.each<[string, ExplainRequest, string]>([
    [
      'a target that is no class',
      { ...request, target: 3 },
      "target: is not a class of this model; expected 'predicted' or 0 to 2, found 3.",
    ],
    [
      'a fraction as target',
      { ...request, target: 0.5 },
      "target: is not a class of this model; expected 'predicted' or 0 to 2, found 0.5.",
    ],
    ['eps < 0', { ...request, lrp: { eps: -1 } }, 'eps: is out of range; expected a number >= 0, found -1.'],
    ['eps NaN', { ...request, lrp: { eps: Number.NaN } }, 'eps: is out of range; expected a number >= 0, found NaN.'],
    [
      'bias_factor > 1',
      { ...request, lrp: { biasFactor: 2 } },
      'bias_factor: is out of range; expected a number from 0 to 1, found 2.',
    ],
    [
      'a position outside',
      { ...request, deleted: [2] },
      'delete: there is no word at this position; expected positions 0 to 1, found 2.',
    ],
    ['no words', { ...request, input: { text: ' \n' } }, 'sentence: has no words; expected at least one word, found none.'],
  ])('refuses %s', async (_, wrong, message) => {
    await expect(engine.explain(never, wrong)).rejects.toMatchObject({ name: 'InputError', message });
  });

  it('allows eps = 0 and never answers NaN', async () => {
    const { explanation } = await engine.explain(never, { ...request, lrp: { eps: 0 }, deleted: [0, 1] });
    expect(JSON.stringify(explanation)).not.toContain('null'); // JSON writes NaN and infinities as null
  });
});

describe('the bundled model', () => {
  let engine: LocalEngine;
  beforeAll(async () => {
    engine = await engineWith(bundledFiles());
  });

  it('gives the scores that PyTorch’s exporter computed', async () => {
    const golden = JSON.parse(readFileSync(new URL('../testing/fixtures/bundled-scores.json', import.meta.url), 'utf8'));
    expect(golden.length).toBeGreaterThan(10);
    for (const { tokens, scores, predicted } of golden) {
      const { explanation } = await engine.explain(never, { input: { tokens }, target: 'predicted', methods: [] });
      expectClose(explanation.scores, scores, 1e-12, tokens.join(' '));
      expect(explanation.predicted).toBe(predicted);
    }
  });

  it('reads ordinary English, marks unknown words and says where words stand', async () => {
    const text = 'It isn’t a Zzyzx masterpiece.';
    const { explanation, spans } = await engine.explain(never, { input: { text }, target: 'predicted', methods: ['lrp'] });
    expect(explanation.tokens).toEqual(['it', 'is', "n't", 'a', 'zzyzx', 'masterpiece', '.']);
    expect(explanation.unknown).toEqual([false, false, false, false, true, false, false]);
    expect(spans?.map(({ start, end }) => text.slice(start, end))).toEqual(['It', 'is', 'n’t', 'a', 'Zzyzx', 'masterpiece', '.']);
    const [lrp] = explanation.methods;
    const total = (lrp?.words.reduce((a, b) => a + b) ?? 0) + (lrp?.rest ?? 0) + (lrp?.bias ?? 0) + (lrp?.stabiliser ?? 0);
    expect(total).toBeCloseTo(explanation.scores[explanation.target] ?? Number.NaN, 9);
  });

  it('leaves out what is beyond 512 tokens, and says what', async () => {
    const text = Array.from({ length: 10_000 }, (_, index) => (index < MAX_TOKENS ? 'good' : 'bad')).join(' ');
    const { explanation, omitted } = await engine.explain(never, { input: { text }, target: 'predicted', methods: all });
    expect(explanation.tokens).toHaveLength(MAX_TOKENS);
    expect(omitted).toHaveLength(10_000 - MAX_TOKENS);
    expect(new Set(omitted)).toEqual(new Set(['bad']));
  });

  it.each(['good', '🙂', '👩‍👩‍👧 loved it', 'هذا الفيلم رائع', '这部电影很好', '<unk>', '\u0000\uD800', 'a'.repeat(5000)])(
    'explains %j',
    async (text) => {
      const { explanation } = await engine.explain(never, { input: { text }, target: 'predicted', methods: all });
      expect(explanation.tokens.length).toBeGreaterThan(0);
      expect(JSON.stringify(explanation)).not.toContain('null');
    },
  );

  it('refuses scores beyond float64, whatever was asked for', async () => {
    const huge = makeTinyModel({ scale: 50, hiddenSize: 16 });
    huge.layers.at(-1)?.tensors.weight?.fill(Number.MAX_VALUE);
    const tiny = await engineWith(writeNativeFolder(huge, 'F64'));
    await expect(tiny.explain(never, { input: { tokens: ['w0'] }, target: 'predicted', methods: [] })).rejects.toMatchObject({
      name: 'NumericalError',
    });
    await expect(tiny.classify(never, [['w0']])).rejects.toMatchObject({ name: 'NumericalError' });
  });

  it('gives the methods that have values, and says which has none and why', async () => {
    const tiny = await engineWith(writeNativeFolder(squaresOverflow(), 'F64'));
    const request = { input: { tokens: ['w0', 'w1'] }, target: 'predicted', methods: all } as const;
    const { explanation } = await tiny.explain(never, request);
    expect(explanation.methods.map(({ id }) => id)).toEqual(all.filter((id) => id !== 'sa'));
    expect(explanation.failed).toEqual([
      { id: 'sa', parameters: {}, error: expect.objectContaining({ problem: expect.stringContaining('square of a gradient') }) },
    ]);
    const { methods, effects } = await tiny.faithfulness(never, { ...request, randomOrders: 2, seed: 1 });
    expect(methods.map(({ id }) => id)).toEqual(all.filter((id) => id !== 'sa'));
    expect(effects.every(Number.isFinite)).toBe(true);
    await expect(tiny.classMatrix(never, { input: request.input, method: 'sa' })).rejects.toThrow(
      /method sa, class class 0: the square/,
    );
    expect((await tiny.classMatrix(never, { input: request.input, method: 'gi' })).values).toHaveLength(3);
  });

  it('suggests near spellings', async () => {
    const words = (await engine.nearSpellings(never, 'Brillient', 3)).map(({ word }) => word);
    expect(words[0]).toBe('brilliant');
  });

  it('stops when told to', async () => {
    const sentences = Array.from({ length: 5000 }, () => ['a', 'good', 'film', '.']);
    const controller = new AbortController();
    const work = engine.classify(controller.signal, sentences, () => controller.abort());
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('names the sentence that is empty', async () => {
    await expect(engine.classify(never, [['good'], []])).rejects.toThrow('sentence 2: is empty');
  });

  it.skipIf(!sstTest)('has the test accuracy its card states (else skipped: no upstream files)', async () => {
    const { sentences, gold } = sstTest ?? { sentences: [], gold: [] };
    const config = JSON.parse(readFileSync(new URL('../../public/model/config.json', import.meta.url), 'utf8'));
    const { predicted } = await engine.classify(never, sentences);
    const right = gold.filter((label, index) => predicted[index] === label).length;
    console.log(`five-class accuracy on ${gold.length} test sentences: ${((100 * right) / gold.length).toFixed(2)} %`);
    expect(right / gold.length).toBeCloseTo(config.metrics.test.five_class, 6);
    expect(right / gold.length).toBeGreaterThanOrEqual(0.47);

    const polar = sentences.map((tokens, index) => ({ tokens, label: gold[index] ?? 2 })).filter(({ label }) => label !== 2);
    let agreed = 0;
    for (const { tokens, label } of polar) {
      const { explanation } = await engine.explain(never, { input: { tokens }, target: 'predicted', methods: [] });
      const [p0 = 0, p1 = 0, , p3 = 0, p4 = 0] = explanation.probabilities;
      if (p3 + p4 > p0 + p1 === label > 2) agreed++;
    }
    expect(agreed / polar.length).toBeCloseTo(config.metrics.test.binary, 6);
    expect(agreed / polar.length).toBeGreaterThanOrEqual(0.855);
  });
});
