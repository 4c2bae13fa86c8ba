import { describe, expect, it } from 'vitest';
import { fieldsOfError } from '../../testing/malformed.ts';
import { parseGateOrder, toModelGates } from './gate-order.ts';

/** All 24 orders of i, g, f, o. */
const ALL_ORDERS = permutations(['i', 'g', 'f', 'o']);

function permutations(letters: readonly string[]): string[] {
  if (letters.length === 0) return [''];
  return letters.flatMap((letter) => permutations(letters.filter((other) => other !== letter)).map((rest) => letter + rest));
}

describe('toModelGates', () => {
  it.each(ALL_ORDERS)('puts rows of %s into the order i, g, f, o', (order) => {
    // Two rows of three columns a gate; each number tells its gate, row and column.
    const gateNumbers: Readonly<Record<string, number>> = { i: 100, g: 200, f: 300, o: 400 };
    const rowsOf = (gate: string) => [0, 1, 2, 10, 11, 12].map((offset) => (gateNumbers[gate] ?? Number.NaN) + offset);
    const stored = Float64Array.from([...order].flatMap(rowsOf));
    expect([...toModelGates(stored, order)]).toEqual(['i', 'g', 'f', 'o'].flatMap(rowsOf));
  });
});

describe('parseGateOrder', () => {
  it.each(ALL_ORDERS)('takes %s', (order) => {
    expect(parseGateOrder(order, 'x')).toBe(order);
  });

  it.each(['', 'ifg', 'ifgoo', 'ifgi', 'IFGO', 'ifco'])('refuses "%s"', (order) => {
    expect(fieldsOfError(() => parseGateOrder(order, 'config.json gate_order'))).toMatchObject({
      name: 'ModelFormatError',
      where: 'config.json gate_order',
      found: `"${order}"`,
    });
  });
});
