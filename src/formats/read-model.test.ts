import { describe, expect, it } from 'vitest';
import { checkModel } from '../model/check-model.ts';
import type { ModelFile } from '../model/model-data.ts';
import { bundledFiles, goldenFiles, readGolden } from '../testing/golden.ts';
import { fieldsOfRejection } from '../testing/malformed.ts';
import { NO_UPSTREAM } from '../testing/shared.ts';
import { makeTinyModel, partsOf } from '../testing/tiny-model.ts';
import { hasUpstream, readUpstreamGolden, upstreamFiles } from '../testing/upstream.ts';
import { widened } from '../testing/widened.ts';
import { writeNativeFolder } from './programs/native-network.ts';
import { readModel } from './read-model.ts';

/**
 * Spot values are numpy 1.24's own (pickle.load and numpy.load): first and last embedding, Wxh_Left [5, 2],
 * bxh_Right [1] + bhh_Right [1], Whh_Right [1, 2], Why_Right [2, 1]; the hash is sha256sum's of embeddings.npy and model.
 */
const SPOTS = {
  tiny: {
    numbers: [
      0.3510999572313923, -0.030563567410902635, -0.449822314228829, 0.3770659580032125, -0.8689903293764251, 1.3931206450687617,
    ],
    sha256: 'a76a3a30cd9f63148a5d7d03a72c968cf9f3ec7ad0266fbae1c5558fd30443b6',
  },
  float32: {
    numbers: [
      0.8500277996063232, -0.12288478761911392, -0.3845488727092743, -0.1125531792640686, -0.12514160573482513,
      -0.7346959114074707,
    ],
    sha256: '77cf128780dd7dc1d804c5f4969022f7c9fb54cb049494b85f416b36900c674f',
  },
};

describe.each(['tiny', 'float32'] as const)('golden model %s', async (name) => {
  const { dims, examples } = readGolden(name);
  const model = await readModel(goldenFiles(name));
  const { left, right, outputBias } = partsOf(model);

  it('has the sizes of golden.json', () => {
    const { V, e, d, C } = dims;
    expect([model.words.length, model.config.embeddingSize, model.config.classes.length]).toEqual([V, e, C]);
    expect([model.embeddings?.length, left.weightIh.length, right?.weightHh.length]).toEqual([V * e, 4 * d * e, 4 * d * d]);
    expect([left.bias.length, right?.output.length, outputBias]).toEqual([4 * d, C * d, null]);
  });

  it('has the numbers of the files', () => {
    const { embeddings, sha256 } = model;
    const { e, d } = dims;
    const numbers = [
      embeddings?.at(0),
      embeddings?.at(-1),
      left.weightIh[5 * e + 2],
      right?.bias[1],
      right?.weightHh[d + 2],
      right?.output[2 * d + 1],
    ];
    expect({ numbers, sha256 }).toEqual(SPOTS[name]);
  });

  it('has the words of the examples at their ids', () => {
    for (const { tokens, ids } of examples) expect(ids.map((id) => model.words[id])).toEqual(tokens);
  });
});

describe.skipIf(!hasUpstream)(`the published model (${hasUpstream ? 'present' : NO_UPSTREAM})`, () => {
  it('is read whole', async () => {
    const model = await readModel(upstreamFiles());
    expect(model.words.length).toBe(19_538);
    const { left, right } = partsOf(model);
    expect([model.embeddings?.length, left.weightIh.length, right?.weightIh.length]).toEqual([19_538 * 60, 240 * 60, 240 * 60]);
    expect(model.config).toMatchObject({
      embeddingSize: 60,
      lowercase: true,
      unkToken: null,
    });
    expect(model.config.classes).toEqual(['very negative', 'negative', 'neutral', 'positive', 'very positive']);
    for (const { tokens, ids } of readUpstreamGolden().examples) expect(ids.map((id) => model.words[id])).toEqual(tokens);
  });
});

describe('the bundled model', async () => {
  const model = await readModel(bundledFiles());

  it('is of five classes and reads both directions', () => {
    expect(model.config.classes).toEqual(['very negative', 'negative', 'neutral', 'positive', 'very positive']);
    expect(partsOf(model).right).not.toBeNull();
    expect(model.embeddings?.length).toBe(model.words.length * model.config.embeddingSize);
  });

  it('keeps the no-break space of words that hold one', () => {
    expect(model.words.filter((word) => word.includes('\u00A0')).length).toBe(2);
  });

  it('is written in float16 and read back without a change', async () => {
    // toEqual takes seconds for a million numbers.
    const twice = await readModel(writeNativeFolder(model, 'F16'));
    expect(twice.embeddings?.findIndex((value, at) => value !== model.embeddings?.[at])).toBe(-1);
    expect(widened(partsOf(twice))).toEqual(widened(partsOf(model)));
  });
});

describe('which format', () => {
  const native = writeNativeFolder(makeTinyModel());
  const reference = goldenFiles('tiny');
  const inFolder = (folder: string, files: readonly ModelFile[]) => files.map((file) => ({ ...file, name: folder + file.name }));

  it('takes the last part of a path, and a folder as the name of a model that has none', async () => {
    expect((await readModel(inFolder('a/b/', native))).config.name).toBe('tiny 1');
    expect((await readModel(inFolder('C:\\models\\mine\\', reference))).config.name).toBe('mine');
    expect((await readModel(reference)).config.name).toBe('reference model');
  });

  it('leaves other files alone', async () => {
    const readme = { name: 'MODEL_CARD.md', bytes: new Uint8Array(3) };
    expect((await readModel([readme, ...native])).words.length).toBe(12);
  });

  it('hashes the same bytes alike, whatever the order of the files', async () => {
    expect((await readModel([...reference].reverse())).sha256).toBe((await readModel(reference)).sha256);
  });

  const expected =
    'config.json + model.safetensors + vocab.txt (native), or embeddings.npy + model + vocab (reference program), ' +
    'or one *.pt, *.pth, *.bin, *.safetensors or *.npz (PyTorch state_dict or named tensors), ' +
    'or one *.keras, *.h5 or *.hdf5 (Keras), ' +
    'or model.json of TensorFlow.js + its group*-shard*of*.bin (TensorFlow.js)';
  it.each<[string, readonly ModelFile[], object]>([
    ['nothing', [], { problem: 'are not a whole model', expected, found: 'nothing', advice: undefined }],
    ['others', [{ name: 'x/photo.jpg', bytes: new Uint8Array(0) }], { expected, found: 'photo.jpg', advice: undefined }],
    ['a line end in a name', [{ name: 'a\nb\u0000', bytes: new Uint8Array(0) }], { found: 'a\\u000ab\\u0000' }],
    ['a part', native.slice(0, 1), { expected, found: 'config.json', advice: 'Missing: model.safetensors, vocab.txt.' }],
    ['a part of the other', reference.slice(0, 2), { expected, found: 'vocab, model', advice: 'Missing: embeddings.npy.' }],
    ['two models', [...native, ...reference], { problem: 'are of two models', expected }],
    [
      'a file twice',
      [...native, ...inFolder('b/', native.slice(2))],
      { where: 'vocab.txt', problem: 'is given more than once', found: 'vocab.txt, b/vocab.txt' },
    ],
  ])('%s', async (_, files, fields) => {
    expect(await fieldsOfRejection(readModel(files))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });

  it('checks the model it has read', async () => {
    const model = makeTinyModel();
    const files = writeNativeFolder({ ...model, config: { ...model.config, classes: ['a', 'b', 'a'] } });
    expect(await fieldsOfRejection(readModel(files))).toMatchObject({ where: 'classes', found: '"a"' });
    const read = await readModel(native);
    expect(() => checkModel(read)).not.toThrow();
  });
});
