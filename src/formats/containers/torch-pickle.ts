/** What the pickle in a PyTorch file may hold beyond plain data: tensors, the small things beside them, and objects as records. */
import { NUMPY_TYPES } from '../basics/index.ts';
import { ALLOWED_GLOBALS, type CallContext, dtype, type GlobalCall, type PickleDialect } from './pickle-globals.ts';
import { makeRecord, TORCH_RECORDS } from './pickle-records.ts';
import { asDict, asRecord, asText, asTuple, dotted, kindOf, type PickleValue } from './pickle-values.ts';
import { asShortText, DTYPES, STORAGES, type StorageFinder, StorageReader } from './torch-storages.ts';
import { TENSOR_GLOBALS } from './torch-tensors.ts';

export const SAVE_ADVICE = 'Save the weights alone: torch.save(model.state_dict(), "model.pt").';

/** What defaultdict is made with, and what modules keep as settings. */
const BUILTIN_TYPES = [
  'dict',
  'list',
  'tuple',
  'int',
  'long',
  'float',
  'str',
  'unicode',
  'bool',
  'object',
  'type',
  'Ellipsis',
  'NotImplemented',
];

const TORCH_CALLS: readonly (readonly [string, GlobalCall | null])[] = [
  ['collections OrderedDict', orderedDict],
  ['collections defaultdict', () => emptyDict()],
  ['collections Counter', counter],
  ['torch Size', firstTuple],
  ['torch device', device],
  ['torch.serialization _get_layout', firstText],
  ['torch.jit._pickle build_intlist', firstItem],
  ['torch.jit._pickle build_doublelist', firstItem],
  ['torch.jit._pickle build_boollist', firstItem],
  ['torch.jit._pickle build_tensorlist', firstItem],
  ['torch.jit._pickle restore_type_tag', firstItem],
  ['torch._C _VariableFunctions', null],
  ['torch._C _VariableFunctionsClass', null],
  ['numpy dtype', anyDtype],
  ...['copyreg', 'copy_reg'].map((module) => [`${module} _reconstructor`, reconstructor] as const),
  ...['builtins', '__builtin__'].flatMap((module): (readonly [string, GlobalCall | null])[] => [
    ...BUILTIN_TYPES.map((name) => [`${module} ${name}`, null] as const),
    [`${module} set`, firstList],
    [`${module} frozenset`, firstList],
    [`${module} getattr`, nameOfAttribute],
  ]),
];

const TORCH_GLOBALS: ReadonlyMap<string, GlobalCall | null> = new Map([
  ...ALLOWED_GLOBALS,
  ...TENSOR_GLOBALS,
  ...TORCH_CALLS,
  ...[...STORAGES.keys(), ...DTYPES.keys()].map((name): [string, null] => [name, null]),
]);

export function torchDialect(storages: StorageFinder): PickleDialect {
  const reader = new StorageReader(storages);
  return {
    globals: TORCH_GLOBALS,
    records: TORCH_RECORDS,
    persistent: (id, context) => moduleClass(id) ?? reader.read(id, context),
    // An OrderedDict's state is the versions of its modules; a parameter's is what a user hung on it.
    ignoresState: (target) => typeof target === 'object' && (target?.kind === 'dict' || target?.kind === 'tensor'),
    expected: 'tensors, lists, dicts, strings, numbers and modules',
    advice: `${SAVE_ADVICE} Nothing in the file was run.`,
  };
}

/** ('module', class, file, source text): how torch.save named a module's class before 1.6. The text is not looked at. */
function moduleClass(id: PickleValue): PickleValue | null {
  const [tag, type = null] = asTuple(id) ?? [];
  const isModule = asTuple(id)?.length === 4 && asShortText(tag) === 'module';
  return isModule && typeof type === 'object' && type?.kind === 'global' ? type : null;
}

function emptyDict(): PickleValue {
  return { kind: 'dict', entries: new Map(), depth: 1 };
}

/** collections.OrderedDict(): its items come with SETITEMS. Python 2 gives them here: OrderedDict([[key, value], ...]). */
function orderedDict(args: readonly PickleValue[], context: CallContext): PickleValue {
  const { input } = context;
  const [pairs] = args;
  if (pairs === undefined) return emptyDict();
  const list = typeof pairs === 'object' && pairs?.kind === 'list' ? pairs : null;
  context.encodedBytes -= list?.items.length ?? 0; // one list may come again and again
  if (context.encodedBytes < 0) throw input.error('makes more dicts than the file holds pairs for');
  const entries = new Map<string, PickleValue>();
  for (const item of list?.items ?? []) {
    const [key, value] = typeof item === 'object' && (item?.kind === 'list' || item?.kind === 'tuple') ? item.items : [];
    const text = key === undefined ? null : asText(key);
    if (text !== null && value !== undefined) entries.set(text, value);
  }
  if (list === null || args.length > 1 || entries.size !== list.items.length)
    throw input.error('calls OrderedDict with something other than pairs', { expected: 'nothing, or a list of [key, value]' });
  return { kind: 'dict', entries, depth: list.depth };
}

/** collections.Counter({...}). */
function counter(args: readonly PickleValue[]): PickleValue {
  return asDict(args[0]) ?? emptyDict();
}

/** torch.Size((2, 3)). */
function firstTuple(args: readonly PickleValue[], { input }: CallContext): PickleValue {
  const [sizes] = args;
  if (sizes === undefined || asTuple(sizes) === null)
    throw input.error('is not a size', { expected: 'tuple', found: kindOf(sizes) });
  return sizes;
}

/** torch.device('cuda', 0): its text, 'cuda:0'. */
function device(args: readonly PickleValue[], { input }: CallContext): PickleValue {
  const [type, index] = args;
  const text = asShortText(type);
  if (text === null) throw input.error('is not a device', { expected: 'str', found: kindOf(type) });
  return typeof index === 'number' ? `${text}:${index}` : text;
}

function firstText(args: readonly PickleValue[]): PickleValue {
  return asShortText(args[0]);
}

/** Lists that TorchScript writes with the type of what is in them. */
function firstItem(args: readonly PickleValue[]): PickleValue {
  return args[0] ?? null;
}

/** set([...]): a list, since nobody asks for its order. */
function firstList(args: readonly PickleValue[], { input }: CallContext): PickleValue {
  const [list = { kind: 'list', items: [], depth: 1 }] = args;
  if (typeof list === 'object' && list?.kind === 'list') return list;
  throw input.error('is not a set', { expected: 'list', found: kindOf(list) });
}

/**
 * getattr(torch._C._VariableFunctions, 'tanh'), getattr(Colour, 'RED'): how a function of torch, a method or a member of an enumeration is
 * written. Its name.
 */
function nameOfAttribute(args: readonly PickleValue[], { input }: CallContext): PickleValue {
  const [owner, name] = args;
  const text = asShortText(name);
  const global = typeof owner === 'object' && owner?.kind === 'global' ? owner.name : null;
  if (text !== null && global?.startsWith('torch._C ')) return `torch.${text}`;
  if (text !== null && (asRecord(owner) !== null || (global !== null && !TORCH_GLOBALS.has(global)))) return text;
  throw input.error('asks for an attribute', { expected: 'one of an object', found: `${kindOf(owner)}, ${kindOf(name)}` });
}

/** copyreg._reconstructor(class, base, state): an object in protocols 0 and 1. */
function reconstructor(args: readonly PickleValue[], { input }: CallContext): PickleValue {
  const [type, , state] = args;
  if (typeof type !== 'object' || type?.kind !== 'global' || TORCH_GLOBALS.has(type.name))
    throw input.error('is not an object', { expected: 'a class', found: kindOf(type) });
  return makeRecord(type.name, state === undefined || state === null ? [] : [state]);
}

/** numpy.dtype of numbers, or of texts and objects, whose arrays are then not read. */
function anyDtype(args: readonly PickleValue[], context: CallContext): PickleValue {
  const code = asShortText(args[0]);
  return code === null || NUMPY_TYPES.has(code.replace(/^[<>|=]/, '')) ? dtype(args, context) : makeRecord('numpy dtype', args);
}

/** For attributes: 'torch.nn.functional.relu' of what was named and not called. */
export function nameOfGlobal(value: PickleValue): string | null {
  return typeof value === 'object' && value?.kind === 'global' ? dotted(value.name) : null;
}
