import { checkModel } from '../model/check-model.ts';
import type { ModelData, ModelFile } from '../model/model-data.ts';
import { formatError, listing } from './format-error.ts';
import { NATIVE_FILES, readNativeFolder } from './native-folder.ts';
import { REFERENCE_FILES, readReferenceFolder } from './reference-folder.ts';

interface Format {
  readonly label: string;
  /** The files it consists of. */
  readonly names: readonly string[];
  /** `bytes` gives a file's bytes; `folderName` is the folder the files came from, where that is known. */
  readonly read: (bytes: (name: string) => Uint8Array, folderName: string | undefined) => ModelData;
}

/** The one table of formats. */
const FORMATS: readonly Format[] = [
  {
    label: 'native',
    names: NATIVE_FILES,
    read: (bytes) =>
      readNativeFolder({
        'config.json': bytes('config.json'),
        'model.safetensors': bytes('model.safetensors'),
        'vocab.txt': bytes('vocab.txt'),
      }),
  },
  {
    label: 'reference program',
    names: REFERENCE_FILES,
    read: (bytes, folderName) =>
      readReferenceFolder(
        { 'embeddings.npy': bytes('embeddings.npy'), model: bytes('model'), vocab: bytes('vocab') },
        folderName,
      ),
  },
];

/**
 * Files to a model, whole and checked (checkModel). The names tell the format; of a path only the last part counts, and files
 * that belong to no format are left alone. Throws ModelFormatError.
 */
export function readModel(files: readonly ModelFile[]): ModelData {
  const format = detectFormat(files);
  const chosen = files.filter((file) => format.names.includes(baseName(file.name)));
  for (const name of format.names) checkOnce(name, chosen);
  const bytes = (name: string): Uint8Array => chosen.find((file) => baseName(file.name) === name)?.bytes ?? new Uint8Array(0);
  const data = format.read(bytes, folderName(chosen));
  checkModel(data);
  return data;
}

function detectFormat(files: readonly ModelFile[]): Format {
  const names = new Set(files.map((file) => baseName(file.name)));
  const complete = FORMATS.filter((format) => format.names.every((name) => names.has(name)));
  const [format] = complete;
  if (format !== undefined && complete.length === 1) return format;
  const begun = FORMATS.find((candidate) => candidate.names.some((name) => names.has(name)));
  const missing = begun?.names.filter((name) => !names.has(name)) ?? [];
  throw formatError('files', complete.length > 1 ? 'are of two models' : 'are not a whole model', {
    expected: FORMATS.map(({ label, names: needed }) => `${needed.join(' + ')} (${label})`).join(' or '),
    found: listing([...names]),
    advice: missing.length > 0 ? `Missing: ${missing.join(', ')}.` : undefined,
  });
}

function checkOnce(name: string, files: readonly ModelFile[]): void {
  const same = files.filter((file) => baseName(file.name) === name);
  if (same.length === 1) return;
  throw formatError(name, 'is there more than once', { expected: 'one file', found: listing(same.map((file) => file.name)) });
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** The folder that all files lie in, if their names are paths that say so. */
function folderName(files: readonly ModelFile[]): string | undefined {
  const folders = new Set(files.map((file) => file.name.split(/[\\/]/).at(-2)));
  const [folder] = folders;
  return folders.size === 1 && folder ? folder : undefined;
}
