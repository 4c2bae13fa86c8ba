import { describe, expect, it } from 'vitest';
import { bytesOf, fieldsOfError } from '../../testing/malformed.ts';
import { areLowerCased, guessPadding, guessUnknownWord } from './vocabulary.ts';
import { readVocabulary } from './vocabulary-file.ts';

const parseVocabularyFile = (bytes: Uint8Array, name: string, rows?: number) => readVocabulary(bytes, name, { rows }).words;

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('forms', () => {
  it.each<[string, Uint8Array, string]>([
    ['a word and its id a line', bytesOf('c\t2\nb\t1\na\t0\n'), 'vocab.txt'],
    ['a word a line', bytesOf('a\nb\r\nc\n'), 'vocab.txt'],
    ['a list', json(['a', 'b', 'c']), 'vocab.json'],
    ['an object from word to id', json({ c: 2, a: 0, b: 1 }), 'Words.JSON'],
    ['itos', json({ itos: ['a', 'b', 'c'], freqs: { a: 9 } }), 'vocab.json'],
    ['stoi', json({ stoi: { b: 1, a: 0, c: 2 } }), 'vocab.json'],
  ])('%s', (_, bytes, name) => {
    expect(parseVocabularyFile(bytes, name)).toEqual(['a', 'b', 'c']);
  });

  it.each<[string, Uint8Array]>([
    ['Keras’ Tokenizer, which counts from 1', json({ b: 2, a: 1 })],
    ['lines with ids from 1', bytesOf('b\t2\na\t1\n')],
  ])('%s: row 0 is padding', (_, bytes) => {
    expect(parseVocabularyFile(bytes, bytes[0] === 0x7b ? 'word_index.json' : 'vocab.txt')).toEqual(['<pad>', 'a', 'b']);
  });

  it('lines with tabs that are not all a word and its id are words', () => {
    expect(parseVocabularyFile(bytesOf('b\t0\nc\n'), 'vocab.txt')).toEqual(['b\t0', 'c']);
    expect(parseVocabularyFile(bytesOf('of 0\nof 1\n'), 'vocab.txt')).toEqual(['of 0', 'of 1']);
  });

  it('words that look like keys of JavaScript, and "stoi" and "itos" as words', () => {
    expect(parseVocabularyFile(bytesOf('{"__proto__": 1, "constructor": 0, "0": 2}'), 'v.json')).toEqual([
      'constructor',
      '__proto__',
      '0',
    ]);
    expect(parseVocabularyFile(json({ itos: 0, stoi: 1 }), 'v.json')).toEqual(['itos', 'stoi']);
  });
});

const nested = (depth: number) => bytesOf('['.repeat(depth), ']'.repeat(depth));

describe('an embedding that may have more rows, or fewer', () => {
  const read = (value: unknown, rows: number) => parseVocabularyFile(json(value), 'v.json', rows);

  it('ids from 1, as Keras gives them: 0 is padding', () => {
    expect(read({ the: 1, film: 2 }, 3)).toEqual(['<pad>', 'the', 'film']);
    expect(read({ the: 1, '<pad>': 2 }, 3)).toEqual(['<<pad>>', 'the', '<pad>']);
  });

  it('gaps are filled, rows beyond the last word and ids beyond the last row left out', () => {
    expect(read({ a: 0, b: 3, c: 900 }, 100)).toEqual(['a', '<unused 1>', '<unused 2>', 'b']);
  });

  it("Keras' Tokenizer.to_json()", () => {
    const config = { num_words: 3, word_index: JSON.stringify({ the: 1, film: 2, rare: 3 }) };
    expect(read({ class_name: 'Tokenizer', config }, 3)).toEqual(['<pad>', 'the', 'film']);
  });

  it.each([
    ['a list that fits', ['a', 'b'], ['a', 'b']],
    ['ids from 0', { a: 0, b: 1 }, ['a', 'b']],
  ])('%s', (_, value, words) => {
    expect(read(value, 2)).toEqual(words);
  });

  it.each([
    ['an id twice', { a: 1, b: 1 }, { problem: 'gives the id 1 twice' }],
    ['a fraction', { a: 1.5 }, { where: 'v.json "a"' }],
    ['a negative id', { a: -1, b: 2 }, { where: 'v.json "a"' }],
    ['a text', { a: '1' }, { where: 'v.json "a"' }],
    ['a Tokenizer whose index is damaged', { config: { word_index: '{' } }, { where: 'v.json word_index' }],
  ])('refused: %s', (_, value, fields) => {
    expect(fieldsOfError(() => read(value, 5))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});

describe('refused', () => {
  it.each<[string, Uint8Array, object]>([
    ['no JSON', bytesOf('{"a": 0'), { where: 'v.json', problem: 'is not valid JSON' }],
    ['a number', json(3), { problem: 'is not a vocabulary', found: '"3"' }],
    ['null', json(null), { problem: 'is not a vocabulary' }],
    ['a list with a number', json(['a', 1]), { where: 'v.json position 1', expected: 'a string' }],
    ['a list with a word twice', json(['a', 'b', 'a']), { found: 'it at positions 0 and 2 (counted from 0)' }],
    ['ids from 2', json({ a: 2, b: 3 }), { where: 'v.json "b"', expected: 'a whole number from 1 to 2, each once' }],
    ['ids from 1 though row 0 is named', json({ '<pad>': 1, b: 2 }), { where: 'v.json "b"' }],
    ['a list nested deep', nested(200_000), { where: 'v.json', problem: 'is nested too deep' }],
    ['an object nested deep', bytesOf('{"a":'.repeat(101), '1', '}'.repeat(101)), { problem: 'is nested too deep' }],
    ['a gap', json({ a: 0, b: 5 }), { where: 'v.json "b"' }],
    ['an id twice', json({ a: 0, b: 0 }), { problem: 'gives the id 0 twice', found: '"a" and "b"' }],
    ['a negative id', json({ a: -1, b: 0 }), { where: 'v.json "a"' }],
    ['a fraction', json({ a: 0.5, b: 0 }), { where: 'v.json "a"' }],
    ['an id that is text', json({ a: '0' }), { where: 'v.json "a"' }],
    ['a nested object of nothing', json({ vocab: { a: { b: 1.5 } } }), { where: 'v.json vocab.a "b"' }],
    ['bytes that are no text', bytesOf(0xff), { problem: 'is not UTF-8 text' }],
  ])('%s', (_, bytes, fields) => {
    expect(fieldsOfError(() => parseVocabularyFile(bytes, 'v.json'))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});

it.each<[string[], string | null, boolean]>([
  [['a', '<unk>'], '<unk>', true],
  [['[PAD]', '[UNK]', 'a'], '[UNK]', true],
  [['<PAD>', '<UNK>', 'a'], '<UNK>', true],
  [['UNK', 'a', '<oov>'], 'UNK', true],
  [['<oov>', 'A'], '<oov>', false],
  [['a', 'PAD'], null, true],
  [['a', 'b', 'c', 'd', 'PAD'], null, false],
  [['_PAD_', '_UNK_', 'a'], '_UNK_', true],
  [['a', '__unk__'], '__unk__', true],
  [['<PAD>', '<UNKNOWN>'], '<UNKNOWN>', true],
  [['pad', 'unknown', 'a'], 'unknown', true],
  [['a', 'b', 'c', 'd', 'unknown'], null, true],
  [['a', 'b', 'c', 'd', 'unk'], 'unk', true],
])('%j: unknown word %j, lower case %j', (words, unkToken, lowercase) => {
  expect(guessUnknownWord(words)).toBe(unkToken);
  expect(areLowerCased(words, unkToken)).toBe(lowercase);
});

it.each<[string[], number | null]>([
  [['a', '<pad>'], 1],
  [['PAD', 'a'], 0],
  [['__PADDING__', 'a'], 0],
  [['a', 'b', 'c', 'd', 'pad'], null],
  [['a', 'b', 'c', 'd', '[PAD]'], 4],
])('%j: padding %j', (words, id) => {
  expect(guessPadding(words, null)).toBe(id);
});

it.each<[string, object]>([
  ['word\t12\nother\t3\n', { where: 'v.txt "word"', problem: 'has an id that does not fit', found: '12' }],
  ['a\t0\na\t1\n', { where: 'v.txt', problem: 'the word "a" appears twice', found: 'it at ids 0 and 1 (counted from 0)' }],
  ['', { where: 'v.txt', found: 'an empty file' }],
  ['\x80\x04]', { where: 'v.txt byte 3', problem: 'is truncated' }],
])('text refused: %j', (text, fields) => {
  expect(fieldsOfError(() => parseVocabularyFile(bytesOf(text), 'v.txt'))).toMatchObject({ name: 'ModelFormatError', ...fields });
});
