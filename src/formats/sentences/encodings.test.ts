import { describe, expect, it } from 'vitest';
import { readText, refusalOf, sentenceFile } from '../../testing/sentence-files.ts';
import { isForSentences } from './is-for-sentences.ts';
import { readSentences } from './read-sentences.ts';
import { SENTENCE_ENCODINGS, type SentenceOptions } from './sentence-options.ts';

const read = (bytes: readonly number[], options: Partial<SentenceOptions> = {}, name = 'my.txt') =>
  readSentences(sentenceFile(Uint8Array.from(bytes), name), { classes: [], ...options });
/** 'Café' in Windows-1252 and in UTF-16 with its mark. */
const LATIN = [0x43, 0x61, 0x66, 0xe9, 0x0a];
const units = (big: boolean) =>
  [...'\ufeffCafé.\n'].flatMap((one) => {
    const code = one.charCodeAt(0);
    return big ? [code >> 8, code & 255] : [code & 255, code >> 8];
  });

describe('the encoding', () => {
  it('is UTF-8 where it can be, and not told', async () => {
    const { texts, settled, notes } = await readText('Café.\n');
    expect([texts, settled.encoding, notes]).toEqual([['Café.'], 'utf-8', []]);
  });

  it.each([
    ['utf-16le', false],
    ['utf-16be', true],
  ] as const)('is %s by its mark', async (encoding, big) => {
    const { texts, settled, notes } = await read(units(big));
    expect([texts, settled.encoding, notes]).toEqual([['Café.'], encoding, []]);
    expect(isForSentences('my.csv', Uint8Array.from(units(big)))).toBe(true);
  });

  it('is Windows-1252 where it is not UTF-8, which is told', async () => {
    const { texts, settled, notes } = await read(LATIN);
    expect([texts, settled.encoding]).toEqual([['Café'], 'windows-1252']);
    expect(notes[0]).toMatch(/not in UTF-8.*choose another encoding/);
  });

  it('is what the user says, without a word', async () => {
    const { texts, notes } = await read([0xd4, 0xe8, 0xeb, 0xfc, 0xec, 0x0a], { encoding: 'windows-1251' });
    expect([texts, notes]).toEqual([['Фильм'], []]);
  });

  it('is refused where the file has other bytes', async () => {
    const error = await refusalOf(read(LATIN, { encoding: 'utf-8' }));
    expect(error.message).toMatch(/my\.txt: the file is not text in utf-8.*Choose another encoding/);
  });

  it.each(SENTENCE_ENCODINGS)('%s is one that this engine knows', (encoding) => {
    expect(new TextDecoder(encoding).encoding).toBe(encoding);
  });
});

describe('HTML tags', () => {
  const REVIEW = 'It was long.<br /><br />But <i>good</i>.\nNo <unk> or <s> here, and 2 < 3.\n';

  it('stay, and are told', async () => {
    const { texts, settled, notes } = await readText(REVIEW);
    expect([texts[0], settled.tagged]).toEqual(['It was long.<br /><br />But <i>good</i>.', 1]);
    expect(notes).toEqual(['1 sentence has HTML tags such as <br />, read as they stand.']);
  });

  it('are read as spaces on demand; marks of other programs are none', async () => {
    const { texts, notes } = await readText(REVIEW, 'my.txt', { tagsAsSpaces: true });
    expect(texts).toEqual(['It was long. But good .', 'No <unk> or <s> here, and 2 < 3.']);
    expect(notes).toEqual(['1 sentence has HTML tags, read as spaces.']);
  });
});
