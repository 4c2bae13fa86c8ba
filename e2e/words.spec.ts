import { expect } from '@playwright/test';
import Papa from 'papaparse';
import { test } from './fixtures.ts';
import { svgFacts, textOf } from './saved-files.ts';

test('a word leads to all its occurrences and to the map of words, by pointer and by keys, and both can be saved', async ({
  explain,
  experiments,
  evidence,
  exports,
  question,
  page,
}) => {
  await page.goto('./#example=built-in:2');
  const cell = explain.words('LRP').filter({ hasText: /^the/i }).first();
  await cell.waitFor();
  const value = /[+−]?\d+\.\d\d/.exec((await cell.textContent()) ?? '')?.[0] ?? '';
  await cell.click();
  await question.item('Where else it stands').click();

  await test.step('in context, with the same relevance as on Explain', async () => {
    await expect(experiments.setting('Word')).toHaveValue(/^the$/i);
    await expect(experiments.result).toContainText(/stands \d+ times in \d+ of 155 sentences/);
    await expect(page).toHaveURL(/experiment=context&data=built-in&settings=word:[Tt]he&/);
    await expect(experiments.occurrences).toHaveCount(50);
    const numbers = async () =>
      (await experiments.occurrences.locator('b').allTextContents()).map((text) => Number(text.replace('−', '-')));
    const highest = await numbers();
    expect(highest).toEqual(highest.toSorted((a, b) => b - a));
    await experiments.result.getByText('Lowest', { exact: true }).click();
    await expect.poll(async () => (await numbers())[0]).toBeLessThan(highest[0] ?? 0);
    await experiments.result.getByText('Data set', { exact: true }).click();
    await expect(experiments.occurrences.filter({ hasText: /no\. 2$/ }).first()).toContainText(value);
    await experiments.result.getByRole('button', { name: 'Show 50 more' }).click();
    await expect(experiments.occurrences).toHaveCount(100);
    const all = Number(/stands (\d+) times/.exec((await experiments.result.textContent()) ?? '')?.[1]);
    await experiments.result.getByText(`occurrences, ${all} rows`).click();
    const csv = await textOf(await experiments.save(/^Save “occurrences” as CSV$/));
    const { data, errors } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
    expect(errors).toEqual([]);
    expect(data).toHaveLength(all);
    expect(data.every(({ word, relevance }) => word === 'the' && Number.isFinite(Number(relevance)))).toBe(true);
  });

  await test.step('a click explains the sentence', async () => {
    await experiments.occurrences
      .filter({ hasText: /no\. 2$/ })
      .first()
      .click();
    await expect(page.getByRole('status').filter({ hasText: 'Listed:' })).toContainText('one sentence');
    await expect(explain.words('LRP').first()).toBeVisible();
    await page.goBack();
    await expect(experiments.occurrences.first()).toBeVisible();
  });

  await test.step('on the map, which the arrow keys walk', async () => {
    await experiments.item('Map of words').click();
    await experiments.run.click();
    await expect(experiments.result).toContainText(/\d+ of 715 different words have a place/);
    await expect(experiments.map).toContainText(/first principal component, \d+\.\d\s% of the variance/);
    await expect(experiments.map).toContainText('in the sentence on Explain');
    const told = experiments.map.getByRole('status');
    await experiments.mapPoint.focus();
    await expect(told).toContainText('×, mean LRP');
    const first = await told.textContent();
    await expect(async () => {
      for (const key of ['ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowDown']) await page.keyboard.press(key);
      expect(await told.textContent()).not.toBe(first);
    }).toPass();
    const svg = (await exports.saveFigure(/^Save “Words by embedding/, 'SVG')).bytes.toString();
    const whole = { root: 'svg', texts: true, model: true, screenOnly: 0, outside: [], sized: true, blank: false };
    expect(await svgFacts(page, svg)).toEqual(whole);
    expect(svg).not.toMatch(/NaN|var\(|url\(/);
    expect((await exports.saveFigure(/^Save “Words by embedding/, 'PDF')).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    await page.keyboard.press('Escape');
    await experiments.mapPoint.focus();
    const word = /^(.*?): /.exec((await experiments.mapPoint.getAttribute('aria-label')) ?? '')?.[1] ?? '';
    await page.keyboard.press('Enter');
    await expect(experiments.setting('Word')).toHaveValue(word);
    await expect(experiments.setting('Explained class')).toHaveValue('4');
    await expect(experiments.result).toContainText(`“${word}” stands`);
  });

  await test.step('a pointer tells a word, a click opens it', async () => {
    await experiments.item('Map of words').click();
    const label = experiments.map.locator('svg text').filter({ hasText: /^worst$/ });
    const box = await label.boundingBox();
    await page.mouse.move((box?.x ?? 0) - 6, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    await expect(experiments.map.getByRole('status')).toContainText(/^worst .*×, mean LRP −/);
    await page.mouse.down();
    await page.mouse.up();
    await expect(experiments.setting('Word')).toHaveValue('worst');
  });

  await test.step('from the word table, and without a word', async () => {
    await experiments.view('Explain').click();
    await evidence.openWordTable();
    const named = evidence
      .rows()
      .getByRole('button', { name: /^\w+ ?, where else it stands$/ })
      .first();
    const word = /^\w+/.exec((await named.textContent()) ?? '')?.[0] ?? '';
    await named.click();
    await expect(experiments.setting('Word')).toHaveValue(word);
    await expect(experiments.result).toContainText(`“${word}” stands`);
    await experiments.setting('Word').fill('');
    await expect(page.getByText('No word is chosen.')).toBeVisible();
    await expect(experiments.run).toBeDisabled();
    await experiments.setting('Word').fill('zyzzyva');
    await page.keyboard.press('Enter');
    await expect(experiments.result).toContainText('No sentence that can be explained holds “zyzzyva”');
  });
});
