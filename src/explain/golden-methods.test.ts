/** Every method against the figures of an independent program (see src/testing/fixtures/README.md). */
import { describe, expect, it } from 'vitest';
import { readModel } from '../formats/read-model.ts';
import { Network } from '../model/network.ts';
import { expectClose } from '../testing/expect-close.ts';
import { NETWORK_NAMES, type NetworkExample, networkExamples, networkFiles } from '../testing/golden-networks.ts';
import type { MethodRun } from './method.ts';
import type { MethodId } from './method-info.ts';
import { runMethods } from './methods.ts';
import { runOf, targetWeights } from './run-method.ts';

const TOLERANCE = 1e-8;

async function golden(name: string): Promise<{ network: Network; read: (example: NetworkExample) => Float64Array }> {
  const { words, ...model } = await readModel(networkFiles(name));
  const network = new Network(model);
  const read = ({ tokens, inputs }: NetworkExample) =>
    inputs ? network.forwardNumbers(inputs) : network.forward((tokens ?? []).map((token) => words.indexOf(token)));
  return { network, read };
}

function runsOf(network: Network, scores: Float64Array, target: number): (id: MethodId) => MethodRun {
  const weights = targetWeights(scores.length, target, null);
  return (id) => runOf(runMethods(network, scores, weights, [id], {})[0], 'test');
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

describe('golden figures', () => {
  it.each(NETWORK_NAMES)('%s: real loss and Integrated Gradients', async (name) => {
    const { network, read } = await golden(name);
    for (const example of networkExamples(name)) {
      const { target, occlusion, integrated_gradients: ig } = example;
      const scores = read(example);
      const run = runsOf(network, scores, target);
      expectClose(run('occlusion').words, occlusion, TOLERANCE, `${name} occlusion`);
      const { words, base = Number.NaN, padding = Number.NaN, inputs, parameters } = run('ig');
      expect(parameters).toEqual({ nodes: ig.steps });
      expectClose(words, ig.words, TOLERANCE, `${name} ig`);
      expect(Math.abs((scores[target] ?? 0) - base - sum(words) - padding) - Math.abs(ig.gap)).toBeLessThan(TOLERANCE);
      expect(inputs === undefined).toBe(example.inputs === undefined);
      if (inputs) expectClose(inputs.map(sum), ig.words, TOLERANCE, `${name} ig by feature`);
    }
  });

  it.each(['methods-bi', 'methods-uni'])('%s: all methods', async (name) => {
    const { network, read } = await golden(name);
    let rules = 0;
    for (const example of networkExamples(name)) {
      const { target, occlusion_probability = [], gate_rules = {}, cd, shapley = [] } = example;
      const scores = read(example);
      const run = runsOf(network, scores, target);
      expectClose(run('occlusion_p').words, occlusion_probability, TOLERANCE, 'occlusion_p');
      expectClose(run('shapley').words, shapley, TOLERANCE, 'shapley');
      expectClose(run('cd').words, cd?.words ?? [], TOLERANCE, 'cd');
      for (const [rule, { words, rest, bias, stabiliser }] of Object.entries(gate_rules)) {
        const found = run(`lrp_${rule}` as MethodId);
        const { ledger } = found;
        const ours = [...found.words, ledger?.rest, ledger?.bias, ledger?.stabiliser].map((value) => value ?? Number.NaN);
        expectClose(ours, [...words, rest, bias, stabiliser], TOLERANCE, rule);
        rules++;
      }
      const contributionOf = network.decomposition();
      for (const { positions, relevant, irrelevant } of cd?.phrases ?? []) {
        const found = contributionOf(positions[0] ?? 0, (positions.at(-1) ?? 0) + 1);
        expectClose(found, relevant, TOLERANCE, 'phrase');
        expectClose(
          scores.map((score, c) => score - (found[c] ?? 0)),
          irrelevant.map((value, c) => value + (outputBias(network)[c] ?? 0)),
          TOLERANCE,
          'the rest of the sentence',
        );
      }
    }
    expect(rules).toBeGreaterThan(8);
  });
});

function outputBias(network: Network): ArrayLike<number> {
  return network.layers().at(-1)?.tensors.bias ?? [];
}
