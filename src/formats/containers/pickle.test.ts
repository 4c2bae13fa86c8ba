import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bytesOf, fieldsOfError } from '../../testing/malformed.ts';
import { readPickle } from './pickle.ts';
import { asText, type PickleDict, type PickleValue } from './pickle-values.ts';

const FOLDER = new URL('../../testing/fixtures/pickle/', import.meta.url);

interface Expected {
  readonly words: readonly string[];
  readonly numbers: readonly number[];
  readonly scalar: number;
  readonly arrays: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>>;
}

const expected: Expected = JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8'));

function pickles(prefix: string): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.pkl'))
    .sort();
}

function readDict(name: string): PickleDict {
  const value = readPickle(new Uint8Array(readFileSync(new URL(name, FOLDER))), name);
  if (typeof value !== 'object' || value?.kind !== 'dict') throw new Error(`${name} is not a dict`);
  return value;
}

/** Lists, tuples and dicts as plain arrays and objects, strings as text. */
function plain(value: PickleValue | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value.kind === 'list' || value.kind === 'tuple') return value.items.map(plain);
  if (value.kind === 'dict') return Object.fromEntries([...value.entries].map(([key, item]) => [key, plain(item)]));
  if (value.kind === 'ndarray') return { shape: value.shape, data: [...value.data] };
  return asText(value) ?? value;
}

it('the fixtures are there: numpy 1 and 2 in six protocols, two picklers of Python 2 in three', () => {
  expect([pickles('numpy').length, pickles('python2').length]).toEqual([12, 6]);
});

describe.each(pickles('numpy'))('%s', (name) => {
  const { entries } = readDict(name);

  it('strings, numbers and constants', () => {
    expect(plain(entries.get('words'))).toEqual(expected.words);
    expect(plain(entries.get('numbers'))).toEqual(expected.numbers);
    expect(plain(entries.get('constants'))).toEqual([true, false, null]);
    expect(entries.get('scalar')).toBe(expected.scalar);
  });

  it('containers, one in two places, a list of more than one batch', () => {
    expect(plain(entries.get('nested'))).toEqual({ 7: {}, tuple: [[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4]] });
    expect(plain(entries.get('shared'))).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(plain(entries.get('many'))).toEqual(Array.from({ length: 1500 }, (_, index) => index));
  });

  it.each(Object.keys(expected.arrays))('array %s', (array) => {
    expect(plain(entries.get(array))).toEqual(expected.arrays[array]);
  });
});

describe.each(pickles('python2'))('%s', (name) => {
  const { entries } = readDict(name);

  it('str as UTF-8, or as Latin-1 where it is not UTF-8', () => {
    expect(plain(entries.get('words'))).toEqual(['the', 'café', 'café', "quo'te\\", 'line\nend\t']);
    expect(entries.get('unicode')).toBe('日本');
  });

  it('numbers', () => {
    const numbers = plain(entries.get('numbers'));
    expect(numbers).toEqual([0, 1, -1, true, false, 2 ** 31, -(2 ** 40), 10, 0.1]);
  });

  it('arrays', () => {
    const float64 = Array.from({ length: 6 }, (_, index) => index / 7);
    expect(plain(entries.get('float64'))).toEqual({ shape: [2, 3], data: float64 });
    expect(plain(entries.get('float32'))).toEqual({ shape: [2, 3], data: float64.map(Math.fround) });
    expect(plain(entries.get('long'))).toEqual({ shape: [300], data: Array.from({ length: 300 }, (_, index) => index) });
  });
});

describe('opcodes that Python seldom writes', () => {
  // Each checked against pickle.loads of Python 3.11 (which keeps the surrogates of \ud83d\ude00 apart).
  it.each<[string, Uint8Array, unknown]>([
    ['POP', bytesOf('K\x01K\x020.'), 1],
    ['POP of a mark', bytesOf('K\x01(0.'), 1],
    ['POP_MARK', bytesOf('K\x01(K\x02K\x031.'), 1],
    ['DUP', bytesOf('K\x012\x86.'), [1, 1]],
    ['LONG4', bytesOf(0x8b, 2, 0, 0, 0, 0, 0x80, '.'), -32768],
    ['LONG1 without a byte', bytesOf(0x8a, 0, '.'), 0],
    ['LONG_BINPUT, LONG_BINGET', bytesOf('K\x05r\x00\x01\x00\x000j\x00\x01\x00\x00.'), 5],
    ['BINUNICODE8', bytesOf(0x8d, 2, 0, 0, 0, 0, 0, 0, 0, 0xc3, 0xa9, '.'), 'é'],
    ['STRING with escapes', bytesOf("S'a\\x41\\101\\n\\'\\\\'\n."), "aAA\n'\\"],
    ['UNICODE beyond the BMP', bytesOf('V\\U0001f600\\ud83d\\ude00\n.'), '😀😀'],
    ['FLOAT', bytesOf('(F1e-05\nF-inf\nt.'), [1e-5, Number.NEGATIVE_INFINITY]],
    ['bytes behind STOP', bytesOf('K\x01.rubbish'), 1],
  ])('%s', (_, bytes, value) => {
    expect(plain(readPickle(bytes, 'p'))).toEqual(value);
  });

  it('BINBYTES8 is bytes, not text', () => {
    expect(readPickle(bytesOf(0x8e, 2, 0, 0, 0, 0, 0, 0, 0, 0, 255, '.'), 'p')).toMatchObject({
      kind: 'bytes',
      bytes: bytesOf(0, 255),
    });
  });
});

describe('malformed files', () => {
  it.each<[string, Uint8Array, object]>([
    ['nothing', bytesOf(), { where: 'p byte 0', problem: 'is truncated', expected: 'the STOP opcode at the end' }],
    ['no STOP', bytesOf('K\x01'), { where: 'p byte 2', expected: 'the STOP opcode at the end', found: 'the end of the file' }],
    [
      'cut in a number',
      bytesOf('NJ\x01\x02'),
      { where: 'p byte 1', problem: 'is truncated in BININT', expected: '4 more bytes', found: '2' },
    ],
    [
      'cut in a string',
      bytesOf('NNX\x08\x00\x00\x00abc'),
      { where: 'p byte 2', problem: 'is truncated in BINUNICODE', expected: '8 more bytes', found: '3' },
    ],
    ['cut in a line', bytesOf('S"abc'), { where: 'p byte 0', problem: 'is truncated in STRING', expected: 'a line end' }],
    ['text', bytesOf('hello'), { where: 'p byte 0', problem: 'recalls a value that was never kept', found: 'memo 101' }],
    [
      'an HTML page',
      bytesOf('<!doctype html>'),
      { where: 'p byte 0', problem: 'is not a pickle of plain data', found: '0x3c (<)' },
    ],
    ['protocol 6', bytesOf(0x80, 6, 'N.'), { where: 'p byte 0', expected: '0 to 5', found: '6' }],
    ['nothing at STOP', bytesOf('.'), { where: 'p byte 0', problem: 'takes a value that is not there' }],
    ['two values at STOP', bytesOf('NN.'), { where: 'p byte 2', expected: 'one value on the stack', found: '2' }],
    ['an open mark at STOP', bytesOf('N(N.'), { where: 'p byte 3', expected: 'one value on the stack' }],
    ['APPEND to nothing', bytesOf('Na.'), { where: 'p byte 1', problem: 'takes a value that is not there' }],
    [
      'APPEND to a number',
      bytesOf('K\x01Na.'),
      { where: 'p byte 3', problem: 'does not fit APPEND', expected: 'list', found: 'a number' },
    ],
    ['APPENDS without a mark', bytesOf(']e.'), { where: 'p byte 1', problem: 'looks for a mark that is not there' }],
    ['a value taken from before a mark', bytesOf('](Na.'), { where: 'p byte 3', problem: 'takes a value that is not there' }],
    ['a key without a value', bytesOf('}(Nu.'), { where: 'p byte 3', problem: 'has a key without a value' }],
    ['a list as a key', bytesOf('}]Ns.'), { where: 'p byte 3', expected: 'a str or a number as a key', found: 'list' }],
    ['not UTF-8', bytesOf('X\x01\x00\x00\x00\xff.'), { where: 'p byte 0', expected: 'UTF-8' }],
    [
      'not a number',
      bytesOf('Ixyz\n.'),
      { where: 'p byte 0', problem: 'does not hold a number that can be read in INT', found: '"xyz"' },
    ],
    [
      'beyond 2^53',
      bytesOf(0x8a, 8, 255, 255, 255, 255, 255, 255, 255, 0x7f, '.'),
      { where: 'p byte 0', expected: 'a number below 2^53' },
    ],
    ['string without quotes', bytesOf('Sabc\n.'), { where: 'p byte 0', expected: "'...'", found: '"abc"' }],
    [
      'a class that may only be named',
      bytesOf('cnumpy\nndarray\n)R.'),
      { where: 'p byte 16', expected: 'something that may be called', found: 'numpy ndarray' },
    ],
    ['state for a list', bytesOf(']Nb.'), { where: 'p byte 2', expected: 'ndarray or dtype', found: 'list' }],
    [
      'object arrays',
      bytesOf("cnumpy\ndtype\n(S'O8'\nI0\nI1\ntR."),
      { problem: 'has a number type that is not supported', found: 'O8' },
    ],
    [
      'an array of the wrong size',
      bytesOf("cnumpy.core.numeric\n_frombuffer\n(C\x04abcdcnumpy\ndtype\n(S'f8'\ntR(K\x01tVC\ntR."),
      { problem: 'an array has the wrong number of bytes', expected: '8', found: '4' },
    ],
    [
      'a negative shape',
      bytesOf("cnumpy.core.numeric\n_frombuffer\n(C\x08abcdefghcnumpy\ndtype\n(S'f8'\ntR(I-1\ntVC\ntR."),
      { problem: 'is not the shape of an array' },
    ],
  ])('%s', (_, bytes, fields) => {
    expect(fieldsOfError(() => readPickle(bytes, 'p'))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });

  it('every truncation of a real file gives an error with its byte', () => {
    const whole = new Uint8Array(readFileSync(new URL('numpy1-4.pkl', FOLDER)));
    for (let size = 0; size < whole.length; size += 7) {
      const { where } = fieldsOfError(() => readPickle(whole.subarray(0, size), 'p'));
      expect(where).toMatch(/^p byte \d+$/);
    }
  });
});
