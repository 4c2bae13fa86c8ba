import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LoadProgress } from '../../engine/protocol.ts';
import {
  answering,
  CANCELLED,
  EXPECTED,
  fullDisk,
  GOOD,
  live,
  memoryStore,
  noStore,
  offline,
  refusal,
  served,
  server,
  silentStore,
  surroundings,
} from '../../testing/sst-surroundings.ts';
import { downloadSst, findSst } from './sst-source.ts';

afterEach(async () => {
  await server.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
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
