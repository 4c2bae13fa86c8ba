import { describe, expect, it } from 'vitest';
import { npyBytes } from '../../testing/npy-writer.ts';
import { refusalOf } from '../../testing/sentence-files.ts';
import { readSequences } from './read-sequences.ts';
import type { SequenceOptions, SequenceTable } from './sequence-options.ts';

const utf8 = new TextEncoder();
const read = (content: string | Uint8Array, options: Partial<SequenceOptions> = {}, name = 'my.csv'): Promise<SequenceTable> =>
  readSequences({ name, bytes: typeof content === 'string' ? utf8.encode(content) : content }, { width: null, ...options });
const rows = ({ values, features }: SequenceTable) =>
  Array.from({ length: values.length / features.length }, (_, t) => [
    ...values.subarray(t * features.length, (t + 1) * features.length),
  ]);
const messageOf = async (...given: Parameters<typeof read>) => (await refusalOf(read(...given))).message;

const TABLE = 'time,heat,load\n08:00,1.5,-2\n08:10,2,0.25\n08:20,3e1,7\n';

describe('a table of numbers', () => {
  it('is one sequence, with its features’ names and its times', async () => {
    const table = await read(TABLE);
    expect(rows(table)).toEqual([
      [1.5, -2],
      [2, 0.25],
      [30, 7],
    ]);
    expect([table.features, table.times]).toEqual([
      ['heat', 'load'],
      ['08:00', '08:10', '08:20'],
    ]);
    expect(table.sequences).toEqual([{ name: '', from: 0, to: 3 }]);
    expect(table.settled).toMatchObject({ format: 'csv', header: true, time: 0, id: null, columns: ['time', 'heat', 'load'] });
    expect(table.notes).toEqual(['The column “time” is taken for the time.']);
  });

  it.each([
    ['tabs', '1\t2\n3\t4\n', 'a.tsv'],
    ['semicolons', '1;2\n3;4\n', 'a.csv'],
    ['blanks', ' 1  2\n 3  4\n', 'a.txt'],
    ['quotation marks', '"1","2"\n"3","4"\n', 'a.csv'],
    ['line ends of Windows', '1,2\r\n3,4\r\n', 'a.csv'],
    ['a line of names behind #', '# a b\n1 2\n3 4\n', 'a.txt'],
  ])('may have %s', async (_, content, name) => {
    expect(rows(await read(content, {}, name))).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('puts its columns in the model’s order, by name, and says what is not read', async () => {
    const table = await read('load,extra,heat\n1,2,3\n', { width: 2, features: ['heat', 'load'] });
    expect([rows(table), table.features]).toEqual([[[3, 1]], ['heat', 'load']]);
    expect(table.notes).toEqual(['Not read, as the model has no such feature: extra.']);
  });

  it('whose names are not the model’s is taken in its own order, and says so', async () => {
    const table = await read('a,b\n1,2\n', { width: 2, features: ['heat', 'load'] });
    expect(table.features).toEqual(['heat', 'load']);
    expect(table.notes).toEqual([
      'The file’s columns are not called as the model’s features are: they are taken in the order of the file.',
    ]);
  });

  it('without names has a time in its first column where one is left over and rises', async () => {
    const table = await read('10,1,2\n20,3,4\n30,5,6\n', { width: 2 });
    expect([table.times, rows(table)[0]]).toEqual([
      ['10', '20', '30'],
      [1, 2],
    ]);
  });

  it('is many sequences by a column that names them', async () => {
    const table = await read('id,a\nx,1\nx,2\ny,3\n');
    expect(table.sequences).toEqual([
      { name: 'x', from: 0, to: 2 },
      { name: 'y', from: 2, to: 3 },
    ]);
    const own = await read('who,a\nx,1\ny,3\n', { id: 0 });
    expect(own.sequences.map(({ name }) => name)).toEqual(['x', 'y']);
  });

  it('is cut into windows, each within its sequence, and says what is left over', async () => {
    const table = await read('id,a\nx,1\nx,2\nx,3\nx,4\nx,5\ny,6\n', { windows: { length: 3, stride: 1 } });
    expect(table.sequences).toEqual([
      { name: 'x, steps 1 to 3', from: 0, to: 3 },
      { name: 'x, steps 2 to 4', from: 1, to: 4 },
      { name: 'x, steps 3 to 5', from: 2, to: 5 },
    ]);
    expect(table.notes.at(-1)).toBe('1 step at the ends fill no whole window and are left out.');
    const apart = await read('1\n2\n3\n4\n5\n6\n7\n', { windows: { length: 2, stride: 3 } });
    expect(apart.sequences.map(({ from }) => from)).toEqual([0, 3]);
  });
});

describe('missing values', () => {
  const GAPS = 'id,a,b\nx,1,NA\nx,,5\ny,NaN,6\n';

  it('are refused, each with its place', async () => {
    expect(await messageOf(GAPS)).toBe(
      'my.csv: 3 values are missing; expected a number in every place, found nothing at line 2, b; line 3, a; line 4, a. ' +
        'Choose what stands for a missing value: the last value of its feature, or 0.',
    );
  });

  it('are 0 where one says so, and named', async () => {
    const table = await read(GAPS, { missing: 'zero' });
    expect(rows(table)).toEqual([
      [1, 0],
      [0, 5],
      [0, 6],
    ]);
    expect([table.missingCount, table.missing[1]]).toEqual([3, { where: 'line 3', feature: 'a', value: 0 }]);
  });

  it('are the last value, of the same sequence alone', async () => {
    expect(rows(await read('a,b\n1,2\n,4\n?,-\n', { missing: 'last' }))).toEqual([
      [1, 2],
      [1, 4],
      [1, 4],
    ]);
    expect(await messageOf('id,a\nx,1\ny,\n', { missing: 'last' })).toMatch(
      /a sequence begins with a value that is missing.*found nothing at line 3, a\./,
    );
  });
});

describe('bad tables: one sentence each', () => {
  it.each([
    [
      'ragged rows',
      '1,2\n3\n4,5\n',
      {},
      /the rows do not all have the same number of fields; expected 2, as in the first row, found 1 in line 2\./,
    ],
    ['text in numbers', 'a,b\n1,2\n3,hot\n', {}, /one value is not a number; expected finite numbers, found line 3, b: "hot"\./],
    ['a comma for decimals', 'a;b\n1,5;2\n', {}, /found line 2, a: "1,5"\. Use a point for decimals/],
    ['Infinity', 'a\nInfinity\n', {}, /one value is not a number.*"Infinity"/],
    [
      'a wrong number of features',
      'a,b,c\n1,2,3\n',
      { width: 2 },
      /the file has the wrong number of features for this model; expected 2 numbers a step, found 3: a, b, c\. Say which/,
    ],
    [
      'a feature that is not there',
      'heat,c,d\n1,2,3\n',
      { width: 2, features: ['heat', 'load'] },
      /expected 2 numbers a step \(heat, load\), found 3: heat, c, d; there is no load/,
    ],
    ['names alone', 'a,b\n', {}, /there is no row of numbers in the file/],
    ['nothing', '', {}, /the file is empty/],
    ['a web page', '<!doctype html><p>1,2', {}, /this is a web page, not a file of sequences of numbers/],
    [
      'rows of a sequence apart',
      'id,a\nx,1\ny,2\nx,3\n',
      {},
      /the rows of sequence “x” are not all together.*some at line 2, others at line 4/,
    ],
    [
      'windows longer than all',
      '1\n2\n',
      { windows: { length: 3, stride: 1 } },
      /no sequence is long enough for a window; expected at least 3 steps, found 2 in the longest/,
    ],
    ['windows of no length', '1\n2\n', { windows: { length: 0, stride: 1 } }, /windows need a length and a stride/],
  ] as const)('%s', async (_, content, options, message) => {
    const found = await messageOf(content, options);
    expect(found).toMatch(message);
    expect(found).not.toMatch(/\n/);
  });

  it('names all that is wrong at once, and counts the rest', async () => {
    expect(await messageOf('a,b\nx,1\n2,y\nz,3\n4,w\n')).toMatch(
      /4 values are not numbers.*found line 2, a: "x"; line 3, b: "y"; line 4, a: "z", and 1 more/,
    );
  });
});

describe('JSON', () => {
  it.each([
    ['rows', '[[1, 2], [3, 4]]'],
    ['records', '[{"a": 1, "b": 2}, {"a": 3, "b": 4}]'],
    ['columns', '{"a": [1, 3], "b": [2, 4]}'],
    ['an object with values', '{"features": ["a", "b"], "values": [[1, 2], [3, 4]]}'],
  ])('of %s is one sequence', async (_, json) => {
    const table = await read(json, {}, 'a.json');
    expect([rows(table), table.sequences.length]).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      1,
    ]);
  });

  it('may hold several sequences of different lengths, with names and times', async () => {
    const json = '{"sequences": [{"name": "one", "times": [5, 6], "values": [[1], [2]]}, {"times": ["x"], "values": [[3]]}]}';
    const table = await read(json, {}, 'a.json');
    expect(table.sequences).toEqual([
      { name: 'one', from: 0, to: 2 },
      { name: '2', from: 2, to: 3 },
    ]);
    expect([table.times, table.settled.format]).toEqual([['5', '6', 'x'], 'json']);
    expect((await read('[[[1, 2]], [[3, 4], [5, 6]]]')).sequences.map(({ to }) => to)).toEqual([1, 3]);
  });

  it('has missing values as null and NaN, named by their row', async () => {
    expect(await messageOf('[[1, null], [NaN, 2]]', {}, 'a.json')).toMatch(/nothing at row 1, column 2; row 2, column 1/);
    expect(rows(await read('[{"a": 1}, {"b": 2}]', { missing: 'zero' }))).toEqual([
      [1, 0],
      [0, 2],
    ]);
  });

  it.each([
    ['{"a": 1}', /the JSON holds no sequences of numbers/],
    ['[[1, 2], [3]]', /a\.json, row 2: the row has a different number of values; expected 2, found 1/],
    ['[[1, "x"]]', /one value is not a number.*row 1, column 2: "x"/],
    ['[[1, 2', /is not valid JSON/],
    ['[]', /there is no row of numbers/],
    ['{"sequences": [{"values": []}, {"values": [[1]]}]}', /sequence 1 has no rows/],
    [`${'['.repeat(200)}1${']'.repeat(200)}`, /is not valid JSON/],
  ])('refuses %s', async (json, message) => {
    expect(await messageOf(json, {}, 'a.json')).toMatch(message);
  });
});

describe('numpy arrays', () => {
  it('are one sequence, or several', async () => {
    const one = await read(npyBytes({ shape: [2, 3], data: [1, 2, 3, 4, 5, 6] }), {}, 'a.npy');
    expect([rows(one)[1], one.sequences, one.settled.format]).toEqual([[4, 5, 6], [{ name: '', from: 0, to: 2 }], 'npy']);
    const many = await read(npyBytes({ shape: [2, 1, 2], data: [1, 2, 3, 4] }), {}, 'a.npy');
    expect(many.sequences.map(({ name, to }) => [name, to])).toEqual([
      ['1', 1],
      ['2', 2],
    ]);
    expect(rows(await read(npyBytes({ shape: [2], data: [1, 2] }), {}, 'a.npy'))).toEqual([[1], [2]]);
  });

  it('are refused where they hold NaN, or have another shape or another number of features', async () => {
    const bad = npyBytes({ shape: [1, 2, 2], data: [1, 2, 3, Number.NaN] });
    expect(await messageOf(bad, {}, 'a.npy')).toMatch(/1 value is missing.*nothing at sequence 1, row 2, column 2/);
    expect(await messageOf(npyBytes({ shape: [1, 1, 1, 1], data: [1] }), {}, 'a.npy')).toMatch(/a shape that is no sequences/);
    expect(await messageOf(npyBytes({ shape: [1, 2], data: [1, 2] }), { width: 5 }, 'a.npy')).toMatch(
      /expected 5 numbers a step, found 2/,
    );
    expect((await refusalOf(read(utf8.encode('123'), { format: 'npy' }, 'a.npy'))).name).toBe('InputError');
  });
});

describe('text', () => {
  it('becomes a row for each character, with a place for each of the alphabet', async () => {
    const table = await read('ab\n ca!\n', { vectors: { kind: 'characters', alphabet: ' abc' }, width: 4 }, 'a.txt');
    expect(rows(table)).toEqual([
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [1, 0, 0, 0],
      [0, 0, 0, 1],
      [0, 1, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect([table.words, table.features[0], table.sequences.map(({ name }) => name)]).toEqual([
      ['a', 'b', ' ', 'c', 'a', '!'],
      '" "',
      ['ab', 'ca!'],
    ]);
    expect(table.notes).toEqual(['Without a vector, and so a row of zeros: !.']);
  });

  it('becomes a row for each word, by a file of vectors', async () => {
    const vectors = { name: 'v.vec', bytes: utf8.encode('2 4\nsun 1 2 3 4\nrain -1 0 0 0.5\n') };
    const table = await read('Rain sun\nfog\n', { vectors: { kind: 'words', file: vectors, lowercase: true } }, 'a.txt');
    expect(rows(table)).toEqual([
      [-1, 0, 0, 0.5],
      [1, 2, 3, 4],
      [0, 0, 0, 0],
    ]);
    expect([table.words, table.notes]).toEqual([['rain', 'sun', 'fog'], ['Without a vector, and so a row of zeros: fog.']]);
  });

  it('is refused where its vectors do not fit', async () => {
    const characters = (alphabet: string) => ({ vectors: { kind: 'characters', alphabet } as const, width: 3 });
    expect(await messageOf('ab', characters('ab'), 'a.txt')).toMatch(/expected 3 characters in the alphabet, found 2/);
    expect(await messageOf('ab', characters('aba'), 'a.txt')).toMatch(
      /a character stands in it twice; expected each once, found "a"/,
    );
    expect(await messageOf('ab', { format: 'text' }, 'a.txt')).toMatch(/nothing says how it becomes numbers/);
    const file = { name: 'v.vec', bytes: utf8.encode('no vectors here') };
    expect(await messageOf('ab', { vectors: { kind: 'words', file, lowercase: false } }, 'a.txt')).toMatch(
      /v\.vec: is no file of word vectors/,
    );
  });
});
