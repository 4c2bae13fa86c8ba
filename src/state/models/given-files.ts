/** Files that the person gave. Nothing leaves the page. */
import { type BlobFile, LensError } from '../../engine/protocol.ts';
import { blobFile } from './blob-file.ts';
import { type GivenFile, MAX_FILES, tooMany } from './dropped-folders.ts';

/** More cannot be held in memory. */
const MAX_BYTES = 1_000_000_000;
/** Of a folder, what no format has is not even read: data sets lie beside models. */
const MAY_BELONG =
  /(^|\/)(vocab|model|group\d+-shard\d+of\d+|[^/]+\.(pt|pth|pb|bin|safetensors|np[yz]|h5|hdf5?|keras|ckpt|pth?\.tar|mdl|weights|params|model|txt|json|zip|pkl|pickle|p|joblib|dill|sav|vec|vocab|pb|onnx|tflite)|group\d+-shard\d+of\d+)$/i;

export function fromPicker(files: readonly File[]): readonly GivenFile[] {
  return files.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

/**
 * The files as the engine takes them; `unread` are paths that cannot belong to a model.
 *
 * @throws LensError where they are too many or too large
 */
export function takeGiven(given: readonly GivenFile[]): {
  readonly files: readonly BlobFile[];
  readonly unread: readonly string[];
} {
  if (given.length > MAX_FILES) throw tooMany(commonFolder(given), given.length);
  const inFolder = ({ path }: GivenFile) => path.includes('/');
  const wanted = given.filter((one) => !inFolder(one) || MAY_BELONG.test(one.path));
  const totalBytes = wanted.reduce((sum, { file }) => sum + file.size, 0);
  if (totalBytes > MAX_BYTES) throw tooLarge(wanted, totalBytes);
  return {
    files: wanted.map(({ path, file }) => blobFile(path, file)),
    unread: given.filter((one) => !wanted.includes(one)).map(({ path }) => path),
  };
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
