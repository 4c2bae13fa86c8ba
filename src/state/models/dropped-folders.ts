/** Files as the person gives them: dropped, with folders among them. */
import { LensError } from '../../engine/protocol.ts';

/** A file and where it lay in the folder it was given with. */
export interface GivenFile {
  readonly path: string;
  readonly file: File;
}

/** A folder with more files is hardly that of a model. */
export const MAX_FILES = 500;

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

/** `folder` null: they have none in common. `count`: as far as they were counted. */
export function tooMany(folder: string | null, count = 0): LensError {
  return new LensError({
    name: 'ModelFormatError',
    where: folder ?? 'the files given',
    problem: folder === null ? 'are too many for one model' : 'holds too many files for the folder of one model',
    expected: `at most ${MAX_FILES}`,
    found: count > 0 ? count.toLocaleString('en') : `more than ${MAX_FILES}`,
    advice: 'Add only the files of the model.',
  });
}
