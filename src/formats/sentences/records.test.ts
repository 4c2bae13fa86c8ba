/** JSON values, workbooks and Parquet: rows that are not lines of a text. */
import { strToU8, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { readText, refusalOf, sentenceFile } from '../../testing/sentence-files.ts';
import { isForSentences } from './is-for-sentences.ts';
import { readSentences } from './read-sentences.ts';
import type { SentenceOptions } from './sentence-options.ts';

const CLASSES = ['bad', 'good'];
const json = (value: unknown, options: Partial<SentenceOptions> = {}) =>
  readText(JSON.stringify(value), 'my.json', { classes: CLASSES, ...options });

describe('a JSON value', () => {
  const rows = [
    { text: 'A fine day.', label: 'good' },
    { text: 'A wet day.', label: 'bad' },
  ];

  it.each<[string, unknown]>([
    ['a list of objects', rows],
    ['an object that holds one', { version: 1, data: rows }],
    ['columns', { text: rows.map(({ text }) => text), label: ['good', 'bad'] }],
    ['columns by row number, as pandas writes them', { text: { 0: 'A fine day.', 1: 'A wet day.' }, label: { 0: 1, 1: 0 } }],
  ])('is read: %s', async (_name, value) => {
    const { texts, gold, settled } = await json(value);
    expect([texts, [...gold], settled.format]).toEqual([['A fine day.', 'A wet day.'], [1, 0], 'json']);
  });

  it('is read: a list of texts', async () => {
    expect((await json(['One, two.', 'Three.'])).texts).toEqual(['One, two.', 'Three.']);
  });

  it('has fields within fields as columns, and lists of words as texts', async () => {
    const { texts, settled } = await json([{ id: 1, review: { text: ['A', 'fine', 'day'], by: { name: 'x' } }, meta: [1, {}] }]);
    expect(settled.columns.map(({ name }) => name)).toEqual(['id', 'review.text', 'review.by.name', 'meta']);
    expect(texts).toEqual(['A fine day']);
  });

  it.each<[string, unknown, RegExp]>([
    ['a number', 7, /no list of sentences in the JSON value.*found "7"/],
    ['an object without a list', { a: 1, b: 2 }, /found an object with the fields "a, b"/],
    ['entries of another kind', [{ text: 'fine' }, 3], /my\.json, entry 2: the entry is neither an object nor a text/],
    ['a text that is none', [{ text: { a: [1] } }], /neither text nor a number|there is no sentence/],
    ['nothing', [], /there is no sentence in the file/],
  ])('is refused: %s', async (_name, value, message) => {
    expect((await refusalOf(readText(JSON.stringify(value), 'my.json', { format: 'json' }))).message).toMatch(message);
  });

  it('that is damaged names its line, or what is wrong', async () => {
    const cut = await refusalOf(readText('[\n{"text": "fine"},\n{"text": "so"\n', 'my.json'));
    expect(cut.message).toMatch(/my\.json, line [34]: the file is not valid JSON/);
    const error = await refusalOf(readText('[\n{"text": "fine"},\n{"text": }\n]', 'my.json'));
    expect(error.message).toMatch(/the file is not valid JSON;.*found .*}/);
  });

  it.each([
    ['records.json', '[{"text": "A day."}]', true],
    ['texts.json', '["A fine day.", "Rain."]', true],
    ['vocab.json', '["the", "a"]', false],
    ['vocab.json', '{"the": 0, "a": 1}', false],
  ])('%s of %s dropped on the page is one of sentences: %j', (name, text, expected) => {
    expect(isForSentences(name, strToU8(text))).toBe(expected);
  });
});

/** What a spreadsheet program writes at the least. */
function workbook(sheets: Readonly<Record<string, string>>, extra: Readonly<Record<string, string>> = {}): Uint8Array {
  const names = Object.keys(sheets);
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006';
  const files: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="${packaged}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names
      .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packaged}/relationships">${names
      .map(
        (_, index) => `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
      )
      .join('')}</Relationships>`,
    ...Object.fromEntries(
      names.map((name, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `${head}<worksheet xmlns="${main}"><sheetData>${sheets[name]}</sheetData></worksheet>`,
      ]),
    ),
    ...extra,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

const cells = (row: number, ...values: readonly (string | number)[]): string =>
  `<row r="${row}">${values
    .map((value, column) => {
      const at = `r="${'ABC'[column]}${row}"`;
      return typeof value === 'number' ? `<c ${at}><v>${value}</v></c>` : `<c ${at} t="inlineStr"><is><t>${value}</t></is></c>`;
    })
    .join('')}</row>`;

describe('a workbook', () => {
  const book = workbook({
    Empty: '',
    Reviews: cells(1, 'review', 'label') + cells(2, 'A fine day.', 1) + cells(4, 'A wet day.', 0),
  });
  const read = (bytes: Uint8Array, options: Partial<SentenceOptions> = {}) =>
    readSentences(sentenceFile(bytes, 'my.xlsx'), { classes: CLASSES, ...options });

  it('is read from its first sheet with anything in it, which is told', async () => {
    const { texts, gold, settled, notes } = await read(book);
    expect([texts, [...gold]]).toEqual([
      ['A fine day.', 'A wet day.'],
      [1, 0],
    ]);
    expect(settled).toMatchObject({ format: 'xlsx', encoding: null, sheets: ['Empty', 'Reviews'], sheet: 1, header: true });
    expect(notes).toContain('Read is the sheet "Reviews", one of 2.');
    expect(isForSentences('my.xlsx', book)).toBe(true);
  });

  it('is read from the sheet that is asked for', async () => {
    expect((await refusalOf(read(book, { sheet: 0 }))).message).toMatch(/there is no sentence/);
    expect((await refusalOf(read(book, { sheet: 2 }))).message).toMatch(/no such sheet; expected 0 to 1, found 2/);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['cut off', book.subarray(0, 400), /my\.xlsx: the workbook cannot be read/],
    ['a text document', zipSync({ 'word/document.xml': strToU8('<w/>') }), /not a workbook.*a text document/],
    ['broken within', workbook({ One: '<row r="1"><c' }), /the workbook cannot be read|there is no sentence/],
  ])('is refused: %s', async (_name, bytes, message) => {
    const error = await refusalOf(read(bytes));
    expect(error.name).toBe('InputError');
    expect(error.message).toMatch(message);
  });

  it('that would unpack to more than there is room for is not unpacked', async () => {
    const bomb = workbook({ One: cells(1, 'A day.') }, { 'xl/big.xml': ' '.repeat(210_000_000) });
    expect((await refusalOf(read(bomb))).message).toMatch(/the workbook is too large; expected at most 200000000 bytes/);
  });
});

describe('Parquet', () => {
  const file = (codec: 'SNAPPY' | 'GZIP' | 'ZSTD' | 'UNCOMPRESSED' = 'SNAPPY'): Uint8Array =>
    new Uint8Array(
      parquetWriteBuffer({
        codec: codec === 'SNAPPY' ? 'SNAPPY' : 'UNCOMPRESSED',
        columnData: [
          { name: 'text', data: ['A fine day.', 'A wet day.', ''], type: 'STRING' },
          { name: 'label', data: [1n, 0n, 1n], type: 'INT64' },
        ],
      }),
    );
  const read = (bytes: Uint8Array) => readSentences(sentenceFile(bytes, 'train.parquet'), { classes: CLASSES });

  it.each(['SNAPPY', 'UNCOMPRESSED'] as const)('is read, %s', async (codec) => {
    const { texts, gold, settled, notes } = await read(file(codec));
    expect([texts, [...gold]]).toEqual([
      ['A fine day.', 'A wet day.'],
      [1, 0],
    ]);
    expect([settled.format, settled.encoding, settled.columns.map(({ name }) => name)]).toEqual([
      'parquet',
      null,
      ['text', 'label'],
    ]);
    expect(notes).toContain('1 empty line is skipped.');
    expect(isForSentences('train.parquet', file())).toBe(true);
  });

  it('that is cut off is refused', async () => {
    const error = await refusalOf(read(file().subarray(0, 60)));
    expect([error.name, error.message]).toEqual(['InputError', expect.stringMatching(/the Parquet file cannot be read/)]);
  });
});
