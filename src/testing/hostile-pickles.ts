/** Pickles meant to harm: those that must be refused, and those that are odd but good. Both at the cost of their size and no more. */
import { expect } from 'vitest';
import { bytesOf } from './malformed.ts';

export type HostilePickle = readonly [name: string, bytes: Uint8Array, fieldsOfError: object];

export interface HostilePickles {
  readonly refused: readonly HostilePickle[];
  readonly read: readonly (readonly [name: string, bytes: Uint8Array])[];
}

/** `unit` again and again, `count` times. */
export function repeat(unit: Uint8Array, count: number): Uint8Array {
  const bytes = new Uint8Array(unit.length * count);
  for (let at = 0; at < bytes.length; at += unit.length) bytes.set(unit, at);
  return bytes;
}

/** Parts that may be long; bytesOf spreads its arguments. */
export function join(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function size32(size: number): Uint8Array {
  return bytesOf(size & 255, (size >> 8) & 255, (size >> 16) & 255, (size >> 24) & 255);
}

const EIGHT_FF = bytesOf(255, 255, 255, 255, 255, 255, 255, 255);

/** @param many how often something small occurs; what is long has 20 times as many bytes */
export function hostilePickles(many: number): HostilePickles {
  const long = 20 * many;
  const longText = join(bytesOf('X'), size32(long), repeat(bytesOf('a'), long), bytesOf('q\x01'));
  const longBytes = join(bytesOf('B'), size32(long), new Uint8Array(long), bytesOf('q\x01'));
  const longString = join(bytesOf('T'), size32(long), repeat(bytesOf(0xe9), long), bytesOf('q\x01'));
  const refused: readonly HostilePickle[] = [
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
    ['marks in marks', repeat(bytesOf('('), many), { where: 'p byte 100', problem: 'is nested too deep' }],
    [
      'lists in lists',
      join(repeat(bytesOf(']'), many), repeat(bytesOf('a'), many), bytesOf('.')),
      { problem: 'is nested too deep' },
    ],
    ['tuples in tuples', join(bytesOf('N'), repeat(bytesOf(0x85), many)), { where: 'p byte 101', problem: 'is nested too deep' }],
    [
      'dicts in dicts',
      join(repeat(bytesOf('}K\x01'), many), bytesOf('}'), repeat(bytesOf('s'), many)),
      { problem: 'is nested too deep' },
    ],
    [
      'a list in itself',
      join(bytesOf(']q\x01'), repeat(bytesOf('h\x01a'), many), bytesOf('.')),
      { problem: 'is nested too deep' },
    ],
    ['a huge frame', bytesOf(0x80, 4, 0x95, EIGHT_FF, 'N.'), { where: 'p byte 2', problem: 'is truncated in FRAME' }],
    ['huge bytes', bytesOf(0x8e, EIGHT_FF, '.'), { problem: 'is truncated in BINBYTES8' }],
    ['a huge string', bytesOf(0x8d, EIGHT_FF, '.'), { problem: 'is truncated in BINUNICODE8' }],
    ['a huge byte array', bytesOf(0x96, 0, 0, 0, 0, 0, 0, 0, 0x40, '.'), { problem: 'is truncated in BYTEARRAY8' }],
    ['a LONG4 of 2 GB', bytesOf(0x8b, 255, 255, 255, 127, '.'), { problem: 'is truncated in LONG4' }],
    [
      'a LONG4 that is there',
      join(bytesOf(0x8b), size32(long), new Uint8Array(long), bytesOf('.')),
      { found: `"an integer of ${long} bytes"` },
    ],
    [
      'a LONG of very many digits',
      join(bytesOf('L'), repeat(bytesOf('9'), long), bytesOf('L\n.')),
      { problem: expect.stringContaining('LONG') },
    ],
    [
      'a FLOAT of very many digits',
      join(bytesOf('F'), repeat(bytesOf('9'), long), bytesOf('\n.')),
      { problem: expect.stringContaining('FLOAT') },
    ],
    ['a very long name', join(longText, bytesOf('h\x01', 0x93)), { found: expect.stringMatching(/^"a{80}…"$/) }],
    ['a memo that was never kept', bytesOf('j\xff\xff\xff\xff.'), { found: 'memo 4294967295' }],
    [
      'one byte string made into arrays many times over',
      join(
        longBytes,
        bytesOf("0cnumpy\ndtype\n(S'u1'\ntRq\x02(J"),
        size32(long),
        bytesOf('tq\x03cnumpy.core.numeric\n_frombuffer\nq\x04VC\nq\x05000'),
        repeat(bytesOf('h\x04(h\x01h\x02h\x03h\x05tR'), many),
        bytesOf('.'),
      ),
      { problem: 'makes more arrays than the file holds numbers for' },
    ],
    [
      'one string encoded many times over',
      join(longText, bytesOf('c_codecs\nencode\nq\x02Vlatin1\nq\x03'), repeat(bytesOf('h\x02(h\x01h\x03tR'), many), bytesOf('.')),
      { problem: 'makes more bytes than the file holds' },
    ],
    [
      'a long string as the code of a dtype, many times over',
      join(longText, bytesOf('cnumpy\ndtype\nq\x02'), repeat(bytesOf('h\x02h\x01', 0x85, 'R'), many)),
      { problem: 'has a number type that is not supported' },
    ],
    [
      'a long tuple as a shape',
      join(
        bytesOf('('),
        repeat(bytesOf('K\x01'), many),
        bytesOf("tq\x01cnumpy\ndtype\n(S'u1'\ntRq\x02cnumpy.core.numeric\n_frombuffer\n(C\x01ah\x02h\x01VC\ntR."),
      ),
      { problem: 'is not the shape of an array' },
    ],
  ];
  const read: readonly (readonly [string, Uint8Array])[] = [
    [
      'one long Python 2 string as a key, many times over',
      join(longString, bytesOf('0}'), repeat(bytesOf('h\x01Ns'), many), bytesOf('.')),
    ],
    [
      'one long list in another, many times over',
      join(bytesOf(']('), repeat(bytesOf('N'), many), bytesOf('eq\x01]'), repeat(bytesOf('h\x01a'), many), bytesOf('\x86.')),
    ],
    ['many memo entries', join(bytesOf(']'), repeat(bytesOf('N', 0x94, '0'), many), bytesOf('.'))],
    ['marks that come and go', join(bytesOf(']'), repeat(bytesOf('(e'), many), bytesOf('.'))],
    ['many lines', join(bytesOf(']'), repeat(bytesOf('I1\n0'), many), bytesOf('.'))],
  ];
  return { refused, read };
}
