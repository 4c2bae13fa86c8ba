/** docs/own-model.md names the layers of Keras that open: those it names do, the others of Keras are refused. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LensError } from '../../model/errors.ts';
import { parseKerasModel } from './keras-config.ts';
import { planKeras } from './keras-plan.ts';
import { KerasWeights } from './keras-weights.ts';

const page = readFileSync(new URL('../../../docs/own-model.md', import.meta.url), 'utf8');
const [, table = ''] = /### Keras and TensorFlow\.js[\s\S]*?\n\| --- \| --- \|\n([\s\S]*?)\n\n/.exec(page) ?? [];
const documented = table
  .split('\n')
  .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name));

/** keras.layers of Keras 3, and what Keras 2 has beyond them. */
const OTHERS =
  'AdaptiveAveragePooling1D Add AdditiveAttention Attention AutoContrast Average AveragePooling2D CategoryEncoding CenterCrop Concatenate Conv1DTranspose Conv2D ConvLSTM1D ConvLSTM2D Cropping1D DepthwiseConv1D Discretization Dot EinsumDense ELU FlaxLayer GlobalMaxPooling2D GroupNormalization GroupQueryAttention HashedCrossing Hashing IntegerLookup Lambda LayerNormalization LeakyReLU LocallyConnected1D LSTMCell Maximum Minimum MultiHeadAttention Multiply Normalization Permute PReLU RandomCrop RepeatVector Rescaling RMSNormalization RNN SeparableConv1D SpectralNormalization StackedRNNCells StringLookup Subtract TFSMLayer ThresholdedReLU TimestepEmbedding TorchModuleWrapper UnitNormalization UpSampling1D ZeroPadding1D'.split(
    ' ',
  );

/** Whether a layer of this kind is refused whatever its settings are. */
function isRefused(kind: string): boolean {
  const layers = [{ class_name: kind, config: { name: 'it' } }];
  const model = parseKerasModel(JSON.stringify({ class_name: 'Sequential', config: { layers } }), 'm', '3.6.0');
  const { plan } = planKeras(model, new KerasWeights(new Map()), { file: 'm', training: null, options: {} });
  const [first = ''] = plan instanceof LensError ? (plan.fields.found?.split('; ') ?? []) : [];
  return first === `"it" (${kind})` || first.startsWith(`"it" (${kind}): its own code`);
}

it('names the layers that are read', () => {
  expect(documented.length).toBeGreaterThan(30);
  expect(documented.filter(isRefused)).toEqual([]);
});

it('and no others are', () => {
  expect(OTHERS.filter((kind) => !isRefused(kind))).toEqual([]);
  expect(OTHERS.filter((kind) => documented.includes(kind))).toEqual([]);
});
