import { expect } from '@playwright/test';
import { explained } from '../src/testing/headless.ts';
import { test } from './fixtures.ts';

const OPENING = 'The plot is clever, but the acting is never less than painful.';
const SAME = 0.0051; // figures on the page have two digits

/** The headless command's answer for the target that the opening sentence has. */
function headless(...args: string[]) {
  const { scores, methods } = explained('--target', 'negative', ...args);
  return { score: Number(scores[1]), lrp: methods.find(({ id }) => id === 'lrp')?.words ?? [] };
}

test('by pointer: blank out, remove and replace words, see what changes, undo and reset', async ({ explain, question, page }) => {
  await explain.hardCase();
  await expect(question.panel).toContainText('Click a word above');
  await explain.words('LRP').nth(3).hover();
  await expect(explain.details).toContainText('clever');
  await explain.words('LRP').nth(3).click();
  await expect(question.menu).toContainText(/clever.*LRP.*−0\.5\d{8,}/);
  await question.item('Blank out').click();
  await expect(question.menu).toHaveCount(0);
  await expect(question.edits).toHaveText(['clever blanked out']);
  await expect(question.panel.getByRole('status').first()).toContainText(/The prediction (stays|changes from) negative/);

  // Against the headless command: the score, every word's difference, and what the word had been worth.
  const before = headless(OPENING);
  const after = headless('--delete', '3', OPENING);
  const [was = 0, is = 0, change = 0] = await question.numbers(question.scores, /^negative$/);
  expect(Math.abs(was - before.score)).toBeLessThan(SAME);
  expect(Math.abs(is - after.score)).toBeLessThan(SAME);
  expect(Math.abs(change - (after.score - before.score))).toBeLessThan(SAME);
  const differences = await question.differenceValues();
  expect(differences).toHaveLength(14);
  for (const [t, value] of differences.entries())
    expect(Math.abs(value - ((after.lrp[t] ?? 0) - (before.lrp[t] ?? 0))), `word ${t}`).toBeLessThan(SAME);
  const [lrp = 0, , , deleted = 0, edited = 0] = await question.numbers(question.lost, /^clever/);
  expect(Math.abs(lrp - (before.lrp[3] ?? 0))).toBeLessThan(SAME);
  expect(Math.abs(deleted - (before.score - after.score))).toBeLessThan(SAME);
  expect(edited).toBe(deleted);
  await expect(question.takeOver).toHaveAttribute('aria-disabled', 'true');

  await explain.words('Gradient').nth(9).click();
  await question.item('Remove').click();
  await explain.words('LRP').nth(12).click();
  await question.menu.getByRole('list', { name: 'Nearest words by embedding' }).getByRole('button').first().click();
  await expect(question.edits).toHaveCount(3);
  await expect(question.edits.nth(2)).toContainText(/^painful →.*\w/);
  await expect(question.lost.getByRole('rowheader', { name: 'all edits together' })).toBeVisible();
  for (const method of ['LRP', 'Gradient', 'Sensitivity']) {
    await expect(explain.heatMap(method).locator('[data-edited]')).toHaveCount(3);
  }

  await question.panel.getByText('Sensitivity', { exact: true }).first().click();
  await expect(question.panel.getByRole('grid', { name: /^Change of Sensitivity/ })).toBeVisible();
  await question.differences().nth(3).hover();
  await expect(page.getByRole('tooltip')).toContainText(/before.*after.*change/);

  await question.button('Undo').click();
  await expect(question.edits).toHaveCount(2);
  await question.button('Redo').click();
  await expect(question.edits).toHaveCount(3);
  await question.button('Take back: never, removed').click();
  await expect(question.edits).toHaveCount(2);
  await question.button('Reset').click();
  await expect(question.edits).toHaveCount(0);
  await expect(page.locator('[data-edited]')).toHaveCount(0);
  await expect(question.panel).toContainText('Click a word above');
});

test('by keyboard alone', async ({ explain, question, page }) => {
  await explain.hardCase();
  const word = explain.words('LRP').nth(3);
  await explain.words('LRP').first().focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(question.item('Blank out')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question.menu).toHaveCount(0);
  await expect(word).toBeFocused();

  await page.keyboard.press(' ');
  await page.keyboard.press('Tab');
  await expect(question.item('Remove')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(question.item('Begin a phrase here')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(question.item('Where else it stands')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(question.field).toBeFocused();
  await page.keyboard.type('very dull');
  await expect(question.menu).toContainText('2 tokens');
  await page.keyboard.press('Enter');
  await expect(question.menu).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Dull');
  await expect(question.menu).toContainText('known to the model');
  await page.keyboard.press('Enter');
  await expect(question.edits).toHaveText([/clever.*dull/]);
  await expect(word).toBeFocused();

  await page.keyboard.press('ControlOrMeta+z');
  await expect(question.edits).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(question.edits).toHaveCount(1);

  await page.keyboard.press('Enter');
  await expect(question.item('Take back')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(word).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(question.edits).toHaveCount(0);

  await question.button('Undo').focus();
  await page.keyboard.press('Enter');
  await expect(question.edits).toHaveCount(1);
  await question.button('Take back: clever').press('Enter');
  await expect(question.button('Undo')).toBeFocused();
});

test('an unknown replacement is marked, with near spellings; the sentence can be taken over', async ({ explain, question }) => {
  await explain.hardCase();
  await explain.words('LRP').nth(12).click();
  await question.field.fill('delightfull');
  await expect(question.menu).toContainText('Unknown to the model: it is read as');
  const spelling = question.menu.getByRole('button', {
    name: /^Replace with delightful ?, then [\w ]*(positive|negative|neutral)$/,
  });
  await expect(spelling).toBeVisible();
  await question.field.press('Enter');
  await expect(question.differences().nth(12)).toContainText('painful → delightfull');
  await expect(
    question
      .differences()
      .nth(12)
      .getByTitle(/unknown/),
  ).toBeVisible();
  await explain.words('LRP').nth(12).click();
  await question.field.fill('delightfull');
  await spelling.click();
  await explain.words('LRP').nth(9).click();
  await question.item('Remove').click();
  const [, score] = await question.numbers(question.scores, /^negative$/);
  await expect(question.takeOver).toHaveAttribute('aria-disabled', 'false');
  await question.takeOver.click();
  await expect(explain.sentence).toHaveValue('The plot is clever, but the acting is less than delightful.');
  await expect(explain.words('LRP')).toHaveCount(13);
  await expect(question.edits).toHaveCount(0);
  await expect(explain.sentence).toBeFocused();
  await expect(explain.classCard('negative')).toContainText(`score ${String(score).replace('-', '−')}`);
});

test('another sentence has no edits; another target explains the edited sentence again', async ({ explain, question }) => {
  await explain.hardCase();
  await explain.words('LRP').nth(3).click();
  await question.item('Blank out').click();
  await expect(question.panel).toContainText('The score of negative');
  await explain.classCard('very positive').click();
  await expect(question.panel).toContainText('The score of very positive');
  await expect(question.edits).toHaveCount(1);
  await explain.sentence.fill('Another one.');
  await expect(question.edits).toHaveCount(0);
  await expect(explain.page.locator('[data-edited]')).toHaveCount(0);
  for (const word of [0, 1, 2]) {
    await explain.words('LRP').nth(word).click();
    await question.item('Remove').click();
  }
  await expect(question.panel).toContainText('nothing left to predict from');
  await expect(explain.page.getByRole('alert')).toHaveCount(0);
  await explain.words('LRP').first().click();
  await explain.page.getByRole('heading', { name: /^Why/ }).click();
  await expect(question.menu).toHaveCount(0);
});

test('edits are part of the address: they come again with a reload, and go with a step back', async ({
  explain,
  question,
  page,
}) => {
  await explain.hardCase();
  await explain.words('LRP').nth(3).click();
  await question.item('Remove').click();
  await expect(page).toHaveURL(/edits=omit/);
  await page.reload();
  await expect(question.edits).toHaveText(['clever removed']);
  await expect(question.differences()).toHaveCount(14);
  await explain.words('LRP').nth(9).click();
  await question.item('Blank out').click();
  await expect(page).toHaveURL(/edits=.*delete/);
  await page.goBack();
  await expect(question.edits).toHaveCount(1);
});

test('in the aligned grid: a word on top opens its menu, and is marked', async ({ explain, question, page }) => {
  await page.goto('./#example=built-in:1&layout=grid');
  const head = page.getByRole('columnheader', { name: 'clever' });
  await head.click();
  await question.item('Blank out').press('Enter');
  await expect(question.edits).toHaveText(['clever blanked out']);
  await expect(head).toHaveAttribute('data-edited', 'delete');
  await expect(explain.page.locator('[data-heat-map="lrp"] [data-index="3"]')).toBeFocused();
});

test('on a narrow phone the menu of a word stands within the window', async ({ explain, question, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await explain.ready();
  // Neither beneath nor above it there is room for the whole menu, and beside it for half.
  await explain.words('LRP').nth(9).click();
  await question.menu.getByRole('listitem').first().waitFor();
  await expect(question.menu).toBeInViewport({ ratio: 1 });
});

test('on a phone the outcome is told where one edits, and leads to the panel', async ({ explain, question, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await explain.hardCase();
  await explain.words('LRP').nth(3).click();
  await question.item('Remove').click();
  const bar = page.getByRole('complementary', { name: 'Outcome of the edits' });
  await expect(bar).toContainText(/negative.*→.*%/);
  await bar.getByRole('button', { name: 'See what changed' }).click();
  await expect(question.scores).toBeInViewport();
  await expect(bar).toHaveCount(0);
});
