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

const LEDGER = 'The score, once what initial states, biases and the stabiliser keep is counted in.';

const GATES: Omit<MethodDetails, 'about'> = {
  options: ['eps', 'biasFactor'],
  completeness: LEDGER,
  cost: 'one backward pass',
  source: 'Arras et al. 2019 (arXiv 1904.11829), section 4',
  appliesTo: toGates,
};

const DETAILS: Readonly<Record<MethodId, MethodDetails>> = {
  lrp: {
    about: 'Passes the score back through the network, layer by layer, until every word holds its share of it.',
    options: ['eps', 'biasFactor'],
    completeness: LEDGER,
    cost: 'one backward pass',
    source: 'Bach et al. 2015; for LSTMs: Arras et al. 2017, section 2',
    appliesTo: toAll,
  },
  gi: {
    about: 'How fast the score would change if this word’s embedding were scaled up a little.',
    options: [],
    completeness: null,
    cost: 'one backward pass',
    source: 'Denil et al. 2015; Arras et al. 2017, section 2',
    appliesTo: toAll,
  },
  sa: {
    about:
      'How strongly the score reacts to any small change of this word, in either direction: it cannot tell for from against.',
    options: [],
    completeness: null,
    cost: 'one backward pass',
    source: 'Simonyan et al. 2014; Li et al. 2016; Arras et al. 2017, section 2',
    appliesTo: toAll,
  },
  lrp_half: {
    ...GATES,
    about: 'LRP with another rule at the gates: a gate and the value that it lets through get half of the relevance each.',
  },
  lrp_abs: {
    ...GATES,
    about:
      'LRP with another rule at the gates: a gate and the value that it lets through share the relevance by their absolute values.',
  },
  lrp_prop: {
    ...GATES,
    about:
      'LRP with another rule at the gates: a gate and the value that it lets through share the relevance by their values, signs included. Where the two nearly cancel, relevance explodes to many times the score.',
  },
  occlusion: {
    about: 'Blanks out the word and runs the network again: how much of the score is really lost.',
    options: [],
    completeness: null,
    cost: 'T forward passes',
    source: 'Li et al. 2016 (arXiv 1612.08220); Arras et al. 2019, section 3',
    appliesTo: toAll,
  },
  occlusion_p: {
    about: 'Blanks out the word and runs the network again: how much of the probability is really lost.',
    options: [],
    completeness: null,
    cost: 'T forward passes',
    source: 'Li et al. 2016 (arXiv 1612.08220); Arras et al. 2019, section 3',
    appliesTo: toProbabilities,
  },
  ig: {
    about: 'Scales all words up from nothing to their full value, and adds up what each contributes on the way.',
    options: OWN_OPTIONS.ig,
    completeness: 'The score minus the score of all-zero embeddings, up to an error that more nodes reduce.',
    cost: 'one forward and one backward pass per node',
    source: 'Sundararajan et al. 2017 (arXiv 1703.01365), section 3',
    appliesTo: toAll,
  },
  shapley: {
    about: 'Adds the words in every order, or in many random ones, and averages how much each changes the score as it joins.',
    options: OWN_OPTIONS.shapley,
    completeness: 'The score minus the score with every word deleted.',
    cost: 'T forward passes per permutation; for up to 10 words, all 2^T subsets',
    source: 'Shapley 1953; Štrumbelj and Kononenko 2010',
    appliesTo: toAll,
  },
  cd: {
    about: 'Follows a word through the gates of the LSTM, and keeps it apart from all that is due to the other words.',
    options: [],
    completeness: null,
    cost: 'T passes through the layer',
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
