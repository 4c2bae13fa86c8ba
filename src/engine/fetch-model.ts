import { NATIVE_FILES } from '../formats/native-folder.ts';
import { LensError } from '../model/errors.ts';
import type { LoadProgress, ModelFile } from './protocol.ts';

/** No byte for this long: the connection counts as lost. */
const STALL_MS = 20_000;

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
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(), stallMs);
  const chunks: Uint8Array[] = [];
  let loadedBytes = 0;
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, stalled.signal]) });
    if (!response.ok || !response.body) throw loadError(url, `HTTP ${response.status}`);
    const declared = response.headers.has('content-encoding') ? 0 : Number(response.headers.get('content-length') ?? 0);
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => stalled.abort(), stallMs);
      chunks.push(read.value);
      loadedBytes += read.value.length;
      onProgress({ loadedBytes, totalBytes: declared });
    }
    if (loadedBytes < declared) throw loadError(url, `${loadedBytes} of ${declared} bytes`);
  } catch (error) {
    if (error instanceof LensError) throw error;
    signal.throwIfAborted();
    throw loadError(url, stalled.signal.aborted ? `nothing for ${stallMs / 1000} s` : String((error as Error).message));
  } finally {
    clearTimeout(timer);
  }
  return concatenate(chunks, loadedBytes);
}

function concatenate(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
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
