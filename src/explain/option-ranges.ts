/** What can be set of the methods: one table for requests, the terminal, links and exports. */
import { type OptionId, USUAL, WHOLE_RANGES } from './method-options.ts';

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
    usual: USUAL.eps,
  },
  biasFactor: {
    name: 'bias_factor',
    label: 'Bias factor',
    about: 'How much of what biases and stabiliser take is dealt out to the words all the same.',
    least: 0,
    most: 1,
    isWhole: false,
    said: 'a number from 0 to 1',
    usual: USUAL.biasFactor,
  },
  nodes: {
    name: 'nodes',
    label: 'Nodes',
    about: 'At how many points of the path the gradient is taken: more of them make the gap smaller.',
    least: WHOLE_RANGES.nodes[0],
    most: WHOLE_RANGES.nodes[1],
    isWhole: true,
    said: 'a whole number from 1 to 500',
    usual: USUAL.nodes,
  },
  permutations: {
    name: 'permutations',
    label: 'Permutations',
    about: 'How many random orders are averaged over: four times as many halve the standard error.',
    least: WHOLE_RANGES.permutations[0],
    most: WHOLE_RANGES.permutations[1],
    isWhole: true,
    said: 'a whole number from 4 to 10000, rounded up to an even one',
    usual: USUAL.permutations,
  },
  seed: {
    name: 'seed',
    label: 'Seed',
    about: 'The same seed draws the same orders on every machine.',
    least: WHOLE_RANGES.seed[0],
    most: WHOLE_RANGES.seed[1],
    isWhole: true,
    said: 'a whole number from 0 to 4294967295',
    usual: USUAL.seed,
  },
};

export const OPTION_IDS = Object.keys(METHOD_OPTIONS) as readonly OptionId[];

/** Whether a number lies in an option's range. */
export function isAllowed(option: OptionId, value: number): boolean {
  const { least, most, isWhole } = METHOD_OPTIONS[option];
  return Number.isFinite(value) && value >= least && value <= most && (!isWhole || Number.isInteger(value));
}
