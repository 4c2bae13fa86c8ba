/** Tensors as PyTorch pickles them: views of storages, made by the functions of torch/_utils.py, which stand here as our own. */
import type { Weights } from '../../model/model-data.ts';
import { countElements, decodeNumbers, gather, MAX_RANK, type NumberType } from '../basics/index.ts';
import type { CallContext, GlobalCall } from './pickle-globals.ts';
import { asRecord, asTuple, kindOf, type PickleStorage, type PickleTensor, type PickleValue } from './pickle-values.ts';
import { DTYPES, isCount, UNREAD } from './torch-storages.ts';

/** Functions that give a tensor, by 'module name'. */
const TENSOR_CALLS: ReadonlyMap<string, GlobalCall> = new Map<string, GlobalCall>([
  ['torch._utils _rebuild_tensor', rebuildTensor], // before PyTorch 0.4
  ['torch._utils _rebuild_tensor_v2', rebuildTensor],
  ['torch._utils _rebuild_tensor_v3', rebuildRetyped],
  ['torch._utils _rebuild_parameter', firstTensor],
  ['torch._utils _rebuild_parameter_with_state', firstTensor],
  ['torch.nn.parameter Parameter', firstTensor],
  ['torch.nn.parameter Buffer', firstTensor],
  ['torch._utils _rebuild_sparse_tensor', (args, context) => withoutNumbers(UNREAD.sparse, asTuple(args[1]) ?? [], context)],
  ['torch._utils _rebuild_sparse_csr_tensor', (args, context) => withoutNumbers(UNREAD.sparse, asTuple(args[1]) ?? [], context)],
  ['torch._utils _rebuild_meta_tensor_no_storage', (args, context) => withoutNumbers(UNREAD.meta, args, context)],
]);

export const TENSOR_GLOBALS: ReadonlyMap<string, GlobalCall | null> = new Map<string, GlobalCall | null>([
  ...TENSOR_CALLS,
  ['torch._tensor _rebuild_from_type_v2', rebuildFromType],
  ['torch._tensor Tensor', null],
  ['torch Tensor', null],
]);

/** _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks, ...). */
function rebuildTensor(args: readonly PickleValue[], context: CallContext): PickleTensor {
  const [storage, offset, size, stride] = args;
  return viewOf(asStorage(storage, context), { offset, size, stride }, context);
}

/** _rebuild_tensor_v3(storage of bytes, offset, size, stride, requires_grad, backward_hooks, dtype, ...): the same of a type that is said. */
function rebuildRetyped(args: readonly PickleValue[], context: CallContext): PickleTensor {
  const [raw, offset, size, stride, , , dtype] = args;
  const bytes = asStorage(raw, context);
  const type: NumberType | undefined = DTYPES.get(kindOf(dtype));
  if (type === undefined || bytes.type.width !== 1) {
    throw context.input.error('has a tensor of a number type that is not supported', {
      expected: 'float16, bfloat16, float32 or float64',
      found: kindOf(dtype),
    });
  }
  const storage: PickleStorage = { ...bytes, type, count: Math.floor(bytes.count / type.width) };
  return viewOf(storage, { offset, size, stride }, context);
}

/** A tensor of which the shape alone is known: the first of `parts` that is one. */
function withoutNumbers(type: NumberType, parts: readonly PickleValue[], { input }: CallContext): PickleTensor {
  const shape = parts
    .slice(0, 5)
    .map(asSizes)
    .find((sizes) => sizes !== null);
  if (shape === undefined || shape === null || countElements(shape) === null)
    throw input.error('has a tensor without a shape', { expected: 'a tuple of sizes', found: kindOf(parts[0]) });
  return emptyTensor(type, shape);
}

function emptyTensor(type: NumberType, shape: readonly number[]): PickleTensor {
  const storage: PickleStorage = { kind: 'storage', type, count: 0, read: () => new Uint8Array(0) };
  return { kind: 'tensor', storage, offset: 0, shape, strides: [] };
}

/** What stands in a state_dict: a tensor; an object in its place, of which only that can be said; or null, something else. */
export function asTensor(value: PickleValue): PickleTensor | null {
  if (typeof value === 'object' && value?.kind === 'tensor') return value;
  return asRecord(value) === null ? null : emptyTensor(UNREAD.object, []);
}

function asStorage(value: PickleValue | undefined, { input }: CallContext): PickleStorage {
  if (typeof value === 'object' && value?.kind === 'storage') return value;
  throw input.error('is not a tensor', { expected: 'a storage', found: kindOf(value) });
}

interface StoredView {
  readonly offset: PickleValue | undefined;
  readonly size: PickleValue | undefined;
  readonly stride: PickleValue | undefined;
}

/** Checked against the storage's size. */
function viewOf(storage: PickleStorage, { offset, size, stride }: StoredView, { input }: CallContext): PickleTensor {
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
function firstTensor(args: readonly PickleValue[], { input }: CallContext): PickleTensor {
  const [tensor] = args;
  if (typeof tensor === 'object' && tensor?.kind === 'tensor') return tensor;
  throw input.error('is not a parameter', { expected: 'a tensor', found: kindOf(tensor) });
}

/** _rebuild_from_type_v2(function, class, its arguments, state): a tensor of a class of its own, or with attributes. */
function rebuildFromType(args: readonly PickleValue[], context: CallContext): PickleValue {
  const [make, , rest] = args;
  const call = typeof make === 'object' && make?.kind === 'global' ? TENSOR_CALLS.get(make.name) : undefined;
  const items = asTuple(rest);
  if (call === undefined || items === null) {
    throw context.input.error('has a tensor of a class that is not supported', { expected: 'a tensor', found: kindOf(make) });
  }
  return call(items, context);
}

/** Row-major. */
export function readTensor({ storage, offset, shape, strides }: PickleTensor, littleEndian: boolean): Weights {
  if (shape.includes(0)) return new Float64Array(0);
  const { width } = storage.type;
  const span = shape.reduce((sum, size, axis) => sum + (size - 1) * (strides[axis] ?? 0), 1);
  const bytes = storage.read().subarray(offset * width, (offset + span) * width);
  const data = decodeNumbers(bytes, storage.type, littleEndian);
  return isRowMajor(shape, strides) ? data : gather(data, shape, strides);
}

function isRowMajor(shape: readonly number[], strides: readonly number[]): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] ?? 0;
    if (size !== 1 && strides[axis] !== expected) return false;
    expected *= size;
  }
  return true;
}
