/** PyTorch's files, *.pt, *.pth and *.bin: state_dicts, checkpoints and whole modules, as torch.save and torch.jit.save write them. */
import { LensError } from '../../model/errors.ts';
import {
  decodeLatin1,
  formatError,
  heldBytes,
  kindOfNumbers,
  type NamedTensors,
  orLensError,
  shorten,
  type TensorSource,
  unreadable,
} from '../basics/index.ts';
import { kindOfContent } from './content-kind.ts';
import type { InflateBudget } from './inflate-budget.ts';
import type { PickleTensor, PickleValue } from './pickle-values.ts';
import { isLegacyTorch, readLegacyTorch } from './torch-legacy.ts';
import type { TorchModule } from './torch-modules.ts';
import { SAVE_ADVICE } from './torch-pickle.ts';
import { holdsNoNumbers, unreadType } from './torch-storages.ts';
import { readTensor } from './torch-tensors.ts';
import { findWeights, type TorchWeights } from './torch-weights.ts';
import { readTorchZip, type TorchZip } from './torch-zip.ts';
import { startsLikeZip } from './zip-directory.ts';

/** What DataParallel, torch.compile and Lightning put before every name. */
const WRAPPERS = ['module.', '_orig_mod.', 'model.'];

export interface TorchFile extends Pick<TorchWeights, 'taken' | 'others'> {
  /** Of a whole module; null for a state_dict, or for parts. */
  readonly className: string | null;
  /** Their numbers are read when they are asked for. */
  readonly tensors: NamedTensors;
  /** Of a whole module: what its file says of the network. Of a state_dict: none. */
  readonly modules: readonly TorchModule[];
  /** Whether it is a TorchScript program. */
  readonly scripted: boolean;
  /** All that the file holds: a checkpoint may hold words and names of classes too. */
  readonly whole: PickleValue;
}

export interface TorchFileOptions {
  readonly budget?: InflateBudget | undefined;
  /** Which of several weights in a file are meant, as `taken` and `others` name them. */
  readonly wanted?: string | undefined;
  /** Names that the user has for tensors: what stands before every name is left where these have it. */
  readonly named?: readonly string[];
}

/** The weights in a file. Throws ModelFormatError; `file` names the file in it. */
export function openTorchFile(bytes: Uint8Array, file: string, options: TorchFileOptions = {}): TorchFile {
  const { budget, wanted, named = [] } = options;
  const { value, littleEndian, scripted, constants } = readObject(bytes, file, budget);
  const found = findWeights(value, { file, size: bytes.length, wanted, constants });
  const wrapper = commonWrapper(
    found.tensors.map(([name]) => name),
    named,
  );
  const unwrap = (name: string) => name.slice(wrapper.length);
  const tensors = new Map<string, TensorSource>();
  for (const [name, tensor] of found.tensors) {
    const where = `${file} ${shorten(unwrap(name))}`;
    tensors.set(unwrap(name), sourceOf(tensor, { littleEndian, where, fileSize: bytes.length }));
  }
  const modules = unwrapModules(found.modules, wrapper);
  return {
    tensors,
    modules,
    scripted,
    whole: value,
    taken: found.taken,
    others: found.others,
    className: found.taken.length === 1 ? (modules[0]?.className ?? null) : null,
  };
}

/** What torch.save wrote, whatever it is: words, say. Throws ModelFormatError. */
export function readTorchValue(bytes: Uint8Array, file: string): PickleValue {
  return readObject(bytes, file).value;
}

/** Whether there are tensors in it that may be weights; a file that cannot be read is not told to hold none. */
export function holdsTorchWeights(bytes: Uint8Array, file: string): boolean {
  const read = orLensError(() => readObject(bytes, file));
  if (read instanceof LensError) return true;
  const source = { file, size: bytes.length, wanted: undefined, constants: read.constants };
  return !(orLensError(() => findWeights(read.value, source)) instanceof LensError);
}

function sourceOf(
  tensor: PickleTensor,
  { littleEndian, where, fileSize }: { readonly littleEndian: boolean; readonly where: string; readonly fileSize: number },
): TensorSource {
  const { shape, storage } = tensor;
  const unread = unreadType(storage.type);
  if (unread !== null) {
    const { holds, found, advice } = unread;
    const refusal = formatError(where, `holds ${holds}`, { expected: 'numbers', found, advice });
    return unreadable(shape, refusal, holdsNoNumbers(unread) ? 'none' : undefined);
  }
  const kind = kindOfNumbers(storage.type);
  const count = shape.reduce((product, size) => product * size, 1);
  if (heldBytes(storage.type) * count <= 4 * fileSize) return { shape, read: () => readTensor(tensor, littleEndian), kind };
  // As float64, integers of one byte would take 8 x their bytes.
  const expected = 'floating-point numbers';
  return unreadable(shape, formatError(where, 'holds one-byte numbers', { expected, found: `${count} bytes` }), kind);
}

function readObject(bytes: Uint8Array, file: string, budget?: InflateBudget): TorchZip {
  if (startsLikeZip(bytes)) return readTorchZip(bytes, file, budget);
  if (isLegacyTorch(bytes)) return { value: readLegacyTorch(bytes, file), littleEndian: true, scripted: false, constants: 0 };
  if (kindOfContent(bytes) === 'pickle') {
    throw formatError(file, 'is a pickle that torch.save did not write', {
      expected: 'what torch.save writes',
      found: 'a pickle of pickle.dump, joblib or dill',
      advice: `Load it in Python as it was saved, then: ${SAVE_ADVICE}`,
    });
  }
  const tar = isTorchTar(bytes);
  throw formatError(file, tar ? 'is in the tar format that torch.save had before PyTorch 0.1.10' : 'is not a PyTorch file', {
    expected: 'a zip, as torch.save writes it, or what it wrote before PyTorch 1.6',
    found: tar ? 'a tar file' : 'something else',
    advice: tar ? 'Load it in Python and save it again: torch.save(torch.load(path), "model.pt").' : SAVE_ADVICE,
  });
}

/** A tar file's first header names one of the four files in it. */
function isTorchTar(bytes: Uint8Array): boolean {
  const name = decodeLatin1(bytes.subarray(0, 100)).replace(/\0.*$/s, '');
  return bytes.length >= 512 && /^(\.\/)?(sys_info|pickle|storages|tensors)$/.test(name);
}

/** The longest of what wrappers put before all of `names` that leaves what the user has named as it is. */
function commonWrapper(names: readonly string[], named: readonly string[]): string {
  const known = new Set(named);
  let common = '';
  for (;;) {
    const isNamed = names.some((name) => known.has(name.slice(common.length)));
    const next = WRAPPERS.map((prefix) => common + prefix).find((prefix) => names.every((name) => name.startsWith(prefix)));
    if (next === undefined || names.length === 0 || isNamed) return common;
    common = next;
  }
}

/** Without the modules that only wrap the model. */
function unwrapModules(modules: readonly TorchModule[], wrapper: string): readonly TorchModule[] {
  return modules
    .map((module) => ({ ...module, name: `${module.name}.` }))
    .filter(({ name }) => wrapper === '' || name.startsWith(wrapper))
    .map((module) => ({ ...module, name: module.name.slice(wrapper.length, -1) }));
}
