/** Names and shapes of PyTorch's modules, and what is planned of them: no numbers are read. */

import type { NamedFile } from '../formats/programs/torch-parts.ts';
import { planTorch } from '../formats/programs/torch-plan.ts';
import type { ModelOptions, NetworkPlan } from '../formats/settings/index.ts';
import { LensError } from '../model/errors.ts';

export type Shapes = Readonly<Record<string, readonly number[]>>;

export function planned(shapes: Shapes, options: ModelOptions = {}, modules: NamedFile['modules'] = []): NetworkPlan | LensError {
  const tensors = new Map(Object.entries(shapes).map(([name, shape]) => [name, { shape, read: () => new Float64Array(0) }]));
  return planTorch({ name: 'm.pt', tensors, modules, weights: null, embedding: null }, options);
}

export function layersOf(plan: NetworkPlan | LensError): string[] {
  if (plan instanceof LensError) throw plan;
  return plan.layers.map(({ from, layer }) => `${from}: ${layer.type}`);
}

export function choicesOf(plan: NetworkPlan | LensError): Record<string, string> {
  if (plan instanceof LensError) throw plan;
  return Object.fromEntries(
    plan.choices.map(({ key, value, options }) => [key, `${value} of ${options.map((option) => option.value).join(' ')}`]),
  );
}

export function refusalOf(plan: NetworkPlan | LensError): LensError['fields'] {
  if (plan instanceof LensError) return plan.fields;
  throw new Error(`planned: ${layersOf(plan).join(', ')}`);
}

/** nn.LSTM (4 blocks of rows), nn.GRU (3) or nn.RNN (1). */
export function recurrent(name: string, reads: number, units: number, { gates = 4, layers = 1, both = false } = {}): Shapes {
  const tensors: Record<string, readonly number[]> = {};
  for (let layer = 0; layer < layers; layer++) {
    for (const side of both ? ['', '_reverse'] : ['']) {
      const width = layer === 0 ? reads : units * (both ? 2 : 1);
      tensors[`${name}.weight_ih_l${layer}${side}`] = [gates * units, width];
      tensors[`${name}.weight_hh_l${layer}${side}`] = [gates * units, units];
      tensors[`${name}.bias_ih_l${layer}${side}`] = [gates * units];
      tensors[`${name}.bias_hh_l${layer}${side}`] = [gates * units];
    }
  }
  return tensors;
}

export const linear = (name: string, reads: number, gives: number): Shapes => ({
  [`${name}.weight`]: [gives, reads],
  [`${name}.bias`]: [gives],
});
export const table = (name = 'embedding', size = 6): Shapes => ({ [`${name}.weight`]: [50, size] });
export const norm = (name: string, size: number): Shapes => ({
  ...Object.fromEntries(['weight', 'bias', 'running_mean', 'running_var'].map((part) => [`${name}.${part}`, [size]])),
  [`${name}.num_batches_tracked`]: [],
});
