/** Keras' descriptions of layers with the shapes of their variables, and what is planned of them. */
import { expect } from 'vitest';
import type { TensorSource } from '../formats/basics/index.ts';
import { parseKerasModel } from '../formats/programs/keras-config.ts';
import { planKeras } from '../formats/programs/keras-plan.ts';
import { KerasWeights } from '../formats/programs/keras-weights.ts';
import type { ModelOptions, NetworkPlan } from '../formats/settings/index.ts';
import { LensError } from '../model/errors.ts';

export type Shapes = Readonly<Record<string, readonly number[]>>;
export type Config = Readonly<Record<string, unknown>>;

export const layer = (kind: string, config: Config = {}) => ({
  class_name: kind,
  config: { name: kind.toLowerCase(), ...config },
});
export const embedding = (config: Config = {}) => layer('Embedding', { input_dim: 9, output_dim: 4, ...config });
export const lstm = (config: Config = {}, kind = 'LSTM') => layer(kind, { units: 3, ...config });
export const dense = (config: Config = {}) => layer('Dense', { units: 2, activation: 'softmax', ...config });
export const bidirectional = (inner: object, config: Config = {}) =>
  layer('Bidirectional', { merge_mode: 'concat', layer: inner, ...config });

/** Numbers that tell their places apart. */
function source(shape: readonly number[]): TensorSource {
  const count = shape.reduce((product, size) => product * size, 1);
  return { shape, read: () => Float64Array.from({ length: count }, (_, at) => at + 1) };
}

export const TABLE: Shapes = { 'embedding/embedding/embeddings:0': [9, 4] };
export const OUT: Shapes = { 'dense/dense/kernel:0': [3, 2], 'dense/dense/bias:0': [2] };
export const cell = (path: string, gates: number, units = 3, inputs = 4): Shapes => ({
  [`${path}/kernel:0`]: [inputs, gates * units],
  [`${path}/recurrent_kernel:0`]: [units, gates * units],
  [`${path}/bias:0`]: [gates * units],
});
export const ALL: Shapes = { ...TABLE, ...cell('lstm/lstm/lstm_cell', 4), ...OUT };

export interface Given {
  readonly shapes?: Shapes;
  readonly json?: object;
  readonly options?: ModelOptions;
  readonly training?: string;
  readonly version?: string;
}

export function planOf(layers: readonly object[], { shapes = ALL, json, options = {}, training, version = '2.9.0' }: Given = {}) {
  const weights = new KerasWeights(new Map(Object.entries(shapes).map(([name, shape]) => [name, source(shape)])));
  const text = JSON.stringify(json ?? { class_name: 'Sequential', config: { name: 's', layers } });
  return planKeras(parseKerasModel(text, 'm.h5 model_config', version), weights, {
    file: 'm.h5',
    training: training ?? null,
    options,
  });
}

export function network(...given: Parameters<typeof planOf>): NetworkPlan {
  const { plan } = planOf(...given);
  if (plan instanceof LensError) throw plan;
  return plan;
}

export function obstacles(...given: Parameters<typeof planOf>): readonly string[] {
  const { plan } = planOf(...given);
  if (!(plan instanceof LensError)) throw new Error('a plan, where a refusal was expected');
  expect(plan.fields).toMatchObject({ name: 'ModelFormatError', where: 'm.h5', problem: 'has parts that cannot be explained' });
  return plan.fields.found?.split('; ') ?? [];
}

export const kinds = ({ layers }: NetworkPlan) =>
  layers.map(({ layer: { type, ...rest } }) => ('kind' in rest ? `${type} ${rest.kind}` : type));
