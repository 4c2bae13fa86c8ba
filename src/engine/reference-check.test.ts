import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toModelGates } from '../formats/settings/gate-order.ts';
import type { ModelData, Weights } from '../model/model-data.ts';
import { Network } from '../model/network.ts';
import type { DirectionTensors } from '../model/one-lstm.ts';
import { softmax } from '../model/softmax.ts';
import { Vocabulary } from '../model/vocabulary.ts';
import { makeTinyModel, partsOf, withParts } from '../testing/tiny-model.ts';
import { Breather } from './breather.ts';
import type { ReferenceCheck, ReferenceScores } from './protocol.ts';
import { checkReferences } from './reference-check.ts';

const never = new AbortController().signal;

const SENTENCES = [['w1'], ['w3', 'W4', 'w1', 'w1', 'w0'], ['w9', 'w2', 'w11'], ['w5', 'w6', 'w7', 'w8']];

function withDirections(model: ModelData, change: (tensors: DirectionTensors) => DirectionTensors): ModelData {
  const { left, right } = partsOf(model);
  return withParts(model, { left: change(left), right: right && change(right) });
}

/** The model as a file has it whose blocks stand in the model's own order and are then read in `order`. */
function readIn(order: string, model: ModelData): ModelData {
  return withDirections(model, ({ weightIh, weightHh, bias, output }) => ({
    weightIh: toModelGates(weightIh, order),
    weightHh: toModelGates(weightHh, order),
    bias: toModelGates(bias, order),
    output,
  }));
}

function scoresOf(model: ModelData, tokens: readonly string[]): number[] {
  const { ids } = new Vocabulary(model.words, model.config).lookUp(tokens);
  return Array.from(new Network(model).forward(ids));
}

function referencesOf(
  model: ModelData,
  sentences: readonly (readonly string[])[] = SENTENCES,
  form: (scores: number[]) => number[] = (scores) => scores,
): ReferenceScores[] {
  return sentences.map((tokens) => ({ tokens, scores: form(scoresOf(model, tokens)) }));
}

async function check(model: ModelData, references: readonly ReferenceScores[]) {
  const breather = new Breather(never);
  const { words, config } = model;
  const { classes, embeddingSize, tokenizer } = config;
  const checked = { network: new Network(model), vocabulary: new Vocabulary(words, config), tokenizer, classes, embeddingSize };
  try {
    return await checkReferences(checked, references, breather);
  } finally {
    breather.close();
  }
}

const tiny = makeTinyModel({ outputBias: true });

describe('reference scores that agree', () => {
  it('verify, with our scores and the difference of each sentence', async () => {
    const references = referencesOf(tiny).map(({ tokens, scores }, index) => ({
      tokens,
      scores: scores.map((score, c) => (c === 1 ? score + index * 1e-5 : score)),
    }));
    const result = await check(tiny, references);
    expect(result).toMatchObject({
      kind: 'scores',
      verified: true,
      directionsSwapped: false,
      classOrder: null,
    });
    expect(result.difference).toBeCloseTo(3e-5, 10);
    expect(result.sentences.map(({ difference }) => difference)).toEqual(
      [0, 1e-5, 2e-5, 3e-5].map((difference) => expect.closeTo(difference, 10)),
    );
    expect(result.sentences.map(({ scores }) => scores)).toEqual(referencesOf(tiny).map(({ scores }) => scores));
  });

  it('are compared with our probabilities, or their logarithms, where that is what they are', async () => {
    const probabilities = await check(tiny, referencesOf(tiny, SENTENCES, softmax));
    expect(probabilities).toMatchObject({ kind: 'probabilities', verified: true });
    expect(probabilities.sentences[1]?.scores).toEqual(softmax(scoresOf(tiny, SENTENCES[1] ?? [])));
    const logarithms = await check(
      tiny,
      referencesOf(tiny, SENTENCES, (scores) => softmax(scores).map(Math.log)),
    );
    expect(logarithms).toMatchObject({ kind: 'log-probabilities', verified: true });
  });

  it('may be the one value of a sigmoid output, before or after the sigmoid', async () => {
    const half = (output: Weights) => output.map((value, at) => (at < output.length / 2 ? 0 : value));
    const model = withDirections(makeTinyModel({ classes: 2 }), (tensors) => ({ ...tensors, output: half(tensors.output) }));
    const single = referencesOf(model, SENTENCES, ([, score = 0]) => [score]);
    const before = await check(model, single);
    expect(before).toMatchObject({ kind: 'scores', verified: true });
    expect(before.sentences[0]?.scores).toHaveLength(1);
    const after = await check(
      model,
      single.map(({ tokens, scores }) => ({ tokens, scores: scores.map((score) => 1 / (1 + Math.exp(-score))) })),
    );
    expect(after).toMatchObject({ kind: 'probabilities', verified: true });
  });
});

describe('reference scores that do not agree', () => {
  it('tell exchanged directions and another order of the classes', async () => {
    const { left, right } = partsOf(tiny);
    if (right === null) throw new Error('the tiny model is bidirectional');
    const exchanged = withParts(tiny, {
      left: { ...left, output: right.output },
      right: { ...right, output: left.output },
    });
    expect(await check(exchanged, referencesOf(tiny))).toMatchObject({ verified: false, directionsSwapped: true });
    const turned = referencesOf(tiny, SENTENCES, ([a = 0, b = 0, c = 0]) => [c, a, b]);
    expect(await check(tiny, turned)).toMatchObject({ verified: false, directionsSwapped: false, classOrder: [2, 0, 1] });
  });

  it('mark the words that are not in the vocabulary', async () => {
    const references = [{ tokens: ['w1', 'zyx', 'w2', 'qed'], scores: [0, 0, 0] }];
    expect((await check(tiny, references)).sentences[0]?.unknown).toEqual([1, 3]);
  });

  it('leave the model as it was', async () => {
    const network = new Network(tiny);
    const excerpt = network.excerpt([3, 4]);
    const before = Array.from(network.forward([3, 4, -1, 3]));
    expect(Array.from(excerpt.forward([0, 1, -1, 0]))).toEqual(before);
    excerpt.replaceLayers(readIn('ofgi', { ...tiny, layers: network.layers() }).layers);
    expect(Array.from(excerpt.forward([0, 1, -1, 0]))).not.toEqual(before);
    expect(Array.from(network.forward([3, 4, -1, 3]))).toEqual(before);
    excerpt.replaceLayers(network.layers());
    expect(Array.from(excerpt.forward([0, 1, -1, 0]))).toEqual(before);
  });
});

it('gives the weights back as they were put in, whatever the sizes', () => {
  const size = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(size, size, fc.boolean(), (embeddingSize, hiddenSize, bidirectional) => {
      const model = makeTinyModel({ embeddingSize, hiddenSize, bidirectional, outputBias: true });
      expect(new Network(model).layers()).toEqual(model.layers);
    }),
    { numRuns: 40 },
  );
});

describe('reference scores that make no sense', () => {
  const scores = [0, 0, 0];
  it.each<[string, ReferenceScores[], string]>([
    ['none', [], 'reference scores: are missing; expected at least one sentence, found none.'],
    ['no words', [{ tokens: [], scores }], 'sentence 1: is empty; expected at least one word, found none.'],
    [
      'too many words',
      [{ tokens: Array.from({ length: 513 }, () => 'w1'), scores }],
      'sentence 1: is too long; expected at most 512 words, found 513.',
    ],
    [
      'too few scores',
      [
        { tokens: ['w1'], scores },
        { tokens: ['w1'], scores: [1, 2] },
      ],
      'sentence 2: has the wrong number of scores; expected 3, one per class (class 0, class 1, class 2), found 2.',
    ],
    [
      'no number',
      [{ tokens: ['w1'], scores: [0, Number.NaN, 0] }],
      'sentence 1: has a score that is not a number; expected finite numbers, found NaN.',
    ],
  ])('are refused: %s', async (_, references, message) => {
    await expect(check(tiny, references)).rejects.toMatchObject({ name: 'InputError', message });
  });

  it('are refused: one score for a model with two outputs', async () => {
    const two = makeTinyModel({ classes: 2 });
    await expect(check(two, [{ tokens: ['w1'], scores: [1] }])).rejects.toThrow('this model has two outputs');
  });

  it('stop when told to', async () => {
    const controller = new AbortController();
    const breather = new Breather(controller.signal);
    controller.abort();
    const { words, config } = tiny;
    const model = {
      network: new Network(tiny),
      vocabulary: new Vocabulary(words, config),
      tokenizer: config.tokenizer,
      classes: config.classes,
      embeddingSize: config.embeddingSize,
    };
    const running: Promise<ReferenceCheck> = checkReferences(model, referencesOf(tiny), breather);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    breather.close();
  });
});
