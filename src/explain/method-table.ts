/** The one table of explanation methods: to each name what it is, what can be set of it, and where it comes from. */
import { toGates, toOneLstm, toProbabilities } from './applies-to.ts';
import { METHODS, type MethodDetails, type MethodId, type MethodInfo, toAll } from './method-info.ts';
import { METHOD_NAMES } from './method-names.ts';
import { OWN_OPTIONS } from './method-options.ts';

/** What methods are, in the order in which they are listed. */
export const METHOD_GROUPS = [
  'propagation',
  'gradients',
  'perturbation',
  'decomposition',
] as const satisfies readonly MethodInfo['group'][];

const LEDGER = 'With initial states, biases and stabiliser, the score.';

const GATES: Omit<MethodDetails, 'about'> = {
  options: ['eps', 'biasFactor'],
  completeness: LEDGER,
  cost: 'one pass back',
  source: 'Arras et al. 2019 (arXiv 1904.11829), section 4',
  appliesTo: toGates,
};

const DETAILS: Readonly<Record<MethodId, MethodDetails>> = {
  lrp: {
    about: 'Passes the score back through the network, layer by layer, until every word holds its share of it.',
    options: ['eps', 'biasFactor'],
    completeness: LEDGER,
    cost: 'one pass back',
    source: 'Bach et al. 2015; for LSTMs: Arras et al. 2017, section 2',
    appliesTo: toAll,
  },
  gi: {
    about: 'How fast the score would change if this word’s embedding were scaled up a little.',
    options: [],
    completeness: null,
    cost: 'one pass back',
    source: 'Denil et al. 2015; Arras et al. 2017, section 2',
    appliesTo: toAll,
  },
  sa: {
    about:
      'How strongly the score reacts to any small change of this word, in either direction: it cannot tell for from against.',
    options: [],
    completeness: null,
    cost: 'one pass back',
    source: 'Simonyan et al. 2014; Li et al. 2016; Arras et al. 2017, section 2',
    appliesTo: toAll,
  },
  lrp_half: {
    ...GATES,
    about: 'As LRP, but of what passes a gate, the gate and what it lets through get half each.',
  },
  lrp_abs: {
    ...GATES,
    about: 'As LRP, but of what passes a gate, the gate and what it lets through get parts as large as they are.',
  },
  lrp_prop: {
    ...GATES,
    about:
      'As LRP, but gate and what it lets through get parts in proportion to their values; where these nearly cancel, relevance explodes to many times the score.',
  },
  occlusion: {
    about: 'Blanks the word out and runs the network again: the score that is really lost.',
    options: [],
    completeness: null,
    cost: 'T passes forward',
    source: 'Li et al. 2016 (arXiv 1612.08220); Arras et al. 2019, section 3',
    appliesTo: toAll,
  },
  occlusion_p: {
    about: 'Blanks the word out and runs the network again: the probability that is really lost.',
    options: [],
    completeness: null,
    cost: 'T passes forward',
    source: 'Li et al. 2016 (arXiv 1612.08220); Arras et al. 2019, section 3',
    appliesTo: toProbabilities,
  },
  ig: {
    about: 'Lets all words grow from nothing to what they are, and adds up what each contributes on the way.',
    options: OWN_OPTIONS.ig,
    completeness: 'The score less that of zero rows, but for a gap that more nodes close.',
    cost: 'a pass forward and back a node',
    source: 'Sundararajan et al. 2017 (arXiv 1703.01365), section 3',
    appliesTo: toAll,
  },
  shapley: {
    about: 'Adds the words in every order, or in many random ones, and takes the mean of what each changes as it comes.',
    options: OWN_OPTIONS.shapley,
    completeness: 'The score less that of the sentence with every word deleted.',
    cost: 'T passes forward a permutation; up to 10 words all 2^T sets',
    source: 'Shapley 1953; Štrumbelj and Kononenko 2010',
    appliesTo: toAll,
  },
  cd: {
    about: 'Follows a word through the gates of the LSTM, apart from everything that is due to the other words.',
    options: [],
    completeness: null,
    cost: 'T passes over the layer',
    source: 'Murdoch et al. 2018 (arXiv 1801.05453), section 3',
    appliesTo: toOneLstm,
  },
};

/** Every method, in the order of METHOD_NAMES. */
export const METHOD_TABLE: readonly MethodInfo[] = METHOD_NAMES.map((name) => ({
  ...name,
  ...DETAILS[name.id],
  pace: METHODS.some(({ id }) => id === name.id) ? 'at once' : 'after',
}));

/** @throws RangeError where there is no such method */
export function methodInfo(id: MethodId): MethodInfo {
  const found = METHOD_TABLE.find((method) => method.id === id);
  if (!found) throw new RangeError(`no method ${id}`);
  return found;
}
