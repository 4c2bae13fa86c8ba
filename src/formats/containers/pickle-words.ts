/**
 * What a pickle of a vocabulary or of class names may hold beyond plain data: dicts of the standard library, strings of numpy, the
 * arrays of joblib, and objects of classes whose business is words, which are kept as records. No code of any class is run.
 */
import { countElements, toRowMajor } from '../basics/index.ts';
import { runPickle } from './pickle.ts';
import { elementsDtype, elementsOf } from './pickle-elements.ts';
import { ALLOWED_GLOBALS, type CallContext, dtype, type GlobalCall, numbersOf, type PickleDialect } from './pickle-globals.ts';
import { makeRecord } from './pickle-records.ts';
import {
  asText,
  asTuple,
  kindOf,
  type PickleDict,
  type PickleDtype,
  type PickleKey,
  type PickleRecord,
  type PickleValue,
} from './pickle-values.ts';
import { DTYPES } from './torch-storages.ts';

/**
 * Classes whose objects are read as records, wherever they come from: Keras' Tokenizer has moved through five modules, and many
 * programs have a Vocabulary of their own.
 */
const INERT =
  /^[\w.]+ \w*(Tokenizer|Vocab|Vocabulary|Dictionary|Lang|LabelEncoder|LabelBinarizer|LabelField|Field|NumpyArrayWrapper)$/;

/** Of scikit-learn, whose objects say how numbers were scaled. */
const SCALERS = /^sklearn\.preprocessing\.\w+ \w+$|^joblib\.numpy_pickle NumpyArrayWrapper$/;

/** Long names come from nowhere, and may come again and again. */
const LONGEST_NAME = 200;

function isInert(name: string): boolean {
  return name.length <= LONGEST_NAME && (INERT.test(name) || SCALERS.test(name));
}

const WORDS_GLOBALS: ReadonlyMap<string, GlobalCall | null> = new Map<string, GlobalCall | null>([
  ...ALLOWED_GLOBALS,
  ['numpy dtype', anyDtype],
  ['collections OrderedDict', dictOf],
  ['collections Counter', dictOf],
  ['collections defaultdict', (args, context) => dictOf(args.slice(1), context)],
  ['builtins set', listOf],
  ['__builtin__ set', listOf],
  ['builtins int', null], // what a defaultdict makes
  ['__builtin__ int', null],
  ['__builtin__ long', null], // how Python 3 writes int for Python 2
  ...[...DTYPES.keys()].map((name): [string, null] => [name, null]), // settings of torchtext's Field
  ['builtins str', null],
  ['builtins getattr', methodOfText],
  ['builtins object', null],
  ['__builtin__ object', null],
  ['torchtext.vocab _default_unk_index', null],
  ['copyreg _reconstructor', reconstruct],
  ['copy_reg _reconstructor', reconstruct],
]);

const PLAIN_WORDS: PickleDialect = {
  globals: WORDS_GLOBALS,
  records: {
    mayName: (module, name) => isInert(`${module} ${name}`),
    mayCall: () => false,
    refusal: () => undefined,
    losesDetail: false,
  },
  ignoresState: (target) => typeof target === 'object' && target?.kind === 'dict',
  expected: 'words, numbers, lists, dicts, or a tokenizer, vocabulary or label encoder',
  advice: 'Nothing in the file was run.',
};

export const WORDS_DIALECT: PickleDialect = {
  ...PLAIN_WORDS,
  replace: (record, context) => (record.name.endsWith(' NumpyArrayWrapper') ? joblibArray(record, context) : record),
};

function anyDtype(args: readonly PickleValue[], context: CallContext): PickleDtype {
  const [raw] = args;
  const code =
    typeof raw === 'string' || (typeof raw === 'object' && raw?.kind === 'bytes' && raw.bytes.length < 16) ? asText(raw) : null;
  return (code === null ? null : elementsDtype(code.replace(/^[<>|=]/, ''))) ?? dtype(args, context);
}

/** How str.split is written: a name, which is all that becomes of it. */
function methodOfText([owner, name]: readonly PickleValue[], { input }: CallContext): PickleValue {
  const text = name === undefined ? null : asText(name);
  if (text !== null && typeof owner === 'object' && owner?.kind === 'global' && owner.name === 'builtins str')
    return `str.${text}`;
  throw input.error('asks for an attribute', { expected: 'one of str', found: kindOf(owner) });
}

/** OrderedDict(), Counter({...}), and OrderedDict([[key, value], ...]) as Python 2 wrote it. */
function dictOf(args: readonly PickleValue[], context: CallContext): PickleDict {
  const [given] = args;
  const entries = new Map<PickleKey, PickleValue>();
  const dict: PickleDict = { kind: 'dict', entries, depth: 1 };
  if (given === undefined) return dict;
  if (typeof given === 'object' && given?.kind === 'dict') return given;
  const pairs = typeof given === 'object' && given?.kind === 'list' ? given.items : null;
  if (pairs === null)
    throw context.input.error('is not what a dict is made of', { expected: 'dict or list', found: kindOf(given) });
  context.encodedBytes -= pairs.length;
  if (context.encodedBytes < 0) throw context.input.error('makes more dicts than the file holds');
  for (const pair of pairs) {
    const [key = null, value = null] =
      typeof pair === 'object' && (pair?.kind === 'list' || pair?.kind === 'tuple') ? pair.items : [];
    const text = typeof key === 'number' ? key : asText(key);
    if (text === null) throw context.input.error('is not a key of a dict', { expected: 'a str or a number', found: kindOf(key) });
    entries.set(text, value);
  }
  return { ...dict, depth: (given as { depth: number }).depth };
}

/** set([...]): in the order of the file. */
function listOf([items = null]: readonly PickleValue[], { input }: CallContext): PickleValue {
  if (typeof items === 'object' && items?.kind === 'list') return items;
  throw input.error('is not what a set is made of', { expected: 'list', found: kindOf(items) });
}

/** copyreg._reconstructor(class, object, None): an object in protocols 0 and 1. */
function reconstruct([type = null]: readonly PickleValue[], { input }: CallContext): PickleRecord {
  if (typeof type === 'object' && type?.kind === 'global' && isInert(type.name)) return makeRecord(type.name, []);
  throw input.error('is not an object that is supported', { expected: PLAIN_WORDS.expected, found: kindOf(type) });
}

/** The field of a record's state. */
function fieldOf(record: PickleRecord, name: string): PickleValue | undefined {
  const { state } = record;
  return typeof state === 'object' && state?.kind === 'dict' ? state.entries.get(name) : undefined;
}

/** joblib writes an array's bytes behind its description, aligned, and an array of objects as a plain pickle (joblib/numpy_pickle.py). */
function joblibArray(record: PickleRecord, context: CallContext): PickleValue {
  const { input } = context;
  const sizes = asTuple(fieldOf(record, 'shape'));
  const count = sizes === null ? null : countElements(sizes);
  const type = fieldOf(record, 'dtype');
  if (sizes === null || count === null || typeof type !== 'object' || type?.kind !== 'dtype')
    throw input.error('describes no array', { expected: 'shape and dtype', found: kindOf(record.state) });
  if (type.elements === 'objects') return runPickle(input, PLAIN_WORDS, context);
  if (typeof fieldOf(record, 'numpy_array_alignment_bytes') === 'number') input.take(input.u8());
  const raw = { kind: 'bytes', bytes: input.take(count * type.type.width), maybeText: false } as const;
  const shape = sizes.filter((size) => typeof size === 'number');
  const empty = { kind: 'ndarray', shape, data: new Float64Array(0) } as const;
  if (type.elements !== undefined) return { ...empty, items: elementsOf(type, raw, count, context) };
  const data = numbersOf(type, raw, count, context);
  return { ...empty, data: fieldOf(record, 'order') === 'F' ? toRowMajor(data, shape) : data };
}
