import { NATIVE_FILES } from '../formats/programs/index.ts';
import { LensError } from '../model/errors.ts';
import type { LoadProgress, ModelFile } from './protocol.ts';
import { BrokenTransfer, declaredLength, joined, receive, STALL_MS } from './receive.ts';

/**
 * Fetches a native model folder.
 * @param base URL of the folder, ending in a slash
 * @throws LensError LoadError naming the file, what was expected and what came
 */
export async function fetchModel(
  signal: AbortSignal,
  base: string,
  onProgress: (progress: LoadProgress) => void,
  stallMs = STALL_MS,
): Promise<ModelFile[]> {
  const failed = new AbortController(); // one file failed: the others need not go on
  const stop = AbortSignal.any([signal, failed.signal]);
  const parts: LoadProgress[] = NATIVE_FILES.map(() => ({ loadedBytes: 0, totalBytes: 0 }));
  const report = (index: number, part: LoadProgress) => {
    parts[index] = part;
    const sum = (key: keyof LoadProgress) => parts.reduce((total, each) => total + each[key], 0);
    const known = parts.every(({ totalBytes }) => totalBytes > 0); // else the bar would stand at the small files' end
    onProgress({ loadedBytes: sum('loadedBytes'), totalBytes: known ? sum('totalBytes') : 0 });
  };
  try {
    return await Promise.all(
      NATIVE_FILES.map(async (name, index) => {
        const bytes = await fetchFile(stop, new URL(name, base).href, stallMs, (part) => report(index, part));
        return { name, bytes };
      }),
    );
  } catch (error) {
    failed.abort();
    signal.throwIfAborted();
    throw error;
  }
}

async function fetchFile(
  signal: AbortSignal,
  url: string,
  stallMs: number,
  onProgress: (part: LoadProgress) => void,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let [loadedBytes, totalBytes] = [0, 0];
  try {
    await receive(signal, url, {}, stallMs, {
      response: (response) => {
        if (!response.ok) throw loadError(url, `HTTP ${response.status}`);
        totalBytes = declaredLength(response);
      },
      chunk: (bytes) => {
        chunks.push(bytes);
        loadedBytes += bytes.length;
        onProgress({ loadedBytes, totalBytes });
      },
    });
  } catch (error) {
    throw error instanceof BrokenTransfer ? loadError(url, error.message) : error;
  }
  if (loadedBytes < totalBytes) throw loadError(url, `${loadedBytes} of ${totalBytes} bytes`);
  return joined(chunks);
}

function loadError(url: string, found: string): LensError {
  return new LensError({
    name: 'LoadError',
    where: url,
    problem: 'the file could not be fetched',
    expected: 'the whole file',
    found,
    advice: 'Check the connection and try again.',
  });
}
