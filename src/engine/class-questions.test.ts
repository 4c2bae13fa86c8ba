import { beforeAll, describe, expect, it } from 'vitest';
import { writeNativeFolder } from '../formats/programs/native-network.ts';
import { bundledFiles } from '../testing/golden.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { LocalEngine } from './engine.ts';

const never = new AbortController().signal;
const tokens = ['w3', 'w1', 'w4', 'unheard', 'w1'];

async function engineWith(files: ReturnType<typeof bundledFiles>): Promise<LocalEngine> {
  const engine = new LocalEngine();
  await engine.load(never, { kind: 'files', files });
  return engine;
}

describe('contrast and classMatrix', () => {
  let engine: LocalEngine;
  beforeAll(async () => {
    engine = await engineWith(writeNativeFolder(makeTinyModel({ classes: 4, hiddenSize: 5, outputBias: true }), 'F64'));
  });

  it('ignores a contrast that is the target, given or predicted', async () => {
    const methods = ['lrp', 'gi', 'sa'] as const;
    const plain = await engine.explain(never, { input: { tokens }, target: 'predicted', methods });
    const { predicted } = plain.explanation;
    for (const target of ['predicted', predicted] as const) {
      const { explanation } = await engine.explain(never, { input: { tokens }, target, contrast: predicted, methods });
      expect(explanation).toEqual(plain.explanation);
      expect(explanation).not.toHaveProperty('contrast');
    }
  });

  it('names the contrast, and balances the ledger against the difference of the two scores', async () => {
    const { explanation } = await engine.explain(never, { input: { tokens }, target: 2, contrast: 0, methods: ['lrp'] });
    const { scores, methods } = explanation;
    expect(explanation.contrast).toBe(0);
    const [lrp] = methods;
    const { words = [], rest = 0, bias = 0, stabiliser = 0 } = lrp ?? {};
    const total = words.reduce((sum, value) => sum + value, 0) + rest + bias + stabiliser;
    expect(total).toBeCloseTo((scores[2] ?? 0) - (scores[0] ?? 0), 10);
  });

  it.each([4, -1, 0.5, Number.NaN])('refuses %s as contrast', async (contrast) => {
    const request = { input: { tokens }, target: 0, contrast, methods: [] };
    await expect(engine.explain(never, request)).rejects.toMatchObject({ name: 'InputError', fields: { where: 'contrast' } });
  });

  it.each(['lrp', 'gi', 'sa'] as const)('has a row a class: %s as explain() gives it', async (method) => {
    const [lrp, deleted] = [{ eps: 0.01, biasFactor: 0.5 }, [2]];
    const matrix = await engine.classMatrix(never, { input: { tokens }, method, lrp, deleted });
    expect(matrix.tokens).toEqual(tokens);
    expect(matrix.method).toBe(method);
    expect(matrix.values).toHaveLength(4);
    for (const [target, row] of matrix.values.entries()) {
      const { explanation } = await engine.explain(never, { input: { tokens }, target, methods: [method], lrp, deleted });
      expect(row).toEqual(explanation.methods[0]?.words);
      expect(matrix.scores).toEqual(explanation.scores);
    }
  });

  it('refuses a bad class matrix request', async () => {
    const request = { input: { tokens }, method: 'lrp', lrp: { eps: -1 } } as const;
    await expect(engine.classMatrix(never, request)).rejects.toMatchObject({ name: 'InputError', fields: { where: 'eps' } });
  });
});

describe('nearestWords', () => {
  it('suggests known words, never the unknown-word entry, and nothing for an unknown word', async () => {
    const tiny = makeTinyModel({ words: 5, embeddingSize: 2 });
    tiny.embeddings?.set([1, 0, 1, 0.1, 1, 0, 0, 0, -1, 0]);
    const model = { ...tiny, words: ['warm', 'hot', '<unk>', 'naught', 'cold'], config: { ...tiny.config, unkToken: '<unk>' } };
    const engine = await engineWith(writeNativeFolder(model, 'F64'));
    const nearest = async (word: string) => (await engine.nearestWords(never, word, 9)).map((found) => found.word);
    expect(await nearest('Warm')).toEqual(['hot', 'cold']);
    expect(await nearest('naught')).toEqual([]);
    expect(await nearest('zzyzx')).toEqual([]);
    expect(await nearest('<unk>')).toEqual([]);
    expect(await engine.nearestWords(never, 'warm', 1)).toHaveLength(1);
  });

  it('finds what stands near in the bundled model', async () => {
    const engine = await engineWith(bundledFiles());
    const found = await engine.nearestWords(never, 'good', 10);
    expect(found).toHaveLength(10);
    const similarities = found.map(({ similarity }) => similarity);
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
    expect(similarities.every((value) => value > 0 && value <= 1)).toBe(true);
  });
});
