/** The one table of explanation methods: what each is called, what it is, what can be set of it, and where it comes from. */
import { type AppliesTo, toAll, toGates, toOneLstm, toProbabilities } from './applies-to.ts';
import type { OptionId } from './method-options.ts';

/** What the page shows as soon as a sentence is typed. */
export type FastMethodId = 'lrp' | 'gi' | 'sa';

export type MethodId = FastMethodId | 'lrp_half' | 'lrp_abs' | 'lrp_prop' | 'ig' | 'occlusion' | 'occlusion_p' | 'shapley' | 'cd';

type MethodGroup = 'propagation' | 'gradients' | 'perturbation' | 'decomposition';

export interface MethodInfo<Id extends MethodId = MethodId> {
  readonly id: Id;
  readonly label: string;
  /** A few words beside the label. */
  readonly hint: string;
  /** One sentence for a person who has never heard of it. */
  readonly about: string;
  /** false: values are >= 0 and tell how much, never in which direction. */
  readonly signed: boolean;
  readonly group: MethodGroup;
  /** 'at once': with every sentence; 'after': on request, beside whatever else is asked. */
  readonly pace: 'at once' | 'after';
  readonly options: readonly OptionId[];
  /** What the values add up to, in words; null: to nothing. */
  readonly completeness: string | null;
  /** For a sentence of T words, in words. */
  readonly cost: string;
  readonly source: string;
  readonly appliesTo: AppliesTo;
}

const LEDGER = 'With initial states, biases and stabiliser, the score.';

/** Methods computed at once, in the order in which they are shown. */
export const METHODS: readonly MethodInfo<FastMethodId>[] = [
  {
    id: 'lrp',
    label: 'LRP',
    hint: 'Layer-wise Relevance Propagation',
    about: 'Passes the score back through the network, layer by layer, until every word holds its share of it.',
    signed: true,
    group: 'propagation',
    pace: 'at once',
    options: ['eps', 'biasFactor'],
    completeness: LEDGER,
    cost: 'one pass back',
    source: 'Bach et al. 2015; for LSTMs: Arras et al. 2017, section 2',
    appliesTo: toAll,
  },
  {
    id: 'gi',
    label: 'Gradient × Input',
    hint: 'first-order effect, with a sign',
    about: 'How fast the score would change if this word’s embedding were scaled up a little.',
    signed: true,
    group: 'gradients',
    pace: 'at once',
    options: [],
    completeness: null,
    cost: 'one pass back',
    source: 'Denil et al. 2015; Arras et al. 2017, section 2',
    appliesTo: toAll,
  },
  {
    id: 'sa',
    label: 'Sensitivity',
    hint: 'squared gradient norm, unsigned',
    about:
      'How strongly the score reacts to any small change of this word, in either direction: it cannot tell for from against.',
    signed: false,
    group: 'gradients',
    pace: 'at once',
    options: [],
    completeness: null,
    cost: 'one pass back',
    source: 'Simonyan et al. 2014; Li et al. 2016; Arras et al. 2017, section 2',
    appliesTo: toAll,
  },
];

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
