import { hashFiles } from '../formats/basics/index.ts';
import { kindOfContent, nameOfKind } from '../formats/containers/index.ts';
import { NATIVE_FILES } from '../formats/programs/index.ts';
import { LensError } from '../model/errors.ts';
import type { LoadProgress, ModelFile, ModelSource } from './protocol.ts';
import { BrokenTransfer, declaredLength, joined, receive, STALL_MS } from './receive.ts';

/** Addresses that gave another file than they should: asked again past what the browser has kept of the answer. */
const mistaken = new Set<string>();

/**
 * Fetches a native model folder: the files whose SHA-256 is known, held against that, or where none is, all of the format.
 * @param source its `base` is the URL of the folder, ending in a slash
 * @throws LensError LoadError naming the file, what was expected and what came
 */
export async function fetchModel(
  signal: AbortSignal,
  { base, sha256 = {} }: Extract<ModelSource, { kind: 'url' }>,
  onProgress: (progress: LoadProgress) => void,
  stallMs = STALL_MS,
): Promise<ModelFile[]> {
  const failed = new AbortController(); // one file failed: the others need not go on
  const stop = AbortSignal.any([signal, failed.signal]);
  const hashed = NATIVE_FILES.filter((name) => sha256[name] !== undefined);
  const names = hashed.length > 0 ? hashed : NATIVE_FILES;
  const parts: LoadProgress[] = names.map(() => ({ loadedBytes: 0, totalBytes: 0 }));
  const report = (index: number, part: LoadProgress) => {
    parts[index] = part;
    const sum = (key: keyof LoadProgress) => parts.reduce((total, each) => total + each[key], 0);
    const known = parts.every(({ totalBytes }) => totalBytes > 0); // else the bar would stand at the small files' end
    onProgress({ loadedBytes: sum('loadedBytes'), totalBytes: known ? sum('totalBytes') : 0 });
  };
  try {
    return await Promise.all(
      names.map(async (name, index) => {
        const url = new URL(name, base).href;
        const bytes = await fetchFile(stop, url, stallMs, (part) => report(index, part));
        checkHash(url, bytes, sha256[name]);
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
    await receive(signal, url, mistaken.has(url) ? { cache: 'reload' } : {}, stallMs, {
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

function checkHash(url: string, bytes: Uint8Array, expected: string | undefined): void {
  const found = expected === undefined ? expected : hashFiles([bytes]);
  if (found === expected) {
    mistaken.delete(url);
    return;
  }
  mistaken.add(url);
  const kind = kindOfContent(bytes);
  const told = kind === 'html' || kind === 'nothing' || kind === 'lfs' ? nameOfKind(kind) : `SHA-256 ${found?.slice(0, 16)}…`;
  throw new LensError({
    name: 'LoadError',
    where: url,
    problem: 'this is not the file that this page was made with',
    expected: `SHA-256 ${expected?.slice(0, 16)}…`,
    found: told,
    advice: 'Try again. If that does not help, the site may have a new version: reload the page.',
  });
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
