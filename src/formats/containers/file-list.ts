/** The files a user gave: names that are paths. */
import type { ModelFile } from '../../model/model-data.ts';

export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** The folder that all files lie in, if their names are paths that say so. */
export function folderName(files: readonly ModelFile[]): string | undefined {
  const folders = new Set(files.map((file) => file.name.split(/[\\/]/).at(-2)));
  const [folder] = folders;
  return folders.size === 1 && folder ? folder : undefined;
}

export function isZip({ name }: ModelFile): boolean {
  return /\.zip$/i.test(name);
}
