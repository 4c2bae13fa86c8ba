import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { readText, refusalOf } from '../../testing/sentence-files.ts';

const CSV = 'id,review,stars\n1,"Odd, but warm.",4\n2,"He said ""no"" twice,\nand left.",1\n3,Fine.,5\n';

describe('a table', () => {
  it('is read by its columns: text and label by their names', async () => {
    const { texts, gold, settled, tokenised, notes } = await readText(CSV, 'my.csv');
    expect(texts).toEqual(['Odd, but warm.', 'He said "no" twice,\nand left.', 'Fine.']);
    expect([[...gold], tokenised]).toEqual([[3, 0, 4], false]);
    expect(settled).toMatchObject({ format: 'csv', text: 1, label: 2, header: true });
    expect(settled.columns[1]).toEqual({ name: 'review', samples: ['Odd, but warm.', 'He said "no" twice, and left.', 'Fine.'] });
    expect(notes).toEqual(['Labels 1 to 5 are read as very negative to very positive.']);
  });

  it('is read as the user says', async () => {
    const { texts, gold, settled } = await readText(CSV, 'my.csv', { text: 0, label: null, header: false });
    expect([texts, settled.columns.map(({ name }) => name)]).toEqual([
      ['id', '1', '2', '3'],
      ['column 1', 'column 2', 'column 3'],
    ]);
    expect([...gold]).toEqual([-1, -1, -1, -1]);
  });

  it('whose columns have no telling names has the longest texts as its sentences, and no labels', async () => {
    const { settled, texts } = await readText('key,said\nk1,Such a long day it was.\nk2,Never again please.\n', 'my.csv');
    expect(settled).toMatchObject({ header: true, text: 1, label: null });
    expect(texts[0]).toBe('Such a long day it was.');
  });

  it('without a first line of names may have labels that can be nothing else', async () => {
    const { settled, gold } = await readText('4\tA warm tale.\n0\tA cold tale.\n', 'my.txt');
    expect(settled).toMatchObject({ format: 'tsv', header: false, text: 1, label: 0 });
    expect([...gold]).toEqual([4, 0]);
  });

  it.each([
    ['semicolons', 'text;label\nA day, a night;2\n'],
    ['tabs, whatever its name says', 'text\tlabel\nA day, a night\t2\n'],
    ['commas, whatever its name says', 'text,label\n"A day, a night",2\n'],
  ])('may have %s', async (_name, text) => {
    const { texts, gold } = await readText(text, 'my.txt');
    expect([texts, [...gold]]).toEqual([['A day, a night'], [2]]);
  });

  it('of tabs keeps quotation marks that are the text’s own, and takes off those around every field', async () => {
    const own = await readText('text\tlabel\n"Never" he said\t1\nA "good" "day"\t2\n', 'my.tsv');
    expect(own.texts).toEqual(['"Never" he said', 'A "good" "day"']);
    const around = await readText('"text"\t"label"\n"A ""good"" day"\t"1"\n', 'my.tsv');
    expect([around.texts, [...around.gold]]).toEqual([['A "good" day'], [1]]);
  });

  it('leaves out rows without a sentence and says so', async () => {
    const { texts, gold, notes } = await readText('text,label\nOne day.,1\n,\n"  ",2\nTwo days.,\n\n', 'my.csv');
    expect([texts, [...gold]]).toEqual([
      ['One day.', 'Two days.'],
      [1, -1],
    ]);
    expect(notes).toEqual([expect.stringContaining('Labels 0 to 4'), '1 of 2 has no label.', '2 empty lines are skipped.']);
  });

  it('gives back what the library writes', async () => {
    const field = fc.string({
      unit: fc.constantFrom('a', 'Ä', ',', '"', '\n', ' ', ';', '\t', '😀'),
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 5 }), async (rows) => {
        const data = rows.map(([first, second]) => [`x${first}x`, `y${second}y`]);
        const text = Papa.unparse([['text', 'other'], ...data], { newline: '\n' });
        const { texts } = await readText(text, 'my.csv', { format: 'csv', label: null });
        expect(texts).toEqual(data.map(([first]) => first));
      }),
    );
  });

  it.each([
    [
      'a row has more fields',
      'text,label\nFine,2\nOdd, but warm,3\n',
      3,
      /number of fields.*expected 2, found 3.*in double quotes/,
    ],
    ['a row has fewer fields', 'text,label\n"two\nlines",2\nFine\n', 4, /expected 2, found 1/],
    ['a quotation mark is not closed', 'text,label\nFine,2\n"Odd,3\nWarm,1\n', 3, /a quotation mark is not closed/],
    ['a quotation mark is misplaced', 'text,label\n"Odd" one,3\n', 2, /is in the wrong place/],
  ])('is refused where %s', async (_name, text, line, message) => {
    const error = await refusalOf(readText(text, 'my.csv'));
    expect(error.fields).toMatchObject({ name: 'InputError', where: `my.csv, line ${line}` });
    expect(error.message).toMatch(message);
  });

  it('refuses columns that are not there', async () => {
    expect((await refusalOf(readText(CSV, 'my.csv', { text: 3 }))).message).toMatch(/no such column; expected 0 to 2, found 3/);
    expect((await refusalOf(readText(CSV, 'my.csv', { text: 1, label: 1 }))).message).toMatch(/one column cannot hold/);
    expect((await refusalOf(readText(`${','.repeat(600)}\n`, 'my.csv'))).message).toMatch(/empty|no sentence|too many columns/);
    expect((await refusalOf(readText(`a${',a'.repeat(600)}\n`, 'my.csv'))).message).toMatch(/too many columns/);
  });
});
