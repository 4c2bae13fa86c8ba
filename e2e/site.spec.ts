import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';

test('the footer leads to the licences of all that the site holds, its workers’ parts too', async ({ explain, page }) => {
  await explain.ready();
  const link = page.getByRole('link', { name: 'Licences' });
  const answer = await page.request.get(new URL((await link.getAttribute('href')) ?? '', page.url()).href);
  expect(answer.ok()).toBe(true);
  const text = await answer.text();
  for (const name of ['react', 'comlink', 'jsfive', 'papaparse', 'workbox-core'])
    expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
});

/** Packed, in bytes: of the page, and of the worker beside it, a third of which are the kernels of all kinds of layers. */
const PAGE_AT_MOST = 150_000;
const WORKER_AT_MOST = 72_000;

test('scripts and styles that the first heat map waits for are few', async ({ explain, page }) => {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[data-heat-map]')) return;
      observer.disconnect();
      performance.mark('first heat map');
    }).observe(document, { subtree: true, childList: true });
  });
  await explain.ready();
  // Whatever comes later has to be there too, or this would count nothing of what it might hold.
  await page.getByRole('listbox').waitFor();
  const { before, after } = await page.evaluate(() => {
    const [mark] = performance.getEntriesByName('first heat map');
    const code = performance.getEntriesByType('resource').filter(({ name }) => /\.(js|css)$/.test(new URL(name).pathname));
    const inFolder = (name: string) => `/${name.slice(new URL('.', document.baseURI).href.length)}`;
    const names = (early: boolean) =>
      code.filter(({ startTime }) => startTime < (mark?.startTime ?? 0) === early).map(({ name }) => inFolder(name));
    return { before: names(true), after: names(false) };
  });
  const size = (path: string) => gzipSync(readFileSync(`dist${path}`), { level: 9 }).length;
  const sum = (paths: readonly string[]) => paths.reduce((bytes, path) => bytes + size(path), 0);
  const isWorker = (path: string) => path.includes('.worker-');
  const [first] = before.filter(isWorker);
  expect(first).toContain('engine.worker');
  expect(after.some((path) => path.includes('examples-panel'))).toBe(true);
  const workers = withImports(first ?? '');
  const own = before.filter((path) => !isWorker(path) && !workers.includes(path));
  // The greatest part of it is React; were less than that found, something would not have been counted.
  expect(sum(own)).toBeGreaterThan(70_000);
  expect(sum(own)).toBeLessThan(PAGE_AT_MOST);
  expect(sum(workers)).toBeLessThan(WORKER_AT_MOST);
});

/** A built script with those that it imports and so on, but for what it loads late. */
function withImports(path: string, known: readonly string[] = []): readonly string[] {
  if (known.includes(path)) return known;
  const found = readFileSync(`dist${path}`, 'utf8').matchAll(/\b(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g);
  let all: readonly string[] = [...known, path];
  for (const [, name] of found) all = withImports(`/assets/${name}`, all);
  return all;
}

/** Notes what moves on the page: since when, and how much (https://web.dev/articles/cls). */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: { at: number; value: number }[] = [];
    Reflect.set(window, 'shifts', shifts);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push({ at: entry.startTime, value: Reflect.get(entry, 'value') });
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** The sum of what has moved since the mark of this name, or in all. */
function movedSince(page: Page, mark?: string): Promise<number> {
  return page.evaluate((mark) => {
    const [from] = mark === undefined ? [] : performance.getEntriesByName(mark);
    const shifts: { at: number; value: number }[] = Reflect.get(window, 'shifts');
    return shifts.filter(({ at }) => at > (from?.startTime ?? 0)).reduce((sum, { value }) => sum + value, 0);
  }, mark);
}

for (const [width, height] of [
  [1440, 1000],
  [1280, 720],
  [1024, 768],
  [390, 844],
  [360, 740],
] as const) {
  test(`while the model loads and the first heat map comes nothing moves at ${width} x ${height}`, async ({ explain, page }) => {
    await page.setViewportSize({ width, height });
    await watchShifts(page);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/model/vocab.txt', async (route) => {
      await held;
      await route.continue();
    });
    await explain.open();
    await page.getByText(/Loading the model ·/).waitFor();
    release();
    await explain.words('LRP').first().waitFor();
    await page.getByRole('button', { name: 'Pin this' }).and(page.locator(':enabled')).waitFor();
    // A fifth of what counts as good.
    expect(await movedSince(page)).toBeLessThan(0.02);
  });
}

test('what is loaded after the first heat map moves nothing', async ({ explain, page }) => {
  await watchShifts(page);
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[data-heat-map]')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => performance.mark('painted')));
    }).observe(document, { subtree: true, childList: true });
  });
  await explain.ready();
  await page.getByRole('listbox').waitFor();
  await page.getByRole('button', { name: 'Pin this' }).and(page.locator(':enabled')).waitFor();
  // A hundredth of what counts as good (0.1): marks of the predictions that come in the list.
  expect(await movedSince(page, 'painted')).toBeLessThan(0.001);
});
