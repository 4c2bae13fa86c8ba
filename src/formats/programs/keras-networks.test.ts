/** The golden networks as Keras keeps them (scripts/make-keras-fixtures.py): the same figures from every form, also from weights alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../../model/model-data.ts';
import { Network } from '../../model/network.ts';
import { expectClose } from '../../testing/expect-close.ts';
import { networkExamples, networkFiles } from '../../testing/golden-networks.ts';
import { inspectModel } from '../inspect-model.ts';
import { readModel } from '../read-model.ts';
import type { ModelOptions } from '../settings/index.ts';

const FOLDER = new URL('../../testing/fixtures/keras-networks/', import.meta.url);
const NAMES = [...new Set(readdirSync(FOLDER).map((name) => name.replace(/\.(h5|keras)$/, '')))];

function filesOf(name: string, ending: string): ModelFile[] {
  const file = { name: `${name}.${ending}`, bytes: new Uint8Array(readFileSync(new URL(`${name}.${ending}`, FOLDER))) };
  return [file, ...networkFiles(name).filter((beside) => beside.name === 'vocab.txt')];
}

/** What the file does not say of a network's padding, gates and classes. */
function optionsOf(name: string): ModelOptions {
  return name === 'flatten' ? { padding: { side: 'post', length: 7, id: 0, truncate: 'pre', masked: false } } : {};
}

async function expectFigures(name: string, files: readonly ModelFile[], options: ModelOptions): Promise<void> {
  const model = await readModel(files, options);
  const network = new Network(model);
  const examples = networkExamples(name);
  expect(examples.length).toBeGreaterThan(2);
  for (const { tokens = [], inputs, scores, target, lrp } of examples) {
    const given = tokens.map((token) => model.words.indexOf(token));
    expectClose(inputs ? network.forwardNumbers(inputs) : network.forward(given), scores, 1e-9, `${name} scores`);
    const seed = new Float64Array(scores.length);
    seed[target] = scores[target] ?? 0;
    for (const { eps, bias_factor, words, rest } of lrp) {
      const { left, right, ...ledger } = network.relevance(seed, eps, bias_factor);
      expectClose([...left.map((value, t) => value + (right[t] ?? 0)), ledger.rest], [...words, rest], 1e-7, `${name} lrp`);
    }
  }
}

describe.each(NAMES)('%s', (name) => {
  it('from an .h5 of Keras 2', async () => {
    await expectFigures(name, filesOf(name, 'h5'), optionsOf(name));
  });

  it.skipIf(name === 'gru-reset-before')('from a .keras of Keras 3', async () => {
    await expectFigures(name, filesOf(name, 'keras'), optionsOf(name));
  });
});

it('hard_sigmoid is another function in Keras 3', async () => {
  const gates = async (ending: string) => (await readModel(filesOf('gru-reset-before', ending))).layers[0]?.layer;
  expect(await gates('h5')).toMatchObject({ resetAfter: false, gateActivation: 'hard_sigmoid' });
  expect(await gates('keras')).toMatchObject({ resetAfter: false, gateActivation: 'hard_sigmoid_3' });
});

it('attention that is written out is named by its layers', async () => {
  const { layers } = await inspectModel(filesOf('attention', 'keras'));
  expect(layers?.[1]).toEqual({
    layer: { type: 'readout', kind: 'attention', size: 4 },
    from: 'multiply',
    tensors: ['layers/dense/vars/0', 'layers/dense/vars/1', 'layers/dense_1/vars/0'],
  });
});

describe('weights alone', () => {
  const weightsOf = (name: string): ModelFile[] => {
    const [archive, ...beside] = filesOf(name, 'keras');
    const bytes = unzipSync(archive?.bytes ?? new Uint8Array(0))['model.weights.h5'] ?? new Uint8Array(0);
    return [{ name: 'model.weights.h5', bytes }, ...beside];
  };

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'conv-lstm',
      { 'padding.conv1d': 'same' },
      ['gates', 'mask', 'output', 'padding.conv1d', 'activation.conv1d', 'pool.max_pooling1d', 'readout'],
    ],
    ['flatten', {}, ['activation.dense', 'gates', 'mask', 'output']],
    ['gru', {}, ['gates', 'mask', 'output', 'readout']],
    [
      'mean-pool',
      { 'norm.batch_normalization': 'before' },
      ['activation.dense', 'gates', 'mask', 'merge.bidirectional', 'norm.batch_normalization', 'output'],
    ],
    ['multi-label', { output: 'sigmoid' }, ['activation.dense', 'gates', 'mask', 'output', 'readout']],
    ['numeric', {}, ['gates', 'output', 'readout']],
    ['numeric-regression', { output: 'linear' }, ['activation.dense', 'gates', 'output', 'readout']],
    ['rnn', {}, ['activation.dense', 'activation.simple_rnn', 'mask', 'output', 'readout']],
    ['stacked-bilstm', {}, ['gates', 'mask', 'output', 'readout']],
  ])('%s', async (name, choices, keys) => {
    const files = weightsOf(name);
    const { choices: open, problem } = await inspectModel(files, { ...optionsOf(name), choices });
    expect(problem).toBeNull();
    expect(open.map(({ key }) => key).sort()).toEqual([...keys].sort());
    expect(open.filter(({ said }) => said === 'user').map(({ key }) => key)).toEqual(Object.keys(choices));
    await expectFigures(name, files, { ...optionsOf(name), choices });
  });

  it('other choices make other scores', async () => {
    const scores = async (choices: Readonly<Record<string, string>>) =>
      Array.from(new Network(await readModel(weightsOf('gru'), { choices })).forward([1, 2, 3]));
    const all = await Promise.all([{}, { readout: 'max' }, { readout: 'mean' }, { gates: 'hard_sigmoid' }].map(scores));
    expect(new Set(all.map(String)).size).toBe(4);
  });

  it('a choice that the file leaves open is one of those it names', async () => {
    const { problem } = await inspectModel(weightsOf('gru'), { choices: { readout: 'last', colour: 'red' } });
    expect(problem).toMatchObject({ where: 'choices', found: 'readout="last", colour="red"' });
    expect(problem?.expected).toContain('readout=final|max|mean');
  });
});
