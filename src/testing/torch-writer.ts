/** PyTorch files for tests, byte by byte as torch.save lays them out: a zip of stored entries, data.pkl of protocol 2. */
import { zipSync } from 'fflate';
import { toHalfBits } from '../formats/basics/index.ts';
import type { ModelData, Weights } from '../model/model-data.ts';
import { bytesOf } from './malformed.ts';
import { partsOf } from './tiny-model.ts';

export type TorchType = 'Float' | 'Double' | 'Half' | 'BFloat16' | 'Long' | 'Int' | 'Bool' | 'Byte';

const WIDTHS: Readonly<Record<TorchType, number>> = {
  Float: 4,
  Double: 8,
  Half: 2,
  BFloat16: 2,
  Long: 8,
  Int: 4,
  Bool: 1,
  Byte: 1,
};

export interface TorchTensor {
  readonly type: TorchType;
  readonly shape: readonly number[];
  /** Default: row-major. */
  readonly strides?: readonly number[];
  readonly offset?: number;
  /** All numbers of the storage, in its order. */
  readonly storage: ArrayLike<number>;
  /** Storage key; tensors with the same key share the first one's storage. Default: one of its own. */
  readonly key?: string;
}

function rowMajorStrides(shape: readonly number[]): number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
}

/** The bytes of a storage. BFloat16 is cut off, not rounded: tests use numbers that it holds. */
function storageBytes(values: ArrayLike<number>, type: TorchType, littleEndian = true): Uint8Array {
  const width = WIDTHS[type];
  const bytes = new Uint8Array(values.length * width);
  const view = new DataView(bytes.buffer);
  const scratch = new DataView(new ArrayBuffer(4));
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    if (type === 'Double') view.setFloat64(at * width, value, littleEndian);
    else if (type === 'Float') view.setFloat32(at * width, value, littleEndian);
    else if (type === 'Half') view.setUint16(at * width, toHalfBits(value), littleEndian);
    else if (type === 'Int') view.setInt32(at * width, value, littleEndian);
    else if (type === 'Bool' || type === 'Byte') view.setUint8(at, value);
    else if (type === 'Long') view.setBigInt64(at * width, BigInt(value), littleEndian);
    else {
      scratch.setFloat32(0, value);
      view.setUint16(at * width, scratch.getUint16(0), littleEndian);
    }
  }
  return bytes;
}

export function u32(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255);
}

export function pickleText(text: string): Uint8Array {
  const utf8 = new TextEncoder().encode(text);
  return bytesOf('X', u32(utf8.length), utf8);
}

export function pickleInt(value: number): Uint8Array {
  return bytesOf('J', u32(value));
}

function pickleTuple(values: readonly number[]): Uint8Array {
  return bytesOf('(', ...values.map(pickleInt), 't');
}

/** ('storage', torch.FloatStorage, key, 'cpu', size), BINPERSID. */
export function pickleStorage(type: string, key: string, size: number): Uint8Array {
  return bytesOf(
    '(',
    pickleText('storage'),
    `ctorch\n${type}Storage\n`,
    pickleText(key),
    pickleText('cpu'),
    pickleInt(size),
    'tQ',
  );
}

/** torch._utils._rebuild_tensor_v2(storage, offset, size, stride, False, OrderedDict()). */
export function pickleTensor(tensor: TorchTensor, key: string): Uint8Array {
  const { type, shape, strides = rowMajorStrides(shape), offset = 0, storage } = tensor;
  const parts = [pickleStorage(type, key, storage.length), pickleInt(offset), pickleTuple(shape), pickleTuple(strides)];
  return bytesOf('ctorch._utils\n_rebuild_tensor_v2\n(', ...parts, 0x89, 'ccollections\nOrderedDict\n)RtR');
}

export type TorchTensors = Readonly<Record<string, TorchTensor>>;

const keyOf = (tensor: TorchTensor, index: number) => tensor.key ?? String(index);

/** An OrderedDict of the tensors with `_metadata`, as state_dict() gives it. `around` may change each tensor's pickle. */
export function pickleStateDict(
  tensors: TorchTensors,
  around: (tensor: Uint8Array) => Uint8Array = (tensor) => tensor,
): Uint8Array {
  const items = Object.entries(tensors).flatMap(([name, tensor], index) => [
    pickleText(name),
    around(pickleTensor(tensor, keyOf(tensor, index))),
  ]);
  const metadata = bytesOf('}', pickleText('_metadata'), 'ccollections\nOrderedDict\n)Rsb');
  return bytesOf('ccollections\nOrderedDict\n)R(', ...items, 'u', metadata);
}

/** {key: value, ...} of pickled values. */
export function pickleDict(items: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return bytesOf('}(', ...Object.entries(items).flatMap(([key, value]) => [pickleText(key), value]), 'u');
}

export interface TorchFileOptions {
  /** data.pkl without its PROTO and STOP; default: the state_dict of the tensors. */
  readonly pickle?: Uint8Array;
  readonly littleEndian?: boolean;
  /** More files, or others than the tensors give; null takes one away. */
  readonly files?: Readonly<Record<string, Uint8Array | null>>;
}

/** The bytes of a .pt file. */
export function writeTorchFile(tensors: TorchTensors, options: TorchFileOptions = {}): Uint8Array {
  const { pickle = pickleStateDict(tensors), littleEndian = true, files = {} } = options;
  const entries: Record<string, Uint8Array | null> = {
    'model/data.pkl': bytesOf(0x80, 2, pickle, '.'),
    'model/byteorder': bytesOf(littleEndian ? 'little' : 'big'),
    'model/version': bytesOf('3\n'),
  };
  for (const [index, tensor] of Object.values(tensors).entries()) {
    entries[`model/data/${keyOf(tensor, index)}`] ??= storageBytes(tensor.storage, tensor.type, littleEndian);
  }
  const kept = Object.entries({ ...entries, ...files }).flatMap(([name, bytes]) =>
    bytes === null ? [] : [[name, bytes] as const],
  );
  return zipSync(Object.fromEntries(kept), { level: 0 });
}

/** i, g, f, o to i, f, g, o. */
function toTorchGates(data: Weights): Float64Array {
  const block = data.length / 4;
  const [i, g, f, o] = [0, 1, 2, 3].map((gate) => data.subarray(gate * block, (gate + 1) * block));
  return Float64Array.from([i, f, g, o].flatMap((part) => [...(part ?? [])]));
}

export interface NamedMatrix {
  readonly shape: readonly number[];
  readonly data: Weights;
}

/** A model's tensors as an nn.Module of `embedding`, `lstm` and `fc` has them. The bias goes into bias_ih; bias_hh is zero. */
export function torchTensors(model: ModelData): Map<string, NamedMatrix> {
  const { embeddingSize: e, classes } = model.config;
  const { left, right, outputBias } = partsOf(model);
  const d = left.weightHh.length ** 0.5 / 2;
  const tensors = new Map<string, NamedMatrix>([
    ['embedding.weight', { shape: [model.words.length, e], data: model.embeddings ?? new Float64Array(0) }],
  ]);
  const directions = right === null ? [left] : [left, right];
  for (const [index, direction] of directions.entries()) {
    const end = index === 0 ? '_l0' : '_l0_reverse';
    tensors.set(`lstm.weight_ih${end}`, { shape: [4 * d, e], data: toTorchGates(direction.weightIh) });
    tensors.set(`lstm.weight_hh${end}`, { shape: [4 * d, d], data: toTorchGates(direction.weightHh) });
    tensors.set(`lstm.bias_ih${end}`, { shape: [4 * d], data: toTorchGates(direction.bias) });
    tensors.set(`lstm.bias_hh${end}`, { shape: [4 * d], data: new Float64Array(4 * d) });
  }
  const rows = classes.map((_, row) => directions.flatMap(({ output }) => [...output.subarray(row * d, (row + 1) * d)]));
  tensors.set('fc.weight', { shape: [classes.length, directions.length * d], data: Float64Array.from(rows.flat()) });
  if (outputBias !== null) tensors.set('fc.bias', { shape: [classes.length], data: outputBias });
  return tensors;
}

/** Each tensor in a storage of its own. */
export function storedAs(tensors: ReadonlyMap<string, NamedMatrix>, type: TorchType): TorchTensors {
  return Object.fromEntries([...tensors].map(([name, { shape, data }]) => [name, { type, shape, storage: data }]));
}
