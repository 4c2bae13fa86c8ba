import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

/** docs/deploy.md, tried as it is written: the site from `lrp-lens serve`, with every header of the table. */
let served: ChildProcess;
let address = '';

test.use({ serviceWorkers: 'allow', baseURL: async ({ browserName: _ }, use) => use(address) });

test.beforeAll(async () => {
  served = spawn(process.execPath, ['--import', 'tsx', 'scripts/lrp-lens.ts', 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const chunk of served.stdout ?? []) {
    address = /http:\S+/.exec(String(chunk))?.[0] ?? '';
    if (address) break;
  }
});

test.afterAll(() => {
  served.kill();
});

/** Name and value of each header in the page's table that has one value for all files. */
function documented(): Record<string, string> {
  const rows = readFileSync('docs/deploy.md', 'utf8').matchAll(/^\| `([\w-]+)` \| `([^`]+)` \|/gm);
  return Object.fromEntries(Array.from(rows, ([, name = '', value = '']) => [name.toLowerCase(), value]));
}

test('with the headers of the table the console stays clean, the engine runs, and it opens without its host', async ({
  explain,
  page,
  request,
}) => {
  const expected = documented();
  expect(Object.keys(expected)).toHaveLength(6);
  const script = /assets\/index-[\w-]+\.js/.exec(await (await request.get(address)).text())?.[0] ?? '';
  for (const path of ['', 'sw.js', 'model/config.json', script]) {
    const headers = (await request.get(address + path)).headers();
    expect(headers, path).toMatchObject(expected);
    expect(headers['content-security-policy']).toMatch(
      /script-src 'self' 'wasm-unsafe-eval' 'sha256-.*; frame-ancestors 'self'$/,
    );
    expect(headers['cache-control'], path).toBe(path === script ? 'public, max-age=31536000, immutable' : 'no-cache');
  }
  expect((await request.get(`${address}..%2f..%2fpackage.json`)).status(), 'nothing beside the site').toBe(404);

  await explain.ready();
  await explain.sentence.fill('A fine film.');
  await expect(explain.words('LRP')).toHaveCount(4);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(page.getByRole('contentinfo')).toContainText('Works offline.');
  served.kill();
  await page.reload();
  await explain.sentence.fill('No host, and it still explains.');
  await expect(explain.words('LRP')).toHaveCount(8);
});

test.describe('opened as a file', () => {
  test.use({ expectedErrors: /blocked by CORS|ERR_FAILED/ });

  test('it says that it has to be served', async ({ page }) => {
    await page.goto(pathToFileURL(resolve('dist/index.html')).href);
    await expect(page.getByText('This page was opened as a file')).toBeVisible();
  });
});
