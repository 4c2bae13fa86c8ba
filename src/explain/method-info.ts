/**
 * What is known of an explanation method: what it is called, what it is, what can be set of it, and where it comes from. The rows of those that
 * the first heat map waits for; the others' are in method-table.ts.
 */
import type { AppliesTo } from './applies-to.ts';
import type { OptionId } from './method-options.ts';

/** Every method, in the order in which they are shown. */
export const METHOD_IDS = [
  'lrp',
  'gi',
  'sa',
  'lrp_half',
  'lrp_abs',
  'lrp_prop',
  'occlusion',
  'occlusion_p',
  'ig',
  'shapley',
  'cd',
] as const;

export type MethodId = (typeof METHOD_IDS)[number];

/** What the page shows as soon as a sentence is typed. */
export type FastMethodId = 'lrp' | 'gi' | 'sa';

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

/** What relevance adds up to. */
export const LEDGER = 'With initial states, biases and stabiliser, the score.';

export const toAll: AppliesTo = () => null;

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
