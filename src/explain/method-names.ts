/**
 * Every method by name: what the page has at hand from the beginning. The rest of what there is to say of them is method-info.ts.
 */

/** What the page shows as soon as a sentence is typed. */
export type FastMethodId = 'lrp' | 'gi' | 'sa';

export type MethodId = FastMethodId | 'lrp_half' | 'lrp_abs' | 'lrp_prop' | 'ig' | 'occlusion' | 'occlusion_p' | 'shapley' | 'cd';

export interface MethodName<Id extends MethodId = MethodId> {
  readonly id: Id;
  readonly label: string;
  /** A few words beside the label. */
  readonly hint: string;
  /** false: values are >= 0 and tell how much, never in which direction. */
  readonly signed: boolean;
}

/** Methods computed at once, in the order in which they are shown. */
export const METHODS: readonly MethodName<FastMethodId>[] = [
  { id: 'lrp', label: 'LRP', hint: 'Layer-wise Relevance Propagation', signed: true },
  { id: 'gi', label: 'Gradient × Input', hint: 'first-order effect, with a sign', signed: true },
  { id: 'sa', label: 'Sensitivity', hint: 'squared gradient norm, unsigned', signed: false },
];

/** Every method, those that are computed on request behind the others. */
export const METHOD_NAMES: readonly MethodName[] = [
  ...METHODS,
  { id: 'lrp_half', label: 'LRP, gates take half', hint: 'half to the gate, half to its source', signed: true },
  { id: 'lrp_abs', label: 'LRP, gates by size', hint: 'in proportion to absolute values', signed: true },
  { id: 'lrp_prop', label: 'LRP, gates in proportion', hint: 'in proportion to values, with their signs', signed: true },
  { id: 'occlusion', label: 'Real loss', hint: 'occlusion: score lost without the word', signed: true },
  { id: 'occlusion_p', label: 'Real loss of probability', hint: 'occlusion: probability lost without the word', signed: true },
  { id: 'ig', label: 'Integrated Gradients', hint: 'mean gradient on the way from nothing', signed: true },
  { id: 'shapley', label: 'Shapley values', hint: 'mean effect over all orders of the words', signed: true },
  { id: 'cd', label: 'Contextual Decomposition', hint: 'what the word brings by itself', signed: true },
];
