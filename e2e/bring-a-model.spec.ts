/** How a person brings a model: files in any order, what is missing asked for, nothing lost, the result in use. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';
import type { GivenFile } from './pages/models-page.ts';

const FIXTURES = 'src/testing/fixtures';
const KERAS = `${FIXTURES}/keras-uni/model.h5`;
const TOKENIZER = `${FIXTURES}/vocabularies/keras-limit.pkl`;

const text = (name: string, content: string): GivenFile => ({ name, bytes: Buffer.from(content) });
const file = (path: string, name: string): GivenFile => ({ name, bytes: readFileSync(path) });

/** Nothing of the dialog goes beyond it, but for what scrolls by itself. */
async function fits(page: Page): Promise<void> {
  const beyond = await page.evaluate(() =>
    [...document.querySelectorAll('dialog[open] *')]
      .filter(
        (element) =>
          element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.visually-hidden, section[tabindex]'),
      )
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  expect(beyond).toEqual([]);
}

for (const [width, height] of [
  [1280, 720],
  [360, 740],
] as const) {
  test.describe(`in a window of ${width} × ${height}`, () => {
    test.use({ viewport: { width, height } });

    test('Keras weights, then their Tokenizer', async ({ explain, models, page }) => {
      await explain.ready();
      await models.give([KERAS]);
      await expect(models.file('model.h5')).toContainText('Weights');
      await expect(models.awaited).toContainText('Almost there: the vocabulary is missing');
      await expect(models.awaited).toContainText('tokenizer.pkl');
      await expect(models.useButton).toBeHidden();
      await fits(page);
      await models.give([TOKENIZER]);
      await expect(models.file('keras-limit.pkl')).toContainText('Vocabulary');
      await expect(models.awaited).toBeHidden();
      await expect(models.library.getByRole('definition').filter({ hasText: 'Keras Tokenizer' })).toBeVisible();
      await expect(models.layers).toContainText('LSTM 7');
      await fits(page);
      await models.use();
      await explain.sentence.fill('The plot is dull.');
      await expect.poll(() => explain.wordTexts('LRP')).toEqual(['the', 'plot', 'is']);
      await models.open();
      await page.getByText(/^About “/).click();
      await expect(models.library.getByRole('definition').filter({ hasText: 'Weights: model.h5' })).toContainText(
        'Vocabulary: keras-limit.pkl',
      );
      await fits(page);
    });

    test('a vocabulary, then the weights of a PyTorch model with scores of its program', async ({
      explain,
      models,
      page,
      trust,
    }) => {
      await explain.ready();
      await models.give([`${FIXTURES}/pytorch-bidi/vocab.txt`]);
      await expect(models.awaited).toContainText('Almost there: the weights are missing');
      await fits(page);
      await models.give([`${FIXTURES}/pytorch-bidi/model.pt`]);
      await expect(models.useButton).toBeVisible();
      const { examples } = JSON.parse(readFileSync(`${FIXTURES}/pytorch-bidi/golden.json`, 'utf8'));
      const lines = examples
        .slice(0, 3)
        .map(({ tokens, scores }: { tokens: string[]; scores: number[] }) => `${tokens.join(' ')} -> ${scores.join(' ')}`);
      await models.library.getByText(/^Reference scores: is it read/).click();
      await models.library.getByRole('textbox', { name: /^Reference scores/ }).fill(lines.join('\n'));
      await fits(page);
      await models.useButton.click();
      await expect(trust.panel).toContainText('Verified');
      await fits(page);
      await models.close();
      await expect(page.getByRole('button', { name: 'Model: model.pt', exact: true })).toBeVisible();
    });

    test('no vocabulary: ids are typed, and its words are added later, settings kept', async ({ explain, models, page }) => {
      await explain.ready();
      await models.give([KERAS]);
      await models.library.getByRole('button', { name: 'Continue without a vocabulary' }).click();
      await models.field('Name').fill('wordless');
      await models.field('Class names').fill('no\nyes');
      await fits(page);
      await models.use();
      await explain.sentence.fill('3 #4, 05');
      await expect.poll(() => explain.wordTexts('LRP')).toEqual(['#3', '#4', '#5']);
      await page.reload();
      await models.open();
      await models.action('Add the vocabulary of wordless').click();
      await models.library.getByLabel('Add the vocabulary').setInputFiles(`${FIXTURES}/keras-uni/vocab.json`);
      await expect(models.file('vocab.json')).toContainText('Vocabulary');
      await expect(models.field('Class names')).toHaveValue('no\nyes');
      await models.use();
      await explain.sentence.fill('v3 v4 v5');
      await expect.poll(() => explain.wordTexts('LRP')).toEqual(['v3', 'v4', 'v5']);
      await expect(explain.classCard('yes')).toBeVisible();
      await models.open();
      await expect(models.library.getByRole('radio')).toHaveCount(2);
    });
  });
}

test('a file of the same role takes the place of the one before, which can be undone', async ({ explain, models }) => {
  await explain.ready();
  await models.give([KERAS, `${FIXTURES}/keras-uni/vocab.json`]);
  await models.field('Class names').fill('no\nyes');
  await models.give([`${FIXTURES}/keras-bidi/model.keras`]);
  await expect(models.exchanged).toContainText('model.keras replaces model.h5.');
  await expect(models.file('model.h5')).toBeHidden();
  await expect(models.file('vocab.json')).toContainText('Vocabulary');
  await models.library.getByRole('button', { name: 'Undo' }).click();
  await expect(models.file('model.keras')).toBeHidden();
  await expect(models.file('model.h5')).toContainText('Weights');
  await expect(models.field('Class names')).toHaveValue('no\nyes');
  await models.library.getByRole('button', { name: 'Remove vocab.json' }).click();
  await expect(models.awaited).toContainText('the vocabulary is missing');
  await models.library.getByRole('button', { name: 'Remove model.h5' }).click();
  await expect(models.radio('SST-5 BiLSTM')).toBeVisible();
});

test('what comes later and is no file of a model is called what it is, and what is there stays', async ({
  explain,
  models,
  page,
}) => {
  await explain.ready();
  await models.give([file(KERAS, 'model.h5')]);
  const form = models.library.getByRole('region', { name: 'A new model' });
  await models.drop(form, [text('tokenizer.pkl', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n')]);
  await expect(models.file('tokenizer.pkl')).toContainText('Not used: it is a Git LFS pointer, not the file itself');
  await expect(models.file('tokenizer.pkl')).toContainText('git lfs pull');
  await models.drop(form, [text('word_index.json', '<!doctype html><html>')]);
  await expect(models.file('word_index.json')).toContainText('a web page');
  await models.drop(form, [text('reviews.csv', 'text,label\nA day.,1\n')]);
  await expect(models.file('reviews.csv')).toContainText('sentences');
  await models.drop(form, [text('model.h5', '')]);
  await expect(models.exchanged).toContainText('model.h5 is an empty file now: the earlier file is kept.');
  await expect(models.awaited).toContainText('the vocabulary is missing');
  await models.drop(
    form,
    Array.from({ length: 501 }, (_, index) => text(`${index}.txt`, 'a')),
  );
  await expect(models.library.getByRole('alert')).toContainText('too many for one model');
  await expect(models.file('model.h5')).toContainText('Weights');
  await models.drop(form, [file(`${FIXTURES}/keras-uni/vocab.json`, 'vocab.json')]);
  await expect(models.library.getByRole('alert')).toBeHidden();
  await models.use();
  await explain.sentence.fill('v3 v4');
  await expect(explain.words('LRP')).toHaveCount(2);
  await expect(page.getByText('A day.')).toHaveCount(0);
});

test('several drops at once are all of one model', async ({ explain, models }) => {
  await explain.ready();
  await models.open();
  const target = models.library;
  await Promise.all([
    models.drop(target, [file(`${FIXTURES}/pytorch-bidi/vocab.txt`, 'vocab.txt')]),
    models.drop(target, [file(`${FIXTURES}/pytorch-bidi/model.pt`, 'model.pt')]),
  ]);
  await expect(models.file('model.pt')).toContainText('Weights');
  await expect(models.file('vocab.txt')).toContainText('Vocabulary');
  await models.use();
  await explain.sentence.fill('v1 v2');
  await expect(explain.words('LRP')).toHaveCount(2);
});

test('an error about dropped sentences does not stand behind a dialog', async ({ explain, models, page }) => {
  await explain.ready();
  await models.open();
  await models.drop(models.library, [text('broken.csv', '<!doctype html>')]);
  await expect(models.library).toBeHidden();
  await expect(page.getByRole('alert').filter({ hasText: 'broken.csv' })).toBeInViewport();
});

test('what the file leaves open is a setting, guessed until it is said, and kept with the model', async ({
  explain,
  models,
  page,
}) => {
  await explain.ready();
  await models.give([`${FIXTURES}/pytorch-bidi/vocab.txt`, `${FIXTURES}/pytorch-bidi/model.pt`]);
  const section = models.library.getByRole('region', { name: 'What the file does not say' });
  const readout = section.getByLabel('How the words are read out');
  await expect(readout).toHaveAccessibleDescription('guessed');
  await expect(models.layers).toContainText('Last states');
  await readout.selectOption('mean');
  await expect(models.layers).toContainText('Mean over time');
  await expect(readout).toHaveAccessibleDescription('your choice');
  await fits(page);
  await models.field('Name').fill('averaged');
  await models.use();
  await explain.sentence.fill('v1 v2 v3');
  await expect(explain.words('LRP')).toHaveCount(3);
  await page.reload();
  await models.open();
  await page.getByText('About “averaged”').click();
  await expect(models.library.getByText('Mean over time')).toBeVisible();
  await models.action('Rename averaged').click();
  await page.keyboard.type('mean');
  await page.keyboard.press('Enter');
  await expect(models.radio('mean')).toBeChecked();
  await models.action('Settings of mean').click();
  await expect(readout).toHaveValue('mean');
  await expect(readout).toHaveAccessibleDescription('your choice');
  await section.getByLabel('Sentence length').selectOption('post');
  await section.getByLabel('Length that sentences are padded to').fill('6');
  await models.use();
  await models.open();
  await page.getByText('About “mean”').click();
  await expect(models.library.getByRole('definition').filter({ hasText: 'always 6 rows' })).toContainText('at the end');
});

test('what cannot be explained is said before anything else is asked for', async ({ explain, models }) => {
  await explain.ready();
  const config = {
    class_name: 'Sequential',
    config: { layers: [{ class_name: 'TransformerBlock', config: { name: 'block' } }] },
  };
  await models.give([
    file(`${FIXTURES}/keras-uni/model.weights.h5`, 'model.weights.h5'),
    text('model.json', JSON.stringify(config)),
  ]);
  await expect(models.library.getByRole('alert')).toContainText('TransformerBlock');
  await expect(models.awaited).toBeHidden();
  await expect(models.useButton).toBeHidden();
  await expect(models.file('model.json')).toContainText('Description of the layers');
});

test('scores of the model’s program among its files are held against it', async ({ explain, models, trust }) => {
  await explain.ready();
  const { examples } = JSON.parse(readFileSync(`${FIXTURES}/pytorch-bidi/golden.json`, 'utf8'));
  const lines = examples
    .slice(0, 3)
    .map(({ tokens, scores }: { tokens: string[]; scores: number[] }) => JSON.stringify({ tokens, scores }));
  await models.give([
    file(`${FIXTURES}/pytorch-bidi/vocab.txt`, 'vocab.txt'),
    file(`${FIXTURES}/pytorch-bidi/model.pt`, 'MODEL.PT'),
    text('scores.jsonl', lines.join('\n')),
  ]);
  await expect(models.file('scores.jsonl')).toContainText('Reference scores');
  await expect(models.file('MODEL.PT')).toContainText('Weights');
  await models.useButton.click();
  await expect(trust.panel).toContainText('Verified');
});

for (const width of [1280, 360]) {
  test(`names of wide letters break no layout at a width of ${width}`, async ({ explain, models, page }) => {
    await page.setViewportSize({ width, height: 740 });
    await explain.ready();
    const long = 'W'.repeat(10_000);
    await models.give([
      file(`${FIXTURES}/pytorch-uni/model.pt`, `${'M'.repeat(200)}.PT`),
      file(`${FIXTURES}/pytorch-uni/vocab.txt`, 'VOCAB.TXT'),
      text('config.json', JSON.stringify({ classes: [long, `${long}2`] })),
      text(`${'N'.repeat(180)}.html`, '<!doctype html>'),
    ]);
    await expect(models.useButton).toHaveAttribute('aria-disabled', 'false');
    await fits(page);
    await models.library.getByText('Which tensor is which').click();
    await fits(page);
    await models.field('Class names').fill(long);
    await expect(models.missing).toContainText('expected 2 names');
    await fits(page);
    await models.field('Class names').fill(`${long}\n${long}2`);
    await models.useButton.click();
    await expect(models.message).toContainText('is in use');
    await page.getByText(/^About “/).click();
    await fits(page);
    await models.close();
    await explain.sentence.fill('v1 v2');
    await expect(explain.words('LRP')).toHaveCount(2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
