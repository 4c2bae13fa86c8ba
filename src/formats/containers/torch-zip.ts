/** What torch.save writes since PyTorch 1.6, and torch.jit.save: a zip of `NAME/data.pkl` and `NAME/data/0`, `NAME/data/1`, ... */
import { decodeLatin1, formatError, listing } from '../basics/index.ts';
import type { InflateBudget } from './inflate-budget.ts';
import { readPickle } from './pickle.ts';
import type { PickleValue } from './pickle-values.ts';
import { SAVE_ADVICE, torchDialect } from './torch-pickle.ts';
import { openZip, type ZipEntry } from './zip.ts';

export interface TorchZip {
  readonly value: PickleValue;
  readonly littleEndian: boolean;
  /** Whether it is a TorchScript program, whose code is not looked at. */
  readonly scripted: boolean;
  /** How many tensors the program keeps beside its modules. */
  readonly constants: number;
}

export function readTorchZip(bytes: Uint8Array, file: string, budget?: InflateBudget): TorchZip {
  const entries = openZip(bytes, file, budget);
  const root = findRoot(entries, file);
  const names = [...entries.keys()].filter((name) => name.startsWith(root)).map((name) => name.slice(root.length));
  const pickle = readWhole(entries, `${root}data.pkl`);
  const littleEndian = readByteOrder(entries, `${root}byteorder`, `${file} byteorder`);
  const nameOf = (key: string) => `data/${key}`;
  const dialect = torchDialect({ find: (key) => entries.get(root + nameOf(key)), nameOf });
  return {
    value: readPickle(pickle, `${file} data.pkl`, dialect),
    littleEndian,
    scripted: names.some((name) => /^(constants\.pkl$|code\/)/.test(name)),
    constants: names.filter((name) => /^constants\/\d+$/.test(name)).length,
  };
}

function readWhole(entries: ReadonlyMap<string, ZipEntry>, name: string): Uint8Array {
  return entries.get(name)?.read() ?? new Uint8Array(0);
}

/** The folder in the zip, which torch.save names after the file. */
function findRoot(entries: ReadonlyMap<string, ZipEntry>, file: string): string {
  const names = [...entries.keys()];
  if (names.some((name) => /(^|\/)model\.json$/.test(name)) && names.some((name) => /(^|\/)tensors\//.test(name))) {
    throw formatError(file, 'is a TorchScript program as PyTorch wrote it before 1.4', {
      expected: 'data.pkl in it',
      found: 'model.json',
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
