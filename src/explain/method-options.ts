/** What can be set of the methods: one table for requests, the terminal, links and exports. */
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

interface OptionInfo {
  /** In results, links and exports; on the terminal with dashes (`--bias-factor`). */
  readonly name: string;
  readonly label: string;
  /** One sentence: what it does. */
  readonly about: string;
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
  /** The range in words. */
  readonly said: string;
  readonly usual: number;
}

export const METHOD_OPTIONS: Readonly<Record<OptionId, OptionInfo>> = {
  eps: {
    name: 'eps',
    label: 'Stabiliser ε',
    about: 'Keeps quotients finite where a sum is near 0; what it takes goes to the ledger.',
    least: 0,
    most: Number.MAX_VALUE,
    isWhole: false,
    said: 'a number >= 0',
    usual: 0.001,
  },
  biasFactor: {
    name: 'bias_factor',
    label: 'Bias factor',
    about: 'How much of what biases and stabiliser take is dealt out to the words all the same.',
    least: 0,
    most: 1,
    isWhole: false,
    said: 'a number from 0 to 1',
    usual: 0,
  },
  nodes: {
    name: 'nodes',
    label: 'Nodes',
    about: 'At how many points of the path the gradient is taken: more of them make the gap smaller.',
    least: 1,
    most: 500,
    isWhole: true,
    said: 'a whole number from 1 to 500',
    usual: 50,
  },
  permutations: {
    name: 'permutations',
    label: 'Permutations',
    about: 'How many random orders are averaged over: four times as many halve the standard error.',
    least: 4,
    most: 10_000,
    isWhole: true,
    said: 'a whole number from 4 to 10000, rounded up to an even one',
    usual: 200,
  },
  seed: {
    name: 'seed',
    label: 'Seed',
    about: 'The same seed draws the same orders on every machine.',
    least: 0,
    most: 2 ** 32 - 1,
    isWhole: true,
    said: 'a whole number from 0 to 4294967295',
    usual: 1,
  },
};

export const OPTION_IDS = Object.keys(METHOD_OPTIONS) as readonly OptionId[];

/** Whether a number lies in an option's range. */
export function isAllowed(option: OptionId, value: number): boolean {
  const { least, most, isWhole } = METHOD_OPTIONS[option];
  return Number.isFinite(value) && value >= least && value <= most && (!isWhole || Number.isInteger(value));
}

/** Those given, and for the others what is usual. */
export function withDefaults(given: { readonly [option in OptionId]?: number | undefined }): MethodOptions {
  const value = (option: OptionId) => given[option] ?? METHOD_OPTIONS[option].usual;
  return {
    eps: value('eps'),
    biasFactor: value('biasFactor'),
    nodes: value('nodes'),
    permutations: value('permutations'),
    seed: value('seed'),
  };
}

export const LRP_DEFAULTS: LrpOptions = { eps: METHOD_OPTIONS.eps.usual, biasFactor: METHOD_OPTIONS.biasFactor.usual };
