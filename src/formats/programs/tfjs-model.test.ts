/** Layers models of TensorFlow.js (scripts/make-keras-fixtures.py), in whatever order their files come; and what is refused of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../../model/model-data.ts';
import { Network } from '../../model/network.ts';
import { expectClose } from '../../testing/expect-close.ts';
import { networkExamples, networkFiles } from '../../testing/golden-networks.ts';
import { fieldsOfRejection } from '../../testing/malformed.ts';
import { inspectModel } from '../inspect-model.ts';
import { readModel } from '../read-model.ts';

const FOLDER = new URL('../../testing/fixtures/tfjs/', import.meta.url);
const utf8 = new TextEncoder();

function filesOf(name: string, words = name): ModelFile[] {
  const own = readdirSync(new URL(`${name}/`, FOLDER)).map((file) => ({
    name: `web/${file}`,
    bytes: new Uint8Array(readFileSync(new URL(`${name}/${file}`, FOLDER))),
  }));
  return [...own, ...networkFiles(words).filter((file) => file.name === 'vocab.txt')];
}

interface Description {
  format: string;
  modelTopology: object;
  weightsManifest: { paths: string[]; weights: { name: string; shape: unknown; dtype: string }[] }[];
}

/** The files with model.json changed. */
function changed(name: string, change: (json: Description) => void): ModelFile[] {
  return filesOf(name).map((file) => {
    if (!file.name.endsWith('model.json')) return file;
    const json: Description = JSON.parse(new TextDecoder().decode(file.bytes));
    change(json);
    return { ...file, bytes: utf8.encode(JSON.stringify(json)) };
  });
}

describe.each(['conv-lstm', 'gru-reset-before', 'numeric'])('%s', (name) => {
  it.each([
    ['as they are listed', (files: ModelFile[]) => files],
    ['in reverse', (files: ModelFile[]) => files.reverse()],
    ['with the model’s name before each weight', () => changed(name, renamed)],
  ] as const)('gives the golden scores, files %s', async (_, arrange) => {
    const model = await readModel(arrange(filesOf(name)));
    expect(model.format).toBe('TensorFlow.js layers model');
    const network = new Network(model);
    let checked = 0;
    for (const { tokens = [], inputs, scores } of networkExamples(name)) {
      const ids = tokens.map((token) => model.words.indexOf(token));
      // Keras has one bias where the golden network has two, and their sum is no float32.
      expectClose(inputs ? network.forwardNumbers(inputs) : network.forward(ids), scores, 1e-5, name);
      checked++;
    }
    expect(checked).toBeGreaterThan(2);
  });
});

function renamed({ weightsManifest }: Description): void {
  for (const weight of weightsManifest.flatMap(({ weights }) => weights)) weight.name = `sequential/${weight.name}`;
}

it.each([
  ['uint8', 1 / 255],
  ['uint16', 1 / 65_535],
  ['float16', 2 ** -10],
])('%s numbers are widened', async (type, step) => {
  const given = await readModel(filesOf(type, 'padded-pre'));
  const { embeddings } = await readModel(networkFiles('padded-pre'));
  const whole = embeddings ?? new Float64Array(0);
  const range = Math.max(...whole) - Math.min(...whole);
  const off = whole.map((value, at) => Math.abs(value - (given.embeddings?.[at] ?? Number.NaN)));
  expect(Math.max(...off)).toBeLessThan(0.51 * step * range);
  expect(Math.max(...off)).toBeGreaterThan(0);
  expect(given.config.padding).toMatchObject({ side: 'pre', length: 9 });
});

describe('refused', () => {
  it.each<[string, () => ModelFile[], object]>([
    [
      'a graph model',
      () => changed('numeric', (json) => Object.assign(json, { format: 'graph-model', modelTopology: { node: [] } })),
      { problem: 'is a graph model of TensorFlow.js, which does not name its layers' },
    ],
    [
      'a shard that is not there',
      () => filesOf('numeric').filter(({ name }) => !name.includes('2of2')),
      {
        problem: 'names files of weights that are not there',
        expected: 'group1-shard1of2.bin, group1-shard2of2.bin',
        found: 'group1-shard1of2.bin',
      },
    ],
    [
      'a shard named twice',
      () => changed('numeric', ({ weightsManifest: [group] }) => group?.paths.push(group.paths[0] ?? '')),
      { problem: 'names a file of weights twice' },
    ],
    [
      'a shard cut off',
      () => filesOf('numeric').map((file) => (file.name.includes('2of2') ? { ...file, bytes: file.bytes.slice(4) } : file)),
      { problem: 'goes beyond the end of its files' },
    ],
    [
      'bytes without a weight',
      () => changed('numeric', ({ weightsManifest: [group] }) => group?.weights.pop()),
      { problem: 'does not fit its files of weights' },
    ],
    [
      'a size that no file has',
      () => changed('numeric', ({ weightsManifest: [group] }) => Object.assign(group?.weights[0] ?? {}, { shape: [1e9, 1e5] })),
      { problem: 'goes beyond the end of its files' },
    ],
    [
      'no size',
      () => changed('numeric', ({ weightsManifest: [group] }) => Object.assign(group?.weights[0] ?? {}, { shape: [-1] })),
      { problem: 'does not describe a weight' },
    ],
    [
      'another type',
      () => changed('numeric', ({ weightsManifest: [group] }) => Object.assign(group?.weights[0] ?? {}, { dtype: 'complex64' })),
      { problem: 'has numbers of a type that is not supported', found: '"complex64"' },
    ],
    [
      'no layers',
      () => changed('numeric', (json) => Object.assign(json, { modelTopology: { class_name: 'Mine', config: {} } })),
      { problem: 'does not describe a model' },
    ],
  ])('%s', async (_, files, fields) => {
    expect(await fieldsOfRejection(readModel(files()))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });

  it('what it computes otherwise, all at once', async () => {
    const { problem, layers } = await inspectModel(
      changed('numeric', (json) => {
        json.modelTopology = JSON.parse(
          JSON.stringify(json.modelTopology).replace('"activation":"tanh"', '"activation":"relu"').replace('"sigmoid"', '"elu"'),
        );
      }),
    );
    expect(problem?.found?.split('; ')).toEqual(['"lstm" (LSTM): activation relu', '"lstm" (LSTM): recurrent_activation elu']);
    expect(layers).toBeNull();
  });
});

it('weights alone are told by names and shapes', async () => {
  const alone = changed('numeric', (json) => Reflect.deleteProperty(json, 'modelTopology'));
  const { layers, choices, problem } = await inspectModel(alone);
  expect(problem).toBeNull();
  expect(layers?.map(({ layer }) => layer.type)).toEqual(['lstm', 'lstm', 'readout', 'dense']);
  expect(choices.map(({ key }) => key)).toContain('readout');
});

it('the row of docs/own-model.md says what is read: files and ways to store numbers', async () => {
  const page = readFileSync(new URL('../../../docs/own-model.md', import.meta.url), 'utf8');
  const [, files = '', notes = ''] = /^\| TensorFlow\.js \|([^|]*)\|([^|]*)\|$/m.exec(page) ?? [];
  const patterns = [...files.matchAll(/`([^`]+)`/g)].map(([, name = '']) => new RegExp(`^${name.replaceAll('*', '\\d+')}$`));
  const names = filesOf('conv-lstm').map(({ name }) => name.replace('web/', ''));
  const ofTheRow = (name: string) => patterns.some((pattern) => pattern.test(name));
  expect([patterns.length, names.filter((name) => !ofTheRow(name))]).toEqual([2, ['vocab.txt']]);
  const ways = [...notes.matchAll(/\b(float32|uint8|uint16|float16)\b/g)].map(([, way = '']) => way);
  expect(ways.toSorted()).toEqual(['float16', 'float32', 'uint16', 'uint8']);
  for (const way of ways.filter((one) => one !== 'float32')) {
    expect((await readModel(filesOf(way, 'padded-pre'))).format).toBe('TensorFlow.js layers model');
  }
});
