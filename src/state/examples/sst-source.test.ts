import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasShared, sharedBytes } from '../../testing/shared.ts';
import {
  answering,
  CANCELLED,
  download,
  dropped,
  fullDisk,
  GOOD,
  KEY,
  live,
  memoryStore,
  noStore,
  offline,
  PAGE,
  refusal,
  SITE,
  served,
  server,
  silentStore,
  surroundings,
} from '../../testing/sst-surroundings.ts';
import sst from './sst-constants.json';
import { acceptDroppedFile, type DroppedFile, findSst } from './sst-source.ts';

const UPSTREAM = 'upstream/sequence_test.txt';
afterEach(async () => {
  await server.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

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
