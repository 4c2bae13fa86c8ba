/** The golden models as Keras keeps them, through readModel and the engine: the same figures to 1e-10. */

import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../../model/model-data.ts';
import { Network } from '../../model/network.ts';
import { expectClose } from '../../testing/expect-close.ts';
import { kerasGoldenFiles, kerasVariant, readTorchGolden, torchGoldenFiles } from '../../testing/golden.ts';
import { expectGoldenFigures } from '../../testing/golden-check.ts';
import { NO_UPSTREAM } from '../../testing/shared.ts';
import { partsOf } from '../../testing/tiny-model.ts';
import { upstreamKerasFile } from '../../testing/upstream.ts';
import { inspectModel } from '../inspect-model.ts';
import { readModel } from '../read-model.ts';

/** Stored: models as small as these are zeros for the most part, and would pass for a zip bomb. */
function zipped(files: readonly ModelFile[]): ModelFile[] {
  const entries = Object.fromEntries(files.map(({ name, bytes }) => [`m/${name}`, bytes]));
  return [{ name: 'all.zip', bytes: zipSync(entries, { level: 0 }) }];
}

describe.each(['pytorch-bidi', 'pytorch-uni'] as const)('%s as Keras keeps it', (name) => {
  const golden = readTorchGolden(name);
  it.each(['model.h5', 'model.weights.h5', 'model.keras'] as const)('%s gives the golden figures', async (form) => {
    await expectGoldenFigures(kerasGoldenFiles(name, form), golden);
    await expectGoldenFigures(zipped(kerasGoldenFiles(name, form)), golden);
  });
});

describe('other ways to write it', () => {
  const vocabularyOf = (name: 'pytorch-bidi' | 'pytorch-uni') => torchGoldenFiles(name).slice(1);
  it.each([
    ['weights alone', 'legacy-weights', 'pytorch-uni'],
    ['chunks: gzip, shuffle, fletcher32', 'packed', 'pytorch-uni'],
    ['newer structures', 'latest', 'pytorch-uni'],
    ['CuDNNLSTM: its own order of numbers, two biases, float32', 'cudnn', 'pytorch-bidi'],
  ] as const)('%s', async (_, variant, name) => {
    await expectGoldenFigures([kerasVariant(variant), ...vocabularyOf(name)], readTorchGolden(name));
  });

  it('groups named on Windows', async () => {
    const bytes = new Uint8Array(readFileSync('src/testing/fixtures/keras-variants/windows.keras'));
    const files = [{ name: 'windows.keras', bytes }, ...vocabularyOf('pytorch-uni')];
    await expectGoldenFigures(files, readTorchGolden('pytorch-uni'));
  });

  it('float16', async () => {
    const half = await readModel([kerasVariant('float16'), ...vocabularyOf('pytorch-uni')]);
    const whole = await readModel(torchGoldenFiles('pytorch-uni'));
    expectClose(half.embeddings ?? [], whole.embeddings ?? [], 2 ** -11, 'embeddings');
    expectClose(partsOf(half).left.weightHh, partsOf(whole).left.weightHh, 2 ** -11, 'weight_hh');
    expect(partsOf(half).left.weightHh).not.toEqual(partsOf(whole).left.weightHh);
  });
});

describe('what is shown of a file', () => {
  it('its layers, as the file calls them, with their tensors', async () => {
    const inspection = await inspectModel(kerasGoldenFiles('pytorch-bidi', 'model.h5'));
    expect(inspection).toMatchObject({ format: 'Keras (.h5)', problem: null, choices: [], settled: { gateOrder: 'ifgo' } });
    const cell = (side: string) =>
      ['kernel', 'recurrent_kernel', 'bias'].map((part) => `bidirectional/bidirectional/${side}_lstm/lstm_cell/${part}`);
    expect(inspection.layers).toMatchObject([
      {
        layer: { type: 'lstm', hiddenSize: 5, bidirectional: true },
        from: 'bidirectional',
        tensors: [...cell('forward'), ...cell('backward')],
      },
      { layer: { type: 'readout', kind: 'final' }, from: 'bidirectional', tensors: [] },
      { layer: { type: 'dense', size: 5 }, from: 'dense', tensors: ['dense/dense/kernel', 'dense/dense/bias'] },
    ]);
    expect(inspection.tensors).toBeNull();
  });

  it('the parts of a CuDNNLSTM: both biases are of one tensor', async () => {
    const { layers } = await inspectModel([kerasVariant('cudnn'), ...torchGoldenFiles('pytorch-bidi').slice(1)]);
    expect(layers?.[0]?.tensors).toHaveLength(6);
  });
});

const published = upstreamKerasFile();
describe.skipIf(published === null)(`a published model (${published === null ? NO_UPSTREAM : 'present'})`, () => {
  it('opens: its words are vectors from elsewhere, so that it reads numbers', async () => {
    const file = published ?? { name: '', bytes: new Uint8Array(0) };
    const model = await readModel([file]);
    expect(model.config).toMatchObject({ input: 'numbers', output: 'softmax', padding: null });
    expect(model.config.classes).toHaveLength(5);
    expect(model.layers[0]?.layer).toMatchObject({ type: 'lstm', hiddenSize: 60, bidirectional: true });
    const row = Float64Array.from({ length: model.config.embeddingSize }, (_, at) => Math.sin(at));
    expect(new Network(model).forwardNumbers([row, row]).every(Number.isFinite)).toBe(true);
  });
});
