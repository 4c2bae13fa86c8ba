/** What the page says of PyTorch's files: what they are, which weights were taken, and what a whole module computes beyond them. */
import { describe, expect, it } from 'vitest';
import { torchGoldenFiles, torchVariant } from '../../testing/golden.ts';
import { inspectModel } from '../inspect-model.ts';

const [, vocabulary = { name: '', bytes: new Uint8Array(0) }] = torchGoldenFiles('pytorch-bidi');
const inspect = (variant: string) => inspectModel([torchVariant(variant), vocabulary]);

const ALONE = 'The module’s code is not run, so what it does beyond its layers is not known.';
const COUNTER = 'Ignored, since whole numbers without a role are counters: steps.';

it.each<[string, string, string[]]>([
  ['old', 'PyTorch state_dict', [COUNTER]],
  ['old-module', 'PyTorch module Classifier', [ALONE, COUNTER]],
  ['module', 'PyTorch module Classifier', [ALONE, COUNTER]],
  ['module-protocol4', 'PyTorch module Classifier', [ALONE, COUNTER]],
  ['checkpoint', 'PyTorch state_dict', ['Several weights are in the file. Used: "state.net". Not used: "state.ema".', COUNTER]],
  ['parts', 'PyTorch state_dict', ['The model was put together from "embedding", "lstm", "fc".']],
  ['script', 'TorchScript program Classifier', [ALONE, COUNTER]],
])('%s: %s', async (variant, format, notes) => {
  expect(await inspect(variant)).toMatchObject({ format, notes, problem: null, settled: { gateOrder: 'ifgo' } });
});

describe('a whole module that computes more than its weights tell', () => {
  it('is refused', async () => {
    expect((await inspect('stack')).problem).toMatchObject({
      problem: 'holds a network that cannot be explained',
      found: 'conv at the end, where a linear layer gives the scores',
    });
  });

  it('is refused where its cells are written by hand', async () => {
    expect((await inspect('by-hand')).problem).toMatchObject({
      problem: 'has no recurrent layer of PyTorch',
      found: '__main__.Cell of embedding (Embedding), i2h (Linear), i2o (Linear)',
    });
  });

  it('may have dropout, and a sigmoid at its end', async () => {
    expect((await inspect('sigmoid')).problem).toBeNull();
    expect((await inspect('sigmoid-inside')).problem).toMatchObject({ found: 'head.0 (Sigmoid)' });
  });
});

it('keeps the names that a user has given from before prefixes were taken away', async () => {
  const options = { mapping: { 'output.weight': 'module.fc.weight' } };
  const inspection = await inspectModel([torchVariant('module'), vocabulary], options);
  expect(inspection).toMatchObject({ problem: null, roles: { 'output.weight': 'module.fc.weight' } });
});
