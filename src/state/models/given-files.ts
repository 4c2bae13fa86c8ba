/** Files as the person gives them - chosen, or dropped with folders among them - read into memory. Nothing leaves the page. */
import { LensError, type LoadProgress, type ModelFile } from '../../engine/protocol.ts';

/** A file and where it lay in the folder it was given with. */
export interface GivenFile {
  readonly path: string;
  readonly file: File;
}

/** More cannot be held in memory twice, here and in the worker. */
const MAX_BYTES = 1_000_000_000;
/** A folder with more files is hardly that of a model. */
const MAX_FILES = 500;
/** Of a folder, what no format has is not even read: data sets lie beside models. */
const MAY_BELONG =
  /(^|\/)(vocab|model|[^/]+\.(pt|pth|bin|safetensors|np[yz]|h5|hdf5|keras|txt|json|zip|pkl|pickle|p|joblib|dill|sav|vec|vocab))$/i;

export function fromPicker(files: readonly File[]): readonly GivenFile[] {
  return files.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

/** To be called while the drop is handled: afterwards the browser has forgotten what was dropped. */
export function fromDrop({ items }: DataTransfer): Promise<readonly GivenFile[]> {
  const dropped = [...items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  return Promise.all(
    dropped.map(async ({ entry, file }): Promise<readonly GivenFile[]> => {
      if (entry?.isDirectory) return filesIn(entry);
      return file ? [{ file, path: file.name }] : [];
    }),
  ).then((found) => found.flat());
}

async function filesIn(root: FileSystemEntry): Promise<GivenFile[]> {
  const found: GivenFile[] = [];
  const waiting = [root];
  for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
    if (isDirectory(entry)) waiting.push(...(await entriesOf(entry)));
    else if (isFile(entry)) found.push({ path: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry) });
    if (found.length + waiting.length > MAX_FILES) throw tooMany(root.name);
  }
  return found;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives a hundred entries at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
    if (all.length > MAX_FILES) throw tooMany(folder.name);
  }
}

/**
 * The files' bytes; `unread` are paths that cannot belong to a model.
 *
 * @throws LensError where they are too large, or the browser cannot read one
 */
export async function readGiven(
  signal: AbortSignal,
  given: readonly GivenFile[],
  onProgress: (progress: LoadProgress) => void,
): Promise<{ readonly files: readonly ModelFile[]; readonly unread: readonly string[] }> {
  if (given.length > MAX_FILES) throw tooMany(given[0]?.path.split('/')[0] ?? '');
  const inFolder = ({ path }: GivenFile) => path.includes('/');
  const wanted = given.filter((one) => !inFolder(one) || MAY_BELONG.test(one.path));
  const totalBytes = wanted.reduce((sum, { file }) => sum + file.size, 0);
  if (totalBytes > MAX_BYTES) throw tooLarge(wanted, totalBytes);
  let before = 0;
  const files: ModelFile[] = [];
  for (const { path, file } of wanted) {
    const start = before;
    const bytes = await readFile(signal, path, file, (read) => onProgress({ loadedBytes: start + read, totalBytes }));
    files.push({ name: path, bytes });
    before += bytes.length;
  }
  return { files, unread: given.filter((one) => !wanted.includes(one)).map(({ path }) => path) };
}

async function readFile(signal: AbortSignal, path: string, file: File, onRead: (bytes: number) => void): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.size);
  let at = 0;
  try {
    const reader = file.stream().getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      signal.throwIfAborted();
      bytes.set(part.value, at);
      at += part.value.length;
      onRead(at);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new LensError({
      name: 'LoadError',
      where: path,
      problem: 'the browser could not read this file',
      found: error instanceof Error ? error.message || error.name : String(error),
      advice: 'Check that it has not been moved or changed meanwhile, and that you may read it.',
    });
  }
  return bytes.subarray(0, at);
}

function tooMany(name: string): LensError {
  return new LensError({
    name: 'ModelFormatError',
    where: name,
    problem: 'holds too many files for the folder of one model',
    expected: `at most ${MAX_FILES}`,
    found: `more than ${MAX_FILES}`,
    advice: 'Give the files of the model alone.',
  });
}

function tooLarge(given: readonly GivenFile[], totalBytes: number): LensError {
  const largest = given.toSorted((a, b) => b.file.size - a.file.size)[0];
  return new LensError({
    name: 'ModelFormatError',
    where: largest?.path ?? 'files',
    problem: 'the files are larger than this page can hold',
    expected: `${MAX_BYTES / 1e6} MB at most`,
    found: `${Math.round(totalBytes / 1e6)} MB`,
  });
}
