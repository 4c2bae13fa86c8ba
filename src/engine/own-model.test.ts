/** Models of the user's own in the engine: options, inspection, export, padding. */
import { describe, expect, it } from 'vitest';
import { hashFiles } from '../formats/basics/sha256.ts';
import { writeNativeFolder } from '../formats/programs/native-network.ts';
import type { ModelData, ModelFile } from '../model/model-data.ts';
import { bundledFiles, goldenFiles, torchGoldenFiles } from '../testing/golden.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { storedAs, torchTensors, writeTorchFile } from '../testing/torch-writer.ts';
import { LocalEngine } from './engine.ts';
import type { ExplainRequest, ModelOptions } from './protocol.ts';

const never = new AbortController().signal;

async function engineWith(files: readonly ModelFile[], options: ModelOptions = {}): Promise<LocalEngine> {
  const engine = new LocalEngine();
  await engine.load(never, { kind: 'files', files, options });
  return engine;
}

async function explained(engine: LocalEngine, text: string) {
  const request: ExplainRequest = { input: { text }, target: 0, methods: ['lrp', 'sa', 'gi'], lrp: { biasFactor: 0.5 } };
  return (await engine.explain(never, request)).explanation;
}

const hashes = (files: readonly ModelFile[]) => files.map(({ name, bytes }) => [name, hashFiles([bytes])]);

describe('export', () => {
  const padded = makeTinyModel({ outputBias: true, bidirectional: false, embeddingSize: 3, hiddenSize: 5 });
  it.each<[string, readonly ModelFile[], ModelOptions]>([
    ['bundled', bundledFiles(), {}],
    ['tiny', goldenFiles('tiny'), { classes: ['bad', 'so so', 'good'], name: 'Mine', unkToken: null }],
    ['float32', goldenFiles('float32'), { lowercase: false, paddingId: 2 }],
    ['pytorch-bidi', torchGoldenFiles('pytorch-bidi'), { gateOrder: 'ofig' }],
    ['pytorch-uni', torchGoldenFiles('pytorch-uni'), { paddingId: null }],
    ['sizes that are not those of the kernels’ memory', writeNativeFolder(padded), {}],
  ])('gives the same model again, bit for bit: %s', async (_, files, options) => {
    const engine = new LocalEngine();
    const before = await engine.load(never, { kind: 'files', files, options });
    const exported = await engine.exportModel(never);
    const again = new LocalEngine();
    const {
      sha256,
      format,
      gateOrder,
      files: _files,
      stages,
      ...after
    } = await again.load(never, { kind: 'files', files: exported });
    expect(before).toMatchObject(after);
    expect(stages.map(({ size }) => size)).toEqual(before.stages.map(({ size }) => size));
    expect([format, gateOrder, sha256.length]).toEqual(['LRP Lens folder', 'igfo', 64]);
    const { firstWords } = await engine.inspect(never, files);
    for (const text of [firstWords.join(' '), 'something Unknown , too']) {
      const { model, ...figures } = await explained(engine, text);
      const { model: model2, ...figures2 } = await explained(again, text);
      expect(figures2).toEqual(figures);
      expect(model2.classes).toEqual(model.classes);
    }
    // Exported once more, the bytes are the same: nothing is left out of what is written.
    expect(hashes(await again.exportModel(never))).toEqual(hashes(exported));
  });

  it('is refused while there is no model', async () => {
    await expect(new LocalEngine().exportModel(never)).rejects.toMatchObject({ name: 'NoModelError' });
  });
});

describe('options', () => {
  const files = torchGoldenFiles('pytorch-uni');

  it('are told by the model’s facts', async () => {
    const engine = new LocalEngine();
    const load = (options?: ModelOptions) => engine.load(never, { kind: 'files', files, options });
    expect(await load()).toMatchObject({ name: 'model.pt', format: 'PyTorch state_dict', gateOrder: 'ifgo', paddingId: null });
    const { classes } = await load();
    const names = classes.map((_, index) => `kind ${index}`);
    expect(await load({ name: 'Mine', gateOrder: 'gifo', classes: names, paddingId: 1 })).toMatchObject({
      name: 'Mine',
      gateOrder: 'gifo',
      classes: names,
      paddingId: 1,
    });
    await expect(load({ gateOrder: 'ifg' })).rejects.toMatchObject({ name: 'ModelFormatError' });
    expect((await explained(engine, 'x')).model.name, 'the last good model is kept').toBe('Mine');
  });

  it('change what is computed: another gate order gives other scores', async () => {
    const { firstWords } = await new LocalEngine().inspect(never, files);
    const text = firstWords.slice(2).join(' ');
    const plain = await explained(await engineWith(files), text);
    const same = await explained(await engineWith(files, { gateOrder: 'ifgo' }), text);
    const other = await explained(await engineWith(files, { gateOrder: 'igfo' }), text);
    expect(same.scores).toEqual(plain.scores);
    expect(other.scores).not.toEqual(plain.scores);
  });

  it('lower case or not: what text is read as', async () => {
    const model = withWords(makeTinyModel(), ['Good', 'good', 'film']);
    const unknown = async (lowercase: boolean) => {
      const { tokens, unknown: marked } = await explained(
        await engineWith(writeNativeFolder(model), { lowercase }),
        'GOOD Film good',
      );
      return tokens.map((token, t) => (marked[t] ? `${token}?` : token));
    };
    expect(await unknown(true)).toEqual(['good', 'film', 'good']);
    expect(await unknown(false)).toEqual(['GOOD?', 'Film?', 'good']);
  });

  it('unknown words: read as an entry, or a zero embedding', async () => {
    const model = withWords(makeTinyModel(), ['other', 'good', 'film']);
    const scores = async (unkToken: string | null, text: string) =>
      (await explained(await engineWith(writeNativeFolder(model), { unkToken }), text)).scores;
    expect(await scores('other', 'good zorp')).toEqual(await scores(null, 'good other'));
    const engine = await engineWith(writeNativeFolder(model), { unkToken: null });
    const { explanation } = await engine.explain(never, { input: { text: 'good film' }, target: 0, methods: [], deleted: [1] });
    expect(await scores(null, 'good zorp')).toEqual(explanation.scores);
  });
});

/** The model with these words first. */
function withWords(model: ModelData, words: readonly string[]): ModelData {
  return { ...model, words: [...words, ...model.words.slice(words.length)] };
}

describe('one sigmoid output', () => {
  const base = makeTinyModel({ classes: 2, outputBias: true });
  const single = torchTensors(base);
  const fc = Float64Array.of(0.5, -1, 2, 0.25, 1, -0.75);
  single.set('fc.weight', { shape: [1, 6], data: fc });
  single.set('fc.bias', { shape: [1], data: Float64Array.of(0.2) });
  const files = [
    { name: 'm.pt', bytes: writeTorchFile(storedAs(single, 'Double')) },
    { name: 'vocab.txt', bytes: new TextEncoder().encode(base.words.join('\n')) },
  ];
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

  it('is explained as two classes: s for the second, -s for the first', async () => {
    const engine = await engineWith(files, { classes: ['bad', 'good'] });
    const exported = await engineWith(await engine.exportModel(never));
    for (const [index, each] of [engine, exported].entries()) {
      const explain = async (target: 0 | 1 | 'predicted') =>
        (await each.explain(never, { input: { tokens: ['w1', 'w2', 'w3'] }, target, methods: ['lrp', 'sa', 'gi'] })).explanation;
      const [bad, good] = [await explain(0), await explain(1)];
      const [zero, s = Number.NaN] = good.scores;
      expect([zero, good.contrast, bad.contrast], `engine ${index}`).toEqual([0, undefined, 1]);
      expect(s).not.toBe(0);
      const [lrp] = good.methods;
      const ledger = [...(lrp?.words ?? []), lrp?.rest ?? 0, lrp?.bias ?? 0, lrp?.stabiliser ?? 0];
      expect(total(ledger)).toBeCloseTo(s, 12);
      for (const [k, { words }] of good.methods.entries()) {
        const sign = good.methods[k]?.id === 'sa' ? 1 : -1; // SA has no sign
        expect(bad.methods[k]?.words).toEqual(words.map((value) => sign * value));
      }
      expect((await explain('predicted')).contrast).toBe(s < 0 ? 1 : undefined);
      expect(good.probabilities[1]).toBeCloseTo(1 / (1 + Math.exp(-s)), 14);
    }
  });

  it('other models of two classes are explained as they are', async () => {
    const two = await engineWith(writeNativeFolder(base));
    expect((await explained(two, 'w1 w2')).contrast).toBeUndefined();
  });
});

describe('padding', () => {
  const model = withWords(makeTinyModel(), ['nul', 'null', 'good']);
  const files = writeNativeFolder(model);

  it('is never what a word is read as, nor suggested', async () => {
    const [plain, padded] = [await engineWith(files, { paddingId: null }), await engineWith(files, { paddingId: 0 })];
    expect((await explained(plain, 'nul good')).unknown).toEqual([false, false]);
    expect((await explained(padded, 'nul good')).unknown).toEqual([true, false]);
    const without = await explained(padded, 'zorp good');
    expect((await explained(padded, 'nul good')).scores).toEqual(without.scores);
    const spellings = async (engine: LocalEngine) => (await engine.nearSpellings(never, 'null', 5)).map(({ word }) => word);
    const neighbours = async (engine: LocalEngine) => (await engine.nearestWords(never, 'good', 50)).map(({ word }) => word);
    expect([(await spellings(plain)).includes('nul'), (await spellings(padded)).includes('nul')]).toEqual([true, false]);
    expect([(await neighbours(plain)).includes('nul'), (await neighbours(padded)).includes('nul')]).toEqual([true, false]);
    expect(await padded.nearestWords(never, 'nul', 5)).toEqual([]);
  });
});

describe('inspection', () => {
  it('never changes the model in use', async () => {
    const engine = await engineWith(goldenFiles('tiny'));
    const before = await explained(engine, 'x');
    expect((await engine.inspect(never, torchGoldenFiles('pytorch-bidi'), { gateOrder: 'nonsense' })).problem).not.toBeNull();
    await expect(engine.inspect(never, [])).rejects.toMatchObject({ name: 'ModelFormatError' });
    await expect(engine.inspect(AbortSignal.abort(), [])).rejects.toMatchObject({ name: 'AbortError' });
    expect(await explained(engine, 'x')).toEqual(before);
  });
});
