/** Vocabularies as programs keep them, through the page: what they tell of how texts become words, and models without one. */
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

const FIXTURES = 'src/testing/fixtures';
const MODEL = `${FIXTURES}/keras-uni/model.h5`;
const IMDB = 'https://storage.googleapis.com/tensorflow/tf-keras-datasets/imdb_word_index.json';

test('a pickled Tokenizer: how it splits is said, and words that it leaves out stand as not read', async ({
  explain,
  models,
  page,
}) => {
  await explain.ready();
  await models.give([MODEL, `${FIXTURES}/vocabularies/keras-limit.pkl`, `${FIXTURES}/vocabularies/labels-numbers.pkl`]);
  const { library } = models;
  await expect(library.getByRole('definition').filter({ hasText: 'Keras Tokenizer' })).toBeVisible();
  await expect(library.getByLabel('Words', { exact: true })).toHaveValue('keras');
  await expect(library.getByText('Texts are split as Keras’ Tokenizer does: at spaces, without punctuation.')).toBeVisible();
  await expect(library.getByRole('list', { name: 'Questions about the files' })).toContainText('names for 3 classes');
  await expect(library.getByLabel('Skip words that are not in the vocabulary')).toBeChecked();
  await expect(library.getByRole('list', { name: 'Questions about the files' })).toContainText('everyday English words');
  await models.use();
  await explain.sentence.fill('The plot, sadly, is dull.');
  await expect.poll(() => explain.wordTexts('LRP')).toEqual(['the', 'plot', 'is']);
  await expect(page.getByText('Not read, since the model does not know them: sadly, dull')).toBeVisible();
  await expect(explain.words('LRP').first().locator('xpath=..')).toHaveText(/the.*plot.*sadlynot read.*is.*dullnot read/);
});

test('a model without a vocabulary opens, and its vocabulary is added later', async ({ explain, models, page }) => {
  await explain.ready();
  await models.give([MODEL]);
  await expect(models.awaited).toContainText('Almost there: the vocabulary is missing');
  await expect(models.useButton).toBeHidden();
  await models.library.getByRole('button', { name: 'Continue without a vocabulary' }).click();
  await expect(models.library.getByRole('list', { name: 'Questions about the files' })).toContainText('No vocabulary was given');
  await models.use();
  await explain.sentence.fill('3 #4, 05');
  await expect.poll(() => explain.wordTexts('LRP')).toEqual(['#3', '#4', '#5']);
  await models.open();
  await models.library.getByRole('button', { name: /^Settings/ }).click();
  await models.library.getByLabel('Add the vocabulary').setInputFiles(`${FIXTURES}/keras-uni/vocab.json`);
  await expect(models.library.getByRole('definition').filter({ hasText: /^JSON$/ })).toBeVisible();
  await models.use();
  await explain.sentence.fill('v3 v4 v5');
  await expect.poll(() => explain.wordTexts('LRP')).toEqual(['v3', 'v4', 'v5']);
  await models.open();
  await expect(models.library.getByRole('button', { name: /^Settings/ })).toHaveCount(1);
  await expect(page.getByText('could not')).toHaveCount(0);
});

test.describe('Keras’ IMDB index', () => {
  test.use({
    expectedErrors:
      /request to another host: https:\/\/storage\.googleapis\.com\/tensorflow\/tf-keras-datasets\/imdb_word_index\.json$/,
  });

  test('is fetched when that is asked for, and its ids are asked after', async ({ explain, models, page }) => {
    const first = ['the', 'and', 'a', 'of', 'to', 'is', 'br', 'in', 'it', 'i'];
    const index = Object.fromEntries(
      [...first, ...Array.from({ length: 1500 }, (_, n) => `made${n}`)].map((word, n) => [word, n + 1]),
    );
    let asked = 0;
    await page.context().route(IMDB, (route) => {
      asked++;
      return route.fulfill({ json: index, headers: { 'access-control-allow-origin': '*' } });
    });
    await explain.ready();
    await models.give([{ name: 'model.h5', bytes: readFileSync(MODEL) }]);
    const { library } = models;
    const fetchIt = library.getByRole('button', { name: 'Fetch Keras’ IMDB word index' });
    await expect(fetchIt).toBeVisible();
    expect(asked).toBe(0);
    await fetchIt.click();
    await expect(library.getByRole('definition').filter({ hasText: 'Keras’ IMDB word index' })).toBeVisible();
    await expect(library.getByRole('list', { name: 'Questions about the files' })).toContainText('moved up by 3');
    const shift = library.getByLabel(/^Ids are those of the index plus 3/);
    await expect(shift).toBeChecked();
    await shift.uncheck();
    await expect(library.getByRole('list', { name: 'Questions about the files' })).toContainText('as they stand in it');
    await expect(shift).not.toBeChecked();
    await shift.check();
    await expect(library.getByRole('list', { name: 'Questions about the files' })).toContainText('moved up by 3');
    await models.use();
    await explain.sentence.fill('The of unheard');
    await expect.poll(() => explain.wordTexts('LRP')).toEqual(['the', 'of', 'unheard']);
  });
});
