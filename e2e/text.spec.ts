import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test('unknown words are marked in every heat map and near spellings offered', async ({ explain, page }) => {
  await explain.hardCase();
  await explain.sentence.fill('A brillient film.');
  await expect(page.getByText('1 unknown')).toBeVisible();
  for (const method of ['LRP', 'Gradient', 'Sensitivity']) {
    await expect(explain.heatMap(method).getByTitle(/unknown/)).toHaveText('brillient');
  }
  await page.getByRole('button', { name: 'Replace brillient with brilliant' }).click();
  await expect(explain.sentence).toHaveValue('A brilliant film.');
  await expect(page.getByText('all known to the model')).toBeVisible();
});

test('an empty sentence is a clear state, and typing goes on from it', async ({ explain, page }) => {
  await explain.hardCase();
  await explain.sentence.fill('');
  await expect(page.getByText('Nothing to explain yet')).toBeVisible();
  await explain.sentence.fill('   ');
  await expect(page.getByText('Nothing to explain yet')).toBeVisible();
  await explain.sentence.fill('\u200b\u2060'); // invisible characters only
  await expect(page.getByText('Nothing to explain yet')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await explain.sentence.fill('Superb');
  await expect(explain.words('LRP')).toHaveCount(1);
});

test('10,000 words: the first 512 tokens are explained, the rest is left out visibly', async ({ explain, page }) => {
  await explain.hardCase();
  await explain.sentence.fill('good bad '.repeat(5000));
  await expect(page.getByText('Only the first 512 tokens are explained.')).toBeVisible();
  await expect(explain.words('LRP')).toHaveCount(512);
  await expect(page.getByText(/and 9,448 more/)).toBeVisible();
  await explain.sentence.fill('short again');
  await expect(explain.words('LRP')).toHaveCount(2);
});

for (const [name, text, words] of [
  ['emoji', 'Loved it 👩‍👩‍👧 🎬!', 5],
  ['Arabic', 'هذا الفيلم رائع', 3],
  ['Hebrew', 'הסרט הזה נהדר', 3],
  ['a very long word', 'a'.repeat(3000), 1],
  ['markup', '<img src=x onerror=alert(1)> fine', null],
] as const) {
  test(`takes ${name}`, async ({ explain, page }) => {
    await explain.hardCase();
    await explain.sentence.fill(text);
    if (words === null) await expect(explain.words('LRP').last()).toContainText('fine');
    else await expect(explain.words('LRP')).toHaveCount(words);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test('takes Chinese', async ({ explain }) => {
  await explain.hardCase();
  await explain.sentence.fill('这部电影很好');
  await expect(explain.words('LRP').first()).toContainText('这');
  expect(await explain.words('LRP').count()).toBeGreaterThan(1);
});

test('text pasted as tokens stays as it is', async ({ explain }) => {
  await explain.hardCase();
  await explain.sentence.fill("it does n't work -lrb- at all -rrb- .");
  await expect(explain.words('LRP')).toHaveCount(9);
  expect(await explain.wordTexts('LRP')).toEqual(['it', 'does', "n't", 'work', '-lrb-', 'at', 'all', '-rrb-', '.']);
});
