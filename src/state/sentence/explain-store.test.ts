import { beforeEach, expect, it } from 'vitest';
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
