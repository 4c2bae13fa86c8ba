import { describe, expect, it } from 'vitest';
import { readModel } from '../formats/read-model.ts';
import { expectClose } from '../testing/expect-close.ts';
import { NETWORK_NAMES, type NetworkExample, networkExamples, networkFiles } from '../testing/golden-networks.ts';
import { Network } from './network.ts';

const TOLERANCE = 1e-8;

function forward(network: Network, words: readonly string[], { tokens, inputs }: NetworkExample): Float64Array {
  if (inputs) return network.forwardNumbers(inputs);
  return network.forward((tokens ?? []).map((token) => words.indexOf(token)));
}

function oneHot(size: number, index: number, value = 1): Float64Array {
  const values = new Float64Array(size);
  values[index] = value;
  return values;
}

describe('golden figures of random networks', () => {
  it.each(NETWORK_NAMES)('%s', async (name) => {
    const { words, ...model } = await readModel(networkFiles(name));
    const network = new Network(model);
    const examples = networkExamples(name);
    expect(examples.length).toBeGreaterThan(2);
    for (const [index, example] of examples.entries()) {
      const label = `${name} ${index}`;
      const scores = forward(network, words, example);
      expectClose(scores, example.scores, TOLERANCE, `${label} scores`);
      expect(network.read()).toEqual(example.read);
      const score = scores[example.target] ?? Number.NaN;
      for (const golden of example.lrp) {
        const { left, right, rest, bias, stabiliser, padding, inputs } = network.relevance(
          oneHot(scores.length, example.target, score),
          golden.eps,
          golden.bias_factor,
        );
        const setting = `${label} lrp ${golden.eps} ${golden.bias_factor}`;
        const all = [...golden.words, golden.rest, golden.bias, golden.stabiliser, golden.padding];
        const ours = [...left.map((value, t) => value + (right[t] ?? 0)), rest, bias, stabiliser, padding];
        expectClose(ours, all, TOLERANCE, setting);
        if (golden.inputs)
          expectClose(
            (inputs ?? []).flatMap((row) => [...row]),
            golden.inputs.flat(),
            TOLERANCE,
            setting,
          );
      }
      const { sensitivity, gradientInput } = network.gradient(oneHot(scores.length, example.target));
      expectClose(sensitivity, example.sa, TOLERANCE, `${label} sa`);
      expectClose(gradientInput, example.gi, TOLERANCE, `${label} gi`);
      if (example.gradient) {
        const gradients = network.embeddingGradients().flatMap((row) => [...row]);
        expectClose(gradients, example.gradient.flat(), TOLERANCE, `${label} gradient`);
      }
      const orders = example.occlusion.map((_, t) => [t]);
      const without = Array.from(network.deletionScan(orders, 1)).filter((_, at) => at % scores.length === example.target);
      expectClose(
        without.map((value) => score - value),
        example.occlusion,
        TOLERANCE,
        `${label} occlusion`,
      );
    }
  });
});
