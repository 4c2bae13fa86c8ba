/**
 * Where the page gets the SST test set from: the own site (scripts/fetch-data.mjs puts it there), a copy kept in the browser, a
 * download on the user's wish, or a file dropped in. Whatever calls itself the test set is believed only by its SHA-256.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { del, get, set } from 'idb-keyval';
import { LensError, type LoadProgress } from '../../engine/protocol.ts';
import { inTime } from '../in-time.ts';
import sst from './sst-constants.json';
import { parseSequenceTest, type SstSentence } from './sst-file.ts';

export interface SentenceSet {
  /** `sst`: the published test set, checked by its hash. `file`: another file in the same form. */
  readonly kind: 'sst' | 'file';
  readonly name: string;
  readonly sentences: readonly SstSentence[];
  /** Something the user should know, such as that the file could not be kept; null: all went well. */
  readonly note: string | null;
}

/** A key-value store that outlives the page; any of its methods may fail. */
export interface KeptFiles {
  get(key: string): Promise<unknown>;
  set(key: string, bytes: Uint8Array): Promise<void>;
  delete(key: string): Promise<void>;
}

/** What tests replace: the network, the store, and what the right file is. */
export interface SstSurroundings {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly store: KeptFiles;
  /** Whether the site was built with the test set in it (vite.config.ts). */
  readonly onSite: boolean;
  /** The site's base path, with its final slash. */
  readonly base: string;
  readonly expected: { readonly fileName: string; readonly url: string; readonly bytes: number; readonly sha256: string };
}

export type DroppedFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

const SET_NAME = 'SST test set';
const KEPT_KEY = 'sst/sequence_test.txt';
/** Some 400,000 sentences of SST's length: beyond this it is a file dropped by mistake. */
const MAX_FILE_BYTES = 50_000_000;

const BROWSER: SstSurroundings = {
  fetch: (url, init) => fetch(url, init),
  store: { get: (key) => get(key), set: (key, bytes) => set(key, bytes), delete: (key) => del(key) },
  onSite: import.meta.env.SST_ON_SITE,
  base: import.meta.env.BASE_URL,
  expected: sst,
};

/**
 * The test set without asking the user and without leaving the site: from the site itself, else the kept copy, else null.
 * Only an abort rejects: whatever else goes wrong means that it is not there.
 */
export async function findSst(
  signal: AbortSignal,
  { fetch, store, onSite, base, expected }: SstSurroundings = BROWSER,
): Promise<SentenceSet | null> {
  const bytes =
    (onSite ? await fromSite(signal, fetch, `${base}sst/${expected.fileName}`, expected) : null) ??
    (await fromStore(store, expected));
  signal.throwIfAborted(); // an abort, too, had made the file look absent
  return bytes && testSet(bytes, null);
}

/**
 * Downloads the test set from its authors' repository and keeps it. To be called on the user's wish alone.
 *
 * @param onProgress gets the bytes so far, of the expected file's bytes
 * @throws LensError `LoadError`: not reachable, refused, cut off or another file; the signal's reason once it is aborted
 */
export async function downloadSst(
  signal: AbortSignal,
  onProgress: (progress: LoadProgress) => void = () => undefined,
  { fetch, store, expected }: SstSurroundings = BROWSER,
): Promise<SentenceSet> {
  const response = await request(signal, fetch, expected.url);
  const bytes = await readBody(signal, response, expected, onProgress);
  if (bytes.length < expected.bytes) {
    throw loadError(expected, 'the file is not complete', `${expected.bytes} bytes`, `${bytes.length}`);
  }
  if (hash(bytes) !== expected.sha256) {
    const found = bytes.length > expected.bytes ? `more than ${expected.bytes} bytes` : hash(bytes);
    throw loadError(expected, 'this is not the published test set', `SHA-256 ${expected.sha256}`, found);
  }
  const note = await keep(store, bytes);
  signal.throwIfAborted();
  return testSet(bytes, note);
}

/**
 * Takes a file the user dropped or chose: the published test set, which is then kept, or any other file in the same form, which
 * is not, and whose note says that it is another one.
 *
 * @throws LensError `LoadError` if it cannot be read, `InputError` if it is not in the form of parseSequenceTest()
 */
export async function acceptDroppedFile(file: DroppedFile, { store, expected }: SstSurroundings = BROWSER): Promise<SentenceSet> {
  const bytes = await readFile(file);
  if (hash(bytes) === expected.sha256) return testSet(bytes, await keep(store, bytes));
  return {
    kind: 'file',
    name: file.name,
    sentences: parseSequenceTest(decode(bytes, file.name), file.name),
    note: 'This is not the published SST test set (its SHA-256 differs), so it is shown as a file of your own.',
  };
}

function testSet(bytes: Uint8Array, note: string | null): SentenceSet {
  return { kind: 'sst', name: SET_NAME, sentences: parseSequenceTest(new TextDecoder().decode(bytes), SET_NAME), note };
}

const hash = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

type Expected = SstSurroundings['expected'];

/** Null where the site does not have the file; a server that answers its start page instead is found out by type or hash. */
async function fromSite(
  signal: AbortSignal,
  fetch: SstSurroundings['fetch'],
  url: string,
  expected: Expected,
): Promise<Uint8Array | null> {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok || response.headers.get('content-type')?.includes('html')) {
      await response.body?.cancel();
      return null;
    }
    const bytes = await readStream(signal, response, expected.bytes, () => undefined);
    return hash(bytes) === expected.sha256 ? bytes : null;
  } catch {
    return null;
  }
}

/** Null where nothing is kept, nothing can be read, or what was kept has been damaged; then it is thrown away. */
async function fromStore(store: KeptFiles, expected: Expected): Promise<Uint8Array | null> {
  try {
    const kept = await inTime(store.get(KEPT_KEY));
    if (kept === undefined) return null;
    if (kept instanceof Uint8Array && hash(kept) === expected.sha256) return kept;
    await inTime(store.delete(KEPT_KEY));
    return null;
  } catch {
    return null;
  }
}

/** Null once kept, else a note: a full disk or a private window must not take the data away. */
async function keep(store: KeptFiles, bytes: Uint8Array): Promise<string | null> {
  try {
    await inTime(store.set(KEPT_KEY, bytes));
    return null;
  } catch (error) {
    return `The test set is in use but could not be kept in this browser for next time (${messageOf(error)}).`;
  }
}

async function request(signal: AbortSignal, fetch: SstSurroundings['fetch'], url: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { signal, credentials: 'omit', referrerPolicy: 'no-referrer' });
  } catch (error) {
    signal.throwIfAborted();
    // Offline, a blocked host and a missing CORS header all look the same to a page.
    throw loadError(
      { url },
      'the server could not be reached, or does not let this page read the file',
      undefined,
      messageOf(error),
    );
  }
  if (!response.ok) {
    throw loadError({ url }, 'the server refused the file', 'status 200', `${response.status} ${response.statusText}`.trim());
  }
  return response;
}

async function readBody(
  signal: AbortSignal,
  response: Response,
  expected: Expected,
  onProgress: (progress: LoadProgress) => void,
): Promise<Uint8Array> {
  try {
    return await readStream(signal, response, expected.bytes, onProgress);
  } catch (error) {
    signal.throwIfAborted();
    throw loadError(expected, 'the download broke off', `${expected.bytes} bytes`, messageOf(error));
  }
}

/** Reads a body to its end, or just beyond `limit` bytes: what is longer is the wrong file anyway. */
async function readStream(
  signal: AbortSignal,
  response: Response,
  limit: number,
  onProgress: (progress: LoadProgress) => void,
): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let loadedBytes = 0;
  while (reader) {
    const { done, value } = await reader.read();
    signal.throwIfAborted();
    if (done) break;
    chunks.push(value);
    loadedBytes += value.length;
    if (loadedBytes > limit) {
      await reader.cancel();
      break;
    }
    onProgress({ loadedBytes, totalBytes: limit });
  }
  return joined(chunks, loadedBytes);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

async function readFile(file: DroppedFile): Promise<Uint8Array> {
  if (file.size > MAX_FILE_BYTES) {
    throw new LensError({
      name: 'InputError',
      where: file.name,
      problem: 'the file is too large for a list of sentences',
      expected: `at most ${MAX_FILE_BYTES} bytes`,
      found: `${file.size}`,
    });
  }
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw new LensError({
      name: 'LoadError',
      where: file.name,
      problem: 'the file could not be read',
      found: messageOf(error),
      advice: 'Is it a folder, or has it been moved since? Choose the file again.',
    });
  }
}

function decode(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new LensError({
      name: 'InputError',
      where,
      problem: 'this is not a text file in UTF-8',
      expected: 'lines of a label from 1 to 5, a tab, and words separated by " | "',
      found: 'other bytes',
      advice: 'Save the file as UTF-8 and drop it again.',
    });
  }
}

function loadError({ url }: { readonly url: string }, problem: string, expected: string | undefined, found: string): LensError {
  const advice = 'Try again later, or download the file from that address yourself and drop it here.';
  return new LensError({ name: 'LoadError', where: url, problem, expected, found, advice });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
