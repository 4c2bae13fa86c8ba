/** What goes with a Keras file: its vocabulary, a config.json, corrections; and files that are no Keras model. */
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../../model/model-data.ts';
import { kerasGoldenFiles, readTorchGolden } from '../../testing/golden.ts';
import { expectGoldenFigures } from '../../testing/golden-check.ts';
import { fieldsOfRejection } from '../../testing/malformed.ts';
import { partsOf } from '../../testing/tiny-model.ts';
import { inspectModel } from '../inspect-model.ts';
import { readModel } from '../read-model.ts';

const [archive, words] = kerasGoldenFiles('pytorch-uni', 'model.keras');
const [weights] = kerasGoldenFiles('pytorch-uni', 'model.weights.h5');
if (archive === undefined || words === undefined || weights === undefined) throw new Error('the fixture is not whole');
const entries = unzipSync(archive.bytes);
const json = (name: string, value: unknown): ModelFile => ({ name, bytes: strToU8(JSON.stringify(value)) });
const packed = (changed: Record<string, Uint8Array>): ModelFile => ({ name: 'm.keras', bytes: zipSync(changed, { level: 0 }) });
/** v1 = 1, v2 = 2, ... as in the fixture, whose word 0 is <unk>. */
const index = (last: number) => Object.fromEntries(Array.from({ length: last }, (_, at) => [`v${at + 1}`, at + 1]));

describe('the vocabulary', () => {
  it('may begin at 1: 0 is padding', async () => {
    const model = await readModel([archive, json('word_index.json', index(8))]);
    expect(model.words).toEqual(['<pad>', 'v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8']);
    expect(model.config).toMatchObject({ paddingId: 0, unkToken: null });
    expect(model.embeddings).toEqual((await readModel([archive, words])).embeddings);
  });

  it('may leave rows without a word, which are called by their ids, and name words that have none', async () => {
    const whole = await readModel([archive, words]);
    const fewer = await readModel([archive, json('vocab.json', index(5))]);
    expect(fewer.words.slice(4)).toEqual(['v4', 'v5', '#6', '#7', '#8']);
    expect(fewer.embeddings).toEqual(whole.embeddings);
    expect((await readModel([archive, json('vocab.json', index(500))])).words.length).toBe(9);
  });

  it('is a Tokenizer’s JSON, which has a class_name too', async () => {
    const config = { num_words: null, word_index: JSON.stringify(index(8)), oov_token: null };
    for (const content of [{ class_name: 'Tokenizer', config }, JSON.stringify({ class_name: 'Tokenizer', config })]) {
      const inspection = await inspectModel([archive, json('tokenizer.json', content)]);
      expect(inspection).toMatchObject({
        vocabulary: expect.stringContaining('Keras Tokenizer'),
        leftAlone: { total: 0 },
        problem: null,
      });
    }
  });

  it('as a list that has no word for every row is questioned: a padding that is left out would shift all others', async () => {
    const list = json('vocab.json', Object.keys(index(8)));
    const { doubts } = await inspectModel([archive, list]);
    expect(doubts).toContain(
      'vocab.json has 8 words, the embedding 9 rows: is it whole, and does its first word belong to row 0?',
    );
  });
});

describe('a config.json', () => {
  it("is Keras' own where a .keras has been unpacked", async () => {
    const unpacked = Object.entries(entries).map(([name, bytes]) => ({ name: `m/${name}`, bytes }));
    const files = [...unpacked, { name: 'm/vocab.json', bytes: words.bytes }];
    await expectGoldenFigures(files, readTorchGolden('pytorch-uni'));
    const config = new TextDecoder().decode(entries['config.json']).replace('"tanh"', '"relu"');
    const changed = files.map((file) => (file.name === 'm/config.json' ? { ...file, bytes: strToU8(config) } : file));
    expect(await fieldsOfRejection(readModel(changed))).toMatchObject({
      where: 'model.weights.h5',
      found: '"lstm" (LSTM): activation relu',
    });
  });

  it('or ours, with names for the classes', async () => {
    const config = json('config.json', { name: 'Reviews', classes: ['bad', 'good'], gate_order: 'ifgo' });
    expect((await readModel([weights, words, config])).config).toMatchObject({ name: 'Reviews', classes: ['bad', 'good'] });
    expect((await readModel([weights, words])).config).toMatchObject({
      name: 'model.weights.h5',
      classes: ['class 0', 'class 1'],
    });
  });
});

describe('a description beside the weights', () => {
  const described = JSON.parse(new TextDecoder().decode(entries['config.json']));
  it.each<[string, unknown]>([
    ['as model.to_json() writes it', described],
    ['as json.dump(model.to_json()) writes it', JSON.stringify(described)],
  ])('%s, under any name', async (_, content) => {
    const files = [json('architecture.json', content), words, weights];
    expect(await inspectModel(files)).toMatchObject({ problem: null, choices: [], leftAlone: { total: 0 } });
    await expectGoldenFigures(files, readTorchGolden('pytorch-uni'));
  });

  it('without weights is half a model', async () => {
    const found = await fieldsOfRejection(readModel([json('architecture.json', described), words]));
    expect(found).toMatchObject({ problem: 'are not a whole model', advice: 'Missing: one *.keras, *.h5 or *.hdf5.' });
  });
});

describe('TextVectorization', () => {
  const text = { name: 'text', standardize: 'lower', split: 'whitespace', output_mode: 'int', output_sequence_length: 4 };
  const withText = (vocabulary: readonly string[] | null): Uint8Array => {
    const described = JSON.parse(new TextDecoder().decode(entries['config.json']));
    described.config.layers.splice(1, 0, { class_name: 'TextVectorization', config: { ...text, vocabulary } });
    return strToU8(JSON.stringify(described));
  };
  const vocabulary = ['', '[UNK]', ...Array.from({ length: 7 }, (_, at) => `w${at}`)];
  const expected = { lowercase: true, tokenizer: { kind: 'spaces' }, unkToken: '[UNK]', paddingId: 0 };

  it('has its words in the archive', async () => {
    const assets = { 'assets/layers/text_vectorization/vocabulary.txt': strToU8(`${vocabulary.join('\n')}\n`) };
    const { config, words: read } = await readModel([packed({ ...entries, ...assets, 'config.json': withText(null) })]);
    expect(read).toEqual(vocabulary);
    // Embedding masks zeros.
    expect(config).toMatchObject({ ...expected, padding: { side: 'post', length: 4, id: 0, truncate: 'post', masked: true } });
  });

  it('or in its description, with or without the two entries that are no words', async () => {
    for (const given of [vocabulary, vocabulary.slice(2)]) {
      const { config, words: read } = await readModel([packed({ ...entries, 'config.json': withText(given) })]);
      expect(read).toEqual(vocabulary);
      expect(config).toMatchObject(expected);
    }
  });

  it('or beside the model: a list without those two is moved up by them', async () => {
    const files = (list: readonly string[]) => [packed({ ...entries, 'config.json': withText(null) }), json('vocab.json', list)];
    for (const given of [vocabulary, vocabulary.slice(2)]) {
      const { words: read } = await readModel(files(given));
      expect(read).toEqual(vocabulary);
    }
    expect((await inspectModel(files(vocabulary.slice(2)))).doubts).toContainEqual(
      expect.stringContaining('its words were read as ids from 2'),
    );
    expect((await inspectModel(files(vocabulary))).doubts).not.toContainEqual(expect.stringContaining('ids from 2'));
  });
});

it.each([
  ['saved_model.pb', /^is part of a TensorFlow SavedModel/, /load_model\("folder"\)\.save/],
  ['variables/variables.index', /^is part of a TensorFlow SavedModel/, /load_model/],
  ['model.tflite', /^is a TensorFlow Lite model/, /before conversion/],
  ['model.onnx', /^is an ONNX model/, /before conversion/],
])('%s is called what it is', async (name, problem, advice) => {
  const found = await fieldsOfRejection(readModel([{ name: `m/${name}`, bytes: Uint8Array.of(8, 1, 18) }, words]));
  expect(found).toMatchObject({ problem: expect.stringMatching(problem), advice: expect.stringMatching(advice) });
});

describe('corrections', () => {
  it('of roles are refused: the layers tell which tensor is which', async () => {
    const { problem } = await inspectModel([weights, words], { mapping: { 'output.bias': null } });
    expect(problem).toMatchObject({
      where: 'model.weights.h5 output.bias',
      problem: 'is mapped by hand, though the model says itself which tensor is which',
    });
  });

  it('never leave out what a layer needs', async () => {
    const { problem } = await inspectModel([weights, words], { ignored: ['layers/dense/vars/1'] });
    expect(problem).toMatchObject({ problem: 'is to be ignored, but a layer uses it', found: 'layers/dense/vars/1' });
  });

  it('of the gate order', async () => {
    const [usual, other] = await Promise.all([readModel([weights, words]), readModel([weights, words], { gateOrder: 'igfo' })]);
    expect(usual.gateOrder).toBe('ifgo');
    expect(partsOf(other).left.weightHh).not.toEqual(partsOf(usual).left.weightHh);
  });
});

describe('refused', () => {
  it.each<[string, ModelFile[], object]>([
    [
      'a .keras that is no zip',
      [{ name: 'm.keras', bytes: strToU8('no zip') }],
      { where: 'm.keras', problem: 'is not a whole zip file' },
    ],
    [
      'one without weights',
      [packed({ 'config.json': strToU8('{}') })],
      { problem: 'is not a Keras model', found: 'config.json' },
    ],
    ['one with other weights', [packed({ ...entries, 'model.weights.h5': strToU8('x') })], { problem: 'is not an HDF5 file' }],
  ])('%s', async (_, files, fields) => {
    const found = await fieldsOfRejection(readModel([...files, words]));
    expect(found).toMatchObject({ name: 'ModelFormatError', problem: expect.stringMatching(/^is not/), ...fields });
  });

  it('two models', async () => {
    const found = await fieldsOfRejection(readModel([archive, weights, words]));
    expect(found).toMatchObject({ problem: 'is given more than once', found: 'model.keras, model.weights.h5' });
  });
});
