import { expect } from '@playwright/test';
import { explained } from '../src/testing/headless.ts';
import { test } from './fixtures.ts';
import { TIMING, tell, timeKeys, timeTwentyWords } from './timing.ts';

const OPENING = ['the', 'tale', 'is', 'old', ',', 'but', 'the', 'telling', 'is', 'fresh', '.'];

test('opens on an example that is explained already, and says what the page is', async ({ explain, page }) => {
  await explain.ready();
  expect(await explain.wordTexts('LRP')).toEqual(OPENING);
  await expect(explain.sentence).toHaveValue('The tale is old, but the telling is fresh.');
  await expect(page.getByRole('banner')).toContainText('See which words made a neural network decide.');
});

test('there are sentences to try, and an empty field for one’s own', async ({ explain, page }) => {
  await explain.ready();
  const chips = page.getByRole('group', { name: 'Try' });
  await expect(chips.getByRole('button', { pressed: true })).toHaveText('Contrast');
  await chips.getByRole('button', { name: 'A hard case' }).click();
  await expect(explain.sentence).toHaveValue(/The plot is clever/);
  await expect(chips.getByRole('button', { pressed: true })).toHaveText('A hard case');
  await chips.getByRole('button', { name: 'Your own…' }).click();
  await expect(explain.sentence).toHaveValue('');
  await expect(explain.sentence).toBeFocused();
});

test('shows the figures that the headless command gives', async ({ explain }) => {
  await explain.hardCase();
  await explain.sentence.fill('A warm, funny and thoroughly predictable comedy.');
  await expect(explain.words('LRP')).toHaveCount(9);
  const { methods, model, predicted } = explained('A warm, funny and thoroughly predictable comedy.');
  const shown: Readonly<Record<string, string>> = { lrp: 'LRP', gi: 'Gradient', sa: 'Sensitivity' };
  expect(methods.map(({ id }) => id).toSorted()).toEqual(Object.keys(shown).toSorted());
  for (const { id, words } of methods) {
    const values = await explain.values(shown[id] ?? id);
    expect(values).toHaveLength(words.length);
    for (const [t, value] of values.entries())
      expect(Math.abs(value - (words[t] ?? Number.NaN)), `${id} ${t}`).toBeLessThanOrEqual(0.0051);
  }
  await expect(explain.page.getByRole('heading', { name: new RegExp(`Why .${model.classes[predicted]}.`) })).toBeVisible();
});

test('the first heat map comes soon after the page itself', TIMING, async ({ explain, page }) => {
  await explain.hardCase();
  const { loaded, explained } = await page.evaluate(() => ({
    loaded: performance.getEntriesByType('navigation').map((entry) => entry.toJSON().loadEventStart)[0],
    explained: performance.now(),
  }));
  tell('first heat map after opening', explained, 2000);
  expect(explained / loaded).toBeLessThan(20);
});

test('explains while one types: the cost of a key grows no faster than the sentence', TIMING, async ({ explain }) => {
  await explain.hardCase();
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
  await explain.hardCase();
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

test('tells the values of a word, by pointer and by keyboard, and all their digits in its menu', async ({
  explain,
  question,
  page,
}) => {
  await explain.hardCase();
  const place = await explain.details.boundingBox();
  await explain.words('LRP').nth(3).hover();
  await expect(explain.details).toContainText('clever');
  await expect(explain.details).toContainText(/LRP−0\.\d{4} rank 1/);
  expect((await explain.details.boundingBox())?.y).toBe(place?.y); // nothing moves
  await page.mouse.move(0, 0);
  await expect(explain.details).not.toContainText('clever');
  await explain.words('LRP').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(explain.words('LRP').nth(1)).toBeFocused();
  await expect(explain.words('LRP').nth(1)).toHaveAccessibleDescription(/plot.*word 2 of 14.*LRP/);
  await page.keyboard.press('Enter');
  await expect(question.menu).toContainText(/plot.*LRP\+0\.\d{10,}/);
});

test('what comes to lie beneath a pointer that rests is not pointed at', async ({ explain, page }) => {
  await explain.ready();
  const cell = await explain.words('LRP').nth(9).boundingBox();
  if (!cell) throw new Error('nothing to point at');
  await page.mouse.move(cell.x + 10, cell.y + 120); // beneath the heat map
  await page.mouse.wheel(0, 100);
  await expect.poll(async () => (await explain.words('LRP').nth(9).boundingBox())?.y).not.toBe(cell.y);
  await page.evaluate(() => scrollTo(0, 0));
  await page.mouse.move(cell.x + 10, cell.y + 10);
  await expect(explain.details).toContainText('fresh');
  await explain.sentence.fill('It is a long and winding tale, and yet the telling of it all is fresh.');
  await explain.words('LRP').nth(15).waitFor();
  await expect(explain.details).not.toContainText('+');
});

test('the ledger adds up: words to all words, and these with the other shares to the score', async ({ explain, evidence }) => {
  await explain.ready();
  await evidence.ledger.waitFor();
  const amounts = await evidence.ledgerAmounts();
  const words = await evidence.wordAmounts();
  const [all = Number.NaN, ...shares] = amounts;
  const score = shares.pop() ?? Number.NaN;
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  expect(words.length).toBeGreaterThan(5);
  expect(shares).toHaveLength(3);
  expect(Math.abs(sum(words) - all)).toBeLessThan(0.05); // rounded figures
  expect(Math.abs(all + sum(shares) - score)).toBeLessThan(0.03);
  // The largest first, as the heat map has them.
  expect(words[0]).toBe(Math.max(...(await explain.values('LRP')).map(Math.abs)));
});

test('keeps the theme that was chosen', async ({ explain, page }) => {
  await explain.hardCase();
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
