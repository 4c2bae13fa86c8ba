import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

const SENTENCE = 'The tale is old, but the telling is fresh.';
const GRU = ['config.json', 'model.safetensors', 'vocab.txt'].map((name) => `src/testing/fixtures/networks/gru/${name}`);
const run = promisify(execFile);

/** What the terminal says of one method. */
async function onTerminal(...options: readonly string[]): Promise<{ readonly words: readonly number[] }> {
  const { stdout } = await run('npm', ['run', '--silent', 'explain', '--', ...options, SENTENCE]);
  return JSON.parse(stdout).methods[0];
}

/** As in a heat map, without a negative zero. */
const shown = (values: readonly number[]) => values.map((value) => Number(value.toFixed(2)) + 0);

test('the real loss stands beside LRP, one click from the list, and is what the terminal says', async ({
  explain,
  compare,
  page,
}) => {
  await explain.ready();
  await explain.sentence.fill(SENTENCE);
  await compare.toggleMethods('Real loss');
  await expect(explain.words('Real loss')).toHaveCount(11);
  expect(shown(await explain.values('Real loss'))).toEqual(shown((await onTerminal('--method', 'occlusion')).words));
  await expect(page).toHaveURL(/methods=lrp,occlusion$/);
});

test('an option changes the values, which are the terminal’s, and stands in the link', async ({ explain, compare, page }) => {
  await explain.ready();
  await explain.sentence.fill(SENTENCE);
  await compare.toggleMethods('Shapley values');
  const card = page.getByRole('region', { name: 'Shapley values' });
  await card.getByLabel('Permutations').fill('10');
  await card.getByLabel('Seed').fill('7');
  const { words } = await onTerminal('--method', 'shapley', '--permutations', '10', '--seed', '7');
  await expect.poll(async () => shown(await explain.values('Shapley values'))).toEqual(shown(words));
  await card.getByLabel('Permutations').fill('1');
  await expect(card).toContainText('A whole number from 4 to 10000');
  await expect(page).toHaveURL(/permutations=10&seed=7/);

  await page.reload();
  await expect.poll(async () => shown(await explain.values('Shapley values'))).toEqual(shown(words));
  await expect(card.getByLabel('Permutations')).toHaveValue('10');
});

test('a method in the background follows what is typed, in the grid too', async ({ explain, compare }) => {
  await explain.ready();
  await compare.toggleMethods('Shapley values', 'Integrated Gradients');
  await explain.sentence.fill(`${SENTENCE} ${SENTENCE} ${SENTENCE}`);
  await explain.sentence.fill('A brave little film.');
  await expect(explain.words('Shapley values')).toHaveCount(5);
  const inText = await explain.values('Shapley values');
  await compare.layout('Grid');
  for (const method of [/^LRP/, /^Integrated/, /^Shapley/]) await expect(compare.cells(compare.grid, method)).toHaveCount(5);
  expect(await compare.values(compare.cells(compare.grid, /^Shapley/))).toEqual(inText);
});

test('values beyond any score are shown, and it is said that they are', async ({ explain, compare, page }) => {
  await explain.ready();
  await explain.sentence.fill(SENTENCE);
  await compare.toggleMethods('LRP, gates in proportion');
  const card = page.getByRole('region', { name: 'LRP, gates in proportion' });
  await expect(card).toContainText(/LRP, gates in proportion explodes here: its strongest value is .* times the largest score/);
  await expect(card).toContainText(/words add up to \d\.\de\+\d+ for the score 1\.79/);
  await expect(explain.words('LRP, gates in proportion')).toHaveCount(11);
  await expect(page.getByRole('region', { name: 'LRP', exact: true })).not.toContainText('explodes');
});

test('a method that is not defined for the network says why, in the list and in its own place', async ({
  explain,
  compare,
  models,
  page,
}) => {
  await explain.ready();
  await compare.toggleMethods('Contextual Decomposition');
  await expect(explain.words('Contextual Decomposition').first()).toBeVisible();
  await models.give(GRU);
  await models.use();
  const why = /Defined for one LSTM layer, its final states and a linear output; this network has/;
  await expect(page.getByRole('region', { name: 'Contextual Decomposition' })).toContainText(why);
  await compare.compareMethods.click();
  await expect(compare.methods).toContainText(why);
  await compare.method('Contextual Decomposition').click();
  await expect(compare.method('Contextual Decomposition')).toBeDisabled();
});

test('the list is walked by the keyboard', async ({ explain, compare, page }) => {
  await explain.ready();
  await compare.compareMethods.focus();
  await page.keyboard.press('Enter');
  await compare.method('LRP').waitFor();
  await compare.method('Real loss').focus();
  await page.keyboard.press('Space');
  await expect(compare.method('Real loss')).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(compare.compareMethods).toBeFocused();
  await expect(explain.heatMap('Real loss')).toBeVisible();
});
