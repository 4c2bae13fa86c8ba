import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../../model/model-data.ts';
import { Network } from '../../model/network.ts';
import { softmax } from '../../model/softmax.ts';
import { expectClose } from '../../testing/expect-close.ts';
import { writeFormatOne } from '../../testing/format-one.ts';
import { fieldsOfRejection } from '../../testing/malformed.ts';
import { file, model, npz, pt, tensors, vocabulary, weightsOf } from '../../testing/named-files.ts';
import { makeTinyModel, partsOf } from '../../testing/tiny-model.ts';
import { type NamedMatrix, storedAs, torchTensors, writeTorchFile } from '../../testing/torch-writer.ts';
import { readSafetensors, writeSafetensors } from '../containers/safetensors.ts';
import { inspectModel } from '../inspect-model.ts';
import { readModel } from '../read-model.ts';

describe.each([true, false])('every form, bidirectional %j', (bidirectional) => {
  const written = makeTinyModel({ outputBias: true, bidirectional });
  const named = torchTensors(written);
  const words = vocabulary(written);
  it.each<[string, readonly ModelFile[]]>([
    ['.pt', [file('m.pt', writeTorchFile(storedAs(named, 'Double')))]],
    ['.pth in a folder', [file('runs/best/m.PTH', writeTorchFile(storedAs(named, 'Double')))]],
    [
      '.bin, beside one of TensorFlow.js',
      [file('pytorch_model.bin', writeTorchFile(storedAs(named, 'Double'))), file('group1-shard1of1.bin', 'AAAA')],
    ],
    ['.safetensors', [file('m.safetensors', writeSafetensors(named, 'F64'))]],
    [
      'model.safetensors with a config of another program',
      [file('model.safetensors', writeSafetensors(named, 'F64')), file('config.json', {})],
    ],
    ['.npz', [file('m.npz', npz(named))]],
  ])('%s', async (_, weights) => {
    const read = await readModel([...weights, words]);
    expect(weightsOf(read)).toEqual(weightsOf(written));
    expect(read.words).toEqual(written.words);
    expect(read.layers[0]?.layer).toMatchObject({ hiddenSize: 3, bidirectional });
    expect(read.config).toMatchObject({
      embeddingSize: 4,
      classes: ['class 0', 'class 1', 'class 2'],
    });
  });

  it('.npz with our own names, and the gate order of its config.json', async () => {
    const own = writeFormatOne(written).find(({ name }) => name === 'model.safetensors');
    const bytes = npz(readSafetensors(own?.bytes ?? new Uint8Array(0), 'm'));
    const config = file('config.json', { gate_order: 'igfo' });
    expect(weightsOf(await readModel([file('m.npz', bytes), config, words]))).toEqual(weightsOf(written));
  });
});

describe('numbers of other sizes', () => {
  it.each([
    ['Half', 2 ** -11],
    ['BFloat16', 2 ** -7],
    ['Float', 2 ** -24],
  ] as const)('%s', async (type, precision) => {
    const read = await readModel([file('m.pt', writeTorchFile(storedAs(tensors, type))), vocabulary(model)]);
    expectClose(read.embeddings ?? [], model.embeddings ?? [], precision, type);
    expectClose(partsOf(read).left.output, partsOf(model).left.output, precision, type);
  });

  it('a transposed weight', async () => {
    const stored = storedAs(tensors, 'Double');
    const fc = tensors.get('fc.weight') ?? { shape: [0, 0], data: new Float64Array(0) };
    const [C = 0, width = 0] = fc.shape;
    const storage = Float64Array.from(
      { length: C * width },
      (_, at) => fc.data[(at % C) * width + Math.floor(at / C)] ?? Number.NaN,
    );
    const turned = { ...stored, 'fc.weight': { type: 'Double', shape: [C, width], strides: [1, C], storage } as const };
    expect(weightsOf(await readModel([file('m.pt', writeTorchFile(turned)), vocabulary(model)]))).toEqual(weightsOf(model));
  });
});

describe('biases', () => {
  const read = (changed: ReadonlyMap<string, NamedMatrix>) => readModel([file('m.npz', npz(changed)), vocabulary(model)]);
  const without = (pattern: RegExp) => new Map([...tensors].filter(([name]) => !pattern.test(name)));

  it('two are added', async () => {
    const two = new Map(
      [...tensors].map(([name, tensor]) => [
        name,
        /bias_hh/.test(name) ? { ...tensor, data: tensor.data.map(() => 0.25) } : tensor,
      ]),
    );
    expect(partsOf(await read(two)).left.bias).toEqual(partsOf(model).left.bias.map((value) => value + 0.25));
  });

  it('one is enough', async () => expect(weightsOf(await read(without(/bias_hh/)))).toEqual(weightsOf(model)));
  it('none is zero', async () => expect(partsOf(await read(without(/lstm\.bias/))).left.bias).toEqual(new Float64Array(12)));
  it('no output bias', async () => expect(partsOf(await read(without(/fc\.bias/))).outputBias).toBeNull());
});

it('explains one sigmoid output as two classes', async () => {
  const single = new Map([...tensors].filter(([name]) => !name.startsWith('fc.')));
  const weight = Float64Array.from([0.5, -1, 2, 0.25, 1, -0.75]);
  for (const bias of [0.3, null]) {
    single.set('fc.weight', { shape: [1, 6], data: weight });
    if (bias === null) single.delete('fc.bias');
    else single.set('fc.bias', { shape: [1], data: Float64Array.of(bias) });
    const read = await readModel([file('m.npz', npz(single)), vocabulary(model)]);
    expect(read.config.classes).toEqual(['class 0', 'class 1']);
    const scores = new Network(read).forward([1, 2, 3]);
    expect(scores[0]).toBe(0);
    expect(scores[1]).not.toBe(0);
    const [, second] = softmax(scores);
    expect(second).toBeCloseTo(1 / (1 + Math.exp(-(scores[1] ?? Number.NaN))), 14);
    const { left, right, outputBias } = partsOf(read);
    expect(outputBias).toEqual(bias === null ? null : Float64Array.of(0, bias));
    expect([...left.output, ...(right?.output ?? [])]).toEqual([0, 0, 0, 0.5, -1, 2, 0, 0, 0, 0.25, 1, -0.75]);
  }
});

describe('config.json', () => {
  it('gives what the weights do not', async () => {
    const config = {
      name: 'Reviews',
      classes: ['bad', 'so so', 'good'],
      lowercase: false,
      unk_token: 'w3',
      license: 'MIT',
      hidden_size: 3,
      model_type: 'x',
    };
    const read = await readModel([pt, vocabulary(model), file('config.json', config)]);
    expect(read.config).toMatchObject({
      name: 'Reviews',
      classes: config.classes,
      lowercase: false,
      unkToken: 'w3',
      license: 'MIT',
    });
  });

  it('is not needed', async () => {
    const words = file('words.json', ['<unk>', '<PAD>', ...model.words.slice(2)]);
    expect((await readModel([pt, words])).config).toEqual({
      name: 'mine.pt',
      classes: ['class 0', 'class 1', 'class 2'],
      input: 'tokens',
      embeddingSize: 4,
      features: null,
      output: 'softmax',
      padding: null,
      lowercase: true,
      unkToken: '<unk>',
      paddingId: 1,
      dropsUnknown: false,
      tokenizer: { kind: 'treebank' },
      metrics: {},
      license: null,
      training: {},
    });
  });

  it('of another program means other things by the same names', async () => {
    const config = {
      classes: 3,
      tokenizer: 'spacy',
      name: '',
      hidden_size: '3',
      license: 'MIT',
      id2label: { 0: 'bad', 1: 'so so', 2: 'good' },
    };
    const files = [pt, vocabulary(model), file('config.json', config)];
    const { notes, settled } = await inspectModel(files);
    expect(notes).toContain(
      'config.json is another program’s: what it means by name, tokenizer, classes, hidden_size is ignored.',
    );
    expect(settled?.tokenizer).toEqual({ kind: 'treebank' });
    expect((await readModel(files)).config).toMatchObject({ classes: ['bad', 'so so', 'good'], license: 'MIT' });
  });

  it('says that there is no unknown word, though the vocabulary has one by its name', async () => {
    const words = file('vocab.json', ['<unk>', ...model.words.slice(1)]);
    expect((await readModel([pt, words, file('config.json', { unk_token: null })])).config.unkToken).toBeNull();
  });

  it.each<[object, object]>([
    [{ gate_order: 'abcd' }, { where: 'config.json gate_order' }],
    [{ hidden_size: 4 }, { where: 'config.json hidden_size', expected: '3', found: '4' }],
    [{ embedding_size: 3 }, { where: 'config.json embedding_size', expected: '4' }],
    [{ bidirectional: false }, { where: 'config.json bidirectional', expected: 'true' }],
    [{ classes: ['a', 'b'] }, { where: 'config.json classes', expected: '3 names', found: '2: a, b' }],
    [{ unk_token: 'nowhere' }, { where: 'config.json unk_token', problem: 'is not in the vocabulary' }],
  ])('is refused: %j', async (config, fields) => {
    const files = [pt, vocabulary(model), file('config.json', config)];
    expect(await fieldsOfRejection(readModel(files))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});

it('a Transformer is called one', async () => {
  const query = 'bert.encoder.layer.0.attention.self.query.weight';
  const tensors = new Map([
    ['bert.embeddings.word_embeddings.weight', { shape: [6, 4], data: new Float64Array(24) }],
    [query, { shape: [4, 4], data: new Float64Array(16) }],
  ]);
  const weights = file('bert.safetensors', writeSafetensors(tensors, 'F32'));
  expect(await fieldsOfRejection(readModel([weights, vocabulary(model)]))).toMatchObject({
    where: 'bert.safetensors',
    problem: 'is a Transformer, which has no recurrent layer',
    found: query,
  });
});

describe('corrections', () => {
  const swapped = new Map(
    [...tensors].map(([name, tensor]) => [name.replace('lstm.', 'rev.').replace('_reverse', '_back'), tensor]),
  );
  const files = [file('m.npz', npz(swapped)), vocabulary(model)];
  const mapping = Object.fromEntries(
    ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh'].map((part) => [`right.${part}`, `rev.${part}_l0_back`]),
  );

  it('say which tensor is which', async () => {
    expect(await fieldsOfRejection(readModel(files))).toMatchObject({
      name: 'ModelFormatError',
      found: expect.stringContaining('rev.weight_ih_l0_back [12, 4]'),
    });
    expect(weightsOf(await readModel(files, { mapping }))).toEqual(weightsOf(model));
  });

  it('can be made from what an inspection lists', async () => {
    const before = await inspectModel(files);
    expect(before.problem).toMatchObject({
      name: 'ModelFormatError',
      found: expect.stringContaining('rev.weight_ih_l0_back [12, 4]'),
    });
    expect(before.tensors?.fitting['right.weight_ih'].tensors).toContainEqual({ name: 'rev.weight_ih_l0_back', shape: [12, 4] });
    const { problem, roles } = await inspectModel(files, { mapping });
    expect(problem).toBeNull();
    expect(roles['output.weight']).toBe('fc.weight');
  });
});
