/** What surrounds the SST test set's source: stores, the site, a server; nothing of it leaves the machine. */
import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { Downloads } from '../engine/downloads.ts';
import { LensError, type PublishedFile } from '../engine/protocol.ts';
import { readSentences as readSentenceFile } from '../formats/sentences/read-sentences.ts';
import type { DroppedFile, KeptFiles, SstSurroundings } from '../state/examples/sst-source.ts';
import { LocalServer } from './local-server.ts';

export const KEY = 'sst/sequence_test.txt';
/** A stand-in for the published file: 3,000 invented lines. */
export const GOOD = new Uint8Array(Buffer.from('5\tan | invented | line\n'.repeat(3000)));
export const EXPECTED = {
  fileName: 'sequence_test.txt',
  url: 'https://upstream.invalid/sequence_test.txt',
  bytes: GOOD.length,
  sha256: createHash('sha256').update(GOOD).digest('hex'),
};
export const PAGE = '<!doctype html><title>LRP Lens</title>';

export const server = new LocalServer();

/** A store in memory; `kept` shows what it holds. */
export function memoryStore(kept = new Map<string, unknown>()): KeptFiles & { readonly kept: Map<string, unknown> } {
  return {
    kept,
    get: async (key) => kept.get(key),
    set: async (key, bytes) => void kept.set(key, bytes),
    delete: async (key) => void kept.delete(key),
  };
}

const failing = (fail: () => Promise<never>): KeptFiles => ({ get: fail, set: fail, delete: fail });
export const fullDisk = failing(() => Promise.reject(new DOMException('The disk is full', 'QuotaExceededError')));
export const silentStore = failing(() => new Promise(() => undefined));
export const noStore = failing(() => {
  throw new ReferenceError('indexedDB is not defined');
});

export const SITE = 'https://site.invalid/lens/sst/sequence_test.txt';
/** As the engine fetches, but without a second attempt. */
export const download: SstSurroundings['download'] = (signal, files, report = () => {}) =>
  new Downloads({ stallMs: 1000, pausesMs: [] }).fetch(signal, files, report);

export function surroundings(changes: Partial<SstSurroundings>): SstSurroundings {
  return { download, readSentences, store: memoryStore(), onSite: true, siteUrl: () => SITE, expected: EXPECTED, ...changes };
}

export const offline = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));
export const answering =
  (body: BodyInit | null, init?: ResponseInit) =>
  async (_url: string): Promise<Response> =>
    new Response(body, init);

const readSentences: SstSurroundings['readSentences'] = (_, file, options) => readSentenceFile(file, options);

/** A real server's answer, through the real fetch, whichever address is asked for. */
export async function served(listener: RequestListener, changes: Partial<SstSurroundings> = {}): Promise<SstSurroundings> {
  const url = await server.serve(listener);
  const moved = (files: readonly PublishedFile[]) => files.map((file) => ({ ...file, url }));
  const redirected: SstSurroundings['download'] = (signal, files, report) => download(signal, moved(files), report);
  return surroundings({ download: redirected, expected: { ...EXPECTED, url }, ...changes });
}

export async function refusal(attempt: Promise<unknown>): Promise<LensError> {
  const error = await attempt.then(
    () => new Error('nothing was thrown'),
    (reason: unknown) => reason,
  );
  if (error instanceof LensError) return error;
  throw error;
}

export const dropped = (bytes: Uint8Array | string, name = 'dropped.txt'): DroppedFile =>
  new File([new Uint8Array(Buffer.from(bytes))], name);
export const live = (): AbortSignal => new AbortController().signal;
export const CANCELLED = new DOMException('cancelled by the user', 'AbortError');
