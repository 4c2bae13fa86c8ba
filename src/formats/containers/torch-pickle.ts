/**
 * What the pickle in a PyTorch file may hold beyond plain data: tensors, which are views of storages, which are named by persistent
 * ids and stand in files of their own (torch/serialization.py, torch/_utils.py).
 */
import { countElements, MAX_RANK, NUMPY_TYPES, type NumberType, SAFETENSORS_TYPES } from '../basics/index.ts';
import { ALLOWED_GLOBALS, type CallContext, type GlobalCall, type PickleDialect } from './pickle-globals.ts';
import { asText, asTuple, kindOf, type PickleStorage, type PickleTensor, type PickleValue } from './pickle-values.ts';
import type { ZipEntry } from './zip.ts';

export const SAVE_ADVICE = 'Save the weights alone: torch.save(model.state_dict(), "model.pt").';

const STORAGES: ReadonlyMap<string, NumberType | undefined> = new Map([
  ['torch HalfStorage', NUMPY_TYPES.get('f2')],
  ['torch BFloat16Storage', SAFETENSORS_TYPES.get('BF16')],
  ['torch FloatStorage', NUMPY_TYPES.get('f4')],
  ['torch DoubleStorage', NUMPY_TYPES.get('f8')],
  ['torch BoolStorage', NUMPY_TYPES.get('u1')],
  ['torch ByteStorage', NUMPY_TYPES.get('u1')],
  ['torch CharStorage', NUMPY_TYPES.get('i1')],
  ['torch ShortStorage', NUMPY_TYPES.get('i2')],
  ['torch IntStorage', NUMPY_TYPES.get('i4')],
  ['torch LongStorage', NUMPY_TYPES.get('i8')],
]);

const TORCH_CALLS: readonly [string, GlobalCall | null][] = [
  ['collections OrderedDict', orderedDict],
  ['torch._utils _rebuild_tensor_v2', rebuildTensor],
  ['torch._utils _rebuild_parameter', rebuildParameter],
  ['torch._utils _rebuild_parameter_with_state', rebuildParameter],
  ['torch Size', firstTuple],
];

const TORCH_GLOBALS: ReadonlyMap<string, GlobalCall | null> = new Map([
  ...ALLOWED_GLOBALS,
  ...TORCH_CALLS,
  ...[...STORAGES.keys()].map((name): [string, null] => [name, null]),
]);

/** @param storageFile the file of the storage with this key, if there is one */
export function torchDialect(storageFile: (key: string) => ZipEntry | undefined): PickleDialect {
  const known = new Map<string, PickleStorage>();
  return {
    globals: TORCH_GLOBALS,
    persistent: (id, context) => readStorage(id, context, storageFile, known),
    // An OrderedDict's state is the versions of its modules; a parameter's is what a user hung on it.
    ignoresState: (target) => typeof target === 'object' && (target?.kind === 'dict' || target?.kind === 'tensor'),
    expected: 'tensors, lists, dicts, strings and numbers',
    advice: `${SAVE_ADVICE} Nothing in the file was run.`,
  };
}

/** ('storage', torch.FloatStorage, key, location, number of elements). */
function readStorage(
  id: PickleValue,
  { input }: CallContext,
  storageFile: (key: string) => ZipEntry | undefined,
  known: Map<string, PickleStorage>,
): PickleStorage {
  const [tag, storageType, rawKey, location, count] = asTuple(id) ?? [];
  const key = asShortText(rawKey);
  const type = typeof storageType === 'object' && storageType?.kind === 'global' ? STORAGES.get(storageType.name) : undefined;
  const wellFormed = asTuple(id)?.length === 5 && asShortText(tag) === 'storage' && asShortText(location) !== null;
  if (!wellFormed || key === null || type === undefined || !isCount(count)) {
    throw input.error('has a persistent id that is not read', {
      expected: "('storage', type, key, location, size)",
      found: (asTuple(id) ?? [id]).map(kindOf).slice(0, 6).join(', '),
    });
  }
  const entry = storageFile(key);
  if (entry === undefined)
    throw input.error('names a storage that is not in the file', { expected: `data/${key}`, found: 'nothing' });
  if (entry.size !== count * type.width) {
    throw input.error(`does not fit the size of data/${key}`, {
      expected: `${count * type.width} bytes for ${count} numbers`,
      found: `${entry.size} bytes`,
    });
  }
  return cached(known, `${kindOf(storageType)} ${key}`, () => {
    const isBool = kindOf(storageType).includes('BoolStorage');
    return { kind: 'storage', type, isBool, count, read: once(entry.read) };
  });
}

function cached<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/** Tensors may share a storage; its bytes are checked once. */
function once(read: () => Uint8Array): () => Uint8Array {
  let bytes: Uint8Array | undefined;
  return () => {
    bytes ??= read();
    return bytes;
  };
}

/** Keys and tags are short; what is not is not worth decoding. */
function asShortText(value: PickleValue | undefined): string | null {
  const text = value === undefined ? null : asText(value);
  return text !== null && text.length <= 64 ? text : null;
}

function isCount(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** collections.OrderedDict(): its items come with SETITEMS. */
function orderedDict(args: readonly PickleValue[], { input }: CallContext): PickleValue {
  if (args.length > 0) throw input.error('calls OrderedDict with arguments', { expected: 'none', found: String(args.length) });
  return { kind: 'dict', entries: new Map(), depth: 1 };
}

/** torch.Size((2, 3)). */
function firstTuple(args: readonly PickleValue[], { input }: CallContext): PickleValue {
  const [sizes] = args;
  if (sizes === undefined || asTuple(sizes) === null)
    throw input.error('is not a size', { expected: 'tuple', found: kindOf(sizes) });
  return sizes;
}

/** _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks, ...): checked against the storage's size. */
function rebuildTensor(args: readonly PickleValue[], { input }: CallContext): PickleTensor {
  const [storage, offset, size, stride] = args;
  if (typeof storage !== 'object' || storage?.kind !== 'storage')
    throw input.error('is not a tensor', { expected: 'a storage', found: kindOf(storage) });
  const shape = asSizes(size);
  const strides = asSizes(stride);
  const count = shape === null ? null : countElements(shape);
  if (!isCount(offset) || shape === null || count === null || strides?.length !== shape.length) {
    throw input.error('has no size and strides', {
      expected: 'whole numbers >= 0',
      found: `${kindOf(offset)}, ${kindOf(size)}, ${kindOf(stride)}`,
    });
  }
  const last = shape.reduce((sum, length, axis) => sum + (length - 1) * (strides[axis] ?? 0), offset);
  if (count > storage.count || (count > 0 && last >= storage.count)) {
    throw input.error('a tensor goes beyond its storage', {
      expected: `at most ${storage.count} numbers`,
      found: `[${shape.join(', ')}] with strides [${strides.join(', ')}] from ${offset}`,
    });
  }
  return { kind: 'tensor', storage, offset, shape, strides };
}

/** The numbers of a tuple; looked at only where it is as short as a shape is, since a long one may come again and again. */
function asSizes(value: PickleValue | undefined): readonly number[] | null {
  const items = asTuple(value);
  if (items === null || items.length > MAX_RANK || !items.every(isCount)) return null;
  return items.filter(isCount);
}

/** _rebuild_parameter(tensor, requires_grad, backward_hooks): the tensor itself. */
function rebuildParameter(args: readonly PickleValue[], { input }: CallContext): PickleTensor {
  const [tensor] = args;
  if (typeof tensor === 'object' && tensor?.kind === 'tensor') return tensor;
  throw input.error('is not a parameter', { expected: 'a tensor', found: kindOf(tensor) });
}
