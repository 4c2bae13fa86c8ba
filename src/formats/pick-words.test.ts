/** Which of the files given are weights, words, and neither. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../model/model-data.ts';
import { torchNetwork } from '../testing/golden.ts';
import { inspectModel } from './inspect-model.ts';

const utf8 = new TextEncoder();
const WORDS = ['<unk>', '<pad>', 'the', 'plot', 'is', 'warm', 'dull', 'café', 'film'];

function vocabulary(name: string): ModelFile {
  return { name, bytes: new Uint8Array(readFileSync(new URL(`../testing/fixtures/vocabularies/${name}`, import.meta.url))) };
}

describe('what torch.save wrote beside weights', () => {
  it.each(['torch-vocab.pt', 'torch-old.pt', 'torch-dict.pt'])('%s is a vocabulary, not weights', async (name) => {
    for (const model of [torchNetwork('cells'), torchNetwork('module-whole')]) {
      for (const files of [
        [model, vocabulary(name)],
        [vocabulary(name), model],
      ]) {
        const { problem, files: used, firstWords } = await inspectModel(files);
        expect([problem, [...used].sort()]).toEqual([null, [model.name, name].sort()]);
        expect(firstWords).toEqual(WORDS);
      }
    }
  });

  it('two files of weights are one too many', async () => {
    const files = [torchNetwork('cells'), torchNetwork('attention'), vocabulary('torch-dict.pt')];
    await expect(inspectModel(files)).rejects.toThrow('is given more than once');
  });

  it('words alone are no weights', async () => {
    await expect(inspectModel([vocabulary('torch-dict.pt')])).rejects.toThrow('does not hold a state_dict');
  });
});

describe('scores beside a model', () => {
  const lines = [1, 2].map((id) => JSON.stringify({ ids: [id, 3], scores: [0.5, -1] })).join('\n');
  const whole = JSON.stringify({ padding: null, examples: [{ ids: [1], scores: [0.5, -1] }] }, null, 1);

  it.each([
    ['expected.json', whole],
    ['reference.json', lines],
    ['sentences.txt', lines],
  ])('%s is no vocabulary', async (name, text) => {
    const scores = { name, bytes: utf8.encode(text) };
    const alone = await inspectModel([torchNetwork('cells'), scores]);
    expect([alone.problem, alone.firstWords[0], alone.leftAlone.names]).toEqual([null, '#0', [name]]);
    const both = await inspectModel([torchNetwork('cells'), scores, { name: 'list.txt', bytes: utf8.encode(WORDS.join('\n')) }]);
    expect(both.firstWords).toEqual(WORDS);
  });
});
