import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  cut,
  FIRST,
  live,
  published,
  QUICK,
  ranged,
  refusal,
  SECOND,
  server,
  sha256,
  standIn,
} from '../testing/download-server.ts';
import { Downloads } from './downloads.ts';
import type { DownloadProgress, PublishedFile } from './protocol.ts';

afterEach(async () => {
  await server.close();
  vi.unstubAllGlobals();
});

describe('a server that answers', () => {
  it('gives all files in order, with rising progress that ends at each file’s length', async () => {
    const { base } = await standIn((request, response) => {
      const bytes = request.url === '/first' ? FIRST : SECOND;
      response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    });
    const reports: DownloadProgress[] = [];
    const files = [published(`${base}first`, FIRST), published(`${base}second`, SECOND)];
    const fetched = await new Downloads(QUICK).fetch(live(), files, (progress) => reports.push(progress));
    expect(fetched.map(({ name, bytes }) => [name, sha256(bytes)])).toEqual([
      ['first', sha256(FIRST)],
      ['second', sha256(SECOND)],
    ]);
    const first = reports.filter(({ file }) => file === 0).map(({ loadedBytes }) => loadedBytes);
    expect([...first].sort((a, b) => a - b)).toEqual(first);
    expect(reports.filter(({ totalBytes }) => totalBytes !== FIRST.length && totalBytes !== SECOND.length)).toEqual([]);
    expect(first.at(-1)).toBe(FIRST.length);
    expect(reports.at(-1)).toEqual({ file: 1, loadedBytes: SECOND.length, totalBytes: SECOND.length });
  });

  it('slowly: is reported on at most ten times a second', async () => {
    const { base } = await standIn(async (_request, response) => {
      response.writeHead(200, { 'content-length': FIRST.length });
      for (let at = 0; at < FIRST.length; at += 1000) {
        response.write(FIRST.subarray(at, at + 1000));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      response.end();
    });
    const started = performance.now();
    const reports: DownloadProgress[] = [];
    await new Downloads(QUICK).fetch(live(), [published(`${base}first`, FIRST)], (progress) => reports.push(progress));
    expect(reports.length).toBeGreaterThan(2);
    expect(reports.length).toBeLessThanOrEqual(2 + (performance.now() - started) / 100);
  });

  it('compressed: the length told is not that of the file', async () => {
    const { base } = await standIn((_request, response) => {
      const body = gzipSync(FIRST);
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': body.length }).end(body);
    });
    const [file] = await new Downloads(QUICK).fetch(live(), [published(`${base}first`, FIRST)], () => {});
    expect(sha256(file?.bytes ?? SECOND)).toBe(sha256(FIRST));
  });

  it('sends nothing of the visitor along, nor what the browser would have to ask leave for', async () => {
    const fetched = vi.fn(async () => new Response(SECOND));
    vi.stubGlobal('fetch', fetched);
    await new Downloads(QUICK).fetch(live(), [published('https://upstream.invalid/second', SECOND)], () => {});
    expect(fetched.mock.calls).toMatchObject([
      ['https://upstream.invalid/second', { credentials: 'omit', referrerPolicy: 'no-referrer', headers: {} }],
    ]);
  });
});

describe('a transfer that is cut off', () => {
  it('is resumed where it broke off', async () => {
    const { base, asked } = await standIn(ranged(FIRST, 2));
    const [file] = await new Downloads(QUICK).fetch(live(), [published(`${base}first`, FIRST)], () => {});
    expect(sha256(file?.bytes ?? SECOND)).toBe(sha256(FIRST));
    expect(asked).toEqual(['/first whole', '/first bytes=100000-', '/first bytes=200000-']);
  });

  it('is started over by a server without ranges', async () => {
    let answers = 0;
    const { base, asked } = await standIn((_request, response) => {
      response.writeHead(200, { 'content-length': FIRST.length });
      if (answers++ === 0) cut(response, FIRST, 100_000);
      else response.end(FIRST);
    });
    const reports: number[] = [];
    const files = [published(`${base}first`, FIRST)];
    const [file] = await new Downloads(QUICK).fetch(live(), files, ({ loadedBytes }) => reports.push(loadedBytes));
    expect(sha256(file?.bytes ?? SECOND)).toBe(sha256(FIRST));
    expect(asked).toEqual(['/first whole', '/first bytes=100000-']);
    expect(Math.max(...reports)).toBe(FIRST.length);
  });

  it('is told after three more attempts, and goes on from there when asked again', async () => {
    const longer = Buffer.concat([FIRST, FIRST]);
    const { base, asked } = await standIn(ranged(longer, 4));
    const downloads = new Downloads(QUICK);
    const files = [published(`${base}long`, longer)];
    const error = await refusal(downloads.fetch(live(), files, () => {}));
    expect(error.message).toMatch(/long: the download broke off; expected 600000 bytes, found 400000 bytes \(.*\). Try again/);
    expect(asked).toHaveLength(4);
    const [file] = await downloads.fetch(live(), files, () => {});
    expect(sha256(file?.bytes ?? SECOND)).toBe(sha256(longer));
    expect(asked.slice(4)).toEqual(['/long bytes=400000-']);
  });

  it('asks for the rest of the same version where the server names it, and takes the whole file if there is another', async () => {
    const conditions: (string | undefined)[] = [];
    let answers = 0;
    const { base } = await standIn((request, response) => {
      conditions.push(request.headers['if-range']?.toString());
      const bytes = answers === 0 ? Buffer.alloc(FIRST.length, 1) : FIRST;
      response.writeHead(200, { 'content-length': bytes.length, etag: answers === 0 ? '"old"' : '"new"' });
      if (answers++ === 0) cut(response, bytes, 100_000);
      else response.end(bytes);
    });
    const [file] = await new Downloads(QUICK).fetch(live(), [published(`${base}first`, FIRST)], () => {});
    expect(sha256(file?.bytes ?? SECOND)).toBe(sha256(FIRST));
    expect(conditions).toEqual([undefined, '"old"']);
  });

  it('is started over once where its parts do not make the file', async () => {
    let answers = 0;
    const { base, asked } = await standIn((request, response) => {
      const bytes = answers++ === 0 ? Buffer.alloc(FIRST.length, 1) : FIRST;
      const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
      response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from });
      if (answers === 1) cut(response, bytes, 100_000);
      else response.end(bytes.subarray(from));
    });
    const [file] = await new Downloads(QUICK).fetch(live(), [published(`${base}first`, FIRST)], () => {});
    expect(sha256(file?.bytes ?? SECOND)).toBe(sha256(FIRST));
    expect(asked).toEqual(['/first whole', '/first bytes=100000-', '/first whole']);
  });

  it.each([
    ['there is no such range any more', 416, undefined],
    ['another range is sent', 206, 'bytes 7-9/300000'],
  ])('is started over where %s', async (_name, status, range) => {
    const { base, asked } = await standIn((request, response) => {
      if (request.headers.range) response.writeHead(status, range ? { 'content-range': range } : {}).end('xyz');
      else if (asked.length > 1) response.end(FIRST);
      else {
        response.writeHead(200, { 'content-length': FIRST.length });
        cut(response, FIRST, 100_000);
      }
    });
    const [file] = await new Downloads(QUICK).fetch(live(), [published(`${base}first`, FIRST)], () => {});
    expect(sha256(file?.bytes ?? SECOND)).toBe(sha256(FIRST));
    expect(asked).toEqual(['/first whole', '/first bytes=100000-', '/first whole']);
  });

  it('by a server that goes away for a moment is resumed, too', async () => {
    const good = ranged(FIRST, 1);
    const { base, asked } = await standIn((request, response) => {
      if (asked.length === 2) response.writeHead(503).end();
      else good(request, response);
    });
    const [file] = await new Downloads(QUICK).fetch(live(), [published(`${base}first`, FIRST)], () => {});
    expect(sha256(file?.bytes ?? SECOND)).toBe(sha256(FIRST));
    expect(asked).toEqual(['/first whole', '/first bytes=100000-', '/first bytes=100000-']);
  });

  it('is asked for as a whole at last, where no range is ever answered', async () => {
    const { base, asked } = await standIn((request, response) => {
      if (request.headers.range) response.destroy();
      else if (asked.length > 1) response.end(FIRST);
      else {
        response.writeHead(200, { 'content-length': FIRST.length });
        cut(response, FIRST, 100_000);
      }
    });
    const [file] = await new Downloads(QUICK).fetch(live(), [published(`${base}first`, FIRST)], () => {});
    expect(sha256(file?.bytes ?? SECOND)).toBe(sha256(FIRST));
    expect(asked).toEqual(['/first whole', '/first bytes=100000-', '/first bytes=100000-', '/first whole']);
  });

  it('or falls silent is given up after a while', async () => {
    const { base, asked } = await standIn((_request, response) => {
      response.writeHead(200, { 'content-length': FIRST.length }).write('x');
    });
    const impatient = new Downloads({ stallMs: 100, pausesMs: [5] });
    const error = await refusal(impatient.fetch(live(), [published(`${base}first`, FIRST)], () => {}));
    expect(error.fields.found).toBe('1 bytes (nothing for 0.1 s)');
    expect(asked).toHaveLength(2);
  });
});

describe('a file that is not the one', () => {
  const lfs = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 300000\n';
  it.each<[string, Buffer, Partial<PublishedFile>, RegExp]>([
    [
      'of the same length',
      Buffer.alloc(FIRST.length),
      {},
      /not the published file; expected SHA-256 \w{64}, found SHA-256 \w{64}/,
    ],
    ['shorter', FIRST.subarray(1), {}, /not the published file; expected SHA-256/],
    ['longer', Buffer.concat([FIRST, SECOND]), {}, /too long; expected at most 300000 bytes, found 300014/],
    ['a web page', Buffer.from('\n<!DOCTYPE html><title>Log in</title>'), {}, /a web page, not the file.*log in first/],
    ['a web page, whose hash is not known', Buffer.from('<html>'), { sha256: null }, /a web page, not the file/],
    ['a Git LFS pointer', Buffer.from(lfs), { sha256: null }, /a Git LFS pointer, not the file/],
  ])('%s is refused at once', async (_name, bytes, changes, message) => {
    const { base, asked } = await standIn((_request, response) => {
      response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    });
    const error = await refusal(new Downloads(QUICK).fetch(live(), [published(`${base}first`, FIRST, changes)], () => {}));
    expect(error.name).toBe('LoadError');
    expect(error.fields.where).toBe(`${base}first`);
    expect(error.message).toMatch(message);
    expect(asked).toHaveLength(1);
  });

  it('without end is not read to its end', async () => {
    let closed = false;
    const { base } = await standIn((_request, response) => {
      const more = () => response.write(Buffer.alloc(65_536), () => setTimeout(more, 1));
      response.on('close', () => {
        closed = true;
      });
      more();
    });
    const error = await refusal(new Downloads(QUICK).fetch(live(), [published(`${base}first`, FIRST)], () => {}));
    expect(error.message).toMatch(/too long; expected at most 300000 bytes/);
    await expect.poll(() => closed).toBe(true);
  });
});

describe('no file', () => {
  it('where the server refuses it', async () => {
    const { base, asked } = await standIn((_request, response) => response.writeHead(404).end('404: Not Found'));
    const error = await refusal(new Downloads(QUICK).fetch(live(), [published(`${base}first`, FIRST)], () => {}));
    expect(error.message).toMatch(/refused the file; expected status 200, found 404 Not Found. The file may have been moved/);
    expect(asked).toHaveLength(1);
  });

  it('where there is no server', async () => {
    const error = await refusal(new Downloads(QUICK).fetch(live(), [published('http://127.0.0.1:9/first', FIRST)], () => {}));
    expect(error.message).toMatch(/could not be reached, or does not let this page read the file/);
  });

  it('where the browser knows that it is offline', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const files = [published('https://upstream.invalid/first', FIRST)];
    const error = await refusal(new Downloads(QUICK).fetch(live(), files, () => {}));
    expect(error.message).toMatch(/this browser is offline; found Failed to fetch. Connect to a network/);
  });
});
