import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test('a cell of the confusion matrix lists its sentences, and there is a way back', async ({ experiments, examples, page }) => {
  await experiments.open('accuracy');
  const cell = experiments.result.getByRole('button', { name: /^True positive, predicted positive: [1-9]/ });
  const count = /: ([\d,\s]+) sentences/.exec((await cell.getAttribute('aria-label')) ?? '')?.[1] ?? '';
  await cell.click();
  const notice = page.getByRole('status').filter({ hasText: 'Listed:' });
  await expect(notice).toContainText(`${count} sentences, true positive, predicted positive`);
  await expect(examples.rows.first()).toContainText(/true label positive, predicted positive/);
  await expect(page.getByText(new RegExp(`^${count} of 155$`))).toBeVisible();
  await notice.getByRole('button', { name: 'Back to the experiment' }).click();
  await expect(experiments.result).toContainText('155 sentences');
  await experiments.view('Explain').click();
  await notice.getByRole('button', { name: 'List all' }).click();
  await expect(notice).toHaveCount(0);
  await expect(page.getByText(/^155 of 155$/)).toBeVisible();
});

test('the matrix works by the keyboard: arrow keys lead from cell to cell, Enter lists', async ({ experiments, page }) => {
  await experiments.open('accuracy');
  await experiments.result.getByRole('button', { name: /^True very negative, predicted very negative/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(experiments.result.getByRole('button', { name: /^True negative, predicted negative/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Listed:' })).toContainText('true negative, predicted negative');
});

test('a representative word is shown in context, which lists its sentences with the word lit', async ({
  experiments,
  examples,
  page,
}) => {
  await experiments.open('words');
  const bar = experiments.result.getByRole('button', { name: /show it in context$/ }).first();
  const word = /^(.*?): /.exec((await bar.getAttribute('aria-label')) ?? '')?.[1] ?? '';
  expect(word).not.toBe('');
  await bar.focus();
  await page.keyboard.press('Enter');
  await expect(experiments.setting('Word')).toHaveValue(word);
  await experiments.result.getByRole('button', { name: /^List its .* in Explain$/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Listed:' })).toContainText(`with “${word}”`);
  await expect(examples.rows.first().locator('mark').first()).toHaveText(new RegExp(`^${word}$`, 'i'));
  const rows = await examples.rows.all();
  for (const row of rows) await expect(row.locator('mark')).not.toHaveCount(0);
});

test('a sentence on which the methods disagree is one click away', async ({ experiments, explain, page }) => {
  await experiments.open('agreement');
  const first = experiments.result.getByRole('listitem').first();
  const text = (await first.locator('span').textContent()) ?? '';
  await first.getByRole('button').click();
  await expect(explain.sentence).toHaveValue(text);
  await expect(page.getByRole('status').filter({ hasText: 'Listed:' })).toContainText('one sentence');
});
