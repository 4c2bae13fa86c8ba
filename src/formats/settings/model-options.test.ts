/** What a user says of a model's files, the same for every format; and what an inspection tells. */

import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { LensError } from '../../model/errors.ts';
import type { ModelData, ModelFile } from '../../model/model-data.ts';
import { Network } from '../../model/network.ts';
import { GATES } from '../../model/one-lstm.ts';
import { goldenFiles, torchGoldenFiles } from '../../testing/golden.ts';
import { fieldsOfRejection } from '../../testing/malformed.ts';
import { npyBytes } from '../../testing/npy-writer.ts';
import { makeTinyModel, partsOf } from '../../testing/tiny-model.ts';
import { type NamedMatrix, storedAs, torchTensors, writeTorchFile } from '../../testing/torch-writer.ts';
import { writeSafetensors } from '../containers/safetensors.ts';
import { inspectModel } from '../inspect-model.ts';
import { writeNativeFolder } from '../programs/native-network.ts';
import { readModel } from '../read-model.ts';
import type { ModelOptions } from './model-options.ts';

const utf8 = new TextEncoder();
const model = makeTinyModel({ outputBias: true });
const tensors = torchTensors(model);
const vocabulary: ModelFile = { name: 'vocab.txt', bytes: utf8.encode(model.words.join('\n')) };
const npzOf = (named: ReadonlyMap<string, NamedMatrix>): ModelFile => ({
  name: 'm.npz',
  bytes: zipSync(Object.fromEntries([...named].map(([name, tensor]) => [`${name}.npy`, npyBytes(tensor)])), { level: 0 }),
});

/** Every format, its label, and the name it has where nobody gives it one. */
const FORMATS: readonly (readonly [string, readonly ModelFile[], string])[] = [
  ['LRP Lens folder', writeNativeFolder(model), 'tiny 1'],
  ['reference program’s folder', goldenFiles('tiny'), 'reference model'],
  ['PyTorch state_dict', [{ name: 'm.pt', bytes: writeTorchFile(storedAs(tensors, 'Double')) }, vocabulary], 'm.pt'],
  ['safetensors', [{ name: 'm.safetensors', bytes: writeSafetensors(tensors, 'F64') }, vocabulary], 'm.safetensors'],
  ['NumPy arrays (.npz)', [npzOf(tensors), vocabulary], 'm.npz'],
];

describe.each(FORMATS)('%s', (format, files, name) => {
  it('is told by an inspection, without its numbers', async () => {
    const { words, config } = await readModel(files);
    const readme = { name: 'notes/README.md', bytes: new Uint8Array(9) };
    const inspection = await inspectModel([...files, readme]);
    const { tensors: listed, roles, ...rest } = inspection;
    expect(rest).toEqual({
      format,
      files: expect.arrayContaining(files.map((file) => file.name)),
      leftAlone: { names: ['notes/README.md'], total: 1 },
      bytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
      settled: {
        input: 'tokens',
        embeddingSize: config.embeddingSize,
        features: null,
        output: 'softmax',
        name,
        classes: config.classes,
        lowercase: true,
        unkToken: config.unkToken,
        paddingId: null,
        dropsUnknown: false,
        tokenizer: { kind: 'treebank' },
        padding: null,
        gateOrder: format.startsWith('reference') || format.startsWith('LRP') ? 'igfo' : 'ifgo',
      },
      vocabulary: expect.stringMatching(/^(text|JSON|pickle|vocab.txt)$/),
      idShift: null,
      doubts: expect.arrayContaining([]),
      firstWords: words.slice(0, 12),
      notes: [],
      choices: listed === null ? [] : expect.arrayContaining([]),
      layers: [
        { layer: { type: 'lstm', hiddenSize: 3, bidirectional: true, merge: 'concat', gateActivation: 'sigmoid' } },
        { layer: { type: 'readout', kind: 'final', direction: 'both' }, tensors: [] },
        { layer: { type: 'dense', size: config.classes.length, activation: 'linear' } },
      ].map((layer) => expect.objectContaining(layer)),
      flow: {
        input: 'tokens',
        vocabularySize: words.length,
        embeddingSize: config.embeddingSize,
        output: 'softmax',
        sizes: [6, 6, config.classes.length],
        names: [expect.any(String), expect.toBeOneOf([null, 'layers.1']), expect.any(String)],
      },
      problem: null,
    });
    expect(roles['output.weight']).toBe(listed === null ? undefined : 'fc.weight');
  });

  it('takes every option', async () => {
    const { words, config } = await readModel(files);
    const options: ModelOptions = {
      name: 'Mine',
      classes: config.classes.map((_, index) => `kind ${index}`),
      lowercase: false,
      unkToken: words[2] ?? null,
      dropsUnknown: false,
      tokenizer: { kind: 'keras', filters: '.', split: '_', charLevel: false },
      paddingId: 3,
      padding: { side: 'post', length: 7, id: 3, truncate: 'pre', masked: false },
      gateOrder: 'fiog',
    };
    expect((await inspectModel(files, options)).settled).toMatchObject(options);
    const read = await readModel(files, options);
    const { gateOrder, ...said } = options;
    expect(read.config).toMatchObject(said);
    expect([read.format, read.gateOrder]).toEqual([format, gateOrder]);
    expect((await readModel(files, { unkToken: null, paddingId: null })).config).toMatchObject({
      unkToken: null,
      paddingId: null,
    });
  });

  it.each<[string, ModelOptions, object]>([
    [
      'too few classes',
      { classes: ['a', 'b'] },
      { where: 'class names', expected: expect.stringMatching(/^\d names$/), found: '2: a, b' },
    ],
    ['a class without a name', { classes: ['a', ' ', 'c'] }, { where: 'class names', found: 'none for class 1' }],
    ['a class twice', { classes: ['a', 'b', 'a'] }, { where: 'class names', problem: 'name a class twice' }],
    ['an unknown word that is none', { unkToken: 'nowhere' }, { where: 'unknown word', problem: 'is not in the vocabulary' }],
    ['a padding id beyond the words', { paddingId: 4000 }, { where: 'padding', found: '4000' }],
    ['half a padding id', { paddingId: 0.5 }, { where: 'padding' }],
    ['a negative padding id', { paddingId: -1 }, { where: 'padding' }],
    ['no order of the gates', { gateOrder: 'ifg' }, { where: 'gate order', found: '"ifg"' }],
  ])('leaves the user to mend: %s', async (_, options, fields) => {
    const { problem, settled } = await inspectModel(files, options);
    expect(problem).toMatchObject({ name: 'ModelFormatError', ...fields });
    expect(settled).toBeNull();
    expect(await fieldsOfRejection(readModel(files, options))).toEqual(problem);
  });

  it('does not take one entry for unknown words and for padding', async () => {
    const { words } = await readModel(files);
    const { problem } = await inspectModel(files, { unkToken: words[2] ?? null, paddingId: 2 });
    expect(problem).toMatchObject({ where: 'padding', problem: 'is the entry that unknown words are read as' });
  });
});

it('puts together what a config.json says wrongly with options that say it right', async () => {
  const config = { classes: ['a'], gate_order: 'xyz', unk_token: 'nowhere', padding_id: 99 };
  const files = [
    npzOf(tensors),
    vocabulary,
    { name: 'config.json', bytes: utf8.encode(JSON.stringify({ ...config, classes: ['a', 'b'] })) },
  ];
  const options = { classes: ['a', 'b', 'c'], gateOrder: 'ifgo', unkToken: null, paddingId: null };
  expect((await inspectModel(files, options)).settled).toMatchObject(options);
  const places: unknown[] = [];
  for (const option of Object.keys(options)) {
    const { problem } = await inspectModel(files, Object.fromEntries(Object.entries(options).filter(([key]) => key !== option)));
    places.push(problem?.where);
  }
  expect(places).toEqual(['classes', 'gate_order', 'unk_token', 'padding_id'].map((field) => `config.json ${field}`));
});

it('an inspection names what is in a zip, and leaves one beside a model alone', async () => {
  const [, , pytorch] = FORMATS;
  const files = pytorch?.[1] ?? [];
  const zip = { name: 'a.zip', bytes: zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]))) };
  expect(await inspectModel([zip])).toMatchObject({
    files: ['a/m.pt', 'a/vocab.txt'],
    leftAlone: { names: [], total: 0 },
    problem: null,
  });
  expect(await inspectModel([...files, zip])).toMatchObject({
    files: ['m.pt', 'vocab.txt'],
    leftAlone: { names: ['a.zip'], total: 1 },
  });
  const notes = Array.from({ length: 9 }, (_, index) => ({ name: `${index}.md`, bytes: new Uint8Array(1) }));
  const { leftAlone } = await inspectModel([...files, ...notes]);
  expect(leftAlone).toEqual({ names: notes.slice(0, 6).map(({ name }) => name), total: 9 });
});

it('an inspection rejects what is malformed', async () => {
  await expect(inspectModel([{ name: 'm.pt', bytes: utf8.encode('no') }, vocabulary])).rejects.toBeInstanceOf(LensError);
  await expect(inspectModel([])).rejects.toThrow('are not a whole model');
});

/** Row blocks i, f, g, o of PyTorch in another order, each number moved by itself. */
function reorder(tensor: NamedMatrix, order: string): NamedMatrix {
  const [rows = 0] = tensor.shape;
  const width = tensor.data.length / rows;
  const d = rows / GATES.length;
  const data = Float64Array.from({ length: tensor.data.length }, (_, at) => {
    const row = Math.floor(at / width);
    const gate = order.charAt(Math.floor(row / d));
    return tensor.data['ifgo'.indexOf(gate) * d * width + (row % d) * width + (at % width)] ?? Number.NaN;
  });
  return { shape: tensor.shape, data };
}

const gateOrder = fc.shuffledSubarray([...GATES], { minLength: 4 }).map((letters) => letters.join(''));
const shape = fc.record({
  seed: fc.nat({ max: 10_000 }),
  embeddingSize: fc.integer({ min: 1, max: 5 }),
  hiddenSize: fc.integer({ min: 1, max: 5 }),
  classes: fc.integer({ min: 2, max: 7 }),
  bidirectional: fc.boolean(),
  outputBias: fc.boolean(),
});

it('any order of the gates, biases one or two, directions and classes: the model that was written', async () => {
  await fc.assert(
    fc.asyncProperty(shape, gateOrder, fc.boolean(), fc.boolean(), async (sizes, order, twoBiases, inConfig) => {
      const written = makeTinyModel(sizes);
      const named = new Map<string, NamedMatrix>();
      for (const [name, tensor] of torchTensors(written)) {
        if (/bias_hh/.test(name) && !twoBiases) continue;
        named.set(name, name.startsWith('lstm') ? reorder(tensor, order) : tensor);
      }
      const config = { name: 'config.json', bytes: utf8.encode(JSON.stringify(inConfig ? { gate_order: order } : {})) };
      const read = await readModel([npzOf(named), vocabulary, config], inConfig ? {} : { gateOrder: order });
      const ids = [1, -1, 4, 0];
      expect(new Network(read).forward(ids)).toEqual(new Network(written).forward(ids));
    }),
    { numRuns: 60, seed: 4 },
  );
});

it('the reference’s folder with gates in another order', async () => {
  const files = goldenFiles('tiny');
  const [plain, other] = [await readModel(files), await readModel(files, { gateOrder: 'oigf' })];
  const rows = (data: ModelData, block: number) => {
    const { bias } = partsOf(data).left;
    return bias.slice((block * bias.length) / 4, ((block + 1) * bias.length) / 4);
  };
  expect(GATES.map((_, block) => rows(other, block))).toEqual([1, 2, 3, 0].map((block) => rows(plain, block)));
});

it('one sigmoid output has two classes, named by the user', async () => {
  const single = new Map([...tensors].filter(([name]) => !name.startsWith('fc.')));
  single.set('fc.weight', { shape: [1, 6], data: Float64Array.of(0.5, -1, 2, 0.25, 1, -0.75) });
  const files = [npzOf(single), vocabulary];
  expect((await inspectModel(files)).settled?.classes).toEqual(['class 0', 'class 1']);
  expect((await readModel(files, { classes: ['bad', 'good'] })).config.classes).toEqual(['bad', 'good']);
  expect((await inspectModel(files, { classes: ['good'] })).problem).toMatchObject({
    where: 'class names',
    expected: '2 names (one sigmoid output is explained as two classes)',
    found: '1: good',
  });
});

it('padding is told by its name, where unknown words are not read as it', async () => {
  const [pt] = torchGoldenFiles('pytorch-uni');
  const [, words] = torchGoldenFiles('pytorch-uni');
  const lines = new TextDecoder().decode(words?.bytes).trimEnd().split('\n');
  const settled = async (first: string, options: ModelOptions = {}) => {
    const text = utf8.encode([...lines.slice(0, -1), first].join('\n'));
    return (await inspectModel([pt ?? vocabulary, { name: 'vocab.txt', bytes: text }], options)).settled?.paddingId;
  };
  expect(await settled('<pad>')).toBe(lines.length - 1);
  expect(await settled('[PAD]')).toBe(lines.length - 1);
  expect(await settled('pad')).toBeNull();
  expect(await settled('<pad>', { unkToken: '<pad>' })).toBeNull();
  expect(await settled('<pad>', { paddingId: null })).toBeNull();
});
