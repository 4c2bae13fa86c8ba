/** What all formats have in common: finding out, labels, limits, and that damage only ever ends in an InputError. */
import { describe, expect, it } from 'vitest';
import { FIVE_SENTIMENTS } from '../../model/class-names.ts';
import { LensError } from '../../model/errors.ts';
import { mulberry32 } from '../../model/random.ts';
import { mutate } from '../../testing/mutate.ts';
import { runs } from '../../testing/runs.ts';
import { readText, refusalOf, sentenceFile } from '../../testing/sentence-files.ts';
import { detectFormat } from './detect-format.ts';
import { isForSentences } from './is-for-sentences.ts';
import { readSentences } from './read-sentences.ts';
import { MAX_SENTENCE_BYTES, MAX_SENTENCES, type SentenceFormat } from './sentence-options.ts';

const SAMPLES: readonly (readonly [SentenceFormat, string, string])[] = [
  ['lines', 'my.txt', 'A warm day, and a long one.\n\nThe end, at last.\n'],
  ['csv', 'my.csv', 'text,label\n"Warm, and long.",4\nThe end.,negative\n'],
  ['tsv', 'my.tsv', 'text\tlabel\nWarm, and long.\t4\nThe end.\t0\n'],
  ['jsonl', 'my.jsonl', '{"text": "Warm, and long.", "label": 4}\n{"text": "The end.", "label": 0}\n'],
  ['json', 'my.json', '[{"text": "Warm, and long.", "label": 4},\n{"text": "The end.", "label": 0}]\n'],
  ['trees', 'my.txt', '(4 (2 Warm) (2 days))\n(0 (2 The) (2 (2 end) (2 .)))\n'],
  ['sequence', 'my.txt', '5\tWarm | days\n1\tThe | end | .\n'],
];

describe('the format', () => {
  it.each(SAMPLES)('%s is found out', (format, name, text) => {
    expect(detectFormat(name, text)).toBe(format);
    // A text editor or a browser calls them all .txt.
    expect(detectFormat('renamed.txt', text)).toBe(format);
  });

  it('is plain lines for text with commas', async () => {
    const { texts, settled, gold, notes } = await readText('  One, two, three.\n\nFour, five, six.\u00a0\n\n', 'my.txt');
    expect([texts, settled.format, [...gold]]).toEqual([['One, two, three.', 'Four, five, six.'], 'lines', [-1, -1]]);
    expect(notes).toEqual(['1 empty line is skipped.']);
  });

  it('is what the user says', async () => {
    expect((await readText(SAMPLES[1]?.[2] ?? '', 'my.csv', { format: 'lines' })).texts).toHaveLength(3);
  });
});

describe('a file given without a word', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it.each(SAMPLES)('of sentences (%s) is told from one of a model', (_format, name, text) => {
    expect(isForSentences(name, bytes(text))).toBe(true);
  });

  it.each([
    ['vocab.txt', 'the\na\nfilm\n'],
    ['words.txt', 'the\na\nfilm\n'],
    ['config.json', '{\n  "name": "mine",\n  "classes": ["a", "b"]\n}\n'],
    ['config.json', '{"name": "mine", "classes": ["a", "b"]}'],
    ['model', "(dp0\nS'Wxh_Left'\n"],
    ['model.pt', 'PK\u0003\u0004 and so on'],
    ['mine.bin', 'binary\0data'],
  ])('of a model (%s) is told from one of sentences', (name, text) => {
    if (name === 'config.json' && !text.includes('\n')) return expect(detectFormat(name, text)).toBe('json');
    expect(isForSentences(name, bytes(text))).toBe(false);
  });

  it('is judged by its beginning, wherever that is cut', () => {
    const long = bytes('Äußerst lange Tage.\n'.repeat(5000));
    for (const size of [65_536, 65_537, 65_538]) expect(isForSentences('my.txt', long.subarray(0, size))).toBe(true);
  });
});

describe('labels', () => {
  const labelled = (...labels: readonly string[]) =>
    readText(`text,label\n${labels.map((label) => `A day.,${label}\n`).join('')}`, 'my.csv', {
      classes: ['neg', 'mixed', 'pos_itive'],
    });

  it.each([
    ['names in any case, with underscores', ['NEG', 'Pos itive', 'mixed'], [0, 2, 1]],
    ['numbers from 0', ['0', '2', '1'], [0, 2, 1]],
    ['numbers from 1', ['3', '1'], [2, 0]],
    ['numbers that could be either', ['1', '2'], [1, 2]],
    ['numbers as programs with missing values write them', ['0.0', '2.0', ''], [0, 2, -1]],
    ['names and numbers', ['neg', '2'], [0, 2]],
  ])('may be %s', async (_name, labels, gold) => {
    expect([...(await labelled(...labels)).gold]).toEqual(gold);
  });

  it.each([['4'], ['-1'], ['1.5'], ['superb'], ['1e0']])(
    'count as unknown where they are none of the classes: %s',
    async (label) => {
      const { gold, notes, settled } = await labelled('neg', label, label);
      expect([...gold]).toEqual([0, -1, -1]);
      expect(notes).toContain(`2 labels are none of the model’s classes and count as unknown: "${label}" (2).`);
      expect(settled.labels).toEqual([
        { label, count: 2, gold: -1 },
        { label: 'neg', count: 1, gold: 0 },
      ]);
    },
  );

  it.each<[string, readonly string[], readonly string[], readonly number[]]>([
    ['other words', ['bad', 'Positive', 'neutral'], ['neg', 'mixed', 'pos'], [0, 2, 1]],
    ['true and false of two classes', ['True', 'False'], ['ham', 'spam'], [1, 0]],
    ['-1 and 1 of two classes', ['1', '-1'], ['ham', 'spam'], [1, 0]],
    ['0 and 4 of two classes', ['4', '0'], ['ham', 'spam'], [1, 0]],
    ['names with a prefix', ['__label__spam', 'LABEL_0'], ['ham', 'spam'], [1, 0]],
  ])('are guessed where they are plain: %s', async (_name, labels, classes, gold) => {
    const text = `text,label\n${labels.map((label) => `A day.,${label}\n`).join('')}`;
    const read = await readText(text, 'my.csv', { classes });
    expect([...read.gold]).toEqual(gold);
    expect(read.notes.join(' ')).toMatch(/^Guessed: |^Labels 0 to 1/);
  });

  it('are not guessed where two classes could be meant', async () => {
    const { gold } = await readText('text,label\nA day.,good\n', 'my.csv', { classes: ['pos', 'positive', 'neg'] });
    expect([...gold]).toEqual([-1]);
  });

  it('are what the user says, but not of classes that the model does not have', async () => {
    const text = 'text,label\nA day.,6\nA night.,0\nA week.,2\n';
    const labels = { 6: 'pos_itive', 0: null, 2: 'of another model' };
    const { gold, notes } = await readText(text, 'my.csv', { classes: ['neg', 'mixed', 'pos_itive'], labels });
    expect([...gold]).toEqual([2, -1, 2]);
    expect(notes.join(' ')).not.toMatch(/unknown/);
  });

  it('are left out while there is no model', async () => {
    const { gold, notes } = await readText('text,label\nA day.,superb\n', 'my.csv', { classes: [] });
    expect([[...gold], notes]).toEqual([[-1], ['Labels are ignored: there are no classes they could belong to.']]);
  });
});

describe('what is no list of sentences', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['an empty file', '', /my\.txt: the file is empty/],
    ['line ends alone', '\n\r\n \n', /the file is empty/],
    ['invisible characters alone', '\u200b\n\u200b\n', /there is no sentence in the file/],
    ['binary data', 'NUMPY\u0001\0\u0076\0', /not a text file.*binary data/],
    ['an array', Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1), /found a NumPy \.npy file/],
    ['a web page', '\n<!DOCTYPE html>\n<title>404</title>', /a web page/],
    ['XML', ' <?xml version="1.0"?>', /an XML document/],
    ['bytes with controls', Uint8Array.of(0x41, 0xe9, 0x01, 0x0a), /not a text file.*binary data/],
    ['a document', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), /office program.*\.xlsx or as CSV/],
    ['a table without rows', 'text,label\n', /there is no sentence in the file/],
  ])('is refused: %s', async (_name, text, message) => {
    const error = await refusalOf(readSentences(sentenceFile(text), { classes: FIVE_SENTIMENTS }));
    expect(error.name).toBe('InputError');
    expect(error.message).toMatch(message);
  });

  it('is refused beyond 50 MB, and with a sentence that never ends', async () => {
    const huge = sentenceFile(new Uint8Array(MAX_SENTENCE_BYTES + 1).fill(0x61));
    expect((await refusalOf(readSentences(huge, { classes: [] }))).message).toMatch(
      /too large.*at most 50000000 bytes, found 50000001/,
    );
    expect((await refusalOf(readText('a '.repeat(30_000)))).message).toMatch(/line 1: the sentence is too long/);
  });

  it.each(SAMPLES.filter(([format]) => format !== 'json'))(
    'is refused beyond 100,000 sentences (%s), and taken with as many',
    async (format, name, text) => {
      const lines = text.trim().split('\n');
      const head = format === 'csv' || format === 'tsv' ? [lines.shift()] : [];
      const last = lines.at(-1);
      const rows = Array.from({ length: MAX_SENTENCES }, () => last);
      expect((await readText([...head, ...rows].join('\n'), name)).texts).toHaveLength(MAX_SENTENCES);
      const error = await refusalOf(readText([...head, ...rows, last].join('\n'), name));
      expect(error.message).toMatch(
        new RegExp(`line ${100_001 + head.length}: there are too many sentences; expected at most 100000`),
      );
    },
  );
});

describe('damage', () => {
  const MUTATIONS = runs(2000);
  /** Milliseconds that no machine needs for some kilobytes: only what runs on and on takes as long. */
  const NEVER = 60_000;

  it.each(SAMPLES)('of %s ends in a table or in one line of an InputError', async (format, name, text) => {
    const random = mulberry32(20_170);
    const head = /^text/.test(text) ? `${text.split('\n')[0]}\n` : '';
    const bytes = new TextEncoder().encode(head + text.slice(head.length).repeat(format === 'json' ? 1 : 4));
    const outcome = { read: 0, refused: 0, slowest: 0 };
    for (let count = 0; count < MUTATIONS; count++) {
      const start = performance.now();
      try {
        const { texts, gold, settled } = await readSentences(
          { name, bytes: mutate(bytes, random) },
          { classes: FIVE_SENTIMENTS },
        );
        expect(gold).toHaveLength(texts.length);
        expect(texts.every((one) => one.trim() !== '')).toBe(true);
        expect(settled.columns.length === 0 || settled.text < settled.columns.length).toBe(true);
        outcome.read++;
      } catch (error) {
        if (!(error instanceof LensError)) throw new Error(`mutation ${count}`, { cause: error });
        expect(error.name).toBe('InputError');
        expect(error.message).not.toMatch(/[\n\r\0]/);
        expect(error.message.length).toBeLessThan(700);
        outcome.refused++;
      }
      outcome.slowest = Math.max(outcome.slowest, performance.now() - start);
    }
    expect(Math.min(outcome.read, outcome.refused)).toBeGreaterThan(MUTATIONS / 100);
    expect(outcome.slowest).toBeLessThan(NEVER);
  });
});
