/** Networks of many kinds as PyTorch saves them, through readModel: PyTorch's own scores, with what their files do not tell chosen. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LocalEngine } from '../../engine/engine.ts';
import type { ModelFile } from '../../model/model-data.ts';
import { Network } from '../../model/network.ts';
import { expectClose } from '../../testing/expect-close.ts';
import { TORCH_NETWORKS, torchNetwork } from '../../testing/golden.ts';
import { fieldsOfRejection } from '../../testing/malformed.ts';
import { inspectModel } from '../inspect-model.ts';
import { readModel } from '../read-model.ts';

const FIXTURES = new URL('../../testing/fixtures/', import.meta.url);
const never = new AbortController().signal;

const made = (name: string): ModelFile[] => [torchNetwork(name)];

describe('made networks', () => {
  it.each(Object.keys(TORCH_NETWORKS))('%s gives the scores of PyTorch', async (name) => {
    const { choices, ids = [], inputs = [], scores } = TORCH_NETWORKS[name] ?? { choices: {}, scores: [] };
    const network = new Network(await readModel(made(name), { choices }));
    const found = [...ids.map((one) => network.forward(one)), ...inputs.map((rows) => network.forwardNumbers(rows))].map(
      (one) => [...one],
    );
    // One sigmoid output is the second of two classes.
    const wanted = scores.map((one) => (one.length === 1 ? [0, ...one] : one));
    expect(found.length).toBeGreaterThan(1);
    expect(found.map((one) => one.length)).toEqual(wanted.map((one) => one.length));
    for (const [index, one] of wanted.entries()) expectClose(found[index] ?? [], one, 1e-10, name);
  });

  it.each(Object.entries(TORCH_NETWORKS).filter(([, { choices }]) => Object.keys(choices).length > 0))(
    '%s: what is chosen is offered, and was not taken by itself',
    async (name, { choices }) => {
      const { choices: offered } = await inspectModel(made(name));
      for (const [key, value] of Object.entries(choices)) {
        const choice = offered.find((one) => one.key === key);
        expect(choice?.options.map((option) => option.value)).toContain(value);
        expect([choice?.value === value, choice?.said]).toEqual([false, 'guess']);
      }
      const { choices: chosen } = await inspectModel(made(name), { choices });
      const byUser = chosen.filter(({ said }) => said === 'user').map(({ key }) => key);
      expect(byUser.sort()).toEqual(Object.keys(choices).sort());
    },
  );

  it('a whole module says what it has', async () => {
    const { choices, layers, settled, notes } = await inspectModel(made('module-whole'));
    expect(Object.fromEntries(choices.map(({ key, value, said }) => [key, `${value}, ${said}`]))).toEqual({
      'activation.conv.0': 'tanh, file',
      'activation.rnn': 'relu, file',
      readout: 'final, guess',
      'activation.head.0': 'tanh, file',
      'norm.head.1': 'before, file',
      'activation.head.4': 'linear, file',
      output: 'sigmoid, file',
    });
    expect(layers?.map(({ from, layer: { type } }) => `${from}: ${type}`)).toEqual([
      'conv.0: conv1d',
      'rnn, layer 1: rnn',
      'rnn, layer 2: rnn',
      'readout: readout',
      'head.0, head.1: dense',
      'head.4: dense',
      'head.5: dense',
    ]);
    expect(settled?.paddingId).toBe(0);
    expect(notes).toEqual([
      'The module’s code is not run, so what it does beyond its layers is not known.',
      'Ignored, since whole numbers without a role are counters: head.1.num_batches_tracked.',
    ]);
  });

  it('rows side by side tell the length of sentences', async () => {
    const { settled, layers } = await inspectModel(made('flatten'));
    expect(settled?.padding).toEqual({ side: 'post', length: 5, id: 0, truncate: 'post', masked: false });
    expect(layers?.[1]?.layer).toEqual({ type: 'readout', kind: 'flatten' });
  });

  it('a choice that is none is refused with those that there are', async () => {
    const options = { choices: { readout: 'middle', colour: 'red' } };
    expect(await fieldsOfRejection(readModel(made('backward-state'), options))).toMatchObject({
      where: 'choices',
      expected: expect.stringContaining('readout=final-right|final-left|sum-final'),
      found: 'readout="middle", colour="red"',
    });
    expect(await fieldsOfRejection(readModel(made('second-weights'), { choices: { weights: 'best' } }))).toMatchObject({
      problem: 'does not hold weights under "best"',
    });
  });
});

interface MoreGolden {
  readonly examples: readonly {
    readonly tokens: readonly string[];
    readonly scores: readonly number[];
    readonly predicted: number;
    readonly target: number;
    readonly lrp: readonly {
      readonly eps: number;
      readonly bias_factor: number;
      readonly words: readonly number[];
      readonly rest: number;
    }[];
  }[];
}

describe.each<[string, Record<string, string>]>([
  ['stacked', {}],
  ['last-step', { 'activation.hidden': 'tanh' }],
  ['max-pool', { readout: 'max' }],
  ['mean-gru', { readout: 'mean', 'activation.fc1': 'relu' }],
])('golden model %s', (name, choices) => {
  const folder = new URL(`pytorch-more/${name}/`, FIXTURES);
  const files = readdirSync(folder).map((file) => ({ name: file, bytes: new Uint8Array(readFileSync(new URL(file, folder))) }));
  const golden: MoreGolden = JSON.parse(readFileSync(new URL('golden.json', folder), 'utf8'));

  it('gives the golden scores and relevances', async () => {
    const engine = new LocalEngine();
    await engine.load(never, { kind: 'files', files: files.filter((file) => file.name !== 'golden.json'), options: { choices } });
    let checked = 0;
    for (const { tokens, scores, target, lrp } of golden.examples) {
      for (const { eps, bias_factor, words, rest } of lrp) {
        const request = {
          input: { tokens },
          target: scores.length === 1 ? 1 : target,
          methods: ['lrp'],
          lrp: { eps, biasFactor: bias_factor },
        } as const;
        const { explanation } = await engine.explain(never, request);
        expectClose(explanation.scores, scores.length === 1 ? [0, ...scores] : scores, 1e-8, 'scores');
        expectClose(explanation.methods[0]?.words ?? [], words, 1e-8, 'words');
        expectClose([explanation.methods[0]?.rest ?? Number.NaN, ...words], [rest, ...words], 1e-8, 'rest');
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(5);
  });
});
