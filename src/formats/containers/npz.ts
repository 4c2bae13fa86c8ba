/** numpy's .npz files: a zip of one .npy file for each named array. */
import { formatError, listing, type NamedTensors, type TensorSource, unreadable } from '../basics/index.ts';
import type { InflateBudget } from './inflate-budget.ts';
import { openNpy } from './npy.ts';
import { openZip } from './zip.ts';

/** Every array by name; what else is in the zip is not an array. Throws ModelFormatError; `file` names the file in it. */
export function readNpz(bytes: Uint8Array, file: string, budget?: InflateBudget): NamedTensors {
  const entries = openZip(bytes, file, budget);
  if (![...entries.keys()].some((name) => name.endsWith('.npy'))) {
    throw formatError(file, 'is not an .npz file', { expected: '.npy files in it', found: listing([...entries.keys()]) });
  }
  const tensors = new Map<string, TensorSource>();
  for (const [path, entry] of entries) {
    const where = `${file} ${path}`;
    if (path.endsWith('.npy')) tensors.set(path.slice(0, -'.npy'.length), openNpy(entry.read(), where));
    else
      tensors.set(
        path,
        unreadable([], formatError(where, 'is not an array', { expected: 'a .npy file', found: 'another' }), 'none'),
      );
  }
  return tensors;
}
