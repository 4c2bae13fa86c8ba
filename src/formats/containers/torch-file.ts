/** PyTorch's .pt and .pth files (torch.save, since 1.6): a zip of `NAME/data.pkl` and `NAME/data/0`, `NAME/data/1`, ... */
import {
  decodeLatin1,
  decodeNumbers,
  formatError,
  gather,
  kindOfNumbers,
  listing,
  type NamedTensors,
  shorten,
  type TensorSource,
  unreadable,
} from '../basics/index.ts';
import { readPickle } from './pickle.ts';
import { kindOf, type PickleDict, type PickleTensor, type PickleValue } from './pickle-values.ts';
import { SAVE_ADVICE, torchDialect } from './torch-pickle.ts';
import { type InflateBudget, openZip, type ZipEntry } from './zip.ts';
import { startsLikeZip } from './zip-directory.ts';

/** Where training scripts keep the state_dict in a checkpoint. */
const CHECKPOINT_KEYS = ['state_dict', 'model_state_dict', 'model'];
/** What DataParallel and torch.compile put before every name. */
const WRAPPERS = ['module.', '_orig_mod.'];

/**
 * The tensors in the state_dict, by name; their numbers are read when they are asked for.
 * Throws ModelFormatError; `file` names the file in it.
 */
export function readTorchFile(bytes: Uint8Array, file: string, budget?: InflateBudget): NamedTensors {
  if (!startsLikeZip(bytes)) throw notZipError(bytes, file);
  const entries = openZip(bytes, file, budget);
  const root = findRoot(entries, file);
  const pickle = readWhole(entries, `${root}data.pkl`);
  const littleEndian = readByteOrder(entries, `${root}byteorder`, `${file} byteorder`);
  const dialect = torchDialect((key) => entries.get(`${root}data/${key}`));
  const value = readPickle(pickle, `${file} data.pkl`, dialect);
  const tensors = new Map<string, TensorSource>();
  for (const [name, tensor] of listTensors(findStateDict(value, file))) {
    const { shape, storage } = tensor;
    if (storage.isBool) tensors.set(name, unreadable(shape, boolError(`${file} ${shorten(name)}`), 'none'));
    else tensors.set(name, { shape, read: () => readTensor(tensor, littleEndian), kind: kindOfNumbers(storage.type) });
  }
  return unwrap(tensors);
}

function boolError(where: string) {
  return formatError(where, 'holds truth values', { expected: 'numbers', found: 'torch.bool' });
}

function readWhole(entries: ReadonlyMap<string, ZipEntry>, name: string): Uint8Array {
  return entries.get(name)?.read() ?? new Uint8Array(0);
}

/** torch.save before 1.6, and today if it is told to, writes pickles one after another. */
function notZipError(bytes: Uint8Array, file: string) {
  const legacy = bytes[0] === 0x80 && bytes[2] === 0x8a;
  return formatError(file, legacy ? 'is in the format that torch.save had before PyTorch 1.6' : 'is not a PyTorch file', {
    expected: 'a zip, as torch.save writes it',
    found: legacy ? 'pickles one after another' : 'something else',
    advice: legacy
      ? 'Load it in Python and save it again: torch.save(torch.load(path), "model.pt", _use_new_zipfile_serialization=True).'
      : SAVE_ADVICE,
  });
}

/** The folder in the zip, which torch.save names after the file. */
function findRoot(entries: ReadonlyMap<string, ZipEntry>, file: string): string {
  const names = [...entries.keys()];
  const scripted = names.some((name) => /(^|\/)(constants\.pkl|code\/)/.test(name));
  if (scripted) {
    throw formatError(file, 'is a TorchScript program', {
      expected: 'a state_dict',
      found: 'constants.pkl or code/',
      advice: `${SAVE_ADVICE} Nothing in the file was run.`,
    });
  }
  const pickles = names.filter((name) => /(^|\/)data\.pkl$/.test(name));
  const [pickle] = pickles;
  if (pickle !== undefined && pickles.length === 1) return pickle.slice(0, -'data.pkl'.length);
  throw formatError(file, 'is not a PyTorch file', {
    expected: 'one data.pkl in it',
    found: listing(pickles.length > 1 ? pickles : names),
    advice: SAVE_ADVICE,
  });
}

function readByteOrder(entries: ReadonlyMap<string, ZipEntry>, name: string, where: string): boolean {
  if (!entries.has(name)) return true;
  const order = decodeLatin1(readWhole(entries, name).subarray(0, 16));
  if (order === 'little' || order === 'big') return order === 'little';
  throw formatError(where, 'is not known', { expected: 'little or big', found: order });
}

function findStateDict(value: PickleValue, file: string): PickleDict {
  const root = asDict(value);
  if (root === null) {
    throw formatError(file, 'does not hold a state_dict', {
      expected: 'a dict of tensors',
      found: kindOf(value),
      advice: SAVE_ADVICE,
    });
  }
  const candidates = [...CHECKPOINT_KEYS.map((key) => asDict(root.entries.get(key))), root];
  const chosen = candidates.find((dict) => dict !== null && listTensors(dict).length > 0);
  if (chosen !== undefined && chosen !== null) return chosen;
  throw formatError(file, 'does not hold a state_dict', {
    expected: `tensors, or a dict of them under ${listing(CHECKPOINT_KEYS.map((key) => `"${key}"`))}`,
    found: listing([...root.entries.keys()].map(String)),
    advice: SAVE_ADVICE,
  });
}

function asDict(value: PickleValue | undefined): PickleDict | null {
  return typeof value === 'object' && value?.kind === 'dict' ? value : null;
}

function listTensors(dict: PickleDict): [string, PickleTensor][] {
  const tensors: [string, PickleTensor][] = [];
  for (const [name, value] of dict.entries) {
    if (typeof name === 'string' && typeof value === 'object' && value?.kind === 'tensor') tensors.push([name, value]);
  }
  return tensors;
}

/** Without the wrappers' prefixes, where all names have them. */
function unwrap(tensors: NamedTensors): NamedTensors {
  const names = [...tensors.keys()];
  const wrapper = WRAPPERS.find((prefix) => names.length > 0 && names.every((name) => name.startsWith(prefix)));
  if (wrapper === undefined) return tensors;
  return unwrap(new Map([...tensors].map(([name, tensor]) => [name.slice(wrapper.length), tensor])));
}

function readTensor({ storage, offset, shape, strides }: PickleTensor, littleEndian: boolean): Float64Array {
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
