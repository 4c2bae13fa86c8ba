/** Reference scores of texts, which programs split in their own ways, and of rows of numbers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readModel } from '../formats/read-model.ts';
import type { ModelFile } from '../model/model-data.ts';
import { Network } from '../model/network.ts';
import { tokenize } from '../model/tokenizer.ts';
import { type TokenizerKind, usualRules } from '../model/tokenizer-kinds.ts';
import { Vocabulary } from '../model/vocabulary.ts';
import { torchNetwork } from '../testing/golden.ts';
import { Breather } from './breather.ts';
import { LocalEngine } from './engine.ts';
import { type ModelOptions, parseReferences, type ReferenceScores } from './protocol.ts';
import { searchReferences } from './reference-search.ts';

const never = new AbortController().signal;
const WORDS = ['<unk>', '<pad>', 'the', 'plot', 'is', "isn't", 'dull', '.', 'film'];
const MODEL: readonly ModelFile[] = [
  torchNetwork('cells'),
  { name: 'vocab.txt', bytes: new TextEncoder().encode(`${WORDS.join('\n')}\n`) },
];
const TEXTS = ["The plot isn't dull.", 'DULL, dull film', 'the film (the plot) is -- dull', 'is the plot Dull. the film'];

async function search(files: readonly ModelFile[], references: readonly ReferenceScores[], options: ModelOptions = {}) {
  const breather = new Breather(never);
  try {
    return await searchReferences({ files, options, references }, breather, () => {});
  } finally {
    breather.close();
  }
}

/** What a program gives that splits texts in its way. */
async function referencesOf(kind: TokenizerKind, lowercase: boolean): Promise<ReferenceScores[]> {
  const model = await readModel(MODEL, { lowercase });
  const [network, vocabulary] = [new Network(model), new Vocabulary(model.words, model.config)];
  return TEXTS.map((text) => {
    const tokens = tokenize(text, { lowercase, rules: usualRules(kind) }).map((token) => token.text);
    return { tokens: text.split(' '), text, scores: Array.from(network.forward(vocabulary.read(tokens).ids)) };
  });
}

describe('texts', () => {
  it.each<[TokenizerKind, boolean]>([
    ['keras', true],
    ['basic-english', true],
    ['spaces', true],
    ['treebank', true],
    ['text-vectorization', false],
  ])('split by %s, in lower case: %s', async (kind, lowercase) => {
    const { fits, apart } = await search(MODEL, await referencesOf(kind, lowercase), { padding: null });
    expect([fits.length, apart]).toEqual([1, null]);
    const engine = new LocalEngine();
    const options = { padding: null, ...fits[0]?.options };
    const { config } = await readModel(MODEL, options);
    expect([config.tokenizer.kind, config.lowercase]).toEqual([kind, lowercase]);
    // And what was found passes the check, as it stands.
    await engine.load(never, { kind: 'files', files: MODEL, options });
    expect((await engine.checkReference(never, await referencesOf(kind, lowercase))).verified).toBe(true);
  });

  it('are not split in another way than somebody says', async () => {
    const { fits } = await search(MODEL, await referencesOf('keras', true), {
      padding: null,
      tokenizer: usualRules('basic-english'),
    });
    expect(fits).toEqual([]);
  });

  it('of words that all programs split alike cost no more', async () => {
    const plain = ['the plot is dull', 'dull film', 'is the film dull'].map((text) => ({
      text,
      tokens: text.split(' '),
      scores: [0, 0, 0],
    }));
    const tokens = plain.map(({ tokens, scores }) => ({ tokens, scores }));
    expect((await search(MODEL, plain)).tried).toBe((await search(MODEL, tokens)).tried);
  });

  it('are kept as they are written', () => {
    const read = { classes: ['a', 'b'], input: 'tokens', embeddingSize: 4 } as const;
    const lines = '{"text": " Not dull. ", "scores": [1, 2]}\nNot dull. -> 1 2\n{"tokens": ["Not", "dull."], "scores": [1, 2]}';
    expect(parseReferences(lines, read).references.map(({ text }) => text)).toEqual(['Not dull.', 'Not dull.', undefined]);
  });
});

describe('rows of numbers', () => {
  const numbers = torchNetwork('numbers');
  const golden = JSON.parse(readFileSync('src/testing/fixtures/pytorch-networks/networks.json', 'utf8')).numbers;

  it('find the readout and the order of the gates', async () => {
    const { inputs, scores } = golden as { inputs: number[][][]; scores: number[][] };
    const references = inputs.map((rows, at) => ({
      tokens: rows.map((_, t) => `t${t + 1}`),
      numbers: rows,
      scores: scores[at] ?? [],
    }));
    const { fits, untold } = await search([numbers], references);
    expect(fits).toHaveLength(1);
    expect(fits[0]?.options).toMatchObject({ gateOrder: 'ifgo', choices: { readout: 'final' } });
    expect(fits[0]?.difference).toBeLessThan(1e-10);
    expect(untold).toEqual(['What the scores are turned into']);
  });

  it('are refused where they do not fit', async () => {
    const references = [{ tokens: ['t1'], numbers: [[1, 2]], scores: [0, 0, 0] }];
    await expect(search([numbers], references)).rejects.toThrow(
      'sentence 1, row 1: does not fit the model; expected 4 finite numbers',
    );
  });
});
