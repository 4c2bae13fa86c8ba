import { beforeEach, expect, it } from 'vitest';
import type { ModelInfo } from '../../engine/protocol.ts';
import { MOST_CHARACTERS, useExplain } from './explain-store.ts';

const initial = useExplain.getState();
beforeEach(() => useExplain.setState(initial, true));

it('a text longer than a field can show is cut, and how long it was is known until it is another one', () => {
  const { setText, choose, restore } = useExplain.getState();
  const word = 'x'.repeat(1_000_000);
  const length = () => [useExplain.getState().text.length, useExplain.getState().fullLength];
  setText(word);
  expect(length()).toEqual([MOST_CHARACTERS, 1_000_000]);
  setText('short');
  expect(length()).toEqual([5, null]);
  choose({ text: word, tokens: [word], set: 'file', number: 1, gold: null });
  expect([...length(), useExplain.getState().tokens?.[0]?.length]).toEqual([MOST_CHARACTERS, 1_000_000, 1_000_000]);
  restore({ ...initial, text: `${'x'.repeat(MOST_CHARACTERS - 1)}😀` });
  expect(length()).toEqual([MOST_CHARACTERS - 1, MOST_CHARACTERS + 1]);
});

it('a model that reads something else puts what stood in the field aside, and it comes back with one that reads it', () => {
  const words = { input: 'tokens' } as ModelInfo;
  const pairs = { input: 'numbers', embeddingSize: 2, features: null } as ModelInfo;
  const triples = { ...pairs, embeddingSize: 3 } as ModelInfo;
  const { changeInput, setText } = useExplain.getState();
  const text = () => useExplain.getState().text;
  const change = (from: ModelInfo | null, to: ModelInfo) => {
    changeInput(from, to);
    return text();
  };
  setText('The plot is clever.');
  expect(change(null, words)).toBe('The plot is clever.');
  expect(change(words, pairs)).toBe('');
  setText('1, 2\n3, 4');
  expect(change(pairs, triples)).toBe('');
  setText('1, 2, 3');
  expect(change(triples, words)).toBe('The plot is clever.');
  expect(change(words, pairs)).toBe('1, 2\n3, 4');
  setText('1, 2\n3, ');
  // What is being typed is nothing to be lost either.
  expect(change(pairs, words)).toBe('The plot is clever.');
  expect(change(words, triples)).toBe('1, 2, 3');
  expect(useExplain.getState().aside.map((one) => one.text)).toEqual(['1, 2\n3, ', 'The plot is clever.']);
});

it('rows that a link brings with their model stay, and so does a sentence of numbers with a model of words', () => {
  const words = { input: 'tokens' } as ModelInfo;
  const pairs = { input: 'numbers', embeddingSize: 2, features: ['up', 'down'] } as unknown as ModelInfo;
  const { changeInput, setText } = useExplain.getState();
  for (const [from, to, text] of [
    [null, pairs, 'down,up\n1,2'],
    [words, pairs, '1 2'],
    [null, words, '7 8'],
    [words, words, '7 8'],
  ] as const) {
    setText(text);
    changeInput(from, to);
    expect(useExplain.getState().text).toBe(text);
  }
});
