import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { ExplainPage } from './pages/explain-page.ts';
import { ModelsPage } from './pages/models-page.ts';
import { safetensors } from './safetensors.ts';

const WORDS = 60_000;
const SIZE = 100;
const HIDDEN = 8;

const SHAPES = {
  'embedding.weight': [WORDS, SIZE],
  'lstm.weight_ih_l0': [4 * HIDDEN, SIZE],
  'lstm.weight_hh_l0': [4 * HIDDEN, HIDDEN],
  'lstm.bias_ih_l0': [4 * HIDDEN],
  'lstm.bias_hh_l0': [4 * HIDDEN],
  'fc.weight': [2, HIDDEN],
  'fc.bias': [2],
};

declare global {
  interface Window {
    /** Bytes in messages to workers. */
    sentBytes: number;
  }
}

/** Counts the bytes that are copied, or handed over, to workers: those behind a Blob are not. */
function countSentBytes(): void {
  window.sentBytes = 0;
  const bytesIn = (value: unknown): number => {
    if (typeof value !== 'object' || value === null || value instanceof Blob || value instanceof MessagePort) return 0;
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
    return Object.values(value).reduce<number>((sum, part) => sum + bytesIn(part), 0);
  };
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: never[]) {
    window.sentBytes += bytesIn(message);
    return postMessage.call(this, message, ...rest);
  };
}

test('a model of 24 MB goes to the worker as files, once, and is there after a reload', async ({
  playwright,
  launchOptions,
  baseURL,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'lrp-lens-large-'));
  // A window that keeps what it is given, as those that are not private do.
  const context = await playwright.chromium.launchPersistentContext(join(folder, 'profile'), {
    ...launchOptions,
    baseURL: baseURL ?? '',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  const [explain, models] = [new ExplainPage(page), new ModelsPage(page)];
  await page.addInitScript(countSentBytes);
  try {
    const [weights, vocabulary] = [join(folder, 'large.safetensors'), join(folder, 'vocab.txt')];
    writeFileSync(weights, safetensors(SHAPES));
    writeFileSync(vocabulary, Array.from({ length: WORDS }, (_, id) => `word${id.toString(36)}`).join('\n'));
    await explain.ready();
    await models.give([weights, vocabulary]);
    for (const name of ['large', 'large one', 'large once']) await models.field('Name').fill(name);
    await models.use();
    await explain.sentence.fill('worda wordzz word17 nowhere');
    await expect.poll(() => explain.wordTexts('LRP')).toEqual(['worda', 'wordzz', 'word17', 'nowhere']);
    const values = await explain.values('LRP');
    expect(values.filter((value) => value !== 0).length).toBeGreaterThan(1);
    expect(await page.evaluate(() => window.sentBytes)).toBeLessThan(1_000_000);

    // What is kept is a copy: the files may go.
    await expect(models.notice).toBeHidden();
    for (const path of [weights, vocabulary]) rmSync(path);
    await page.reload();
    await expect(models.button).toContainText('large once');
    await expect.poll(() => explain.wordTexts('LRP')).toEqual(['worda', 'wordzz', 'word17', 'nowhere']);
    expect(await explain.values('LRP')).toEqual(values);
    expect(await page.evaluate(() => window.sentBytes)).toBeLessThan(1_000_000);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
