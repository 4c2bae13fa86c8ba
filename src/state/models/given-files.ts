/** Files that the person gave, read into memory. Nothing leaves the page. */
import { LensError, type LoadProgress, type ModelFile } from '../../engine/protocol.ts';
import { type GivenFile, MAX_FILES, tooMany } from './dropped-folders.ts';

/** More cannot be held in memory twice, here and in the worker. */
const MAX_BYTES = 1_000_000_000;
/** Of a folder, what no format has is not even read: data sets lie beside models. */
const MAY_BELONG =
  /(^|\/)(vocab|model|group\d+-shard\d+of\d+|[^/]+\.(pt|pth|pb|bin|safetensors|np[yz]|h5|hdf5|keras|txt|json|zip|pkl|pickle|p|joblib|dill|sav|vec|vocab|pb|onnx|tflite)|group\d+-shard\d+of\d+)$/i;

export function fromPicker(files: readonly File[]): readonly GivenFile[] {
  return files.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
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
  if (given.length > MAX_FILES) throw tooMany(commonFolder(given), given.length);
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

/** The folder that all lie in; null: they were given without one, or with several. */
function commonFolder(given: readonly GivenFile[]): string | null {
  const folders = new Set(given.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : null)));
  const [folder = null] = folders;
  return folders.size === 1 ? folder : null;
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
