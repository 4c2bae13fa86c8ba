/** What must hold of every picture of what flows inside a network. */
import { expect } from 'vitest';
import type { InsideGraph, InsideMethod, InsideNode } from '../explain/inside/types.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What each node takes in and hands on. */
function throughNodes({ nodes, flows }: InsideGraph): { into: number[]; out: number[] } {
  const [into, out] = [nodes.map(() => 0), nodes.map(() => 0)];
  for (const { from, to, amount } of flows) {
    into[to] = (into[to] ?? 0) + amount;
    out[from] = (out[from] ?? 0) + amount;
  }
  return { into, out };
}

function nameOf({ kind, layer, side, row, step }: InsideNode): string {
  return `${kind} of layer ${layer}, ${side ?? 'row'} ${row}${step === null ? '' : `, step ${step}`}`;
}

/**
 * What comes into a node is its amount, and what goes out of it, with its drips, is too.
 * @param relative to the largest amount of the picture
 */
export function expectBalance(graph: InsideGraph, method: InsideMethod, relative: number, label: string): void {
  const { nodes, flows, ledger } = graph;
  const { into, out } = throughNodes(graph);
  const scale = Math.max(
    Number.MIN_VALUE,
    ...nodes.map(({ amount }) => Math.abs(amount)),
    ...flows.map(({ amount }) => Math.abs(amount)),
  );
  const close = (actual: number, expected: number, what: string) => {
    if (Math.abs(actual - expected) <= relative * scale) return;
    expect.fail(`${label}, ${what}: ${actual}, expected ${expected}, scale ${scale}`);
  };
  const reached = new Set(flows.map(({ to }) => to));
  for (const [index, node] of nodes.entries()) {
    const { kind, amount, drips, tick } = node;
    if (kind !== 'score') close(into[index] ?? Number.NaN, amount, `into ${nameOf(node)}`);
    if (kind === 'input') expect(drips).toEqual({ rest: 0, bias: 0, stabiliser: 0, change: 0 });
    else close((out[index] ?? Number.NaN) + sum(Object.values(drips)), amount, `out of ${nameOf(node)}`);
    const isReached = reached.has(index);
    if (tick > 0 !== isReached) expect.fail(`${label}: ${nameOf(node)} is reached at ${tick}`);
    if (!isReached && kind !== 'score') expect(amount).toBe(0);
  }
  expect(nodes.filter(({ kind }) => kind === 'score').length).toBe(1);
  for (const [index, { from, to }] of flows.entries()) {
    expect(from).toBeLessThan(to);
    expect(nodes[from]?.tick ?? 0).toBeLessThan(nodes[to]?.tick ?? 0);
    expect(from).toBeGreaterThanOrEqual(flows[index - 1]?.from ?? 0);
  }
  const words = nodes.filter(({ word }) => word !== null);
  close(sum(words.map(({ amount }) => amount)), ledger.words, 'words');
  close(sum(nodes.filter(({ isPad }) => isPad).map(({ amount }) => amount)), ledger.padding, 'padding');
  for (const entry of ['rest', 'bias', 'stabiliser', 'change'] as const) {
    close(sum(nodes.map(({ drips }) => drips[entry])), ledger[entry], entry);
  }
  close(sum(Object.values(ledger)), nodes[0]?.amount ?? Number.NaN, 'the ledger');
  if (method === 'lrp') expect(nodes.every(({ norm, drips }) => norm === 0 && drips.change === 0)).toBe(true);
}
