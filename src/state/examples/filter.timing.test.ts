import { expect, it } from 'vitest';
import { fromSentences } from '../../testing/sentence-files.ts';
import { growth, LINEAR } from '../../testing/timing.ts';
import { matcher, NO_FILTER } from './filter.ts';

const WORDS = 'a film with neither wit nor charm , and yet somehow never dull at all .'.split(' ');

it('a search takes time in proportion to the sentences', () => {
  const sentences = (count: number) =>
    fromSentences(Array.from({ length: count }, (_, i) => ({ gold: 1, tokens: [...WORDS, `w${i}`] })));
  const search = (examples: ReturnType<typeof sentences>) =>
    examples.filter(matcher({ ...NO_FILTER, search: 'never w220' }, null));
  expect(search(sentences(2210))).toHaveLength(11);
  expect(growth(sentences, search, 16_000)).toBeLessThan(LINEAR);
});
