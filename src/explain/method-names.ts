/** Methods by name: what the page has at hand from the beginning, whether it computes them with every sentence or on request. */
import { METHODS, type MethodName } from './method-info.ts';

/** Every method, in the order of METHOD_IDS. */
export const METHOD_NAMES: readonly MethodName[] = [
  ...METHODS,
  {
    id: 'lrp_half',
    label: 'LRP, gates take half',
    hint: 'half to the gate, half to its value',
    signed: true,
    group: 'propagation',
  },
  { id: 'lrp_abs', label: 'LRP, gates by size', hint: 'shared by absolute values', signed: true, group: 'propagation' },
  {
    id: 'lrp_prop',
    label: 'LRP, gates in proportion',
    hint: 'shared by values, signs included',
    signed: true,
    group: 'propagation',
  },
  { id: 'occlusion', label: 'Real loss', hint: 'occlusion: score lost without the word', signed: true, group: 'perturbation' },
  {
    id: 'occlusion_p',
    label: 'Real loss of probability',
    hint: 'occlusion: probability lost without the word',
    signed: true,
    group: 'perturbation',
  },
  { id: 'ig', label: 'Integrated Gradients', hint: 'mean gradient from nothing to the word', signed: true, group: 'gradients' },
  {
    id: 'shapley',
    label: 'Shapley values',
    hint: 'mean effect over all orders of the words',
    signed: true,
    group: 'perturbation',
  },
  {
    id: 'cd',
    label: 'Contextual Decomposition',
    hint: 'what the word contributes by itself',
    signed: true,
    group: 'decomposition',
  },
];
