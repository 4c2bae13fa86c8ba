import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Downloads } from '../../engine/downloads.ts';
import { LensError, type LoadProgress, type PublishedFile } from '../../engine/protocol.ts';
import { readSentences as readSentenceFile } from '../../formats/sentences/read-sentences.ts';
import { LocalServer } from '../../testing/local-server.ts';
import { hasShared, sharedBytes } from '../../testing/shared.ts';
import sst from './sst-constants.json';
import { acceptDroppedFile, type DroppedFile, downloadSst, findSst, type KeptFiles, type SstSurroundings } from './sst-source.ts';

const UPSTREAM = 'upstream/sequence_test.txt';
const KEY = 'sst/sequence_test.txt';
/** A stand-in for the published file: 3,000 invented lines. */
const GOOD = new Uint8Array(Buffer.from('5\tan | invented | line\n'.repeat(3000)));
const EXPECTED = {
  fileName: 'sequence_test.txt',
  url: 'https://upstream.invalid/sequence_test.txt',
  bytes: GOOD.length,
  sha256: createHash('sha256').update(GOOD).digest('hex'),
};
const PAGE = '<!doctype html><title>LRP Lens</title>';

const server = new LocalServer();

afterEach(async () => {
  await server.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A store in memory; `kept` shows what it holds. */
function memoryStore(kept = new Map<string, unknown>()): KeptFiles & { readonly kept: Map<string, unknown> } {
  return {
    kept,
    get: async (key) => kept.get(key),
    set: async (key, bytes) => void kept.set(key, bytes),
    delete: async (key) => void kept.delete(key),
  };
}

const failing = (fail: () => Promise<never>): KeptFiles => ({ get: fail, set: fail, delete: fail });
const fullDisk = failing(() => Promise.reject(new DOMException('The disk is full', 'QuotaExceededError')));
const silentStore = failing(() => new Promise(() => undefined));
const noStore = failing(() => {
  throw new ReferenceError('indexedDB is not defined');
});

const SITE = 'https://site.invalid/lens/sst/sequence_test.txt';
/** As the engine fetches, but without a second attempt. */
const download: SstSurroundings['download'] = (signal, files, report = () => {}) =>
  new Downloads({ stallMs: 1000, pausesMs: [] }).fetch(signal, files, report);

function surroundings(changes: Partial<SstSurroundings>): SstSurroundings {
  return { download, readSentences, store: memoryStore(), onSite: true, siteUrl: () => SITE, expected: EXPECTED, ...changes };
}

const offline = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));
const answering =
  (body: BodyInit | null, init?: ResponseInit) =>
  async (_url: string): Promise<Response> =>
    new Response(body, init);

const readSentences: SstSurroundings['readSentences'] = (_, file, options) => readSentenceFile(file, options);

/** A real server's answer, through the real fetch, whichever address is asked for. */
async function served(listener: RequestListener, changes: Partial<SstSurroundings> = {}): Promise<SstSurroundings> {
  const url = await server.serve(listener);
  const moved = (files: readonly PublishedFile[]) => files.map((file) => ({ ...file, url }));
  const redirected: SstSurroundings['download'] = (signal, files, report) => download(signal, moved(files), report);
  return surroundings({ download: redirected, expected: { ...EXPECTED, url }, ...changes });
}

async function refusal(attempt: Promise<unknown>): Promise<LensError> {
  const error = await attempt.then(
    () => new Error('nothing was thrown'),
    (reason: unknown) => reason,
  );
  if (error instanceof LensError) return error;
  throw error;
}

const dropped = (bytes: Uint8Array | string, name = 'dropped.txt'): DroppedFile =>
  new File([new Uint8Array(Buffer.from(bytes))], name);
const live = (): AbortSignal => new AbortController().signal;
const CANCELLED = new DOMException('cancelled by the user', 'AbortError');

describe('findSst', () => {
  it('finds the file on the own site', async () => {
    const fetched = vi.fn(answering(GOOD));
    vi.stubGlobal('fetch', fetched);
    const found = await findSst(live(), surroundings({}));
    expect(fetched.mock.calls.map(([url]) => url)).toEqual([SITE]);
    expect(found).toMatchObject({ kind: 'sst', name: 'SST test set', note: null });
    expect(found?.table.texts).toHaveLength(3000);
    expect([found?.table.texts[2999], found?.table.gold[2999], found?.table.tokenised]).toEqual(['an invented line', 4, true]);
  });

  it.each([
    ['404', answering('Not Found', { status: 404 })],
    ['the start page in its place', answering(PAGE, { headers: { 'content-type': 'text/html; charset=utf-8' } })],
    ['the start page as plain text', answering(PAGE)],
    ['another file', answering(GOOD.subarray(1))],
    ['a longer file', answering(Buffer.concat([GOOD, GOOD]))],
    ['no body', answering(null)],
    ['no connection', offline],
  ])('takes %s for absent', async (_name, fetch) => {
    vi.stubGlobal('fetch', fetch);
    expect(await findSst(live(), surroundings({}))).toBeNull();
  });

  it('asks nothing of a site that was built without it', async () => {
    const asked = vi.fn(download);
    expect(await findSst(live(), surroundings({ download: asked, onSite: false }))).toBeNull();
    expect(asked).not.toHaveBeenCalled();
  });

  it('uses the kept copy where the site has none', async () => {
    vi.stubGlobal('fetch', offline);
    const store = memoryStore(new Map([[KEY, GOOD]]));
    expect((await findSst(live(), surroundings({ store })))?.table.texts).toHaveLength(3000);
  });

  it.each([
    ['damaged', GOOD.slice(5)],
    ['of another type', 'a string'],
  ])('throws away a kept copy that is %s', async (_name, value) => {
    vi.stubGlobal('fetch', offline);
    const store = memoryStore(new Map<string, unknown>([[KEY, value]]));
    expect(await findSst(live(), surroundings({ store }))).toBeNull();
    expect(store.kept.size).toBe(0);
  });

  it('finds nothing where there is no store', async () => {
    vi.stubGlobal('fetch', offline);
    expect(await findSst(live(), surroundings({ store: noStore }))).toBeNull();
  });

  it('does not wait for ever for a store that does not answer', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', offline);
    const search = findSst(live(), surroundings({ store: silentStore }));
    await vi.advanceTimersByTimeAsync(3000);
    expect(await search).toBeNull();
  });

  it('does without a worker and without IndexedDB', async () => {
    vi.stubGlobal('document', { baseURI: 'https://site.invalid/lens/' });
    expect(await findSst(live())).toBeNull();
  });

  it('rejects with the reason of an abort', async () => {
    const controller = new AbortController();
    const context = await served(() => controller.abort(CANCELLED));
    await expect(findSst(controller.signal, context)).rejects.toBe(CANCELLED);
  });
});

describe('downloadSst', () => {
  it('downloads, reports progress, checks and keeps the file', async () => {
    const store = memoryStore();
    const reports: LoadProgress[] = [];
    const context = await served(
      (_request, response) => {
        response.write(GOOD.subarray(0, 1000), () => setTimeout(() => response.end(GOOD.subarray(1000)), 30));
      },
      { store },
    );
    const loaded = await downloadSst(live(), (progress) => reports.push(progress), context);
    expect(loaded).toMatchObject({ kind: 'sst', note: null });
    expect(loaded.table.texts).toHaveLength(3000);
    expect(reports.length).toBeGreaterThan(1);
    expect(reports[0]).toEqual({ loadedBytes: 1000, totalBytes: GOOD.length });
    expect(reports.at(-1)).toEqual({ loadedBytes: GOOD.length, totalBytes: GOOD.length });
    expect((await findSst(live(), surroundings({ store, onSite: false })))?.table).toEqual(loaded.table);
  });

  it('stops a slow download when it is cancelled, and keeps nothing', async () => {
    const store = memoryStore();
    const controller = new AbortController();
    const context = await served((_request, response) => void response.write(GOOD.subarray(0, 1000)), { store });
    const attempt = downloadSst(controller.signal, () => controller.abort(CANCELLED), context);
    await expect(attempt).rejects.toBe(CANCELLED);
    expect(store.kept.size).toBe(0);
  });

  it('can be cancelled before the server answers', async () => {
    const controller = new AbortController();
    const context = await served(() => controller.abort(CANCELLED));
    await expect(downloadSst(controller.signal, undefined, context)).rejects.toBe(CANCELLED);
  });

  it.each<[string, RequestListener, RegExp]>([
    [
      'a connection that is cut off',
      (_request, response) => {
        response.writeHead(200, { 'content-length': GOOD.length });
        response.write(GOOD.subarray(0, 1000), () => setTimeout(() => response.destroy(), 50));
      },
      /the download broke off; expected 69000 bytes, found 1000 bytes/,
    ],
    [
      'a file that ends early',
      (_request, response) => response.end(GOOD.subarray(0, 999)),
      /not the published file; expected SHA-256/,
    ],
    [
      'a file without end',
      (_request, response) => void response.write(Buffer.alloc(500_000)),
      /not the published file: it is too long; expected at most 69000 bytes/,
    ],
    [
      'another file of that length',
      (_request, response) => response.end(Buffer.alloc(GOOD.length)),
      /not the published.*SHA-256/,
    ],
    [
      '404',
      (_request, response) => response.writeHead(404).end('404: Not Found'),
      /refused the file; expected status 200, found 404 Not Found/,
    ],
  ])('says what is wrong with %s, and keeps nothing', async (_name, listener, message) => {
    const store = memoryStore();
    const error = await refusal(downloadSst(live(), undefined, await served(listener, { store })));
    expect(error.name).toBe('LoadError');
    expect(error.fields.where).toMatch(/^http:..127\.0\.0\.1:/);
    expect(error.message).toMatch(message);
    expect(error.fields.advice).toContain('drop it here');
    expect(store.kept.size).toBe(0);
  });

  it('says what to do when offline, or where the server does not allow the page to read it', async () => {
    const fetched = vi.fn(offline);
    vi.stubGlobal('fetch', fetched);
    const error = await refusal(downloadSst(live(), undefined, surroundings({})));
    expect(fetched.mock.calls).toMatchObject([[EXPECTED.url, { credentials: 'omit', referrerPolicy: 'no-referrer' }]]);
    expect(error.name).toBe('LoadError');
    expect(error.fields.where).toBe(EXPECTED.url);
    expect(error.message).toMatch(/could not be reached, or does not let this page read.*found Failed to fetch/);
    expect(error.fields.advice).toContain('drop it here');
  });

  it.each([
    ['the disk is full', fullDisk, /could not be kept.*The disk is full/],
    ['there is no store', noStore, /could not be kept.*indexedDB is not defined/],
  ])('gives the data all the same when %s', async (_name, store, note) => {
    vi.stubGlobal('fetch', answering(GOOD));
    const loaded = await downloadSst(live(), undefined, surroundings({ store }));
    expect(loaded.table.texts).toHaveLength(3000);
    expect(loaded.note).toMatch(note);
  });

  it('gives the data all the same when the store does not answer', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', answering(GOOD));
    const attempt = downloadSst(live(), undefined, surroundings({ store: silentStore }));
    await vi.advanceTimersByTimeAsync(3000);
    expect((await attempt).note).toMatch(/could not be kept.*does not answer/);
  });
});

describe('acceptDroppedFile', () => {
  it('knows the published file by its hash, whatever it is called, and keeps it or says that it could not', async () => {
    const store = memoryStore();
    const accepted = await acceptDroppedFile(live(), dropped(GOOD, 'copy (1).txt'), surroundings({ store }));
    expect(accepted).toMatchObject({ kind: 'sst', name: 'SST test set', note: null });
    expect(store.kept.get(KEY)).toEqual(GOOD);
    expect(await acceptDroppedFile(live(), dropped(GOOD), surroundings({ store: fullDisk }))).toMatchObject({
      note: expect.stringContaining('could not be kept'),
    });
  });

  it('hands any other file on as it is, and does not keep it', async () => {
    const store = memoryStore();
    const accepted = await acceptDroppedFile(live(), dropped('2\tma | \u00e9\r\n', 'mine.tsv'), surroundings({ store }));
    const bytes = new TextEncoder().encode('2\tma | \u00e9\r\n');
    expect(accepted).toEqual({ kind: 'file', file: { name: 'mine.tsv', bytes } });
    expect(store.kept.size).toBe(0);
  });

  it.each<[string, DroppedFile, string, RegExp]>([
    [
      'a huge file',
      { name: 'film.mkv', size: 4e9, arrayBuffer: () => Promise.reject(new Error('read')) },
      'InputError',
      /too large/,
    ],
    [
      'a folder',
      { name: 'data', size: 4096, arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) },
      'LoadError',
      /data: the file could not be read; found gone\. Is it a folder/,
    ],
  ])('refuses %s', async (_name, file, errorName, message) => {
    const error = await refusal(acceptDroppedFile(live(), file, surroundings({})));
    expect(error.name).toBe(errorName);
    expect(error.message).toMatch(message);
  });
});

describe.skipIf(!hasShared(UPSTREAM))('the published file (skipped: no upstream files, where absent)', () => {
  it('is accepted with the constants of the project', async () => {
    const context = surroundings({ expected: sst, onSite: false });
    const accepted = await acceptDroppedFile(live(), dropped(sharedBytes(UPSTREAM)), context);
    expect(accepted).toMatchObject({ kind: 'sst', note: null });
    expect(accepted.kind === 'sst' && accepted.table.texts).toHaveLength(2210);
    expect(await findSst(live(), context)).toEqual(accepted);
  });
});
