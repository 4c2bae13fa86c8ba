import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Network } from '../../model/network.ts';
import { makeRandomNetwork } from '../../testing/random-network.ts';
import { runs } from '../../testing/runs.ts';
import { targetWeights } from '../run-method.ts';
import type { InsideEquation, InsideStep } from './detail-types.ts';
import { explainFlow, readState } from './details.ts';
import { lookInside } from './inside.ts';
import type { InsideMethod } from './types.ts';

const NETWORKS = 150;
const seeds = fc.integer({ min: 1, max: 1e9 });
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function look(seed: number, method: InsideMethod, eps: number, biasFactor: number) {
  const { model, ids } = makeRandomNetwork(seed);
  const network = new Network(model);
  const scores = network.forward(ids);
  const weights = targetWeights(scores.length, seed % scores.length, null);
  const label = `${seed} ${JSON.stringify(model.layers.map(({ layer }) => layer))}`;
  return { label, ...lookInside({ model: network, scores, targetWeights: weights }, method, { eps, biasFactor }) };
}

function expectNear(actual: number, expected: number, scale: number, what: string): void {
  if (Math.abs(actual - expected) <= 1e-12 * scale) return;
  expect.fail(`${what}: ${actual}, expected ${expected}, scale ${scale}`);
}

/** The parts of an equation add up as it says. */
function expectFoot({ unit, all, step }: InsideEquation, isLrp: boolean, label: string): number {
  let scale = Math.abs(all.relevance);
  for (const share of unit ? [unit.share, all.share] : [all.share]) {
    const { terms, rest, bias, stabiliser } = share;
    const entries = [...terms.map(({ relevance }) => relevance), rest.relevance, bias, stabiliser];
    scale = Math.max(scale, ...entries.map(Math.abs));
    expectNear(sum(entries), share.sum, Math.max(...entries.map(Math.abs)), label);
    expect(terms.length).toBeLessThanOrEqual(5);
    if (rest.count > 0) expect(terms.length).toBe(5);
    for (const [at, { relevance }] of terms.entries()) {
      expect(Math.abs(relevance)).toBeLessThanOrEqual(Math.abs(terms[at - 1]?.relevance ?? Infinity));
    }
  }
  expect(unit === null).toBe(step === 'pass');
  if (!unit) return scale;
  const { parts, bias, z, quotient, share } = unit;
  const values = [...parts.map(({ value }) => value), bias];
  expectNear(sum(values), z, Math.max(...values.map(Math.abs)), `${label}, z of ${step}`);
  for (const { value, weight, relevance } of share.terms) {
    expectNear(value * (weight ?? Number.NaN) * quotient, relevance, Math.abs(relevance), `${label}, a term of ${step}`);
  }
  const { relevance, kept } = unit;
  const split = [...parts.map((part) => part.relevance), kept.bias, kept.stabiliser];
  if (isLrp) expectNear(sum(split), relevance, Math.max(...split.map(Math.abs)), `${label}, what becomes of R_j at ${step}`);
  else expect(kept).toEqual({ bias: 0, stabiliser: 0 });
  return scale;
}

function expectStep(explained: InsideStep, largest: number, isLrp: boolean, label: string): void {
  const { equations, amount, gates } = explained;
  const scales = equations.map((equation) => expectFoot(equation, isLrp, label));
  const last = equations.at(-1);
  expectNear(
    last?.all.share.sum ?? Number.NaN,
    amount,
    Math.max(largest, ...scales),
    `${label}, flow ${explained.flow} via ${explained.via}`,
  );
  for (const { gate, source, relevance, rules } of gates) {
    // What comes to the product: all that the flow carries, or what the step before hands to it.
    const share = (gate === 'i' || gate === '1-z' ? equations[0] : last)?.all.share;
    const product = source === 'Uh' ? [share?.sum, -(share?.bias ?? 0), -(share?.stabiliser ?? 0)] : [share?.sum];
    expectNear(
      relevance,
      sum(product.map((value) => value ?? Number.NaN)),
      Math.max(largest, ...scales),
      `${label}, the product of ${gate}`,
    );
    expect(rules.map(({ rule }) => rule)).toEqual(['all', 'half', 'abs', 'prop']);
    expect(rules[0]).toMatchObject({ gate: 0 });
    for (const { gate, source, stabiliser } of rules) {
      expectNear(gate + source + stabiliser, relevance, Math.max(...[gate, source, relevance].map(Math.abs)), `${label}, a gate`);
    }
  }
}

describe.each(['lrp', 'gradient'] as const)('a step of %s', (method) => {
  it('has at its foot the number that flows, in any list of layers', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(0.001, 0.01, 0.1), fc.constantFrom(0, 0.3, 1), (seed, eps, biasFactor) => {
        const { label, nodes, flows, context } = look(seed, method, eps, biasFactor);
        const largest = Math.max(...nodes.map(({ amount }) => Math.abs(amount)));
        for (const [index, flow] of flows.entries())
          expectStep(explainFlow(context, index, flow), largest, method === 'lrp', label);
      }),
      { numRuns: runs(NETWORKS), seed: method === 'lrp' ? 81 : 82 },
    );
  });
});

describe.each(['lrp', 'gradient'] as const)('a node of %s', (method) => {
  it('is the sum over its units', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(0, 0.3, 1), (seed, biasFactor) => {
        const { label, nodes, flows, context } = look(seed, method, 0.01, biasFactor);
        const largest = Math.max(...nodes.map(({ amount }) => Math.abs(amount)));
        for (const [index, { kind, amount }] of nodes.entries()) {
          const into = flows.filter(({ to }) => to === index);
          const { activations, flowing } = readState(context, index, into);
          const place = kind === 'h' || kind === 'c' ? kind : 'x';
          const values = flowing[place] ?? [];
          const total =
            method === 'lrp'
              ? sum([...values])
              : sum(values.map((value, unit) => value * (activations[place]?.[unit] ?? Number.NaN)));
          expect(values.length).toBe(activations[place]?.length);
          expectNear(total, amount, Math.max(largest, ...values.map(Math.abs)), `${label}, node ${index} ${kind}`);
        }
      }),
      { numRuns: runs(NETWORKS), seed: 83 },
    );
  });
});
