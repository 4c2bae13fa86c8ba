/** HDF5 files as Keras and h5py write them: the datasets in their groups, and text attributes. jsfive knows the format's structures. */
import type * as Jsfive from 'jsfive';
import { LensError } from '../model/errors.ts';
import { formatError, quote } from './format-error.ts';
import { readHdf5Data } from './hdf5-data.ts';
import { CostError, loadHdf5Library, type Meter, metered, meteredCopy, newMeter } from './hdf5-library.ts';
import { countElements, type NamedTensors, type TensorSource } from './tensor.ts';
import { type InflateBudget, inflateBudget } from './zip.ts';

const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
const ATTRIBUTE = 0x0c;
const MOST_OBJECTS = 5000;
const DEEPEST = 24;

export interface Hdf5File {
  /** Every dataset by its path, such as "layers/lstm/cell/vars/0". Its numbers are read when they are asked for. */
  readonly datasets: NamedTensors;
  /** Paths of the groups. */
  readonly groups: ReadonlySet<string>;
  /** A text that the file as a whole has as an attribute; null: none of this name. */
  readonly attribute: (name: string) => string | null;
}

/** Throws ModelFormatError; `file` names the file in it. Members of the root whose names `skip` fits are not looked at. */
export async function openHdf5(
  bytes: Uint8Array,
  file: string,
  skip: RegExp,
  budget: InflateBudget = inflateBudget(bytes.length),
): Promise<Hdf5File> {
  checkBeginning(bytes, file);
  const jsfive = await loadHdf5Library();
  const meter = newMeter(bytes.length);
  const guard = <Value>(work: () => Value) => guarded(file, meter, work);
  const root = guard(() => new jsfive.File(meteredCopy(bytes), file));
  const { datasets, groups } = guard(() => listMembers(jsfive, root, skip, file));
  const sources = [...datasets].map(([path, dataset]): [string, TensorSource] => {
    const where = `${file} ${path}`;
    const shape = guard(() => checkedShape(dataset.shape, where));
    return [
      path,
      { shape, read: () => guarded(where, meter, () => readHdf5Data(dataset, { bytes, shape, where, budget, meter })) },
    ];
  });
  return { datasets: new Map(sources), groups, attribute: (name) => guard(() => textAttribute(root, bytes, name, file)) };
}

/** What the library throws, as one sentence; our own errors as they are. */
function guarded<Value>(where: string, meter: Meter, work: () => Value): Value {
  try {
    return metered(meter, work);
  } catch (error) {
    if (error instanceof LensError) throw error;
    throw formatError(where, 'is damaged, or uses a part of HDF5 that is not read', {
      expected: 'HDF5 as h5py and Keras write it',
      found: describe(error),
    });
  }
}

function describe(error: unknown): string {
  if (error instanceof CostError) return 'more structures than a model has, or one within itself';
  if (error instanceof RangeError) return 'an address beyond its end';
  return typeof error === 'string' ? quote(error) : 'structures that do not fit each other';
}

/** The signature, and the size that the superblock declares. */
function checkBeginning(bytes: Uint8Array, file: string): void {
  if (!SIGNATURE.every((byte, at) => bytes[at] === byte)) {
    throw formatError(file, 'is not an HDF5 file', {
      expected: 'the bytes \\x89HDF at its beginning',
      found: bytes.length === 0 ? 'an empty file' : 'others',
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endAt = bytes[8] === 0 ? 40 : 28; // where versions 0, and 2 and 3, of the superblock say where the file ends
  if (bytes.length < endAt + 8)
    throw formatError(file, 'is cut off', { expected: 'a superblock', found: `${bytes.length} bytes` });
  const size = view.getBigUint64(endAt, true);
  if (size > BigInt(bytes.length)) {
    throw formatError(file, 'is cut off', { expected: `${size} bytes, as it says itself`, found: `${bytes.length}` });
  }
}

interface Members {
  readonly datasets: Map<string, Jsfive.Dataset>;
  readonly groups: Set<string>;
}

/** Hard links alone, each object once: a file may hold a group in itself. */
function listMembers(jsfive: typeof Jsfive, root: Jsfive.File, skip: RegExp, file: string): Members {
  const members: Members = { datasets: new Map(), groups: new Set() };
  const seen = new Set([root._dataobjects.offset]);
  const visit = (group: Jsfive.Group, path: string, depth: number) => {
    for (const name of group.keys) {
      if (typeof group._links[name] !== 'number' || /^\.?$|\//.test(name) || (depth === 0 && skip.test(name))) continue;
      const member = group.get(name);
      const isGroup = member instanceof jsfive.Group;
      if (!isGroup && !(member instanceof jsfive.Dataset)) continue;
      const { offset } = member._dataobjects;
      if (seen.has(offset)) continue;
      seen.add(offset);
      if (seen.size > MOST_OBJECTS || depth > DEEPEST) throw tooMany(file);
      if (isGroup) {
        members.groups.add(path + name);
        visit(member, `${path}${name}/`, depth + 1);
      } else members.datasets.set(path + name, member);
    }
  };
  visit(root, '', 0);
  return members;
}

function tooMany(file: string): LensError {
  return formatError(file, 'holds more than a model of one LSTM layer has', {
    expected: `at most ${MOST_OBJECTS} groups and datasets, ${DEEPEST} within each other`,
    found: 'more',
  });
}

function checkedShape(shape: readonly number[], where: string): readonly number[] {
  if (countElements(shape) !== null) return shape;
  throw formatError(where, 'has a shape that no array can have', {
    expected: 'sizes whose product a double holds',
    found: 'larger',
  });
}

/** jsfive would decode every attribute there is; this looks for the one, and makes sure that it is a single text. */
function textAttribute(root: Jsfive.File, bytes: Uint8Array, wanted: string, file: string): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const message of root._dataobjects.find_msg_type(ATTRIBUTE)) {
    const at = Number(message.get('offset_to_message'));
    const { name, rank } = attributeHeader(view, at);
    if (name !== wanted) continue;
    const [, value] = rank === 0 ? root._dataobjects.unpack_attribute(at) : [];
    if (typeof value === 'string') return value;
    throw formatError(`${file} ${wanted}`, 'is not a text', { expected: 'one text', found: 'something else' });
  }
  return null;
}

/** Versions 1 (padded to 8 bytes) and 3 of the message. */
function attributeHeader(view: DataView, at: number): { readonly name: string; readonly rank: number } {
  const padded = view.getUint8(at) === 1;
  const round = (size: number) => (padded ? Math.ceil(size / 8) * 8 : size);
  const nameAt = at + (padded ? 8 : 9);
  const nameSize = view.getUint16(at + 2, true);
  const dataspaceAt = nameAt + round(nameSize) + round(view.getUint16(at + 4, true));
  const name = Array.from({ length: Math.max(0, nameSize - 1) }, (_, index) => view.getUint8(nameAt + index));
  return { name: String.fromCharCode(...name), rank: view.getUint8(dataspaceAt + 1) };
}
