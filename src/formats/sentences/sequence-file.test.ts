import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText, refusalOf } from '../../testing/sentence-files.ts';
import { hasShared, sharedText } from '../../testing/shared.ts';

const UPSTREAM = 'upstream/sequence_test.txt';
const SEQUENCE = { format: 'sequence' } as const;

async function rows(text: string) {
  const { texts, gold, tokenised } = await readText(text, 'my.txt', SEQUENCE);
  expect(tokenised).toBe(true);
  return texts.map((one, n) => [gold[n], one.split(' ')]);
}

describe('the form of sequence_test.txt', () => {
  it('is read as labels 0 to 4 and words', async () => {
    expect(await rows('1\tdull | .\n5\ta | joy\n')).toEqual([
      [0, ['dull', '.']],
      [4, ['a', 'joy']],
    ]);
  });

  it('may have CRLF, a byte order mark, no last line end and empty lines', async () => {
    const expected = await rows('2\ta | b\n3\tc\n');
    for (const text of ['2\ta | b\r\n3\tc\r\n', '\uFEFF2\ta | b\n3\tc', '2\ta | b\n\n3\tc\n\n\r\n\n'])
      expect(await rows(text)).toEqual(expected);
    expect((await readText('1\ta | b\n\n\n2\tc | d\n')).notes).toContain('2 empty lines are skipped.');
  });

  it('keeps odd words: U+00A0 at the edge, a bar, escaped slashes, a lone separator character', async () => {
    const tokens = ['\u00A0x', '8\u00A01\\/2', '|', 'a|b', '-lrb-', '``', '\\*\\*\\*'];
    expect(await rows(`4\t${tokens.join(' | ')}\n`)).toEqual([[3, tokens]]);
  });

  it('gives back what was written', async () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((w) => !/[\0 \t\r\n\uFEFF<]/.test(w));
    const line = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.array(word, { minLength: 1, maxLength: 9 }));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), async (lines) => {
        // A letter, so that no sentence is empty.
        const text = lines.map(([label, words]) => `${label}\t${['a', ...words].join(' | ')}\n`).join('');
        expect(await rows(text)).toEqual(lines.map(([label, words]) => [label - 1, ['a', ...words]]));
      }),
    );
  });

  it.each([
    [
      'no tab',
      '1\ta\nno label here\n',
      /^my\.txt, line 2: there is no tab; expected a label from 1 to 5, a tab.*"no label here"/,
    ],
    ['label 0', '0\ta\n', /line 1: the label is not valid; expected a label from 1 to 5, found "0"/],
    ['label 6', '1\ta\n1\tb\n6\tc\n', /line 3: the label is not valid.*found "6"/],
    ['label with a space', '1 \ta\n', /line 1: the label is not valid.*found "1 "/],
    ['no words', '1\t\n', /line 1: word 1 is not valid.*an empty word/],
    ['an empty word', '1\ta |  | b\n', /line 1: word 2 is not valid.*an empty word/],
    ['plain text after the tab', '1\ta good film\n', /word 1 is not valid; expected words separated by " \| ".*"a good film"/],
    ['a second tab', '1\ta | b\tc\n', /line 1: word 2 is not valid/],
  ])('is refused with %s', async (_name, text, message) => {
    const error = await refusalOf(readText(text, 'my.txt', SEQUENCE));
    expect(error.name).toBe('InputError');
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('\n');
  });

  it('has labels for the five classes of SST alone', async () => {
    const { gold, notes } = await readText('1\ta | b\n', 'my.txt', { classes: ['bad', 'good'] });
    expect([[...gold], notes]).toEqual([[-1], [expect.stringMatching(/^Labels are ignored: they are the five/)]]);
  });
});

describe.skipIf(!hasShared(UPSTREAM))('the published test set (skipped: no upstream files, where absent)', () => {
  it('has 2,210 sentences of 2 to 56 words, 42,405 words in all', async () => {
    const { texts, gold, settled, notes } = await readText(sharedText(UPSTREAM), 'sequence_test.txt');
    expect([settled.format, notes]).toEqual(['sequence', ['Labels 1 to 5 are read as very negative to very positive.']]);
    const lengths = texts.map((text) => text.split(' ').length);
    expect([0, 1, 2, 3, 4].map((label) => gold.filter((one) => one === label).length)).toEqual([279, 633, 389, 510, 399]);
    expect(lengths.reduce((sum, length) => sum + length)).toBe(42405);
    expect([Math.min(...lengths), Math.max(...lengths), texts.length]).toEqual([2, 56, 2210]);
  });
});
