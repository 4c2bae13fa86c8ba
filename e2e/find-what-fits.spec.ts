/** What a file does not say, found by scores of its program before the model is used. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

const FIXTURES = 'src/testing/fixtures/pytorch-more';

interface Example {
  readonly tokens: readonly string[];
  readonly scores: readonly number[];
}

const examplesOf = (name: string): Example[] => JSON.parse(readFileSync(`${FIXTURES}/${name}/golden.json`, 'utf8')).examples;
const filesOf = (name: string) =>
  readdirSync(`${FIXTURES}/${name}`)
    .filter((file) => file !== 'golden.json')
    .map((file) => `${FIXTURES}/${name}/${file}`);
const lines = (examples: readonly Example[]) =>
  examples.map(({ tokens, scores }) => `${tokens.join(' ')} -> ${scores.join(' ')}`).join('\n');

for (const [name, found] of [
  ['last-step', /^tanh$/],
  ['max-pool', /^largest over all words/],
  ['mean-gru', /^mean over all words/],
  ['stacked', /^last state of each direction/],
] as const) {
  test(`${name}: found, taken over, used and verified`, async ({ explain, models, trust }) => {
    await explain.ready();
    await models.give(filesOf(name));
    const { library } = models;
    await library.getByText('Reference scores: is it read as your program reads it?').click();
    const find = library.getByRole('button', { name: 'Find what fits' });
    await expect(find).toHaveAttribute('aria-disabled', 'true');
    await library.getByRole('textbox', { name: /^Reference scores/ }).fill(lines(examplesOf(name)));
    await find.click();
    await expect(
      library
        .getByRole('paragraph')
        .filter({ hasText: /tried with 8 sentences: one fits, /, visible: true })
        .last(),
    ).toBeVisible();
    await expect(library.getByRole('definition').filter({ hasText: found })).toBeVisible();
    await library.getByRole('button', { name: 'Use this', exact: true }).click();
    await expect(library.getByLabel('How the words are read out')).toHaveAccessibleDescription(/your choice/);
    await models.use();
    await trust.openLibrary();
    await expect(trust.panel.getByText(/^✓ verified: .* over 8 sentences$/)).toBeVisible();
  });
}

test('where several fit, a sentence is shown that tells them apart; with its scores one is left', async ({ explain, models }) => {
  await explain.ready();
  await models.give(filesOf('mean-gru'));
  const { library } = models;
  await library.getByText('Reference scores: is it read as your program reads it?').click();
  const field = library.getByRole('textbox', { name: /^Reference scores/ });
  const find = library.getByRole('button', { name: 'Find what fits' });
  await field.fill(lines(examplesOf('mean-gru').slice(0, 1)));
  await find.click();
  await expect(
    library
      .getByRole('paragraph')
      .filter({ hasText: /\d+ of them fit, / })
      .last(),
  ).toBeVisible();
  await expect(library.getByText(/^Your program’s scores for this sentence would tell them apart: w/)).toBeVisible();
  expect(await library.getByRole('button', { name: 'Use this', exact: true }).count()).toBeGreaterThan(1);
  // What was found is of these scores, not of others.
  await field.fill('w3 0.5');
  await expect(library.getByRole('button', { name: 'Use this', exact: true })).toHaveCount(0);
  await find.click();
  await expect(library.getByRole('alert')).toContainText('line 1 has no arrow between words and scores');
});

test('can be stopped', async ({ explain, models }) => {
  await explain.ready();
  await models.give(filesOf('last-step'));
  const { library } = models;
  await library.getByText('Reference scores: is it read as your program reads it?').click();
  // So many that the search is under way for long enough; as a file, for a text field takes its time with them.
  const many = Array.from({ length: 600 }, () => lines(examplesOf('last-step'))).join('\n');
  const file = { name: 'scores.txt', mimeType: 'text/plain', buffer: Buffer.from(many) };
  await library.getByLabel('Choose a file…').setInputFiles(file);
  await expect(library.getByText('Given: scores.txt')).toBeVisible();
  await library.getByRole('button', { name: 'Find what fits' }).click();
  await library.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(library.getByRole('progressbar', { name: 'Combinations tried' })).toBeHidden();
  await expect(library.getByRole('button', { name: 'Find what fits' })).toHaveAttribute('aria-disabled', 'false');
  await expect(library.getByRole('button', { name: 'Use this', exact: true })).toHaveCount(0);
});
