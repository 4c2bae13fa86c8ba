/** All experiments run into one report. */
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { test } from './fixtures.ts';
import { pictureFacts } from './saved-files.ts';

test('all of them run into a report, one page and one zip, the same bytes from the same settings', async ({
  experiments,
  page,
  context,
}) => {
  await page.goto('./#s=a+secret+sentence');
  await experiments.enter();
  const card = page.getByRole('region', { name: 'Report' });
  const made = async () => {
    await card.getByRole('button', { name: 'Run all' }).click();
    await expect(card.getByRole('status')).toContainText(
      '8 of 9 experiments are in the report. Not run: Words in context. No word is chosen.',
    );
    const files: Buffer[] = [];
    for (const name of ['Save page', 'Save zip']) {
      const [file] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name }).click()]);
      files.push(await readFile(await file.path()));
    }
    return files;
  };
  const [html = Buffer.of(), zip = Buffer.of()] = await made();
  expect(html.toString()).not.toContain('secret');
  const names = Object.keys(unzipSync(zip));
  for (const name of [
    'report.html',
    'settings.json',
    'accuracy/accuracy.json',
    'accuracy/confusion.csv',
    'accuracy/accuracy-confusion.svg',
  ]) {
    expect(names).toContain(name);
  }
  const fresh = await context.newPage();
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    const text = Buffer.from(bytes).toString();
    expect(text, name).not.toMatch(/secret|NaN|undefined/);
    if (name.endsWith('.svg')) expect(await pictureFacts(fresh, text), name).toEqual({ sized: true, blank: false });
    if (name.endsWith('.json')) JSON.parse(text);
    if (name.endsWith('.csv')) expect(Papa.parse(text, { header: true, skipEmptyLines: true }).errors, name).toEqual([]);
  }
  // The page was scrolled down to the button when they were drawn: a table's head is above its rows all the same.
  const slices = Buffer.from(unzipSync(zip)['accuracy/accuracy-by-slice.svg'] ?? []).toString();
  const topOf = (word: string) => Number(new RegExp(`y="([\\d.]+)"[^>]*>${word}<`).exec(slices)?.[1]);
  expect(topOf('Slice')).toBeLessThan(topOf('All'));
  const asked: string[] = [];
  fresh.on('request', (request) => asked.push(request.url()));
  await fresh.setContent(html.toString());
  const pictures = fresh.locator('figure img');
  expect(await pictures.count()).toBeGreaterThan(8);
  const drawn = () => pictures.evaluateAll((all) => all.every((one) => one instanceof HTMLImageElement && one.naturalWidth > 0));
  await expect.poll(drawn, 'every picture is drawn').toBe(true);
  await expect(fresh.getByRole('row', { name: /sentences of at least 10 words/ })).toContainText('1,849');
  await fresh.setViewportSize({ width: 360, height: 740 });
  const onPhone = () => pictures.evaluateAll((all) => all.map((one) => (one instanceof HTMLImageElement ? one.naturalWidth : 0)));
  await expect.poll(async () => Math.max(...(await onPhone())), 'one column wide').toBeLessThan(330);
  expect(await fresh.evaluate(() => document.documentElement.scrollWidth), 'nothing is wider than the phone').toBe(360);
  expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([]);

  await page.reload();
  await experiments.data.selectOption('built-in');
  const [again, zipAgain] = await made();
  expect(again?.equals(html)).toBe(true);
  expect(zipAgain?.equals(zip)).toBe(true);
});
