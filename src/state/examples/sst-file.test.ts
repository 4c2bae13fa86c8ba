import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LensError } from '../../engine/protocol.ts';
import sst from './sst-constants.json';
import { parseSequenceTest } from './sst-file.ts';

const UPSTREAM = new URL('../../../../shared/upstream/sequence_test.txt', import.meta.url);

function refusal(text: string): LensError {
  try {
    parseSequenceTest(text, 'my.txt');
  } catch (error) {
    if (error instanceof LensError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('parseSequenceTest', () => {
  it('reads label, words and line number', () => {
    expect(parseSequenceTest('1\tdull | .\n5\ta | joy\n')).toEqual([
      { number: 1, gold: 0, tokens: ['dull', '.'] },
      { number: 2, gold: 4, tokens: ['a', 'joy'] },
    ]);
  });

  it('accepts CRLF, a byte order mark, no last line end and several empty lines at the end', () => {
    const expected = parseSequenceTest('2\ta | b\n3\tc\n');
    for (const text of ['2\ta | b\r\n3\tc\r\n', '\uFEFF2\ta | b\n3\tc', '2\ta | b\n3\tc\n\n\r\n\n']) {
      expect(parseSequenceTest(text)).toEqual(expected);
    }
  });

  it('keeps odd words: U+00A0 at the edge, a bar, escaped slashes, a lone separator character', () => {
    const tokens = ['\u00A0x', '8\u00A01\\/2', '|', 'a|b', '-lrb-', '``', '\\*\\*\\*'];
    expect(parseSequenceTest(`4\t${tokens.join(' | ')}\n`)[0]?.tokens).toEqual(tokens);
  });

  it('gives back what was written', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((w) => !/[\0 \t\r\n\uFEFF]/.test(w));
    const line = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.array(word, { minLength: 1, maxLength: 9 }));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const text = lines.map(([label, words]) => `${label}\t${words.join(' | ')}\n`).join('');
        expect(parseSequenceTest(text)).toEqual(
          lines.map(([label, tokens], index) => ({ number: index + 1, gold: label - 1, tokens })),
        );
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
    ['a word for a label', 'good\ta | b\n', /found "good"/],
    ['no words', '1\t\n', /line 1: word 1 is not valid.*an empty word/],
    ['an empty word', '1\ta |  | b\n', /line 1: word 2 is not valid.*an empty word/],
    ['plain text after the tab', '1\ta good film\n', /word 1 is not valid; expected words separated by " \| ".*"a good film"/],
    ['a bar without its space', '1\ta |b\n', /"a \|b"/],
    ['a second tab', '1\ta | b\tc\n', /line 1: word 2 is not valid/],
    ['an empty line within', '1\ta\n\n1\tb\n', /line 2: the line is empty/],
    ['an empty file', '', /the file is empty/],
    ['only line ends', '\n\r\n\n', /the file is empty/],
    ['binary data', '\u0093NUMPY\u0001\0\u0076\0', /not a text file.*binary data/],
    ['a web page', '\n<!DOCTYPE html>\n<title>404</title>', /a web page/],
    ['a bare web page', '<html><body>Not Found</body></html>', /a web page/],
    ['a short server answer', '404: Not Found', /line 1: there is no tab.*"404: Not Found"/],
  ])('refuses %s', (_name, text, message) => {
    const error = refusal(text);
    expect(error.name).toBe('InputError');
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('\n');
  });

  it('keeps a message short when the line is long', () => {
    expect(refusal(`x${'😀'.repeat(5000)}`).message.length).toBeLessThan(300);
  });
});

describe.skipIf(!existsSync(UPSTREAM))('the published test set (skipped: no upstream files, where absent)', () => {
  const bytes = existsSync(UPSTREAM) ? readFileSync(UPSTREAM) : Buffer.alloc(0);

  it('is the file the constants name', () => {
    expect(bytes.length).toBe(sst.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sst.sha256);
  });

  it('has 2,210 sentences of 2 to 56 words, 42,405 words in all', () => {
    const sentences = parseSequenceTest(bytes.toString('utf8'));
    const lengths = sentences.map(({ tokens }) => tokens.length);
    expect([0, 1, 2, 3, 4].map((gold) => sentences.filter((s) => s.gold === gold).length)).toEqual([279, 633, 389, 510, 399]);
    expect(lengths.reduce((sum, length) => sum + length)).toBe(42405);
    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([2, 56]);
    expect(sentences.at(-1)?.number).toBe(2210);
  });
});
