/**
 * The allow-list: the only Python names a pickle may use, each with our own code that stands in for it. Whatever else a
 * pickle names is refused; nothing it names is ever run.
 */
import type { Weights } from '../../model/model-data.ts';
import { countElements, decodeNumbers, encodeLatin1, heldBytes, NUMPY_TYPES, toRowMajor } from '../basics/index.ts';
import { elementsOf, holdsNoNumbers } from './pickle-elements.ts';
import type { PickleInput } from './pickle-input.ts';
import {
  asRecord,
  asText,
  asTuple,
  kindOf,
  type PickleArray,
  type PickleBytes,
  type PickleDtype,
  type PickleRecord,
  type PickleValue,
} from './pickle-values.ts';

/** What a call may use up. Bytes made from one part of the file again and again would fill the memory. */
export interface CallContext {
  readonly input: PickleInput;
  /** Bytes that arrays may still fill: at first 4 x the size of the file, which is what integers of two bytes grow to. */
  arrayBytes: number;
  /** Bytes that may still be decoded into byte strings: at first the size of the file. */
  encodedBytes: number;
}

export type GlobalCall = (args: readonly PickleValue[], context: CallContext) => PickleValue;

/** Which names that are not on the list may stand for classes whose objects are read as records: data that nothing is done with. */
export interface RecordRules {
  /** Whether it may be named. */
  readonly mayName: (module: string, name: string) => boolean;
  /** Whether it may be called (REDUCE), by 'module name': classes yes, functions no. */
  readonly mayCall: (name: string) => boolean;
  /** Why a name is refused, where there is more to say than that it is not on the list. */
  readonly refusal: (module: string, name: string) => NameRefusal | undefined;
  /** Whether keys that are no text and digits beyond 2^53 may be lost: not where keys are words and numbers their ids. */
  readonly losesDetail: boolean;
}

export interface NameRefusal {
  readonly problem: string;
  readonly advice: string;
}

/** What a pickle may hold, beyond plain data: it differs from one kind of file to another. */
export interface PickleDialect {
  /** Names by 'module name'. null: it may be named (as an argument of another) but not called. */
  readonly globals: ReadonlyMap<string, GlobalCall | null>;
  /** The object that a persistent id stands for. Without it such ids are refused. */
  readonly persistent?: (id: PickleValue, context: CallContext) => PickleValue;
  /** What other names stand for. Without it they are refused, and so are objects of any class (NEWOBJ). */
  readonly records?: RecordRules;
  /** What takes the place of a record once its state is known, where its data stand behind it in the file. */
  readonly replace?: (record: PickleRecord, context: CallContext) => PickleValue;
  /** Whether `target` may be given a state (BUILD) that is not looked at. */
  readonly ignoresState?: (target: PickleValue) => boolean;
  /** For the message when another name is met. */
  readonly expected: string;
  readonly advice: string;
}

/** The names of numpy's own pickles, by 'module name'. */
export const ALLOWED_GLOBALS: ReadonlyMap<string, GlobalCall | null> = new Map<string, GlobalCall | null>([
  ['numpy.core.multiarray _reconstruct', emptyArray],
  ['numpy._core.multiarray _reconstruct', emptyArray],
  ['numpy.core.multiarray scalar', scalar],
  ['numpy._core.multiarray scalar', scalar],
  ['numpy.core.numeric _frombuffer', fromBuffer], // arrays in protocol 5
  ['numpy._core.numeric _frombuffer', fromBuffer],
  ['numpy ndarray', null],
  ['numpy dtype', dtype],
  ['_codecs encode', encode], // bytes in protocols 0 to 2
  ['__builtin__ bytes', emptyBytes],
  ['builtins bytes', emptyBytes],
]);

export const NUMPY_DIALECT: PickleDialect = {
  globals: ALLOWED_GLOBALS,
  expected: 'lists, dicts, strings, numbers and numpy arrays',
  advice: 'Nothing in the file was run.',
};

/** numpy.core.multiarray._reconstruct(numpy.ndarray, (0,), b'b'): an array that BUILD fills. */
function emptyArray(args: readonly PickleValue[], { input }: CallContext): PickleArray {
  const subtype = args[0];
  if (kindOf(subtype) !== 'numpy ndarray')
    throw input.error('is not a plain array', { expected: 'numpy ndarray', found: kindOf(subtype) });
  return { kind: 'ndarray', shape: [0], data: new Float64Array(0) };
}

/** numpy.dtype('f8', False, True). The byte order comes with BUILD or before the code ('<f8'). */
export function dtype(args: readonly PickleValue[], { input }: CallContext): PickleDtype {
  const raw = args[0];
  const code = raw === undefined || isLong(raw) ? null : asText(raw);
  const order = code !== null && '<>|='.includes(code.charAt(0)) ? code.charAt(0) : '';
  const type = code === null ? undefined : NUMPY_TYPES.get(code.slice(order.length));
  if (type === undefined) {
    throw input.error('has a number type that is not supported', {
      expected: [...NUMPY_TYPES.keys()].join(', '),
      found: code ?? kindOf(raw),
    });
  }
  return { kind: 'dtype', type, littleEndian: order !== '>' };
}

function isLong(value: PickleValue): boolean {
  if (typeof value === 'string') return value.length > 16;
  return typeof value === 'object' && value?.kind === 'bytes' && value.bytes.length > 16;
}

/** BUILD of a dtype: (version, '<', ...). */
export function buildDtype(target: PickleDtype, state: PickleValue, { input }: CallContext): void {
  const raw = asTuple(state)?.[1] ?? null;
  const order = isLong(raw) ? null : asText(raw);
  if (order === null || !['<', '>', '|', '='].includes(order)) {
    throw input.error('has no byte order', { expected: "'<', '>', '|' or '='", found: order ?? kindOf(raw) });
  }
  target.littleEndian = order !== '>';
}

/** BUILD of an array: (version, shape, dtype, is_fortran, bytes). */
export function buildArray(target: PickleArray, state: PickleValue, context: CallContext): void {
  const [, shape, type, fortran, raw] = asTuple(state) ?? [];
  if (typeof fortran !== 'boolean') throw context.input.error('is not the state of an array', { found: kindOf(state) });
  fillArray(target, shape, type, fortran, raw, context);
}

/** numpy.core.numeric._frombuffer(bytes, dtype, shape, 'C' or 'F'). */
function fromBuffer(args: readonly PickleValue[], context: CallContext): PickleArray {
  const [raw, type, shape, order] = args;
  if (order !== 'C' && order !== 'F')
    throw context.input.error('has no order of axes', { expected: "'C' or 'F'", found: kindOf(order) });
  const array = emptyArray([{ kind: 'global', name: 'numpy ndarray' }], context);
  fillArray(array, shape, type, order === 'F', raw, context);
  return array;
}

function fillArray(
  target: PickleArray,
  shapeValue: PickleValue | undefined,
  type: PickleValue | undefined,
  fortran: boolean,
  raw: PickleValue | undefined,
  context: CallContext,
): void {
  const { input } = context;
  if (asRecord(type) !== null) return; // of texts or objects: no numbers
  const shape = asTuple(shapeValue) ?? [];
  const count = asTuple(shapeValue) === null ? null : countElements(shape);
  if (count === null)
    throw input.error('is not the shape of an array', { expected: 'a tuple of sizes', found: kindOf(shapeValue) });
  target.shape = shape.filter((size) => typeof size === 'number');
  if (holdsNoNumbers(type)) {
    target.items = elementsOf(type, raw, count, context);
    return;
  }
  const data = numbersOf(type, raw, count, context);
  target.data = fortran ? toRowMajor(data, target.shape) : data;
}

/** numpy.core.multiarray.scalar(dtype, bytes). */
function scalar(args: readonly PickleValue[], context: CallContext): PickleValue {
  const [type, raw] = args;
  if (asRecord(type) !== null) return null; // a text or a date
  if (holdsNoNumbers(type)) return elementsOf(type, raw, 1, context)[0] ?? null;
  return numbersOf(type, raw, 1, context)[0] ?? Number.NaN;
}

/** `count` numbers of a dtype, within what the file may fill. */
export function numbersOf(
  type: PickleValue | undefined,
  raw: PickleValue | undefined,
  count: number,
  context: CallContext,
): Weights {
  const { input } = context;
  if (typeof type !== 'object' || type?.kind !== 'dtype')
    throw input.error('has no dtype', { expected: 'numpy dtype', found: kindOf(type) });
  if (typeof raw !== 'object' || raw?.kind !== 'bytes') {
    throw input.error('has no bytes of numbers', { expected: 'bytes', found: kindOf(raw) });
  }
  const size = raw.bytes.length;
  if (size !== count * type.type.width) {
    throw input.error('an array has the wrong number of bytes', { expected: `${count * type.type.width}`, found: `${size}` });
  }
  context.arrayBytes -= heldBytes(type.type) * count;
  if (context.arrayBytes < 0) throw input.error('makes more arrays than the file holds numbers for');
  return decodeNumbers(raw.bytes, type.type, type.littleEndian);
}

/** _codecs.encode(text, 'latin1'). */
function encode(args: readonly PickleValue[], context: CallContext): PickleBytes {
  const { input } = context;
  const [text, encoding] = args;
  if (typeof text !== 'string' || encoding !== 'latin1') {
    throw input.error('encodes in a way that is not supported', {
      expected: "str and 'latin1'",
      found: `${kindOf(text)}, ${kindOf(encoding)}`,
    });
  }
  context.encodedBytes -= text.length;
  if (context.encodedBytes < 0) throw input.error('makes more bytes than the file holds');
  const bytes = encodeLatin1(text);
  if (bytes === null) throw input.error('a byte string holds a character beyond U+00FF');
  return { kind: 'bytes', bytes, maybeText: false };
}

/** bytes(): how protocols 0 to 2 write b''. */
function emptyBytes(args: readonly PickleValue[], { input }: CallContext): PickleBytes {
  if (args.length > 0) throw input.error('calls bytes with arguments', { expected: 'none', found: String(args.length) });
  return { kind: 'bytes', bytes: new Uint8Array(0), maybeText: false };
}
