import { describe, expect, it } from 'vitest';
import { bytesOf, fieldsOfError } from '../../testing/malformed.ts';
import { readPickle } from './pickle.ts';

/** `unit` again and again, `count` times. */
function repeat(unit: Uint8Array, count: number): Uint8Array {
  const bytes = new Uint8Array(unit.length * count);
  for (let at = 0; at < bytes.length; at += unit.length) bytes.set(unit, at);
  return bytes;
}

/** Parts that may be long; bytesOf spreads its arguments. */
function join(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Milliseconds; the fastest, as other work on the machine only ever makes it slower. */
function fastestOfThree(run: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

function size32(size: number): Uint8Array {
  return bytesOf(size & 255, (size >> 8) & 255, (size >> 16) & 255, (size >> 24) & 255);
}

const MANY = 50_000;
const LONG = 1_000_000;
const EIGHT_FF = bytesOf(255, 255, 255, 255, 255, 255, 255, 255);
const longText = join(bytesOf('X'), size32(LONG), repeat(bytesOf('a'), LONG), bytesOf('q\x01'));
const longBytes = join(bytesOf('B'), size32(LONG), new Uint8Array(LONG), bytesOf('q\x01'));
const longString = join(bytesOf('T'), size32(LONG), repeat(bytesOf(0xe9), LONG), bytesOf('q\x01'));

describe('refused, and at once', () => {
  const cases: readonly [string, Uint8Array, object][] = [
    [
      'os.system',
      bytesOf("cos\nsystem\n(S'echo'\ntR."),
      { where: 'p byte 0', found: '"os.system"', advice: 'Nothing in the file was run.' },
    ],
    [
      'builtins.eval by the stack',
      bytesOf(0x80, 4, 0x8c, 8, 'builtins', 0x8c, 4, 'eval', 0x93, '.'),
      { where: 'p byte 18', found: '"builtins.eval"' },
    ],
    ['posix.system', bytesOf('cposix\nsystem\n.'), { found: '"posix.system"' }],
    ['builtins.getattr', bytesOf('cbuiltins\ngetattr\n.'), { found: '"builtins.getattr"' }],
    ['a dotted name', bytesOf(0x8c, 5, 'numpy', 0x8c, 13, 'ndarray.dumps', 0x93, '.'), { found: '"numpy.ndarray.dumps"' }],
    [
      'a module and name that only look right together',
      bytesOf(0x8c, 0, 0x8c, 13, 'numpy ndarray', 0x93, '.'),
      { found: expect.any(String) },
    ],
    ['names that are not text', bytesOf('K\x01K\x02', 0x93, '.'), { found: '"a number.a number"' }],
    ['INST', bytesOf('(ios\nsystem\n.'), { where: 'p byte 1', problem: 'is not a pickle of plain data', found: '0x69 (i)' }],
    ['OBJ', bytesOf('(cnumpy\ndtype\no.'), { found: '0x6f (o)' }],
    ['NEWOBJ', bytesOf('cnumpy\nndarray\n)\x81.'), { found: '0x81' }],
    ['an extension code', bytesOf(0x82, 1, '.'), { found: '0x82' }],
    ['a persistent id', bytesOf('Pmodule\n.'), { found: '0x50 (P)' }],
    ['an out-of-band buffer', bytesOf(0x97, '.'), { found: '0x97' }],
    ['marks in marks', repeat(bytesOf('('), MANY), { where: 'p byte 100', problem: 'is nested too deep' }],
    [
      'lists in lists',
      join(repeat(bytesOf(']'), MANY), repeat(bytesOf('a'), MANY), bytesOf('.')),
      { problem: 'is nested too deep' },
    ],
    ['tuples in tuples', join(bytesOf('N'), repeat(bytesOf(0x85), MANY)), { where: 'p byte 101', problem: 'is nested too deep' }],
    [
      'dicts in dicts',
      join(repeat(bytesOf('}K\x01'), MANY), bytesOf('}'), repeat(bytesOf('s'), MANY)),
      { problem: 'is nested too deep' },
    ],
    [
      'a list in itself',
      join(bytesOf(']q\x01'), repeat(bytesOf('h\x01a'), MANY), bytesOf('.')),
      { problem: 'is nested too deep' },
    ],
    ['a huge frame', bytesOf(0x80, 4, 0x95, EIGHT_FF, 'N.'), { where: 'p byte 2', problem: 'is cut off in FRAME' }],
    ['huge bytes', bytesOf(0x8e, EIGHT_FF, '.'), { problem: 'is cut off in BINBYTES8' }],
    ['a huge string', bytesOf(0x8d, EIGHT_FF, '.'), { problem: 'is cut off in BINUNICODE8' }],
    ['a huge byte array', bytesOf(0x96, 0, 0, 0, 0, 0, 0, 0, 0x40, '.'), { problem: 'is cut off in BYTEARRAY8' }],
    ['a LONG4 of 2 GB', bytesOf(0x8b, 255, 255, 255, 127, '.'), { problem: 'is cut off in LONG4' }],
    [
      'a LONG4 of 1 MB',
      join(bytesOf(0x8b), size32(LONG), new Uint8Array(LONG), bytesOf('.')),
      { found: '"an integer of 1000000 bytes"' },
    ],
    [
      'a LONG of 1 M digits',
      join(bytesOf('L'), repeat(bytesOf('9'), LONG), bytesOf('L\n.')),
      { problem: expect.stringContaining('LONG') },
    ],
    [
      'a FLOAT of 1 M digits',
      join(bytesOf('F'), repeat(bytesOf('9'), LONG), bytesOf('\n.')),
      { problem: expect.stringContaining('FLOAT') },
    ],
    ['a name of 1 MB', join(longText, bytesOf('h\x01', 0x93)), { found: expect.stringMatching(/^"a{80}…"$/) }],
    ['a memo that was never kept', bytesOf('j\xff\xff\xff\xff.'), { found: 'memo 4294967295' }],
    [
      'one byte string made into arrays many times over',
      join(
        longBytes,
        bytesOf("0cnumpy\ndtype\n(S'u1'\ntRq\x02(J"),
        size32(LONG),
        bytesOf('tq\x03cnumpy.core.numeric\n_frombuffer\nq\x04VC\nq\x05000'),
        repeat(bytesOf('h\x04(h\x01h\x02h\x03h\x05tR'), MANY),
        bytesOf('.'),
      ),
      { problem: 'makes more arrays than the file holds numbers for' },
    ],
    [
      'one string encoded many times over',
      join(longText, bytesOf('c_codecs\nencode\nq\x02Vlatin1\nq\x03'), repeat(bytesOf('h\x02(h\x01h\x03tR'), MANY), bytesOf('.')),
      { problem: 'makes more bytes than the file holds' },
    ],
    [
      'a long string as the code of a dtype, many times over',
      join(longText, bytesOf('cnumpy\ndtype\nq\x02'), repeat(bytesOf('h\x02h\x01', 0x85, 'R'), MANY)),
      { problem: 'has a number type that is not read' },
    ],
    [
      'a long tuple as a shape',
      join(
        bytesOf('('),
        repeat(bytesOf('K\x01'), MANY),
        bytesOf("tq\x01cnumpy\ndtype\n(S'u1'\ntRq\x02cnumpy.core.numeric\n_frombuffer\n(C\x01ah\x02h\x01VC\ntR."),
      ),
      { problem: 'is not the shape of an array' },
    ],
  ];

  it.each(cases)('%s', (_, bytes, fields) => {
    expect(fieldsOfError(() => readPickle(bytes, 'p'))).toMatchObject({ name: 'ModelFormatError', ...fields });
    expect(fastestOfThree(() => fieldsOfError(() => readPickle(bytes, 'p')))).toBeLessThan(100);
  });
});

describe('read in time that grows with the size of the file alone', () => {
  it.each<[string, Uint8Array]>([
    [
      'one long Python 2 string as a key, many times over',
      join(longString, bytesOf('0}'), repeat(bytesOf('h\x01Ns'), MANY), bytesOf('.')),
    ],
    [
      'one long list in another, many times over',
      join(bytesOf(']('), repeat(bytesOf('N'), MANY), bytesOf('eq\x01]'), repeat(bytesOf('h\x01a'), MANY), bytesOf('\x86.')),
    ],
    ['many memo entries', join(bytesOf(']'), repeat(bytesOf('N', 0x94, '0'), MANY), bytesOf('.'))],
    ['marks that come and go', join(bytesOf(']'), repeat(bytesOf('(e'), MANY), bytesOf('.'))],
    ['many lines', join(bytesOf(']'), repeat(bytesOf('I1\n0'), MANY), bytesOf('.'))],
  ])('%s', (_, bytes) => {
    expect(readPickle(bytes, 'p')).toMatchObject({ kind: expect.stringMatching(/list|dict|tuple/) });
    expect(fastestOfThree(() => readPickle(bytes, 'p'))).toBeLessThan(500);
  });
});
