/** Damage for fuzz tests. */
import type { ModelFile } from '../model/model-data.ts';

/** One to four changes: a byte set, a bit flipped, a piece cut out, put in twice, or overwritten with extreme bytes. */
export function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  const changed = [...bytes];
  const below = (limit: number) => Math.floor(random() * limit);
  // Headers matter most: half of the changes fall into the first or the last 200 bytes, where a zip has its directory.
  const place = () => {
    const edge = Math.min(200, changed.length);
    const kind = random();
    if (kind < 0.3) return below(edge);
    return kind < 0.5 ? changed.length - 1 - below(edge) : below(changed.length);
  };
  for (let round = below(4); round >= 0; round--) {
    const at = place();
    const size = 1 + below(12);
    const kind = below(5);
    if (kind === 0) changed[at] = below(256);
    else if (kind === 1) changed[at] = (changed[at] ?? 0) ^ (1 << below(8));
    else if (kind === 2) changed.splice(at, random() < 0.2 ? changed.length : size);
    else if (kind === 3) changed.splice(at, 0, ...changed.slice(at, at + size));
    else for (let index = at; index < Math.min(at + size, changed.length); index++) changed[index] = random() < 0.5 ? 255 : 0;
  }
  return Uint8Array.from(changed);
}

/** The files with one of them damaged. */
export function mutateOne(files: readonly ModelFile[], random: () => number): ModelFile[] {
  const chosen = Math.floor(random() * files.length);
  return files.map((file, index) => (index === chosen ? { ...file, bytes: mutate(file.bytes, random) } : file));
}
