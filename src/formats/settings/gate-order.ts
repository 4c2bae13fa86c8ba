import { LAYER_GATES } from '../../model/layers.ts';
import type { Weights } from '../../model/model-data.ts';
import { formatError, quote } from '../basics/index.ts';

/** Checks that `text` is a permutation of "ifgo" (PyTorch and Keras have "ifgo", the reference "igfo"). */
export function parseGateOrder(text: string, where: string): string {
  return parseOrder(text, LAYER_GATES.lstm, where, 'ifgo');
}

/** Checks that `text` is a permutation of the gates' letters. */
export function parseOrder(text: string, gates: readonly string[], where: string, example: string): string {
  if (text.length === gates.length && gates.every((gate) => text.includes(gate))) return text;
  throw formatError(where, 'is not an order of the gates', {
    expected: `the letters ${[...example].sort().join(', ')} in the order of the row blocks, such as "${example}"`,
    found: quote(text),
  });
}

/**
 * Row blocks of a weight [G d, columns] or bias [G d] from `gateOrder` into the model's: i, g, f, o unless others are given.
 * Always a new array.
 */
export function toModelGates<W extends Weights>(data: W, gateOrder: string, gates: readonly string[] = LAYER_GATES.lstm): W {
  const block = data.length / gates.length;
  const ordered = data.slice() as W;
  for (const [to, gate] of gates.entries()) {
    const from = gateOrder.indexOf(gate);
    ordered.set(data.subarray(from * block, (from + 1) * block), to * block);
  }
  return ordered;
}
