/** The one zip that may hold a user’s files. */
import type { ModelFile } from '../../model/model-data.ts';
import { formatError, listing } from '../basics/index.ts';
import { baseName, isZip } from './file-list.ts';
import type { InflateBudget } from './inflate-budget.ts';
import { openZip, type ZipEntry } from './zip.ts';

/** The files, and in the place of a zip the files in it; those are unpacked only when their bytes are asked for. */
export function unpackZip(files: readonly ModelFile[], budget: InflateBudget): ModelFile[] {
  const zips = files.filter(isZip);
  const [zip, ...others] = zips;
  if (zip === undefined) return [...files];
  if (others.length > 0) {
    throw formatError('files', 'are several zips', { expected: 'one zip', found: listing(zips.map(({ name }) => name)) });
  }
  const name = baseName(zip.name);
  const entries = [...openZip(zip.bytes, name, budget).values()].filter((entry) => !isMacResource(entry.name));
  const folder = name.slice(0, -'.zip'.length);
  return [...files.filter((file) => file !== zip), ...entries.map((entry) => new ZippedFile(`${folder}/${entry.name}`, entry))];
}

/** What macOS puts beside each file when it zips a folder. */
function isMacResource(path: string): boolean {
  return path.startsWith('__MACOSX/') || baseName(path).startsWith('._');
}

class ZippedFile implements ModelFile {
  readonly name: string;
  private readonly entry: ZipEntry;
  private unpacked: Uint8Array | undefined;

  constructor(name: string, entry: ZipEntry) {
    this.name = name;
    this.entry = entry;
  }

  get bytes(): Uint8Array {
    this.unpacked ??= this.entry.read();
    return this.unpacked;
  }
}
