/** What is longer, larger or other than anybody means it to be: the page stays a page, and says what it did. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';

const MODEL = 'src/testing/fixtures/pytorch-uni';
const LONG = 'x'.repeat(10_000);

const CLASSES: readonly number[] = JSON.parse(readFileSync(`${MODEL}/golden.json`, 'utf8')).examples[0].scores.map(
  (_: number, index: number) => index,
);

const given = (name: string, content: string) => ({ name, bytes: Buffer.from(content) });
const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

test('names of 10,000 letters make the page no longer than names of 100', async ({ explain, models, page }) => {
  await explain.ready();
  const heights: number[] = [];
  for (const length of [100, 10_000]) {
    const name = LONG.slice(0, length);
    const config = { name: `model ${name}`, classes: CLASSES.map((index) => `${index} ${name}`) };
    const words = readFileSync(`${MODEL}/vocab.txt`, 'utf8').replace(/v2/, `v2${name}`);
    await models.give([
      given(`${name}.pt`, ''),
      { name: 'model.pt', bytes: readFileSync(`${MODEL}/model.pt`) },
      given('vocab.txt', words),
      given('config.json', JSON.stringify(config)),
    ]);
    await expect(models.library.getByRole('region', { name: 'Files given' })).toContainText('Not used: it is an empty file.');
    await models.library.getByRole('button', { name: /^Remove x+(…x+)?\.pt/ }).click();
    await expect(models.library.getByText(/names longer than 80 characters/)).toBeVisible();
    await models.useButton.click();
    await models.message.getByText('is in use').waitFor();
    expect(await models.library.evaluate((dialog) => dialog.scrollHeight)).toBeLessThan(2000);
    await models.close();
    await explain.sentence.fill(`v7 v2${name} unknown${name}`);
    await expect.poll(() => explain.wordTexts('LRP')).toHaveLength(3);
    heights.push(await heightOf(page));
    expect(await fits(page)).toBe(true);
  }
  const [short = 0, long = 0] = heights;
  // The field itself grows to its greatest height.
  expect(long / short).toBeLessThan(1.15);
});

test('a class without a name is numbered, and that is said', async ({ explain, models }) => {
  await explain.ready();
  const classes = CLASSES.map((index) => (index === 0 ? ' ' : `label ${index}`));
  await models.give([
    { name: 'model.pt', bytes: readFileSync(`${MODEL}/model.pt`) },
    { name: 'vocab.txt', bytes: readFileSync(`${MODEL}/vocab.txt`) },
    given('config.json', JSON.stringify({ classes })),
  ]);
  await expect(models.library.getByText('config.json has no names for some classes; they are named class 0.')).toBeVisible();
  await models.use();
  await expect(explain.classCard('class 0')).toBeVisible();
});

test('a link whose words are blank, or whose eps is beyond its field, says so', async ({ explain, page }) => {
  await page.goto('./#tokens=+++&eps=5');
  const notice = page.getByRole('status', { name: 'About the link' });
  await expect(notice).toContainText('2 parts of the link were not used');
  await expect(notice).toContainText('expected words separated by single spaces, one of them not blank');
  await expect(notice).toContainText('eps is “5”: expected a number: 0, or from 1e-6 to 1; used instead: 0.001.');
  await expect.poll(async () => (await explain.wordTexts('LRP')).length).toBeGreaterThan(2);
});

test('of a word of a megabyte the field keeps what it can show, and says so', async ({ explain, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await explain.ready();
  // Pasted as a person does: `fill` goes through execCommand, which takes Chromium seconds of its own for a text of this length.
  await page.evaluate(() => navigator.clipboard.writeText(`A ${'ab'.repeat(500_000)} film`));
  await explain.sentence.press('Control+a');
  await explain.sentence.press('Control+v');
  await expect(page.getByText('Only the first 100,000 characters are kept.')).toBeVisible();
  await expect(page.getByText('The text had 1,000,007.')).toBeVisible();
  expect((await explain.sentence.inputValue()).length).toBe(100_000);
  await expect.poll(() => explain.wordTexts('LRP')).toHaveLength(2);
  await explain.sentence.fill('A film');
  await expect(page.getByText('Only the first 100,000 characters are kept.')).toBeHidden();
});

test('what is dropped and is no file of a model is called what it is', async ({ explain, models, page }) => {
  await explain.ready();
  const alert = models.library.getByRole('alert');
  for (const [name, begin, called] of [
    ['paper.pdf', '%PDF-1.7\n', 'a PDF document'],
    ['noext', '%PDF-1.7\n', 'a PDF document'],
    ['song.mp3', 'ID3\x03\0', 'a sound'],
    ['pointer.bin', 'version https://git-lfs.github.com/spec/v1\n', 'a Git LFS pointer'],
  ] as const) {
    await models.drop(page.getByRole('main'), [given(name, begin)]);
    await expect(alert).toContainText(`${name} is ${called}`);
    await expect(alert).toContainText('or a file of sentences as text');
    await models.library.getByRole('button', { name: 'Back to the models' }).click();
    await models.close();
  }
});

test('1,000 files dropped at once are counted, and none of them is called a folder', async ({ explain, models, page }) => {
  await explain.ready();
  await models.drop(
    page.getByRole('main'),
    Array.from({ length: 1000 }, (_, index) => given(`${index}.txt`, 'a')),
  );
  const alert = models.library.getByRole('alert');
  await expect(alert).toContainText('The files given are too many for one model');
  await expect(alert).toContainText('1,000');
  await expect(alert).not.toContainText('.txt');
});
