import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { test as base } from './fixtures.ts';
import { hasUpstream } from './pages/published-page.ts';
import { HOST_PORT, type Listener, PublishedHost } from './published-host.ts';

const OPEN = { 'access-control-allow-origin': '*' };
const CUT_AT = 4_000_000;
const MASTER = '/ArrasL/LRP_for_LSTM/master/';

/** The browser finds the stand-in under the host's own name: the page and its policy are those of production. */
const test = base.extend<{ host: PublishedHost }>({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const rules = [
        `--host-resolver-rules=MAP raw.githubusercontent.com:443 127.0.0.1:${HOST_PORT}`,
        '--ignore-certificate-errors',
      ];
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...rules] });
    },
    { scope: 'worker' },
  ],
  host: async ({ page: _ }, use) => {
    const host = new PublishedHost();
    await use(host);
    await host.stop();
  },
});

test.describe.configure({ mode: 'default' }); // the stand-in has one port

test.use({ expectedErrors: /raw\.githubusercontent\.com|Failed to load resource|net::ERR/ });

test.beforeEach(async ({ explain, published }) => {
  test.skip(!hasUpstream, 'skipped: no upstream files');
  await explain.ready();
  await published.open();
});

/** Sends `bytes` from where the range begins; with a limit, no more than that many before the connection is cut. */
function send(response: ServerResponse, bytes: Buffer, from: number, limit = Number.POSITIVE_INFINITY): void {
  const rest = bytes.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, { ...OPEN, 'content-length': rest.length });
  if (limit >= rest.length) response.end(rest);
  else response.write(rest.subarray(0, limit), () => setTimeout(() => response.destroy(), 300));
}

const startOf = (range: string | undefined): number => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);

test('a transfer that is cut off is resumed where it broke off', async ({ published, host }) => {
  const ready = await host.start((request, response) => {
    const bytes = published.bytes(request.url?.slice(MASTER.length) ?? '');
    const from = startOf(request.headers.range);
    send(response, bytes, from, bytes.length > CUT_AT && from === 0 ? CUT_AT : undefined);
  });
  test.skip(!ready, 'skipped: no openssl');
  await published.fetch();
  await expect(published.panel).toContainText('of 30 figures agree');
  expect(host.asked.slice(0, 4)).toEqual([
    'GET vocab whole',
    'GET model whole',
    'GET sequence_test.txt whole',
    'GET embeddings.npy whole',
  ]);
  expect(host.asked.slice(4), 'and no leave had to be asked for').toHaveLength(1);
  expect(host.asked[4]).toMatch(/^GET embeddings\.npy bytes=\d+-$/);
});

// For a range the browser asks for the file as it is; a host that compresses it all the same could not be understood.
for (const [name, heeds, requests] of [
  ['without ranges it is started over', true, ['whole', 'bytes']],
  ['compressed whatever is asked, it is asked for as a whole at last', false, ['whole', 'bytes', 'bytes', 'whole']],
] as const) {
  test(name, async ({ published, host }) => {
    const path = 'model/embeddings.npy';
    const compressed = gzipSync(published.bytes(path), { level: 1 });
    let answers = 0;
    const ready = await host.start((request, response) => {
      const plain = !request.url?.endsWith(path) || (heeds && request.headers['accept-encoding'] === 'identity');
      if (plain) return send(response, published.bytes(request.url?.slice(MASTER.length) ?? ''), 0);
      response.writeHead(200, { ...OPEN, 'content-encoding': 'gzip', 'content-length': compressed.length });
      if (answers++ === 0) response.write(compressed.subarray(0, CUT_AT), () => setTimeout(() => response.destroy(), 300));
      else response.end(compressed);
    });
    test.skip(!ready, 'skipped: no openssl');
    await published.fetch();
    await expect(published.panel).toContainText('of 30 figures agree');
    const ranges = host.asked.slice(3).map((request) => request.split(/[ =]/)[2]);
    expect(ranges).toEqual(requests);
  });
}

test('cut off again and again it is told, and another try goes on from there', async ({ published, host }) => {
  let cuts = 0;
  const listener: Listener = (request, response) => {
    const bytes = published.bytes(request.url?.slice(MASTER.length) ?? '');
    send(response, bytes, startOf(request.headers.range), bytes.length > CUT_AT && cuts++ < 4 ? 1_000_000 : undefined);
  };
  test.skip(!(await host.start(listener)), 'skipped: no openssl');
  await published.fetch();
  const alert = published.panel.getByRole('alert');
  await expect(alert).toContainText('The download broke off.');
  await expect(alert).toContainText('3 of 4 files are here');
  await published.button(/Try again/).click();
  await expect(published.panel).toContainText('of 30 figures agree');
  expect(host.asked.at(-1)).toMatch(/^GET embeddings\.npy bytes=[1-4]\d{6}-$/);
  expect(host.asked).toHaveLength(8);
});

test('a slow host: the bar moves, and a cancellation ends the transfer', async ({ published, host }) => {
  let closed = false;
  const ready = await host.start(async (request, response) => {
    const bytes = published.bytes(request.url?.slice(MASTER.length) ?? '');
    if (bytes.length < CUT_AT) return send(response, bytes, 0);
    response.on('close', () => {
      closed = true;
    });
    response.writeHead(200, { ...OPEN, 'content-length': bytes.length });
    for (let at = 0; at < bytes.length && !closed; at += 100_000) {
      response.write(bytes.subarray(at, at + 100_000));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
  test.skip(!ready, 'skipped: no openssl');
  await published.fetch();
  const value = async () => Number(await published.progress('model/embeddings.npy').getAttribute('value'));
  await expect.poll(value).toBeGreaterThan(200_000);
  const before = await value();
  await expect.poll(value).toBeGreaterThan(before + 300_000);
  await expect(published.progress('model/embeddings.npy')).toHaveAttribute('max', '9378368');
  await published.button(/Cancel/).click();
  await expect(published.button(/Get the published model/)).toBeVisible();
  await expect.poll(() => closed).toBe(true);
});

test('a host that does not let the page read is told', async ({ published, host }) => {
  const ready = await host.start((_request, response) => response.end('without the header that other sites need'));
  test.skip(!ready, 'skipped: no openssl');
  await published.fetch();
  await expect(published.panel.getByRole('alert')).toContainText('does not let this page read the file');
  expect(host.asked).toEqual(['GET vocab whole']);
});
