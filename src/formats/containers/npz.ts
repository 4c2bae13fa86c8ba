/** numpy's .npz files: a zip of one .npy file for each named array. */
import { formatError, listing, type NamedTensors, type TensorSource } from '../basics/index.ts';
import { openNpy } from './npy.ts';
import { type InflateBudget, openZip } from './zip.ts';

/** Every array by name, widened to float64. Throws ModelFormatError; `file` names the file in it. */
export function readNpz(bytes: Uint8Array, file: string, budget?: InflateBudget): NamedTensors {
  const entries = openZip(bytes, file, budget);
  const stray = [...entries.keys()].find((name) => !name.endsWith('.npy'));
  if (stray !== undefined || entries.size === 0) {
    throw formatError(file, 'is not an .npz file', { expected: '.npy files in it', found: listing([...entries.keys()]) });
  }
  const tensors = new Map<string, TensorSource>();
  for (const [path, entry] of entries) {
    tensors.set(path.slice(0, -'.npy'.length), openNpy(entry.read(), `${file} ${path}`));
  }
  return tensors;
}
