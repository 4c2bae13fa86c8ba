import { spawnSync } from 'node:child_process';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { TIMING, tell, timeKeys, timeTwentyWords } from './timing.ts';

const OPENING = ['the', 'plot', 'is', 'clever', ',', 'but', 'the', 'acting', 'is', 'never', 'less', 'than', 'painful', '.'];

test('opens on an example that is explained already', async ({ explain }) => {
  await explain.ready();
  for (const method of ['LRP', 'Gradient', 'Sensitivity']) expect(await explain.wordTexts(method)).toEqual(OPENING);
  await expect(explain.sentence).toHaveValue(/The plot is clever/);
});

test('shows the figures that the headless command gives', async ({ explain }) => {
  await explain.ready();
  await explain.sentence.fill('A warm, funny and thoroughly predictable comedy.');
  await expect(explain.words('LRP')).toHaveCount(9);
  const { stdout } = spawnSync('npx', ['tsx', 'scripts/explain.ts', 'A warm, funny and thoroughly predictable comedy.'], {
    encoding: 'utf8',
  });
  const { methods, classes, predicted } = { classes: [], ...JSON.parse(stdout), ...JSON.parse(stdout).model };
  const shown = { lrp: 'LRP', gi: 'Gradient', sa: 'Sensitivity' } as const;
  for (const { id, words } of methods as { id: keyof typeof shown; words: number[] }[]) {
    const values = await explain.values(shown[id]);
    expect(values).toHaveLength(words.length);
    for (const [t, value] of values.entries())
      expect(Math.abs(value - (words[t] ?? Number.NaN)), `${id} ${t}`).toBeLessThanOrEqual(0.0051);
  }
  await expect(explain.page.getByRole('heading', { name: new RegExp(`Why .${classes[predicted]}.`) })).toBeVisible();
});

test('the first heat map comes soon after the page itself', TIMING, async ({ explain, page }) => {
  await explain.ready();
  const { loaded, explained } = await page.evaluate(() => ({
    loaded: performance.getEntriesByType('navigation').map((entry) => entry.toJSON().loadEventStart)[0],
    explained: performance.now(),
  }));
  tell('first heat map after opening', explained, 2000);
  expect(explained / loaded).toBeLessThan(20);
});

test('explains while one types: the cost of a key grows no faster than the sentence', TIMING, async ({ explain }) => {
  await explain.ready();
  await explain.sentence.fill('at al');
  await expect(explain.words('LRP')).toHaveCount(2);
  await explain.sentence.press('End');
  const two = await timeKeys(explain, 'ltogetherfineindeed');
  const twenty = await timeTwentyWords(explain);
  tell('keystroke to painted heat map, 20 words', twenty, 50);
  expect(twenty / two).toBeLessThan(10);
});

test('the target class is chosen by click and by arrow keys, and follows the prediction by default', async ({
  explain,
  page,
}) => {
  await explain.ready();
  await expect(explain.classRadio('negative')).toBeChecked();
  const forNegative = await explain.values('LRP');
  await explain.classCard('positive').click();
  await expect(page.getByRole('heading', { name: /Why .positive.\?/ })).toBeVisible();
  await expect.poll(() => explain.values('LRP')).not.toEqual(forNegative);
  await explain.classRadio('positive').press('ArrowRight');
  await expect(explain.classRadio('very positive')).toBeChecked();
  await expect(page.getByRole('heading', { name: /Why .very positive.\?/ })).toBeVisible();
  await page.getByRole('checkbox', { name: /always explain the predicted class/ }).check();
  await expect(explain.classRadio('negative')).toBeChecked();
  await expect.poll(() => explain.values('LRP')).toEqual(forNegative);
});

test('tells the exact values of a word, by pointer and by keyboard', async ({ explain, page }) => {
  await explain.ready();
  await explain.words('LRP').nth(3).hover();
  const tooltip = page.getByRole('tooltip');
  await expect(tooltip).toContainText('clever');
  await expect(tooltip).toContainText('LRP');
  await expect(tooltip).toContainText(/[−+]0\.\d{4,}/);
  await page.mouse.move(0, 0);
  await explain.words('LRP').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(explain.words('LRP').nth(1)).toBeFocused();
  await expect(tooltip).toContainText('plot');
});

test('the ledger adds up to the score', async ({ explain, page }) => {
  await explain.ready();
  const ledger = page.getByRole('table').filter({ has: page.getByRole('rowheader', { name: 'bias share' }) });
  const rows = await ledger
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') })
    .allTextContents();
  const numbers = rows.map((row) => Number((row.match(/[−-]?\d+\.\d+/)?.[0] ?? '').replace('−', '-'))).filter(Number.isFinite);
  const score = numbers.at(-1) ?? Number.NaN;
  expect(numbers).toHaveLength(5);
  expect(Math.abs(numbers.slice(0, -1).reduce((a, b) => a + b, 0) - score)).toBeLessThan(0.03); // four rounded figures
});

test('keeps the theme that was chosen', async ({ explain, page }) => {
  await explain.ready();
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const before = await background();
  const button = page.getByRole('button', { name: /theme/i });
  await button.click();
  if ((await background()) === before) await button.click(); // system and light may look the same
  const chosen = await background();
  expect(chosen).not.toBe(before);
  await page.reload();
  await explain.words('LRP').first().waitFor();
  expect(await background()).toBe(chosen);
});
