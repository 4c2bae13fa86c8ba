import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedText } from '../../testing/shared.ts';
import type { Gold } from './built-in/labelled.ts';
import { BUILT_IN_EXAMPLES, type BuiltInExample, OPENING_EXAMPLE } from './built-in.ts';
import { PHENOMENA } from './phenomena.ts';

const GOLDS: readonly Gold[] = [0, 1, 2, 3, 4];
const VOCABULARY = new URL('../../../public/model/vocab.txt', import.meta.url);

/** Lower-case words, split as the treebank splits them (n't and 's apart), which is enough for looking them up. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z]+?(?=n't\b)|n't|'[a-z]+|[a-z]+(?:-[a-z]+)*/g) ?? [];
}

/** Letters and digits only, so that two ways of tokenising and punctuating compare equal. */
const normalised = (text: string): string[] => wordsOf(text).map((word) => word.replace(/[^a-z]/g, ''));

/** Length of the longest common subsequence of two word lists. */
function commonWords(a: readonly string[], b: readonly string[]): number {
  let previous = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const row = [0];
    b.forEach((other, j) => {
      row.push(word === other ? (previous[j] ?? 0) + 1 : Math.max(previous[j + 1] ?? 0, row[j] ?? 0));
    });
    previous = row;
  }
  return previous.at(-1) ?? 0;
}

/** Share of the longer sentence's words that stand in the other in the same order: 1 means equal. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const longer = Math.max(a.length, b.length);
  // At most this many can be in common, in whatever order: spares the slow comparison of most pairs.
  const shared = a.filter((word) => b.includes(word)).length;
  if (Math.min(shared, b.length) < 0.6 * longer) return 0;
  return commonWords(a, b) / longer;
}

const byPhenomenon = (id: string): BuiltInExample[] => BUILT_IN_EXAMPLES.filter((example) => example.phenomenon === id);

describe('the built-in examples', () => {
  it('open with the opening example', () => {
    expect(BUILT_IN_EXAMPLES).toContainEqual(OPENING_EXAMPLE);
    expect(OPENING_EXAMPLE.text).toBe('The tale is old, but the telling is fresh.');
  });

  it('are at least 130, with at least 10 a phenomenon and 15 a label', () => {
    expect(BUILT_IN_EXAMPLES.length).toBeGreaterThanOrEqual(130);
    for (const { id } of PHENOMENA) expect(byPhenomenon(id).length, id).toBeGreaterThanOrEqual(10);
    for (const gold of GOLDS)
      expect(BUILT_IN_EXAMPLES.filter((e) => e.gold === gold).length, `${gold}`).toBeGreaterThanOrEqual(15);
  });

  it('have every label in every phenomenon, so that none gives the label away', () => {
    for (const { id } of PHENOMENA) {
      const golds = new Set(byPhenomenon(id).map(({ gold }) => gold));
      expect([...golds].sort(), id).toEqual(GOLDS);
    }
  });

  it('are written as sentences: capital, final mark, single spaces, 3 to 40 words', () => {
    const lengths = BUILT_IN_EXAMPLES.map(({ text }) => text.split(' ').length);
    for (const { text } of BUILT_IN_EXAMPLES) expect(text).toMatch(/^[A-Z][\x21-\x7e]*( [\x21-\x7e]+)*[.?!]$/);
    expect(Math.min(...lengths)).toBe(3);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(40);
    expect(lengths.filter((length) => length >= 30).length).toBeGreaterThanOrEqual(5);
  });

  it('hold no sentence twice, whatever its capitals and punctuation', () => {
    const seen = BUILT_IN_EXAMPLES.map(({ text }) => normalised(text).join(' '));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('belong to phenomena that each have a label and one sentence of explanation', () => {
    expect(new Set(PHENOMENA.map(({ id }) => id)).size).toBe(PHENOMENA.length);
    for (const { label, explanation } of PHENOMENA) {
      expect(label).toMatch(/^[A-Z]/);
      expect(explanation).toMatch(/^[A-Z][^.?]+[.?]$/);
    }
  });
});

describe('the bundled vocabulary', () => {
  const known = new Set(readFileSync(VOCABULARY, 'utf8').split('\n'));
  const unknownIn = (text: string): string[] => wordsOf(text).filter((word) => !known.has(word));

  it('lacks a word of every example of unknown words', () => {
    for (const { text } of byPhenomenon('unknown-words')) expect(unknownIn(text), text).not.toEqual([]);
  });

  it('has every word of all other examples, so that each shows its own phenomenon and nothing else', () => {
    const others = BUILT_IN_EXAMPLES.filter(({ phenomenon }) => phenomenon !== 'unknown-words');
    expect(others.flatMap(({ text }) => unknownIn(text))).toEqual([]);
  });
});

describe.skipIf(!hasShared('sst/test.txt'))('the Stanford Sentiment Treebank (skipped: no upstream files, where absent)', () => {
  it('has no sentence equal or nearly equal to an example', () => {
    const sentences = ['train.txt', 'dev.txt', 'test.txt'].flatMap((file) =>
      sharedText(`sst/${file}`)
        .split('\n')
        .filter((tree) => tree !== '')
        .map((tree) => normalised([...tree.matchAll(/\(\d ([^()]+)\)/g)].map(([, word]) => word).join(' '))),
    );
    expect(sentences).toHaveLength(11_855);
    const alike = BUILT_IN_EXAMPLES.filter(({ text }) => {
      const words = normalised(text);
      return sentences.some((sentence) => likeness(words, sentence) >= 0.7);
    });
    expect(alike).toEqual([]);
  });
});
