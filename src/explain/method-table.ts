/** The one table of explanation methods: those of method-info.ts, and those that are asked for one at a time. */
import { toGates, toOneLstm, toProbabilities } from './applies-to.ts';
import { type FastMethodId, LEDGER, METHODS, type MethodId, type MethodInfo, toAll } from './method-info.ts';

const GATES: Pick<MethodInfo, 'signed' | 'group' | 'pace' | 'options' | 'completeness' | 'cost' | 'source' | 'appliesTo'> = {
  signed: true,
  group: 'propagation',
  pace: 'after',
  options: ['eps', 'biasFactor'],
  completeness: LEDGER,
  cost: 'one pass back',
  source: 'Arras et al. 2019 (arXiv 1904.11829), section 4',
  appliesTo: toGates,
};

const AFTER: readonly MethodInfo<Exclude<MethodId, FastMethodId>>[] = [
  {
    ...GATES,
    id: 'lrp_half',
    label: 'LRP, gates take half',
    hint: 'half to the gate, half to its source',
    about: 'As LRP, but of what passes a gate, the gate and what it lets through get half each.',
  },
  {
    ...GATES,
    id: 'lrp_abs',
    label: 'LRP, gates by size',
    hint: 'in proportion to absolute values',
    about: 'As LRP, but of what passes a gate, the gate and what it lets through get parts as large as they are.',
  },
  {
    ...GATES,
    id: 'lrp_prop',
    label: 'LRP, gates in proportion',
    hint: 'in proportion to values, with their signs',
    about:
      'As LRP, but gate and what it lets through get parts in proportion to their values; where these nearly cancel, relevance explodes to many times the score.',
  },
  {
    id: 'occlusion',
    label: 'Real loss',
    hint: 'occlusion: score lost without the word',
    about: 'Deletes the word and runs the network again: the score that is really lost.',
    signed: true,
    group: 'perturbation',
    pace: 'after',
    options: [],
    completeness: null,
    cost: 'T passes forward',
    source: 'Li et al. 2016 (arXiv 1612.08220); Arras et al. 2019, section 3',
    appliesTo: toAll,
  },
  {
    id: 'occlusion_p',
    label: 'Real loss of probability',
    hint: 'occlusion: probability lost without the word',
    about: 'Deletes the word and runs the network again: the probability that is really lost.',
    signed: true,
    group: 'perturbation',
    pace: 'after',
    options: [],
    completeness: null,
    cost: 'T passes forward',
    source: 'Li et al. 2016 (arXiv 1612.08220); Arras et al. 2019, section 3',
    appliesTo: toProbabilities,
  },
  {
    id: 'ig',
    label: 'Integrated Gradients',
    hint: 'mean gradient on the way from nothing',
    about: 'Lets all words grow from nothing to what they are, and adds up what each contributes on the way.',
    signed: true,
    group: 'gradients',
    pace: 'after',
    options: ['nodes'],
    completeness: 'The score less that of zero rows, but for a gap that more nodes close.',
    cost: 'a pass forward and back a node',
    source: 'Sundararajan et al. 2017 (arXiv 1703.01365), section 3',
    appliesTo: toAll,
  },
  {
    id: 'shapley',
    label: 'Shapley values',
    hint: 'mean effect over all orders of the words',
    about: 'Adds the words in every order, or in many random ones, and takes the mean of what each changes as it comes.',
    signed: true,
    group: 'perturbation',
    pace: 'after',
    options: ['permutations', 'seed'],
    completeness: 'The score less that of the sentence with every word deleted.',
    cost: 'T passes forward a permutation; up to 10 words all 2^T sets',
    source: 'Shapley 1953; Štrumbelj and Kononenko 2010',
    appliesTo: toAll,
  },
  {
    id: 'cd',
    label: 'Contextual Decomposition',
    hint: 'what the word brings by itself',
    about: 'Follows a word through the gates of the LSTM, apart from everything that is due to the other words.',
    signed: true,
    group: 'decomposition',
    pace: 'after',
    options: [],
    completeness: null,
    cost: 'T passes over the layer',
    source: 'Murdoch et al. 2018 (arXiv 1801.05453), section 3',
    appliesTo: toOneLstm,
  },
];

/** Every method. */
export const METHOD_TABLE: readonly MethodInfo[] = [...METHODS, ...AFTER];

/** @throws RangeError where there is no such method */
export function methodInfo(id: MethodId): MethodInfo {
  const found = METHOD_TABLE.find((method) => method.id === id);
  if (!found) throw new RangeError(`no method ${id}`);
  return found;
}
