/** The one table of explanation methods: what each is called, whether it has a sign, and where it comes from. */
export type MethodId = 'lrp' | 'gi' | 'sa';

export interface MethodInfo {
  readonly id: MethodId;
  readonly label: string;
  /** A few words beside the label. */
  readonly hint: string;
  /** false: values are >= 0 and tell how much, never in which direction. */
  readonly signed: boolean;
  /** One sentence for a person who has never heard of it. */
  readonly about: string;
  readonly source: string;
}

export const METHODS: readonly MethodInfo[] = [
  {
    id: 'lrp',
    label: 'LRP',
    hint: 'Layer-wise Relevance Propagation',
    signed: true,
    about: 'Passes the score back through the network, layer by layer, until every word holds its share of it.',
    source: 'Bach et al. 2015; for LSTMs: Arras et al. 2017, section 2',
  },
  {
    id: 'gi',
    label: 'Gradient × Input',
    hint: 'first-order effect, with a sign',
    signed: true,
    about: 'How fast the score would change if this word’s embedding were scaled up a little.',
    source: 'Denil et al. 2015; Arras et al. 2017, section 2',
  },
  {
    id: 'sa',
    label: 'Sensitivity',
    hint: 'squared gradient norm, unsigned',
    signed: false,
    about:
      'How strongly the score reacts to any small change of this word, in either direction: it cannot tell for from against.',
    source: 'Simonyan et al. 2014; Li et al. 2016; Arras et al. 2017, section 2',
  },
];

export interface LrpOptions {
  /** The stabiliser eps of the epsilon rule, >= 0. */
  readonly eps: number;
  /** bias_factor (delta), 0..1: 0 recommended; 1 makes relevance exactly conserved. */
  readonly biasFactor: number;
}

export const LRP_DEFAULTS: LrpOptions = { eps: 0.001, biasFactor: 0 };
