/**
 * Where the page gets the SST test set from: the own site (scripts/fetch-data.mjs puts it there), a copy kept in the browser, a
 * download on the user's wish, or a file dropped in. Whatever calls itself the test set is believed only by its SHA-256.
 */
import { del, get, set } from 'idb-keyval';
import {
  type Engine,
  FIVE_SENTIMENTS,
  LensError,
  type LoadProgress,
  loadReader,
  MAX_SENTENCE_BYTES,
  type PublishedFile,
  type SentenceFile,
  type SentenceTable,
} from '../../engine/protocol.ts';
import { engine } from '../engine.ts';
import { inTime } from '../in-time.ts';
import sst from './sst-constants.json';

/** The published test set, checked by its hash. */
export interface SstSet {
  readonly kind: 'sst';
  readonly name: string;
  readonly table: SentenceTable;
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
  readonly download: Engine['download'];
  readonly readSentences: Engine['readSentences'];
  readonly store: KeptFiles;
  /** Whether the site was built with the test set in it (vite.config.ts). */
  readonly onSite: boolean;
  /** The file's address on the site. */
  readonly siteUrl: () => string;
  readonly expected: { readonly fileName: string; readonly url: string; readonly bytes: number; readonly sha256: string };
}

export type DroppedFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

const SET_NAME = 'SST test set';
const KEPT_KEY = 'sst/sequence_test.txt';

const BROWSER: SstSurroundings = {
  download: (...call) => engine().download(...call),
  readSentences: (...call) => engine().readSentences(...call),
  store: { get: (key) => get(key), set: (key, bytes) => set(key, bytes), delete: (key) => del(key) },
  onSite: import.meta.env.SST_ON_SITE,
  siteUrl: () => new URL(`sst/${sst.fileName}`, document.baseURI).href,
  expected: sst,
};

/**
 * The test set without asking the user and without leaving the site: from the site itself, else the kept copy, else null.
 * Only an abort rejects: whatever else goes wrong means that it is not there.
 */
export async function findSst(signal: AbortSignal, surroundings: SstSurroundings = BROWSER): Promise<SstSet | null> {
  const { store, onSite, expected } = surroundings;
  const bytes = (onSite ? await fromSite(signal, surroundings) : null) ?? (await fromStore(store, expected));
  signal.throwIfAborted(); // an abort, too, had made the file look absent
  if (!bytes) return null;
  try {
    return await testSet(signal, bytes, null, surroundings);
  } catch {
    signal.throwIfAborted();
    return null;
  }
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
  surroundings: SstSurroundings = BROWSER,
): Promise<SstSet> {
  const { download, store, expected } = surroundings;
  const report = ({ loadedBytes }: LoadProgress) => onProgress({ loadedBytes, totalBytes: expected.bytes });
  try {
    const bytes = bytesOf(await download(signal, [publishedFile(expected)], report));
    const note = await keep(store, bytes);
    signal.throwIfAborted();
    return await testSet(signal, bytes, note, surroundings);
  } catch (error) {
    if (!(error instanceof LensError)) throw error;
    const advice = 'Try again later, or download the file from that address yourself and drop it here.';
    throw new LensError({ ...error.fields, advice });
  }
}

/**
 * Looks at a file the user dropped or chose: the published test set, whatever it is called, is kept; any other is the user's own,
 * to be read by the engine.
 *
 * @throws LensError `LoadError` if its bytes cannot be read, `InputError` if there are too many
 */
export async function acceptDroppedFile(
  signal: AbortSignal,
  file: DroppedFile,
  surroundings: SstSurroundings = BROWSER,
): Promise<SstSet | { readonly kind: 'file'; readonly file: SentenceFile }> {
  const { store, expected } = surroundings;
  const bytes = await readFile(file);
  if (await isExpected(bytes, expected)) return testSet(signal, bytes, await keep(store, bytes), surroundings);
  return { kind: 'file', file: { name: file.name, bytes } };
}

type Expected = SstSurroundings['expected'];

async function testSet(
  signal: AbortSignal,
  bytes: Uint8Array,
  note: string | null,
  { readSentences }: SstSurroundings,
): Promise<SstSet> {
  const table = await readSentences(signal, { name: SET_NAME, bytes }, { format: 'sequence', classes: FIVE_SENTIMENTS });
  return { kind: 'sst', name: SET_NAME, table, note };
}

/** Only a file that is dropped or was kept is checked here. */
async function isExpected(bytes: Uint8Array, { sha256 }: Expected): Promise<boolean> {
  const { hashOf } = await loadReader('check of the test set', () => import('../hash-of.ts'));
  return hashOf(bytes) === sha256;
}

/** The published test set, or what stands elsewhere as if it were. */
export function publishedFile(expected: Expected, url = expected.url): PublishedFile {
  return { name: expected.fileName, url, sha256: expected.sha256, maxBytes: expected.bytes };
}

function bytesOf([file]: Awaited<ReturnType<Engine['download']>>): Uint8Array {
  return file?.bytes ?? new Uint8Array(0);
}

/** Null where the site does not have the file; a server that answers its start page instead is found out by the hash. */
async function fromSite(signal: AbortSignal, { download, siteUrl, expected }: SstSurroundings): Promise<Uint8Array | null> {
  try {
    return bytesOf(await download(signal, [publishedFile(expected, siteUrl())]));
  } catch {
    return null;
  }
}

/** Null where nothing is kept, nothing can be read, or what was kept has been damaged; then it is thrown away. */
async function fromStore(store: KeptFiles, expected: Expected): Promise<Uint8Array | null> {
  try {
    const kept = await inTime(store.get(KEPT_KEY));
    if (kept === undefined) return null;
    if (kept instanceof Uint8Array && (await isExpected(kept, expected))) return kept;
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

async function readFile(file: DroppedFile): Promise<Uint8Array> {
  if (file.size > MAX_SENTENCE_BYTES) {
    throw new LensError({
      name: 'InputError',
      where: file.name,
      problem: 'the file is too large for a list of sentences',
      expected: `at most ${MAX_SENTENCE_BYTES} bytes`,
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
      advice: 'Is it a folder, or has it been moved? Choose the file again.',
    });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
