import { describe, expect, it } from 'vitest';
import { litParts } from './lit-parts.ts';

const marked = (text: string, word: string | null) =>
  litParts(text, word)
    .map(({ part, lit }) => (lit ? `[${part}]` : part))
    .join('');

describe('litParts', () => {
  it('marks the word wherever it stands, in any case', () => {
    expect(marked('Dull, and then dull again .', 'dull')).toBe('[Dull], and then [dull] again .');
  });

  it('leaves it alone inside another word', () => {
    expect(marked('dullness of a dull film', 'dull')).toBe('dullness of a [dull] film');
    expect(marked('it is no note', 'no')).toBe('it is [no] note');
  });

  it('marks punctuation and parts that the tokeniser cuts off', () => {
    expect(marked("It does n't bore , no", "n't")).toBe("It does [n't] bore , no");
    expect(marked('Fine, really', ',')).toBe('Fine[,] really');
  });

  it('gives the text back where there is nothing to mark', () => {
    expect(marked('a plain film', 'dull')).toBe('a plain film');
    expect(marked('a plain film', null)).toBe('a plain film');
    expect(marked('', 'dull')).toBe('');
  });
});
