import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { runExplain } from '../src/testing/headless.ts';
import { readShard } from './given-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'explain-file-'));
const file = join(folder, 'reviews.csv');
writeFileSync(
  file,
  'id,stars,review\n1,5,A fine film.\n2,1,"Dull, and\nlong."\n3,5,Never less than fun.\n4,1,"The ""plot"" is slow."\n',
);
afterAll(() => rmSync(folder, { recursive: true }));

const GIVEN = ['--file', file, '--text-column', 'review', '--method', 'gi,lrp'];

describe('a file of sentences on the terminal', () => {
  it('is explained from the column that is named, as JSON and as a table with the same values', () => {
    const { status, answers } = runExplain(GIVEN);
    expect(status).toBe(0);
    expect(answers().map(({ tokens }) => tokens.slice(0, 3).join(' '))).toEqual([
      'a fine film',
      'dull , and',
      'never less than',
      'the `` plot',
    ]);
    const table = runExplain([...GIVEN, '--format', 'csv']);
    const { data } = Papa.parse<Record<string, string>>(table.lines.join('\n'), { header: true });
    const expected = answers().flatMap(({ methods, tokens }, n) =>
      methods.flatMap(({ id, words }) => tokens.map((word, t) => [String(n + 1), String(t + 1), word, id, String(words[t])])),
    );
    expect(data.map((row) => ['sentence', 'position', 'word', 'method', 'value'].map((name) => row[name]))).toEqual(expected);
  });

  it.each([['json'], ['csv']])('is the same bytes in parts as as a whole: %s', (format) => {
    const whole = runExplain([...GIVEN, '--format', format]);
    for (const parts of [3, 6]) {
      const all = Array.from({ length: parts }, (_, k) =>
        runExplain([...GIVEN, '--format', format, '--shard', `${k + 1}/${parts}`]),
      );
      expect(all.map(({ status }) => status)).toEqual(Array(parts).fill(0));
      expect(all.flatMap(({ lines }) => lines)).toEqual(whole.lines);
    }
  });

  it.each([
    [['--file', file, '--text-column', 'text'], /--text-column.*id, stars, review/],
    [['--file', file, '--shard', '3/2'], /--shard.*K\/N/],
    [['--file', join(folder, 'none.csv')], /--file.*no such file/],
    [['--text-column', 'review', 'A film.'], /--text-column.*--file FILE/],
    [['--file', file, 'A film.'], /exclude each other/],
    [['--format', 'xml', 'A film.'], /json or csv/],
  ])('is refused in words: %j', (args, message) => {
    const { status, errors, lines } = runExplain(args);
    expect([status, lines]).toEqual([2, []]);
    expect(errors.join('\n')).toMatch(message);
  });
});

describe('readShard', () => {
  it('cuts any list into parts that are the whole, each number once', () => {
    for (const count of [0, 1, 5, 1000])
      for (const parts of [1, 2, 7, 12]) {
        const shards = Array.from({ length: parts }, (_, k) => readShard(`${k + 1}/${parts}`, count));
        expect(shards.map(({ first }) => first)).toEqual(shards.map((_, k) => k === 0));
        expect([shards[0]?.from, ...shards.map(({ to }) => to)]).toEqual([...shards.map(({ from }) => from), count]);
      }
  });
});
