/** The golden models as Keras keeps them, through readModel and the engine: the same figures to 1e-10. */
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../../model/model-data.ts';
import { expectClose } from '../../testing/expect-close.ts';
import { kerasGoldenFiles, kerasVariant, readTorchGolden, torchGoldenFiles } from '../../testing/golden.ts';
import { expectGoldenFigures } from '../../testing/golden-check.ts';
import { fieldsOfRejection } from '../../testing/malformed.ts';
import { NO_UPSTREAM } from '../../testing/shared.ts';
import { partsOf } from '../../testing/tiny-model.ts';
import { upstreamKerasFile } from '../../testing/upstream.ts';
import { inflateBudget } from '../containers/zip.ts';
import { inspectModel, readModel } from '../read-model.ts';
import { readKeras } from './keras-model.ts';

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

  it('float16', async () => {
    const half = await readModel([kerasVariant('float16'), ...vocabularyOf('pytorch-uni')]);
    const whole = await readModel(torchGoldenFiles('pytorch-uni'));
    expectClose(half.embeddings ?? [], whole.embeddings ?? [], 2 ** -11, 'embeddings');
    expectClose(partsOf(half).left.weightHh, partsOf(whole).left.weightHh, 2 ** -11, 'weight_hh');
    expect(partsOf(half).left.weightHh).not.toEqual(partsOf(whole).left.weightHh);
  });
});

describe('what is shown of a file', () => {
  it('names, shapes as PyTorch has them, and roles', async () => {
    const inspection = await inspectModel(kerasGoldenFiles('pytorch-bidi', 'model.weights.h5'));
    expect(inspection).toMatchObject({ format: 'Keras (.weights.h5)', problem: null, settled: { gateOrder: 'ifgo' } });
    expect(inspection.roles).toEqual({
      embedding: 'layers/embedding/vars/0',
      'left.weight_ih': 'layers/bidirectional/forward_layer/cell/vars/0.T',
      'left.weight_hh': 'layers/bidirectional/forward_layer/cell/vars/1.T',
      'left.bias_ih': 'layers/bidirectional/forward_layer/cell/vars/2',
      'right.weight_ih': 'layers/bidirectional/backward_layer/cell/vars/0.T',
      'right.weight_hh': 'layers/bidirectional/backward_layer/cell/vars/1.T',
      'right.bias_ih': 'layers/bidirectional/backward_layer/cell/vars/2',
      'output.weight': 'layers/dense/vars/0.T',
      'output.bias': 'layers/dense/vars/1',
    });
    expect(inspection.tensors?.fitting['left.weight_ih'].tensors).toContainEqual({
      name: 'layers/bidirectional/forward_layer/cell/vars/0.T',
      shape: [20, 6],
    });
    expect(inspection.tensors?.total).toBe(9);
  });

  it('the parts of a CuDNNLSTM', async () => {
    const { tensors, roles } = await inspectModel([kerasVariant('cudnn'), ...torchGoldenFiles('pytorch-bidi').slice(1)]);
    expect(roles).toMatchObject({
      'left.weight_hh': 'bidirectional/bidirectional/forward_lstm/recurrent_kernel (cuDNN)',
      'right.bias_hh': 'bidirectional/bidirectional/backward_lstm/bias[20:]',
    });
    expect(tensors?.fitting['right.bias_ih'].tensors).toContainEqual({
      name: 'bidirectional/bidirectional/backward_lstm/bias[:20]',
      shape: [20],
    });
  });
});

const published = upstreamKerasFile();
describe.skipIf(published === null)(`a published model (${published === null ? NO_UPSTREAM : 'present'})`, () => {
  const file = published ?? { name: '', bytes: new Uint8Array(0) };

  it('opens, and its tensors are named', async () => {
    const { tensors, roles } = await readKeras(file, inflateBudget(file.bytes.length));
    const shapes = Object.fromEntries([...tensors].map(([name, { shape }]) => [name, shape]));
    const cell = (side: string) => `bidirectional_3/bidirectional_3/${side}_lstm_3/`;
    expect(shapes).toEqual({
      [`${cell('forward')}kernel.T`]: [240, 60],
      [`${cell('forward')}recurrent_kernel.T`]: [240, 60],
      [`${cell('forward')}bias`]: [240],
      [`${cell('backward')}kernel.T`]: [240, 60],
      [`${cell('backward')}recurrent_kernel.T`]: [240, 60],
      [`${cell('backward')}bias`]: [240],
      'dense_2/dense_2/kernel.T': [5, 120],
    });
    expect(roles).toMatchObject({ 'left.weight_ih': `${cell('forward')}kernel.T`, 'output.weight': 'dense_2/dense_2/kernel.T' });
    for (const { shape, read } of tensors.values()) {
      const data = read();
      expect(data.length).toBe(shape.reduce((product, size) => product * size, 1));
      expect(data.every((value) => Math.abs(value) < 100)).toBe(true);
      expect(data.some((value) => value !== 0)).toBe(true);
    }
  });

  it('is refused as a model: its words are vectors from elsewhere', async () => {
    const files = [file, { name: 'vocab.txt', bytes: new TextEncoder().encode('a\nb\n') }];
    expect(await fieldsOfRejection(readModel(files))).toMatchObject({
      where: 'keras_sentiment_model.hdf5 model_config',
      problem: 'has no Embedding layer',
    });
    const { problem, tensors } = await inspectModel(files);
    expect([problem?.problem, tensors?.total]).toEqual(['has no Embedding layer', 7]);
  });
});
