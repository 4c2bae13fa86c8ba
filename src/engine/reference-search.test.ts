/** What files leave open is found by the scores of the program that made them, with no more arithmetic than the networks differ by. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readModel } from '../formats/read-model.ts';
import type { ModelFile } from '../model/model-data.ts';
import { Network } from '../model/network.ts';
import { softmax } from '../model/softmax.ts';
import { Vocabulary } from '../model/vocabulary.ts';
import { expectClose } from '../testing/expect-close.ts';
import { fieldsOfRejection } from '../testing/malformed.ts';
import { Breather } from './breather.ts';
import type { ModelOptions, ReferenceScores } from './protocol.ts';
import { type SearchOutcome, searchReferences } from './reference-search.ts';

const FIXTURES = new URL('../testing/fixtures/', import.meta.url);
const never = new AbortController().signal;

async function search(
  files: readonly ModelFile[],
  references: readonly ReferenceScores[],
  options: ModelOptions = {},
): Promise<SearchOutcome> {
  const breather = new Breather(never);
  try {
    return await searchReferences({ files, options, references }, breather, () => {});
  } finally {
    breather.close();
  }
}

const read = (path: string) => readFileSync(new URL(path, FIXTURES));

function filesIn(folder: string): ModelFile[] {
  const names = readdirSync(new URL(folder, FIXTURES)).filter((name) => name !== 'golden.json');
  return names.map((name) => ({ name, bytes: new Uint8Array(read(`${folder}/${name}`)) }));
}

function examplesOf(folder: string): ReferenceScores[] {
  return JSON.parse(read(`${folder}/golden.json`).toString()).examples;
}

/** What the model with these options gives. */
async function referencesOf(
  files: readonly ModelFile[],
  options: ModelOptions,
  sentences: readonly (readonly string[])[],
): Promise<ReferenceScores[]> {
  const model = await readModel(files, options);
  const network = new Network(model);
  const vocabulary = new Vocabulary(model.words, model.config);
  return sentences.map((tokens) => ({ tokens, scores: Array.from(network.forward(vocabulary.read(tokens).ids)) }));
}

const words = (text: string) => text.split(' ');
const SENTENCES = ['w3 w1 w7 w2 w5', 'w9 w10 w2', 'w4 w4 w6 w11 w12 w8 w3 w1', 'w5 w9'].map(words);
const GRU = filesIn('pytorch-more/mean-gru');
const LSTM = filesIn('pytorch-more/last-step');

describe('PyTorch’s golden networks are found by their scores alone', () => {
  it.each([
    ['last-step', { readout: 'final', 'activation.hidden': 'tanh' }, 24],
    ['max-pool', { readout: 'max' }, 24],
    ['mean-gru', { readout: 'mean', 'activation.fc1': 'relu' }, 1],
    ['stacked', { readout: 'final' }, 24],
  ])('%s', async (name, choices, orders) => {
    const examples = examplesOf(`pytorch-more/${name}`);
    const { fits, untold, tried, sentences, runs } = await search(filesIn(`pytorch-more/${name}`), examples);
    expect(fits.map(({ options, kind }) => [options.choices, options.padding, kind])).toEqual([
      [expect.objectContaining(choices), null, 'scores'],
    ]);
    expect(fits[0]?.options.gateOrder).toBe(orders > 1 ? 'ifgo' : undefined);
    expect(fits[0]?.difference).toBeLessThan(1e-10);
    expect(sentences).toBe(examples.length);
    // What scores become is not told by scores, nor what is read for words that are not known by sentences without any.
    expect(untold).toEqual(expect.arrayContaining(['What the scores are turned into', 'Unknown words']));
    // Each combination has three layers or more: most of them are shared.
    expect(tried % orders).toBe(0);
    expect(runs).toBeLessThan(1.2 * tried);
    const [files, options] = [filesIn(`pytorch-more/${name}`), fits[0]?.options ?? {}];
    for (const [index, { scores }] of (
      await referencesOf(
        files,
        options,
        examples.map(({ tokens }) => tokens),
      )
    ).entries()) {
      const wanted = examples[index]?.scores ?? [];
      expectClose(scores.slice(-wanted.length), wanted, 1e-10, name);
    }
  });
});

describe('whatever is open is found', () => {
  it('the order of the gates', async () => {
    const references = await referencesOf(LSTM, { gateOrder: 'fogi' }, SENTENCES);
    const { fits } = await search(LSTM, references);
    expect(fits.map(({ options }) => options.gateOrder)).toEqual(['fogi']);
  });

  it.each(['pre', 'post'] as const)('the side and the length of padding: %s', async (side) => {
    const padding = { side, length: 25, id: 0, truncate: 'pre', masked: false } as const;
    const options = { padding, choices: { readout: 'mean' } };
    const { fits } = await search(GRU, await referencesOf(GRU, options, SENTENCES));
    expect(fits.map((fit) => fit.options.padding)).toEqual([padding]);
    expect(fits[0]?.settings.find(({ key }) => key === 'padding')?.value).toMatch(/^25 words, padded (before|after) the words/);
  });

  it('what longer sentences lose', async () => {
    const padding = { side: 'post', length: 4, id: 0, truncate: 'post', masked: false } as const;
    const long = ['w3 w1 w7 w2 w5 w9', 'w9 w10 w2 w4', 'w4 w4 w6 w11'].map(words);
    const lengths = await search(GRU, await referencesOf(GRU, { padding: { ...padding, length: 6 } }, SENTENCES));
    expect(lengths.nearest).not.toBe(null); // no usual length, nor that of the longest sentence: none fits
    const ten = { ...padding, length: 10 };
    const { fits } = await search(
      GRU,
      await referencesOf(GRU, { padding: ten }, [...long, words('w1 w2 w3 w4 w5 w6 w7 w8 w9 w1 w2 w3')]),
    );
    expect(fits.map((fit) => fit.options.padding)).toEqual([ten]);
  });

  it.each([
    { unkToken: 'w1', dropsUnknown: false },
    { unkToken: null, dropsUnknown: true },
    { unkToken: null, dropsUnknown: false },
  ])('what unknown words are read as: %j', async (unknown) => {
    const strange = [words('w3 strange w7 w2'), words('odd w5'), ...SENTENCES];
    const [first = ''] = (await readModel(GRU)).words.slice(1);
    const options = unknown.unkToken === null ? unknown : { ...unknown, unkToken: first };
    const { fits, untold } = await search(GRU, await referencesOf(GRU, options, strange));
    expect(fits.map((fit) => [fit.options.unkToken, fit.options.dropsUnknown])).toEqual([
      [options.unkToken, options.dropsUnknown],
    ]);
    expect(untold).not.toContain('Unknown words');
  });

  it('what scores become, by probabilities', async () => {
    const references = await referencesOf(GRU, { choices: { readout: 'max' } }, SENTENCES);
    const both = references.map(({ tokens, scores }) => ({ tokens, scores: softmax(scores) }));
    const { fits } = await search(GRU, both);
    expect(fits).toMatchObject([{ kind: 'probabilities', options: { choices: { readout: 'max', output: 'softmax' } } }]);
  });

  it('but nothing that the person has said', async () => {
    const references = await referencesOf(LSTM, { gateOrder: 'igfo' }, SENTENCES);
    const said = { gateOrder: 'igfo', padding: null, choices: { output: 'sigmoid' } };
    const all = await search(LSTM, references);
    const { fits, tried } = await search(LSTM, references, said);
    expect(fits).toHaveLength(1);
    expect(fits[0]?.options).not.toHaveProperty('gateOrder');
    expect(fits[0]?.settings.map(({ key }) => key)).not.toContain('padding');
    expect(all.tried % tried).toBe(0);
    const wrong = await search(LSTM, references, { ...said, gateOrder: 'ifgo' });
    expect(wrong).toMatchObject({ fits: [], tried });
  });
});

describe('where several fit', () => {
  it('one sentence of one word is no use: what differs is told, and a sentence that tells it', async () => {
    const choices = { readout: 'max' };
    const references = await referencesOf(GRU, { choices }, [['w3'], ['w4'], ['w5']]);
    const { fits, apart } = await search(GRU, references, { padding: null });
    expect(fits.length).toBeGreaterThan(2);
    expect(apart?.keys).toEqual(['readout']);
    const { tokens = [], scores = [] } = apart?.sentence ?? {};
    expect(scores).toHaveLength(fits.length);
    for (const [index, fit] of fits.entries()) {
      const [ours] = await referencesOf(GRU, { padding: null, ...fit.options }, [tokens]);
      expectClose(scores[index] ?? [], ours?.scores ?? [], 1e-10, 'scores');
    }
    // With it, one is left.
    const more = await referencesOf(GRU, { choices }, [['w3'], [...tokens]]);
    expect((await search(GRU, more, { padding: null })).fits).toMatchObject([{ options: { choices } }]);
  });

  it('lengths that short sentences do not tell: a longer one would', async () => {
    const options = {
      padding: { side: 'pre', length: 50, id: 0, truncate: 'pre', masked: false },
      choices: { readout: 'max' },
    } as const;
    const references = await referencesOf(GRU, options, SENTENCES);
    const { fits, apart } = await search(GRU, references);
    expect(fits.length).toBeGreaterThan(1);
    expect(apart?.keys).toEqual(['padding']);
    const tokens = apart?.sentence?.tokens ?? [];
    expect(tokens.length).toBeGreaterThan(apart?.longerThan ?? Number.POSITIVE_INFINITY);
    const more = await search(GRU, [...references, ...(await referencesOf(GRU, options, [tokens]))]);
    expect(more.fits.length).toBeLessThan(fits.length);
  });

  it('lengths beyond which a model has forgotten how a sentence began are one and the same', async () => {
    const padding = { side: 'pre', length: 200, id: 0, truncate: 'pre', masked: false } as const;
    const { fits, untold } = await search(LSTM, await referencesOf(LSTM, { padding }, SENTENCES));
    expect(fits.map((fit) => fit.options.padding?.side)).toEqual(['pre']);
    expect(untold).toContain('Padding');
  });
});

it('where none fits, the nearest is told, and by how much it differs', async () => {
  const references = (await referencesOf(GRU, { choices: { readout: 'mean' } }, SENTENCES)).map(({ tokens, scores }) => ({
    tokens,
    scores: scores.map((score) => score + 0.003),
  }));
  const { fits, nearest } = await search(GRU, references, { padding: null });
  expect(fits).toEqual([]);
  expect(nearest?.options.choices).toMatchObject({ readout: 'mean' });
  expect(nearest?.difference).toBeCloseTo(0.003, 10);
});

it('what networks have in common runs once', async () => {
  const [one] = await referencesOf(LSTM, {}, [words('w3 w1 w7 w2 w5')]);
  const references = [{ tokens: one?.tokens ?? [], scores: one?.scores.slice(1) ?? [] }];
  const said = { gateOrder: 'ifgo', padding: null };
  const { tried, runs } = await search(LSTM, references, said);
  const four = await search(LSTM, references, { ...said, choices: { output: 'linear' } });
  // Another output is another combination, but no other arithmetic.
  expect(tried).toBe(2 * four.tried);
  expect(runs - four.runs).toBeLessThan(runs / 2);
  // Two LSTM layers run once for all, the layers above them once a readout and an activation at most.
  expect(four.runs).toBeLessThan(2 + 4 * four.tried + 200);
});

it('can be cancelled, and tells how far it is', async () => {
  const controller = new AbortController();
  const breather = new Breather(controller.signal);
  const told: [number, number][] = [];
  const references = examplesOf('pytorch-more/last-step');
  const searching = searchReferences({ files: LSTM, options: {}, references }, breather, (tried, total) => {
    told.push([tried, total]);
    if (tried > 0) controller.abort();
  });
  await expect(searching).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  breather.close();
  const [tried = 0, total = 0] = told.at(-1) ?? [];
  expect(tried).toBeGreaterThan(0);
  expect(tried).toBeLessThan(total);
});

describe('refused', () => {
  it.each<[string, string, ReferenceScores[], object]>([
    ['a model that leaves nothing open', 'tiny', [{ tokens: ['a'], scores: [1, 2, 3] }], { problem: 'leave nothing to find' }],
    ['no sentence', 'pytorch-more/mean-gru', [], { problem: 'are missing' }],
    [
      'an empty sentence',
      'pytorch-more/mean-gru',
      [{ tokens: [], scores: [1, 2] }],
      { where: 'sentence 1', problem: 'is empty' },
    ],
    ['too many scores', 'pytorch-more/mean-gru', [{ tokens: ['w1'], scores: [1, 2, 3] }], { where: 'sentence 1' }],
  ])('%s', async (_, folder, references, fields) => {
    const given =
      folder === 'tiny' ? references.map((one) => ({ ...one, scores: examplesOf('tiny')[0]?.scores ?? [] })) : references;
    expect(await fieldsOfRejection(search(filesIn(folder), given))).toMatchObject({ name: 'InputError', ...fields });
  });
});
