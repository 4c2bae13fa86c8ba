/** Words and names of classes that a checkpoint keeps beside its weights. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { torchNetwork } from '../../testing/golden.ts';
import { inspectGiven } from '../inspect-given.ts';
import { inspectModel } from '../inspect-model.ts';
import { wordsWithin } from '../vocabularies/index.ts';

const checkpoint = torchNetwork('checkpoint-words');

describe('a checkpoint with its words', () => {
  it('needs no vocabulary beside it', async () => {
    const { vocabulary, firstWords, settled, problem } = await inspectModel([checkpoint]);
    expect([problem, vocabulary]).toEqual([null, 'in checkpoint-words.pt: data.stoi']);
    expect(firstWords).toEqual(['<unk>', '<pad>', 'the', 'plot', 'is', 'warm', 'dull', 'café', 'film']);
    expect(settled).toMatchObject({ classes: ['dull', 'fair', 'warm'], unkToken: '<unk>', paddingId: 1 });
    expect((await inspectGiven([checkpoint], 0)).missing).toBeNull();
  });

  it('but one that is given goes before', async () => {
    const words = { name: 'vocab.txt', bytes: new TextEncoder().encode('a\nb\nc\nd\ne\nf\ng\nh\ni\n') };
    const { vocabulary, firstWords } = await inspectModel([checkpoint, words]);
    expect([vocabulary, firstWords[0]]).toEqual(['text', 'a']);
  });

  it('settings and counts are no words', () => {
    const dict = (entries: Record<string, number>) => ({
      kind: 'dict' as const,
      entries: new Map(Object.entries(entries)),
      depth: 1,
    });
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`setting ${at}`, at]));
    const of = (name: string) => ({ kind: 'dict' as const, entries: new Map([[name, dict(many)]]), depth: 2 });
    expect(wordsWithin(of('args'), 'm.pt')).toBeNull();
    expect(wordsWithin(of('word_counts'), 'm.pt')).toBeNull();
    expect(wordsWithin(of('vocab'), 'm.pt')?.name).toBe('m.pt vocab');
  });
});

it('other files of weights hold no words', async () => {
  const bytes = new Uint8Array(readFileSync('src/testing/fixtures/pytorch-networks/second-weights.pt'));
  expect((await inspectModel([{ name: 'm.pt', bytes }])).firstWords[0]).toBe('#0');
});
