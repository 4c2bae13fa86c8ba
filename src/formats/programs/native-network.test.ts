import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../../model/model-data.ts';
import { Network } from '../../model/network.ts';
import { NETWORK_NAMES, networkFiles } from '../../testing/golden-networks.ts';
import { fieldsOfRejection } from '../../testing/malformed.ts';
import { makeRandomNetwork } from '../../testing/random-network.ts';
import { runs } from '../../testing/runs.ts';
import { widened } from '../../testing/widened.ts';
import { readSafetensors, writeSafetensors } from '../containers/safetensors.ts';
import { readModel } from '../read-model.ts';
import { writeNativeFolder } from './native-network.ts';

const utf8 = new TextEncoder();

function put(files: readonly ModelFile[], name: string, change: (bytes: Uint8Array) => Uint8Array): ModelFile[] {
  return files.map((file) => (file.name === name ? { name, bytes: change(file.bytes) } : file));
}

/** The files with fields of config.json changed, or of one of its layers. */
function withConfig(files: readonly ModelFile[], changes: object, at?: number): ModelFile[] {
  return put(files, 'config.json', (bytes) => {
    const config = JSON.parse(new TextDecoder().decode(bytes));
    if (at === undefined) Object.assign(config, changes);
    else config.layers[at] = { ...config.layers[at], ...changes };
    return utf8.encode(JSON.stringify(config));
  });
}

function withTensor(files: readonly ModelFile[], name: string, data: readonly number[] | null): ModelFile[] {
  return put(files, 'model.safetensors', (bytes) => {
    const tensors = readSafetensors(bytes, 'm');
    if (data === null) tensors.delete(name);
    else tensors.set(name, { shape: [data.length], data: Float64Array.from(data) });
    return writeSafetensors(tensors);
  });
}

const attention = networkFiles('attention'); // F = 5; LSTM of 3 in both directions, attention of 4, dense of 3
const numeric = networkFiles('numeric');

describe('format 2', () => {
  it('is written as it was read, for lists of any layers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e9 }), async (seed) => {
        const { model, ids } = makeRandomNetwork(seed);
        const { format, gateOrder, sha256, ...read } = await readModel(writeNativeFolder(model));
        expect(read.config).toEqual(model.config);
        expect(read.layers.map(({ layer }) => layer)).toEqual(model.layers.map(({ layer }) => layer));
        expect(new Network(read).forward(ids)).toEqual(new Network(model).forward(ids));
      }),
      { numRuns: runs(100), seed: 41 },
    );
  });

  it.each(NETWORK_NAMES)('%s gives the same files again', async (name) => {
    const model = await readModel(networkFiles(name));
    const written = writeNativeFolder(model);
    const again = await readModel(written);
    expect(again.layers).toEqual(model.layers);
    expect(again.embeddings).toEqual(model.embeddings);
    expect(again.config).toEqual(model.config);
  });

  it('takes gates in any order that it names', async () => {
    const model = await readModel(networkFiles('gru'));
    const [gru] = model.layers;
    const d = 4;
    const turned = Object.entries(gru?.tensors ?? {}).map(([name, data]) => {
      const block = data.length / 3;
      return [name, Float64Array.from([2, 0, 1].flatMap((gate) => [...data.subarray(gate * block, (gate + 1) * block)]))];
    });
    const layers = [{ ...gru, tensors: Object.fromEntries(turned) }, ...model.layers.slice(1)] as typeof model.layers;
    expect(Object.values(gru?.tensors ?? {})[1]?.length).toBe(3 * d * d);
    const files = withConfig(writeNativeFolder({ ...model, layers }), { gate_order: 'nrz' }, 0);
    expect(widened((await readModel(files)).layers[0]?.tensors)).toEqual(widened(gru?.tensors));
  });

  it('one sigmoid output of two classes is read as two scores', async () => {
    const files = withConfig(networkFiles('numeric-regression'), { output: 'sigmoid', classes: ['no', 'yes'] });
    const model = await readModel(files);
    expect(model.config).toMatchObject({ output: 'softmax', classes: ['no', 'yes'] });
    const rows = [[0.5, -1, 2]];
    const [score] = new Network(await readModel(networkFiles('numeric-regression'))).forwardNumbers(rows);
    expect(Array.from(new Network(model).forwardNumbers(rows))).toEqual([0, score]);
  });

  it('a model of numbers has no words', async () => {
    expect(numeric.map(({ name }) => name)).not.toContain('vocab.txt');
    const { words, embeddings, config } = await readModel(numeric);
    expect([words, embeddings, config.features]).toEqual([[], null, ['f0', 'f1', 'f2', 'f3']]);
  });
});

describe('refuses in one sentence that names the layer:', () => {
  it.each<[string, ModelFile[], object]>([
    ['another format', withConfig(attention, { format: 3 }), { where: 'config.json format', expected: '1 or 2', found: '3' }],
    [
      'a layer that is not known',
      withConfig(attention, { type: 'transformer' }, 0),
      { where: 'config.json layers.0 type', problem: 'is not a layer of this format', found: '"transformer"' },
    ],
    [
      'an option that is not known',
      withConfig(attention, { gate_activation: 'step' }, 0),
      {
        where: 'config.json layers.0 (lstm) gate_activation',
        expected: 'sigmoid, hard_sigmoid, hard_sigmoid_3',
        found: '"step"',
      },
    ],
    [
      'a size that is missing',
      withConfig(attention, { hidden_size: undefined }, 0),
      { where: 'config.json layers.0 (lstm) hidden_size', problem: 'is missing', expected: 'a whole number >= 1' },
    ],
    [
      'a field that would be passed over',
      withConfig(attention, { go_backwards: true }, 0),
      {
        where: 'config.json layers.0 (lstm) go_backwards',
        problem: 'is not an option of this layer',
        advice: 'Remove it if the layer does not use it.',
      },
    ],
    [
      'an order of gates',
      withConfig(networkFiles('gru'), { gate_order: 'rzz' }, 0),
      { where: 'config.json layers.0 (gru) gate_order', found: '"rzz"' },
    ],
    [
      'layers that do not fit each other',
      withConfig(attention, { type: 'readout', kind: 'final', size: undefined, activation: undefined }, 2),
      { where: 'layer 2 (readout)', problem: 'has no rows over time to read' },
    ],
    [
      'final states of no recurrent layer',
      withConfig(networkFiles('mean-pool'), { kind: 'final' }, 2),
      { where: 'layer 2 (readout)', problem: 'reads final states', found: 'batchnorm' },
    ],
    [
      'a missing tensor',
      withTensor(attention, 'layers.1.vector', null),
      { where: 'model.safetensors layers.1.vector', problem: 'is missing', expected: 'shape [4]' },
    ],
    [
      'a tensor of another size',
      withTensor(attention, 'layers.1.vector', [1, 2, 3]),
      { where: 'model.safetensors layers.1.vector', expected: '[4]', found: '[3]' },
    ],
    [
      'a weight that is not a number',
      withTensor(attention, 'layers.2.bias', [0, Number.NaN, 1]),
      { where: 'model.safetensors layers.2.bias', problem: 'holds NaN at [1]' },
    ],
    [
      'a tensor too many',
      withTensor(attention, 'layers.7.bias', [0]),
      { where: 'model.safetensors layers.7.bias', problem: 'is not a tensor of the layers in config.json' },
    ],
    ['no words', attention.filter(({ name }) => name !== 'vocab.txt'), { advice: 'Missing: vocab.txt.' }],
    [
      'a class too few',
      withConfig(attention, { classes: ['a', 'b'] }),
      { where: 'config.json classes', expected: '3 names', found: '2: a, b' },
    ],
  ])('%s', async (_, files, fields) => {
    expect(await fieldsOfRejection(readModel(files))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});
