/** In which order layers of a file of weights compute: each reads rows of the size that the one before it gives. */
import type { WeightsGroup } from './keras-groups.ts';

/** A file of which more than this many orders are possible says too little. */
const MOST_ORDERS = 6;
const MOST_STEPS = 20_000;

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
 * @param flattens whether a Dense layer may read all rows at once
 */
export function orderGroups(groups: readonly WeightsGroup[], flattens: boolean): (readonly WeightsGroup[])[] {
  const sorted = [...groups].sort((a, b) => STAGES.indexOf(a.kind) - STAGES.indexOf(b.kind) || numberOf(a) - numberOf(b));
  const orders: (readonly WeightsGroup[])[] = [];
  let steps = 0;
  const extend = (order: readonly WeightsGroup[], rest: readonly WeightsGroup[], sizes: readonly number[] | null) => {
    if (orders.length >= MOST_ORDERS || steps++ > MOST_STEPS) return;
    if (rest.length === 0 && order.at(-1)?.kind === 'Dense') orders.push(order);
    for (const next of rest) {
      if (!follows(next, sizes, flattens) || rest.some((other) => isBefore(other, next))) continue;
      extend(
        [...order, next],
        rest.filter((other) => other !== next),
        sizesOf(next),
      );
    }
  };
  extend([], sorted, null);
  return orders;
}

/** null: nothing is before it. */
function follows({ kind, reads }: WeightsGroup, sizes: readonly number[] | null, flattens: boolean): boolean {
  if (sizes === null || kind === 'Embedding') return sizes === null;
  return sizes.some((size) => reads === size || (flattens && kind === 'Dense' && reads > size && reads % size === 0));
}

/** Two directions side by side, or their sum. */
function sizesOf({ gives, bidirectional }: WeightsGroup): number[] {
  return bidirectional ? [2 * gives, gives] : [gives];
}

function isBefore(other: WeightsGroup, { name, ...group }: WeightsGroup): boolean {
  return baseOf(other.name) === baseOf(name) && numberOf(other) < numberOf({ name, ...group });
}

function baseOf(name: string): string {
  return name.replace(/_?\d+$/, '');
}

function numberOf({ name }: Pick<WeightsGroup, 'name'>): number {
  return Number(/(\d+)$/.exec(name)?.[1] ?? 0);
}
