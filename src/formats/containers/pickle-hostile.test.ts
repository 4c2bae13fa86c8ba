import { describe, expect, it } from 'vitest';
import { hostilePickles } from '../../testing/hostile-pickles.ts';
import { bytesOf, fieldsOfError } from '../../testing/malformed.ts';
import { readPickle } from './pickle.ts';
import { WORDS_DIALECT } from './pickle-words.ts';

const { refused, read } = hostilePickles(50_000);

describe('refused', () => {
  it.each(refused)('%s', (_, bytes, fields) => {
    expect(fieldsOfError(() => readPickle(bytes, 'p'))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});

describe('odd, but good', () => {
  it.each(read)('%s', (_, bytes) => {
    expect(readPickle(bytes, 'p')).toMatchObject({ kind: expect.stringMatching(/list|dict|tuple/) });
  });
});

/** Ends in the name of a class that is kept as a record. */
const longName = bytesOf('X', 0, 0, 1, 0, 'a'.repeat(65_531), 'Vocab');

describe('as a vocabulary', () => {
  // That getattr is named says nothing yet: how texts are split is written by it.
  const asWords = refused.filter(([name]) => name !== 'builtins.getattr');

  it.each(asWords)('%s is refused as well', (_, bytes) => {
    expect(fieldsOfError(() => readPickle(bytes, 'p', WORDS_DIALECT))).toMatchObject({ name: 'ModelFormatError' });
  });

  it.each<[string, Uint8Array, object]>([
    [
      'an attribute of anything but str',
      bytesOf("cbuiltins\ngetattr\n(cbuiltins\nobject\nS'__subclasses__'\ntR."),
      { problem: 'asks for an attribute', expected: 'one of str' },
    ],
    [
      'a method of str, called',
      bytesOf("cbuiltins\ngetattr\n(cbuiltins\nstr\nS'format'\ntR(S'a'\ntR."),
      { name: 'ModelFormatError' },
    ],
    [
      'a record that is called',
      bytesOf('cmine\nVocab\n)R.'),
      { problem: 'calls "mine.Vocab", a function that is not on the list' },
    ],
    [
      'a record of a long name',
      bytesOf('X\x01\0\0\0m', longName, 0x93, '.'),
      { problem: expect.stringContaining('not on the list') },
    ],
    [
      'a tuple as a key, which would lose its words',
      bytesOf("}(S'a'\nS'b'\ntK\x01s."),
      { problem: 'does not fit SETITEM', expected: 'a str or a number as a key', found: 'tuple' },
    ],
    [
      'an id beyond 2^53',
      bytesOf("}S'a'\n", 0x8a, 8, 255, 255, 255, 255, 255, 255, 255, 127, 's.'),
      { found: expect.stringContaining('2^53') },
    ],
    [
      'arrays of joblib in arrays of joblib',
      bytesOf("cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\x81}(S'shape'\n(tS'dtype'\ncnumpy\ndtype\n(S'O8'\ntRub".repeat(20_000)),
      { problem: 'is truncated' },
    ],
    ['os as a Vocab’s argument', bytesOf('cmine\nVocab\n(cos\nsystem\nt\x81.'), { found: '"os.system"' }],
    [
      'text of no width',
      bytesOf("cnumpy\ndtype\n(S'U0'\ntR0cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(S'U0'\ntRC\0tR."),
      { expected: '0, more than 0' },
    ],
    [
      'one string of numpy made many times over',
      bytesOf(
        "cnumpy.core.multiarray\nscalar\nq\x01cnumpy\ndtype\n(S'S250'\ntRq\x02C",
        250,
        'a'.repeat(250),
        'q\x03',
        'h\x01(h\x02h\x03tR0'.repeat(500),
        '.',
      ),
      { problem: 'makes more strings than the file holds' },
    ],
  ])('%s', (_, bytes, fields) => {
    expect(fieldsOfError(() => readPickle(bytes, 'p', WORDS_DIALECT))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});
