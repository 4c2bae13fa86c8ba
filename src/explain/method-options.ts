/** What can be set of the methods, and what is usual; within what ranges, in option-ranges.ts. */
export interface LrpOptions {
  /** The stabiliser eps of the epsilon rule, >= 0. */
  readonly eps: number;
  /** bias_factor (delta), 0..1: 0 recommended; 1 makes relevance exactly conserved. */
  readonly biasFactor: number;
}

export interface MethodOptions extends LrpOptions {
  /** Points of the path at which Integrated Gradients takes the gradient. */
  readonly nodes: number;
  /** Random orders of words that Shapley values average over, where the sentence is too long for all. */
  readonly permutations: number;
  /** What those orders are drawn from. */
  readonly seed: number;
}

export type OptionId = keyof MethodOptions;

/** What holds where nothing else is said. */
export const USUAL: MethodOptions = { eps: 0.001, biasFactor: 0, nodes: 50, permutations: 200, seed: 1 };

/** Methods that have options beside LRP's. */
export const OWN_OPTIONS = { ig: ['nodes'], shapley: ['permutations', 'seed'] } as const satisfies {
  readonly [id: string]: readonly OptionId[];
};

/** Those that are whole numbers: from, to. */
export const WHOLE_RANGES = {
  nodes: [1, 500],
  permutations: [4, 10_000],
  seed: [0, 2 ** 32 - 1],
} as const satisfies { readonly [option in OptionId]?: readonly [least: number, most: number] };

export const LRP_DEFAULTS: LrpOptions = { eps: USUAL.eps, biasFactor: USUAL.biasFactor };

/** Those given, and for the others what is usual. */
export function withDefaults(given: { readonly [option in OptionId]?: number | undefined }): MethodOptions {
  const value = (option: OptionId) => given[option] ?? USUAL[option];
  return {
    eps: value('eps'),
    biasFactor: value('biasFactor'),
    nodes: value('nodes'),
    permutations: value('permutations'),
    seed: value('seed'),
  };
}
