/** In which order layers of a file of weights compute: each reads rows of the size that the one before it gives. */
import type { WeightsGroup } from './keras-groups.ts';

/** A file of which more than this many orders are possible says too little; one of more layers is none that anybody trains. */
const MOST_ORDERS = 6;
const MOST_GROUPS = 64;
const MOST_STEPS = 5000;

const STAGES: readonly WeightsGroup['kind'][] = [
  'Embedding',
  'Conv1D',
  'LSTM',
  'GRU',
  'SimpleRNN',
  'BatchNormalization',
  'Dense',
];

/**
 * All orders that end in a Dense layer, the usual one first; groups of one name and other numbers stand in the order of the numbers.
 * None where there are too many layers, or none fit.
 */
export function orderGroups(groups: readonly WeightsGroup[]): (readonly WeightsGroup[])[] {
  if (groups.length > MOST_GROUPS) return [];
  const sorted = groups
    .map((group) => ({ group, ...splitName(group.name) }))
    .sort((a, b) => STAGES.indexOf(a.group.kind) - STAGES.indexOf(b.group.kind) || a.number - b.number);
  const orders: (readonly WeightsGroup[])[] = [];
  let steps = 0;
  const extend = (order: readonly WeightsGroup[], rest: typeof sorted, sizes: readonly number[] | null) => {
    if (orders.length >= MOST_ORDERS || steps++ > MOST_STEPS) return;
    if (rest.length === 0 && order.at(-1)?.kind === 'Dense') orders.push(order);
    for (const next of rest) {
      const isLater = rest.some(({ base, number }) => base === next.base && number < next.number);
      if (isLater || !follows(next.group, sizes)) continue;
      const others = rest.filter((other) => other !== next);
      extend([...order, next.group], others, sizesOf(next.group));
    }
  };
  extend([], sorted, null);
  return orders;
}

/** Sizes null: nothing is before it. A Dense layer may read all rows at once. */
function follows({ kind, reads }: WeightsGroup, sizes: readonly number[] | null): boolean {
  if (sizes === null || kind === 'Embedding') return sizes === null;
  return sizes.some((size) => reads === size || (kind === 'Dense' && reads > size && reads % size === 0));
}

/** Two directions side by side, or their sum. */
function sizesOf({ gives, bidirectional }: WeightsGroup): number[] {
  return bidirectional ? [2 * gives, gives] : [gives];
}

/** "dense_12": dense, 12. */
function splitName(name: string): { readonly base: string; readonly number: number } {
  const [, base = name, number = '0'] = /^(.*?)_?(\d*)$/.exec(name) ?? [];
  return { base, number: Number(number) };
}
