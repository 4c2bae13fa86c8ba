import { spawnSync } from 'node:child_process';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

const OPENING = ['the', 'plot', 'is', 'clever', ',', 'but', 'the', 'acting', 'is', 'never', 'less', 'than', 'painful', '.'];

test('opens on an example that is explained already, within 2 s', async ({ explain, page }) => {
  // A busy machine may spoil one opening; it gets two more, and the first that is in time counts.
  let milliseconds = Number.POSITIVE_INFINITY;
  for (let opening = 0; opening < 3 && milliseconds >= 2000; opening++) {
    await explain.ready();
    milliseconds = await page.evaluate(() => performance.now());
    console.log(`first heat map ${milliseconds.toFixed(0)} ms after opening`);
  }
  expect(milliseconds).toBeLessThan(2000);
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

test('explains while one types: a keystroke is painted within a few frames', async ({ explain }) => {
  await explain.ready();
  await explain.sentence.fill('this is the sort of film that one would like to love but it never quite earns it at al');
  await expect(explain.words('LRP')).toHaveCount(20);
  await explain.sentence.press('End');
  const times: number[] = [];
  for (const letter of 'ltogetherfineindeed') times.push(await explain.timeKey(letter));
  times.sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)] ?? Number.NaN;
  const slowest = times.at(-1) ?? Number.NaN;
  console.log(`keystroke to painted heat map, 20 words: median ${median.toFixed(1)} ms, slowest ${slowest.toFixed(1)} ms`);
  expect(median).toBeLessThan(100); // aim: 50 ms; generous, for the machine may be busy
  expect(slowest).toBeLessThan(400);
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
  await page.getByRole('checkbox', { name: /follow the prediction/ }).check();
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
