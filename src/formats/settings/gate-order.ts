import { GATES } from '../../model/model-data.ts';
import { formatError, quote } from '../basics/index.ts';

/** Checks that `text` is a permutation of "ifgo" (PyTorch and Keras have "ifgo", the reference "igfo"). */
export function parseGateOrder(text: string, where: string): string {
  if (text.length === GATES.length && GATES.every((gate) => text.includes(gate))) return text;
  throw formatError(where, 'is not an order of the gates', {
    expected: 'the letters i, f, g, o in the order of the row blocks, such as "ifgo"',
    found: quote(text),
  });
}

/**
 * Row blocks of a weight [4d, columns] or bias [4d] from `gateOrder` into the model's order i, g, f, o.
 * Always a new array.
 */
export function toModelGates(data: Float64Array, gateOrder: string): Float64Array {
  const block = data.length / GATES.length;
  const ordered = new Float64Array(data.length);
  GATES.forEach((gate, to) => {
    const from = gateOrder.indexOf(gate);
    ordered.set(data.subarray(from * block, (from + 1) * block), to * block);
  });
  return ordered;
}
