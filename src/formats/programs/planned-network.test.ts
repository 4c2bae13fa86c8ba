/** From a plan to a model: what is in force, what is refused, and the same numbers as the native format gives. */
import { describe, expect, it } from 'vitest';
import { LensError } from '../../model/errors.ts';
import { Network } from '../../model/network.ts';
import { formatError, type TensorSource } from '../basics/index.ts';
import type { ModelOptions, NetworkChoice, NetworkPlan, PlannedTensor } from '../settings/index.ts';
import { wordsWithoutVocabulary } from '../vocabularies/index.ts';
import { openPlan, type PlannedFile, unplaced } from './planned-network.ts';

const V = 5;
const F = 2;
const D = 3;

/** Numbers that tell their places apart. */
function tensor(name: string, ...shape: readonly number[]): PlannedTensor {
  const count = shape.reduce((product, size) => product * size, 1);
  const source: TensorSource = { shape, read: () => Float64Array.from({ length: count }, (_, at) => Math.sin(at + name.length)) };
  return { name, source };
}

const readout: NetworkChoice = {
  key: 'readout',
  label: 'What is read',
  options: [
    { value: 'final', label: 'the last state' },
    { value: 'max', label: 'the largest of each unit' },
  ],
  value: 'final',
  said: 'guess',
};

function planOf({ outputs = 3, ...changes }: Partial<NetworkPlan> & { readonly outputs?: number } = {}): NetworkPlan {
  return {
    input: 'tokens',
    embedding: tensor('table', V, F),
    embeddingSize: F,
    layers: [
      {
        layer: { type: 'gru', hiddenSize: D, bidirectional: false, merge: 'concat', gateActivation: 'sigmoid', resetAfter: true },
        tensors: { 'left.weight_ih': tensor('gru.ih', 3 * D, F), 'left.weight_hh': tensor('gru.hh', 3 * D, D) },
        gateOrder: 'zrn',
        from: 'gru_1',
      },
      { layer: { type: 'readout', kind: 'final', direction: 'both' }, tensors: {}, gateOrder: '', from: 'gru_1' },
      {
        layer: { type: 'dense', size: outputs, activation: 'linear' },
        tensors: { weight: tensor('out.w', outputs, D), bias: tensor('out.b', outputs) },
        gateOrder: '',
        from: 'out',
      },
    ],
    output: 'softmax',
    padding: null,
    masksPadding: false,
    choices: [readout],
    notes: ['A note.'],
    ...changes,
  };
}

const file: PlannedFile = {
  format: 'test',
  name: 'm.bin',
  bytes: new Uint8Array([1, 2]),
  vocabulary: wordsWithoutVocabulary(V),
  labels: null,
  said: {},
};

const open = (plan: NetworkPlan | LensError, options: ModelOptions = {}, given: Partial<PlannedFile> = {}) =>
  openPlan({ ...file, ...given }, plannerOf(plan), options);

function plannerOf(plan: NetworkPlan | LensError): () => NetworkPlan {
  return () => {
    if (plan instanceof LensError) throw plan;
    return plan;
  };
}

function problem(...given: Parameters<typeof open>): unknown {
  try {
    open(...given).settle();
  } catch (error) {
    return error instanceof LensError ? error.fields : error;
  }
  return null;
}

describe('a plan becomes a model', () => {
  it('with its gates in the model’s order', () => {
    const { layers, config, embeddings } = open(planOf()).read();
    const stored = tensor('gru.ih', 3 * D, F).source.read();
    const block = D * F;
    const [z, r, n] = [0, 1, 2].map((at) => [...stored.subarray(at * block, (at + 1) * block)]);
    expect([...(layers[0]?.tensors['left.weight_ih'] ?? [])]).toEqual([r, z, n].flat());
    expect(embeddings).toEqual(tensor('table', V, F).source.read());
    expect(config).toMatchObject({ classes: ['class 0', 'class 1', 'class 2'], embeddingSize: F, output: 'softmax' });
    expect(new Network({ config, embeddings, layers }).forward([0, 1, 4])).toHaveLength(3);
  });

  it('is told layer by layer, with what is left open', () => {
    const opened = open(planOf());
    expect(opened.layers?.map(({ from, tensors }) => [from, tensors])).toEqual([
      ['gru_1', ['gru.ih', 'gru.hh']],
      ['gru_1', []],
      ['out', ['out.w', 'out.b']],
    ]);
    expect([opened.choices, opened.notes]).toEqual([[readout], ['A note.']]);
    expect(unplaced(['gru.ih', 'step', 'table', 'out.b'], planOf())).toEqual(['step']);
  });

  it('one sigmoid output is two classes; several are themselves', () => {
    const one = open(planOf({ output: 'sigmoid', outputs: 1 })).read();
    expect(one.config).toMatchObject({ classes: ['class 0', 'class 1'], output: 'softmax' });
    expect(one.layers[2]?.tensors.bias?.[0]).toBe(0);
    const several = open(planOf({ output: 'sigmoid', outputs: 2 }), {}, { labels: ['toxic', 'rude'] }).read();
    expect(several.config).toMatchObject({ classes: ['toxic', 'rude'], output: 'sigmoid' });
    expect(open(planOf({ output: 'linear', outputs: 1 })).read().config).toMatchObject({
      classes: ['class 0'],
      output: 'linear',
    });
  });

  it('can be planned anew with other options, and read layer by layer', () => {
    const given: ModelOptions[] = [];
    const opened = openPlan(
      file,
      (options) => {
        given.push(options);
        return planOf({ padding: null });
      },
      {},
    );
    const again = opened.replan?.({ choices: { readout: 'max' } });
    expect(given).toEqual([{}, { choices: { readout: 'max' } }]);
    if (!again || again.network instanceof LensError) throw new Error('no network');
    expect(again.network.readLayer(0, null)).toEqual(opened.read().layers[0]);
    expect(again.network.readEmbedding()).toEqual(opened.read().embeddings);
    const refused = opened.replan?.({ choices: { readout: 'min' } });
    expect(refused?.choices).toEqual([readout]);
    expect(refused?.network).toBeInstanceOf(LensError);
  });

  it('rows of the embedding that have no word are called by their ids', () => {
    const { embeddings, words } = open(
      planOf(),
      {},
      { vocabulary: { ...wordsWithoutVocabulary(0), words: ['a', 'b', 'c'] } },
    ).read();
    expect(words).toEqual(['a', 'b', 'c', '#3', '#4']);
    expect(embeddings).toEqual(tensor('table', V, F).source.read());
  });

  it('needs no words where it reads numbers', () => {
    const numbers = planOf({ input: 'numbers', embedding: null });
    const { config, embeddings, words } = open(numbers, {}, { vocabulary: null }).read();
    expect([config.input, embeddings, words]).toEqual(['numbers', null, []]);
  });
});

describe('padding', () => {
  const padding = { side: 'pre', length: 4, id: 0, truncate: 'pre', masked: false } as const;
  it('is the plan’s, unless the user says another', () => {
    const padded = planOf({ padding });
    expect(open(padded).settle().config.padding).toEqual(padding);
    expect(open(padded, { padding: { ...padding, length: 9 } }).settle().config.padding?.length).toBe(9);
    expect(open(padded, { padding: null }).settle().config.padding).toBeNull();
  });

  it('is masked where the model skips it, whoever says it', () => {
    const masking = planOf({ masksPadding: true });
    expect(open(masking, { padding }).settle().config.padding).toEqual({ ...padding, masked: true });
    expect(open(masking).settle().config.padding).toBeNull();
  });
});

describe('refused', () => {
  it('why there is no plan, whatever the words', () => {
    const refusal = formatError('m.bin', 'has layers that are not supported');
    const opened = open(refusal, {}, { vocabulary: null });
    expect(problem(refusal)).toEqual(refusal.fields);
    expect([opened.layers, opened.choices, opened.words]).toEqual([null, [], []]);
  });

  it('a tensor of another shape, and one that is missing', () => {
    const [gru, last, out] = planOf().layers;
    if (!gru || !last || !out) throw new Error('three layers');
    const wide = { ...out, tensors: { weight: tensor('out.w', 3, D + 1) } };
    expect(problem(planOf({ layers: [gru, last, wide] }))).toMatchObject({
      where: 'm.bin out.w',
      problem: 'has the wrong shape',
      expected: '[3, 3]',
      found: '[3, 4]',
    });
    expect(problem(planOf({ layers: [gru, last, { ...out, tensors: {} }] }))).toMatchObject({
      where: 'm.bin out',
      problem: 'has no weight',
    });
  });

  it('fewer rows than words', () => {
    expect(problem(planOf(), {}, { vocabulary: wordsWithoutVocabulary(V + 1) })).toMatchObject({
      where: 'm.bin table',
      expected: '[6, 2]',
      found: '[5, 2]',
    });
  });

  it('choices that are none, all of them by name', () => {
    expect(problem(planOf(), { choices: { readout: 'max' } })).toBeNull();
    expect(problem(planOf(), { choices: { readout: 'mean', reset: 'before' } })).toMatchObject({
      where: 'choices',
      expected: 'readout=final|max',
      found: 'readout="mean", reset="before"',
    });
    expect(problem(planOf({ choices: [] }), { choices: { readout: 'max' } })).toMatchObject({
      expected: 'none: the files say it all',
    });
  });
});
