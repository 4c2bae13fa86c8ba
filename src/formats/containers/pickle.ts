/**
 * Python pickles, protocols 0 to 5 (the opcodes: Lib/pickletools.py of CPython), read as data. Nothing is imported and
 * nothing is run: see pickle-globals.ts for the few names that are understood.
 */
import { decodeLatin1, decodeText, encodeLatin1, quote } from '../basics/index.ts';
import { type CallContext, NUMPY_DIALECT, type PickleDialect } from './pickle-globals.ts';
import { PickleInput } from './pickle-input.ts';
import { PickleMachine } from './pickle-machine.ts';
import type { PickleValue } from './pickle-values.ts';

const HIGHEST_PROTOCOL = 5;
const STOP = 46; // '.'

type Run = (machine: PickleMachine, input: PickleInput) => void;

/** Every opcode that model files use; extension codes, instances and out-of-band buffers are refused. */
const OPCODES: ReadonlyMap<number, readonly [name: string, run: Run]> = new Map<number, readonly [string, Run]>([
  [0x80, ['PROTO', (_, input) => checkProtocol(input)]],
  [0x95, ['FRAME', (_, input) => input.require(input.u64())]],
  op('(', 'MARK', (m) => m.mark()),
  op('0', 'POP', (m) => m.drop()),
  op('1', 'POP_MARK', (m) => void m.popToMark()),
  op('2', 'DUP', (m) => m.push(m.top())),
  // Memo
  op('p', 'PUT', (m, input) => m.remember(readInteger(input))),
  op('q', 'BINPUT', (m, input) => m.remember(input.u8())),
  op('r', 'LONG_BINPUT', (m, input) => m.remember(input.u32())),
  [0x94, ['MEMOIZE', (m) => m.rememberNext()]],
  op('g', 'GET', (m, input) => m.recall(readInteger(input))),
  op('h', 'BINGET', (m, input) => m.recall(input.u8())),
  op('j', 'LONG_BINGET', (m, input) => m.recall(input.u32())),
  // Constants and numbers
  op('N', 'NONE', (m) => m.push(null)),
  [0x88, ['NEWTRUE', (m) => m.push(true)]],
  [0x89, ['NEWFALSE', (m) => m.push(false)]],
  op('I', 'INT', (m, input) => m.push(readIntegerOrBool(input))),
  op('L', 'LONG', (m, input) => m.push(readInteger(input))),
  op('J', 'BININT', (m, input) => m.push(input.i32())),
  op('K', 'BININT1', (m, input) => m.push(input.u8())),
  op('M', 'BININT2', (m, input) => m.push(input.u16())),
  [0x8a, ['LONG1', (m, input) => m.push(readLong(input, input.u8(), m.roundsIntegers))]],
  [0x8b, ['LONG4', (m, input) => m.push(readLong(input, input.u32(), m.roundsIntegers))]],
  op('F', 'FLOAT', (m, input) => m.push(readFloat(input))),
  op('G', 'BINFLOAT', (m, input) => m.push(input.f64())),
  // Strings
  op('V', 'UNICODE', (m, input) => m.push(unescapeUnicode(decodeLatin1(input.line())))),
  [0x8c, ['SHORT_BINUNICODE', (m, input) => m.push(readUtf8(input, input.u8()))]],
  op('X', 'BINUNICODE', (m, input) => m.push(readUtf8(input, input.u32()))),
  [0x8d, ['BINUNICODE8', (m, input) => m.push(readUtf8(input, input.u64()))]],
  op('S', 'STRING', (m, input) => m.push({ kind: 'bytes', bytes: readQuoted(input), maybeText: true })),
  op('U', 'SHORT_BINSTRING', (m, input) => m.push({ kind: 'bytes', bytes: input.take(input.u8()), maybeText: true })),
  op('T', 'BINSTRING', (m, input) => m.push({ kind: 'bytes', bytes: input.take(input.u32()), maybeText: true })),
  op('C', 'SHORT_BINBYTES', (m, input) => m.push({ kind: 'bytes', bytes: input.take(input.u8()), maybeText: false })),
  op('B', 'BINBYTES', (m, input) => m.push({ kind: 'bytes', bytes: input.take(input.u32()), maybeText: false })),
  [0x8e, ['BINBYTES8', (m, input) => m.push({ kind: 'bytes', bytes: input.take(input.u64()), maybeText: false })]],
  [0x96, ['BYTEARRAY8', (m, input) => m.push({ kind: 'bytes', bytes: input.take(input.u64()), maybeText: false })]],
  // Containers
  op(']', 'EMPTY_LIST', (m) => m.pushSequence('list', [])),
  op('l', 'LIST', (m) => m.pushSequence('list', m.popToMark())),
  op('a', 'APPEND', (m) => m.append([m.pop()])),
  op('e', 'APPENDS', (m) => m.append(m.popToMark())),
  op(')', 'EMPTY_TUPLE', (m) => m.pushSequence('tuple', [])),
  op('t', 'TUPLE', (m) => m.pushSequence('tuple', m.popToMark())),
  [0x85, ['TUPLE1', (m) => m.pushSequence('tuple', takeLast(m, 1))]],
  [0x86, ['TUPLE2', (m) => m.pushSequence('tuple', takeLast(m, 2))]],
  [0x87, ['TUPLE3', (m) => m.pushSequence('tuple', takeLast(m, 3))]],
  op('}', 'EMPTY_DICT', (m) => m.pushDict([])),
  op('d', 'DICT', (m) => m.pushDict(m.popToMark())),
  op('s', 'SETITEM', (m) => m.setItems(takeLast(m, 2))),
  op('u', 'SETITEMS', (m) => m.setItems(m.popToMark())),
  // Names and objects
  op('c', 'GLOBAL', (m, input) => m.pushGlobal(decodeLatin1(input.line()), decodeLatin1(input.line()))),
  [0x93, ['STACK_GLOBAL', (m) => pushStackGlobal(m)]],
  op('R', 'REDUCE', (m) => m.call()),
  op('b', 'BUILD', (m) => m.build()),
  [0x81, ['NEWOBJ', (m, input) => orUnknown(input, 0x81, m.newObject(m.pop(), m.pop()))]],
  [0x92, ['NEWOBJ_EX', (m, input) => orUnknown(input, 0x92, newObjectWithKeywords(m))]],
  [
    0x8f,
    [
      'EMPTY_SET',
      (m, input) =>
        orUnknown(
          input,
          0x8f,
          m.pushSet(() => []),
        ),
    ],
  ],
  [0x90, ['ADDITEMS', (m) => m.append(m.popToMark())]],
  [
    0x91,
    [
      'FROZENSET',
      (m, input) =>
        orUnknown(
          input,
          0x91,
          m.pushSet(() => m.popToMark()),
        ),
    ],
  ],
  op('P', 'PERSID', (m, input) => orUnknown(input, 0x50, m.resolve(decodeLatin1(input.line())))),
  op('Q', 'BINPERSID', (m, input) => orUnknown(input, 0x51, m.resolve(m.pop()))),
]);

function op(letter: string, name: string, run: Run): [number, [string, Run]] {
  return [letter.charCodeAt(0), [name, run]];
}

/** Some opcodes belong to some kinds of file only. */
function orUnknown(input: PickleInput, code: number, known: boolean): void {
  if (!known) unknownOpcode(input, code);
}

/** The keywords say nothing that BUILD does not say again, or nothing at all. */
function newObjectWithKeywords(machine: PickleMachine): boolean {
  machine.pop();
  return machine.newObject(machine.pop(), machine.pop());
}

/** Reads one pickle; what stands behind its STOP is not looked at, as in Python. Throws ModelFormatError with the byte offset. */
export function readPickle(bytes: Uint8Array, file: string, dialect = NUMPY_DIALECT): PickleValue {
  return readPickleAt(bytes, 0, file, dialect).value;
}

/** The pickle that begins at byte `start` of a file that holds several, and the byte behind its STOP. */
export function readPickleAt(
  bytes: Uint8Array,
  start: number,
  file: string,
  dialect: PickleDialect,
): { readonly value: PickleValue; readonly end: number } {
  const input = new PickleInput(bytes, file, start);
  return { value: runPickle(input, dialect), end: input.position };
}

/** The pickle from where `input` stands up to its STOP; `context`: of the pickle that it stands in, whose budget it shares. */
export function runPickle(input: PickleInput, dialect: PickleDialect, context?: CallContext): PickleValue {
  const machine = new PickleMachine(input, dialect, context);
  for (let code = input.opcode(); code !== STOP; code = input.opcode()) {
    const [name, run] = OPCODES.get(code) ?? unknownOpcode(input, code);
    input.opcodeName = name;
    run(machine, input);
  }
  input.opcodeName = 'STOP';
  return machine.result();
}

function unknownOpcode(input: PickleInput, code: number): never {
  throw input.error('is not a pickle of plain data', {
    expected: 'an opcode that model files use',
    found: `0x${code.toString(16).padStart(2, '0')}${code > 32 && code < 127 ? ` (${String.fromCharCode(code)})` : ''}`,
  });
}

function checkProtocol(input: PickleInput): void {
  const protocol = input.u8();
  if (protocol > HIGHEST_PROTOCOL) throw input.error('has an unknown protocol', { expected: '0 to 5', found: String(protocol) });
}

function takeLast(machine: PickleMachine, count: number): PickleValue[] {
  const items: PickleValue[] = [];
  for (let i = 0; i < count; i++) items.unshift(machine.pop());
  return items;
}

function pushStackGlobal(machine: PickleMachine): void {
  const [module, name] = takeLast(machine, 2);
  machine.pushGlobal(module ?? null, name ?? null);
}

function readUtf8(input: PickleInput, size: number): string {
  return decodeText(input.take(size), `${input.file} byte ${input.opcodeAt}`);
}

function readInteger(input: PickleInput): number {
  const text = decodeLatin1(input.line().subarray(0, 32));
  const value = /^-?\d{1,16}L?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
  return Number.isSafeInteger(value) ? value : failNumber(input, text);
}

/** Protocol 0 writes True as I01 and False as I00. */
function readIntegerOrBool(input: PickleInput): number | boolean {
  const text = decodeLatin1(input.line().subarray(0, 32));
  if (text === '01') return true;
  if (text === '00') return false;
  const value = /^-?\d{1,16}$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
  return Number.isSafeInteger(value) ? value : failNumber(input, text);
}

/** Seeds and states of random numbers have 16 bytes or so. */
const LONGEST_ROUNDED = 255;

/** LONG1, LONG4: little-endian two's complement of `size` bytes; beyond 2^53 refused, or rounded. */
function readLong(input: PickleInput, size: number, rounds: boolean): number {
  const bytes = input.take(size);
  if (size === 0) return 0;
  if (size > (rounds ? LONGEST_ROUNDED : 8)) return failNumber(input, `an integer of ${size} bytes`);
  const negative = (bytes[size - 1] ?? 0) > 127;
  if (size > 8) return bytes.reduceRight((value, byte) => 256 * value + byte, negative ? -1 : 0);
  const wide = new Uint8Array(8).fill(negative ? 255 : 0);
  wide.set(bytes);
  const value = Number(new DataView(wide.buffer).getBigInt64(0, true));
  return rounds || Number.isSafeInteger(value) ? value : failNumber(input, 'an integer beyond 2^53');
}

const PYTHON_FLOATS: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
]);

function readFloat(input: PickleInput): number {
  const text = decodeLatin1(input.line().subarray(0, 64));
  const plain = /^-?\d{1,25}(\.\d{0,25})?(e[+-]?\d{1,3})?$/i.test(text);
  return PYTHON_FLOATS.get(text) ?? (plain ? Number(text) : failNumber(input, text));
}

function failNumber(input: PickleInput, text: string): never {
  throw input.error(`does not hold a number that can be read in ${input.opcodeName}`, {
    expected: 'a number below 2^53',
    found: quote(text),
  });
}

/** Python's raw-unicode-escape, in which only \uXXXX and \UXXXXXXXX are escapes. */
function unescapeUnicode(text: string): string {
  return text.replace(/\\u([0-9a-fA-F]{4})|\\U(0010[0-9a-fA-F]{4}|000[0-9a-fA-F]{5})/g, (_, short?: string, long?: string) =>
    String.fromCodePoint(Number.parseInt(short ?? long ?? '', 16)),
  );
}

const STRING_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
]);

/** STRING: repr() of a Python 2 str. */
function readQuoted(input: PickleInput): Uint8Array {
  const text = decodeLatin1(input.line());
  const mark = text.charAt(0);
  if (text.length < 2 || (mark !== "'" && mark !== '"') || !text.endsWith(mark)) {
    throw input.error('holds a string without its quotes', { expected: "'...'", found: quote(text) });
  }
  const inner = text
    .slice(1, -1)
    .replace(/\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|(.))/g, (_, hex?: string, octal?: string, char = '') => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
      return STRING_ESCAPES.get(char) ?? char;
    });
  return encodeLatin1(inner) ?? new Uint8Array(0);
}
