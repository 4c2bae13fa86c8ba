/** HDF5 files as Keras and h5py write them: the datasets in their groups, and text attributes. jsfive knows the format's structures. */
import type * as Jsfive from 'jsfive';
import { shapeText } from '../../model/check-model.ts';
import { LensError } from '../../model/errors.ts';
import {
  countElements,
  decodeLatin1,
  formatError,
  MAX_RANK,
  type NamedTensors,
  quote,
  type TensorSource,
} from '../basics/index.ts';
import { kindOfDataset, readHdf5Data } from './hdf5-data.ts';
import { CostError, loadHdf5Library, type Meter, metered, meteredCopy, newMeter } from './hdf5-library.ts';
import { type InflateBudget, inflateBudget } from './inflate-budget.ts';

const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
const ATTRIBUTE = 0x0c;
/** Datatype classes, and what tells a text of any length from a list of any length. */
const FIXED_TEXT = 3;
const VARIABLE = 9;
const VARIABLE_TEXT = 1;

const MOST_OBJECTS = 5000;
const DEEPEST = 24;
const LONGEST_PATH = 500;
const SMALLEST_MESSAGE = 8;
const SMALLEST_FILE = 96;

export interface Hdf5File {
  /** Every dataset by its path, such as "layers/lstm/cell/vars/0". Its numbers are read when they are asked for. */
  readonly datasets: NamedTensors;
  /** Every group by its path; one may hold nothing. */
  readonly groups: readonly string[];
  /** A text that the file as a whole has as an attribute; null: none of this name. */
  readonly attribute: (name: string) => string | null;
  /** A list of texts that it has as an attribute; null: none of this name, or it is something else. */
  readonly listAttribute: (name: string) => readonly string[] | null;
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
  const checkHeader = (address: number, where: string) => checkObjectHeader(viewOf(bytes), address, where);
  checkHeader(rootAddress(bytes), file);
  const root = guard(() => new jsfive.File(meteredCopy(bytes), file));
  const { datasets, groups } = guard(() => listMembers(jsfive, root, { skip, file, checkHeader }));
  const sources = [...datasets].map(([path, dataset]): [string, TensorSource] => {
    const where = `${file} ${path}`;
    const shape = guard(() => checkedShape(dataset.shape, where, budget));
    const kind = guard(() => kindOfDataset(dataset, { bytes, where }));
    return [
      path,
      { ...kind, shape, read: () => guarded(where, meter, () => readHdf5Data(dataset, { bytes, shape, where, budget })) },
    ];
  });
  return {
    datasets: new Map(sources),
    groups,
    attribute: (name) => guard(() => textAttribute(root, bytes, name, file)),
    listAttribute: (name) => guard(() => textsAttribute(root, bytes, name)),
  };
}

/** What the library throws, as one sentence; our own errors as they are. */
function guarded<Value>(where: string, meter: Meter, work: () => Value): Value {
  try {
    return metered(meter, work);
  } catch (error) {
    if (error instanceof LensError) throw error;
    throw formatError(where, 'is damaged, or uses a part of HDF5 that is not supported', {
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
  const endAt = bytes[8] === 0 ? 40 : 28; // where versions 0, and 2 and 3, of the superblock say where the file ends
  if (bytes.length < SMALLEST_FILE)
    throw formatError(file, 'is truncated', { expected: 'a superblock', found: `${bytes.length} bytes` });
  const size = viewOf(bytes).getBigUint64(endAt, true);
  if (size > BigInt(bytes.length)) {
    throw formatError(file, 'is truncated', { expected: `${size} bytes, as it says itself`, found: `${bytes.length}` });
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function rootAddress(bytes: Uint8Array): number {
  return Number(viewOf(bytes).getBigUint64(bytes[8] === 0 ? 64 : 36, true));
}

/** The library makes a list of as many messages as an object's header declares, before it reads any. */
function checkObjectHeader(view: DataView, address: number, where: string): void {
  const isThere = address + 4 <= view.byteLength;
  const messages = isThere && view.getUint8(address) === 1 ? view.getUint16(address + 2, true) : 0;
  if (isThere && messages * SMALLEST_MESSAGE <= view.byteLength) return;
  throw formatError(where, 'is damaged', {
    expected: `an object's header within ${view.byteLength} bytes`,
    found: isThere ? `one of ${messages} messages` : `byte ${address}`,
  });
}

interface Walk {
  readonly skip: RegExp;
  readonly file: string;
  readonly checkHeader: (address: number, where: string) => void;
}

/** Hard links alone, each object once: a file may hold a group in itself. */
function listMembers(
  jsfive: typeof Jsfive,
  root: Jsfive.File,
  { skip, file, checkHeader }: Walk,
): { readonly datasets: ReadonlyMap<string, Jsfive.Dataset>; readonly groups: readonly string[] } {
  const datasets = new Map<string, Jsfive.Dataset>();
  const groups: string[] = [];
  const seen = new Set([root._dataobjects.offset]);
  const visit = (group: Jsfive.Group, path: string, depth: number) => {
    for (const name of group.keys) {
      const address = group._links[name];
      if (typeof address !== 'number' || /^\.?$|\//.test(name) || (depth === 0 && skip.test(name))) continue;
      if (seen.has(address)) continue;
      seen.add(address);
      if (seen.size > MOST_OBJECTS || depth > DEEPEST || path.length + name.length > LONGEST_PATH) throw tooMany(file);
      checkHeader(address, `${file} ${path}${name}`);
      const member = group.get(name);
      if (member instanceof jsfive.Dataset) datasets.set(path + name, member);
      if (!(member instanceof jsfive.Group)) continue;
      groups.push(path + name);
      visit(member, `${path}${name}/`, depth + 1);
    }
  };
  visit(root, '', 0);
  return { datasets, groups };
}

function tooMany(file: string): LensError {
  return formatError(file, 'holds more than a model has', {
    expected: `at most ${MOST_OBJECTS} groups and datasets, ${DEEPEST} within each other, paths of at most ${LONGEST_PATH} characters`,
    found: 'more',
  });
}

/** Shapes are used before numbers are read: one that no file of this size can fill is refused at once. */
function checkedShape(shape: readonly number[], where: string, { total }: InflateBudget): readonly number[] {
  const count = countElements(shape);
  if (count !== null && count <= total) return shape;
  throw formatError(where, 'has a shape that does not fit the file', {
    expected: `at most ${total} numbers`,
    found: shapeText(shape.slice(0, MAX_RANK)),
  });
}

/** jsfive would decode every attribute there is; this looks for the one, and makes sure that it is a single text. */
function textAttribute(root: Jsfive.File, bytes: Uint8Array, wanted: string, file: string): string | null {
  const found = findAttribute(root, bytes, wanted);
  if (found === null) return null;
  const value = found.isText && found.shape.length === 0 ? found.read() : null;
  if (typeof value === 'string') return value;
  throw formatError(`${file} ${wanted}`, 'is not a text', { expected: 'one text', found: 'something else' });
}

/** As many as there can be layers. */
function textsAttribute(root: Jsfive.File, bytes: Uint8Array, wanted: string): readonly string[] | null {
  const found = findAttribute(root, bytes, wanted);
  if (!found?.isText || found.shape.length !== 1 || !((found.shape[0] ?? 0) <= MOST_OBJECTS)) return null;
  const value = found.read();
  const texts: readonly unknown[] = Array.isArray(value) ? value : [];
  return texts.flatMap((text) => (typeof text === 'string' ? text.replace(/\0+$/, '') : []));
}

interface Attribute {
  readonly isText: boolean;
  readonly shape: readonly number[];
  readonly read: () => unknown;
}

function findAttribute(root: Jsfive.File, bytes: Uint8Array, wanted: string): Attribute | null {
  for (const message of root._dataobjects.find_msg_type(ATTRIBUTE)) {
    const at = Number(message.get('offset_to_message'));
    const { name, isText, shape } = attributeHeader(bytes, at);
    if (name === wanted) return { isText, shape, read: () => root._dataobjects.unpack_attribute(at)[1] };
  }
  return null;
}

/** Versions 1 (padded to 8 bytes) and 3 of the message; of its dataspace, 1 and 2. */
function attributeHeader(bytes: Uint8Array, at: number): Omit<Attribute, 'read'> & { readonly name: string } {
  const view = viewOf(bytes);
  const padded = view.getUint8(at) === 1;
  const round = (size: number) => (padded ? Math.ceil(size / 8) * 8 : size);
  const nameAt = at + (padded ? 8 : 9);
  const nameSize = view.getUint16(at + 2, true);
  const typeAt = nameAt + round(nameSize);
  const spaceAt = typeAt + round(view.getUint16(at + 4, true));
  const sizesAt = spaceAt + (view.getUint8(spaceAt) === 1 ? 8 : 4);
  const rank = Math.min(view.getUint8(spaceAt + 1), MAX_RANK);
  const [kind, details] = [view.getUint8(typeAt) & 15, view.getUint8(typeAt + 1) & 15];
  const [name = ''] = decodeLatin1(bytes.subarray(nameAt, nameAt + nameSize)).split('\0', 1);
  return {
    name,
    isText: kind === FIXED_TEXT || (kind === VARIABLE && details === VARIABLE_TEXT),
    shape: Array.from({ length: rank }, (_, axis) => Number(view.getBigUint64(sizesAt + 8 * axis, true))),
  };
}
