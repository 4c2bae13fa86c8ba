/**
 * What is known of an explanation method: its name and what it is. Here are the names of those that the first heat map waits for; the others'
 * are in method-names.ts, the rest of each in method-table.ts.
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

/** What the page has at hand from the beginning. */
export interface MethodName<Id extends MethodId = MethodId> {
  readonly id: Id;
  readonly label: string;
  /** A few words beside the label. */
  readonly hint: string;
  /** false: values are >= 0 and tell how much, never in which direction. */
  readonly signed: boolean;
  readonly group: MethodGroup;
}

/** All else that there is to say of a method. */
export interface MethodDetails {
  /** One sentence for a person who has never heard of it. */
  readonly about: string;
  readonly options: readonly OptionId[];
  /** What the values add up to, in words; null: to nothing. */
  readonly completeness: string | null;
  /** For a sentence of T words, in words. */
  readonly cost: string;
  readonly source: string;
  readonly appliesTo: AppliesTo;
}

export interface MethodInfo extends MethodName, MethodDetails {
  /** 'at once': with every sentence; 'after': on request, beside whatever else is asked. */
  readonly pace: 'at once' | 'after';
}

export const toAll: AppliesTo = () => null;

/** Methods computed at once, in the order in which they are shown. */
export const METHODS: readonly MethodName<FastMethodId>[] = [
  { id: 'lrp', label: 'LRP', hint: 'Layer-wise Relevance Propagation', signed: true, group: 'propagation' },
  { id: 'gi', label: 'Gradient × Input', hint: 'first-order effect, with a sign', signed: true, group: 'gradients' },
  { id: 'sa', label: 'Sensitivity', hint: 'squared gradient norm, unsigned', signed: false, group: 'gradients' },
];
