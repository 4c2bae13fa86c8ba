import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../engine/protocol.ts';
import { ledgerEntries, ledgerSentence } from './ledger-entries.ts';
import { sum } from './sum.ts';

const EXPLANATION: Explanation = {
  model: { name: 'm', sha256: '', classes: ['bad', 'good'] },
  tokens: ['a', 'b'],
  unknown: [false, false],
  scores: [0.5, -1],
  probabilities: [0.8, 0.2],
  predicted: 0,
  target: 1,
  methods: [
    {
      id: 'lrp',
      parameters: { eps: 0.001, bias_factor: 0 },
      words: [-2, 0.5],
      left: [-2, 0],
      right: [0, 0.5],
      rest: 0.125,
      bias: 0.25,
      stabiliser: 0.125,
    },
    { id: 'sa', parameters: {}, words: [1, 1] },
  ],
};

describe('ledgerEntries', () => {
  it('takes its parts from LRP, the largest word first, and the total from the target’s score', () => {
    const entries = ledgerEntries(EXPLANATION) ?? [];
    expect(entries.map(({ kind, value }) => [kind, value])).toEqual([
      ['word', -2],
      ['word', 0.5],
      ['words', -1.5],
      ['rest', 0.125],
      ['bias', 0.25],
      ['stabiliser', 0.125],
      ['total', -1],
    ]);
  });

  it('has as many words as one reads with ease, and the others together', () => {
    const words = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 1 : -1) * (index + 1));
    const tokens = words.map((value) => `w${value}`);
    const methods = EXPLANATION.methods.map((one) => ({ ...one, words }));
    const entries = (ledgerEntries({ ...EXPLANATION, tokens, methods }) ?? []).filter(({ kind }) => kind === 'word');
    expect(entries.map(({ label }) => label)).toEqual([
      ...['w-12', 'w11', 'w-10', 'w9', 'w-8', 'w7', 'w-6', 'w5'],
      '4 other words',
    ]);
    expect(sum(entries.map(({ value }) => value))).toBe(sum(words));
    // One alone is not hidden behind a name that tells less.
    const nine = EXPLANATION.methods.map((one) => ({ ...one, words: words.slice(0, 9) }));
    expect(ledgerEntries({ ...EXPLANATION, tokens, methods: nine })?.filter(({ kind }) => kind === 'word')).toHaveLength(9);
  });

  it('adds up to the difference of the scores where classes are held against each other', () => {
    const entries = ledgerEntries({ ...EXPLANATION, contrast: 0 }) ?? [];
    expect(entries.at(-1)).toMatchObject({ kind: 'total', label: '= score difference', value: -1.5 });
  });

  it('has none where LRP was not asked for', () => {
    expect(ledgerEntries({ ...EXPLANATION, methods: EXPLANATION.methods.slice(1) })).toBeNull();
  });
});

describe('a model that pads', () => {
  const padded: Explanation = { ...EXPLANATION, methods: EXPLANATION.methods.map((one) => ({ ...one, padding: 0.75 })) };

  it('has its padding beside the words, so that the parts make up the whole', () => {
    const entries = ledgerEntries({ ...padded, scores: [0.5, -0.25] }) ?? [];
    expect(entries.map(({ kind }) => kind)).toEqual(['word', 'word', 'words', 'padding', 'rest', 'bias', 'stabiliser', 'total']);
    const parts = entries.filter(({ kind }) => kind !== 'total' && kind !== 'word').map(({ value }) => value);
    expect(sum(parts)).toBe(entries.at(-1)?.value);
  });

  it('says what fills the sentence up', () => {
    const entries = ledgerEntries(padded) ?? [];
    expect(ledgerSentence(entries, padded, 0)).toContain('0.75 to the rows that only pad the sentence');
    expect(ledgerSentence(entries, padded, 1)).toContain('words, padding and initial states make up the whole');
    expect(ledgerSentence(ledgerEntries(EXPLANATION) ?? [], EXPLANATION, 1)).not.toContain('padding');
  });
});

describe('ledgerSentence', () => {
  it('tells words, biases, stabiliser and score', () => {
    const text = ledgerSentence(ledgerEntries(EXPLANATION) ?? [], EXPLANATION, 0);
    for (const part of ['“good”', '−1.00', '−1.50', '0.25', '0.13']) expect(text).toContain(part);
    expect(ledgerSentence(ledgerEntries(EXPLANATION) ?? [], EXPLANATION, 1)).toContain('bias factor 1');
  });

  it('speaks of a part of the score only where the words hold one', () => {
    const text = (words: number[]) => {
      const explanation = { ...EXPLANATION, methods: EXPLANATION.methods.map((one) => ({ ...one, words })) };
      return ledgerSentence(ledgerEntries(explanation) ?? [], explanation, 0);
    };
    expect(text([-0.5, 0.25])).toMatch(/^Of the score −1\.00 for “good”, −0\.25 is handed back/);
    expect(text([-2, 0.5])).toMatch(/^The score for “good” is −1\.00, and −1\.50 is handed back/);
    expect(text([2, 0.5])).toMatch(/^The score for “good” is −1\.00, and 2\.50 is handed back/);
  });

  it('names the contrast and the bias factor that is neither 0 nor 1', () => {
    const text = ledgerSentence(ledgerEntries(EXPLANATION) ?? [], { ...EXPLANATION, contrast: 0 }, 0.5);
    expect(text).toContain('“good rather than bad”');
    expect(text).toContain('Bias factor 0.5 leaves a part of');
  });
});
