import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { test } from './site-fixture.ts';

test.use({ expectedErrors: /Failed to (load resource|fetch)|net::ERR|Unable to preload CSS|\.css could not be loaded/ });

const NOTHING = /(?!)/;
const failure = (page: Page, name: string) => page.getByRole('alert').filter({ hasText: `${name} could not be loaded.` });
/** Waits until all that is fetched ahead of time has been asked for: the list of shortcuts is the last. */
const lateParts = (page: Page) =>
  page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('shortcut-list')));
const retry = (page: Page) => page.getByRole('button', { name: 'Retry' });

test.describe('a part that is loaded later and does not come', () => {
  test('leaves the rest of the page, says so, and comes with a retry', async ({ explain, experiments, site, page }) => {
    site.remove(/experiments-work-.*\.js$/);
    await explain.ready();
    await experiments.view('Experiments').click();
    const alert = failure(page, 'The experiments');
    await expect(alert).toContainText('The site answers, but not with this part.');
    await expect(alert).not.toContainText(/TypeError|dynamically/);
    await expect(alert.getByRole('button')).toHaveText(['Retry']);
    await retry(page).click();
    await expect(alert.getByRole('button')).toHaveText(['Retry', 'Reload']);
    await experiments.view('Explain').click();
    await expect(explain.words('LRP').first()).toBeVisible();
    await experiments.view('Experiments').click();
    site.remove(NOTHING);
    await retry(page).click();
    await expect(experiments.run).toBeVisible();
    await expect(alert).toHaveCount(0);
  });

  test('nor its style sheet', async ({ explain, experiments, site, page }) => {
    site.remove(/experiments-work-.*\.css$/);
    await explain.ready();
    await experiments.view('Experiments').click();
    await expect(failure(page, 'The experiments')).toBeVisible();
    site.remove(NOTHING);
    await retry(page).click();
    await expect(experiments.run).toBeVisible();
    const styles = () =>
      page.evaluate(() => [...document.styleSheets].filter(({ href }) => href?.includes('experiments-work')).length);
    expect(await styles()).toBe(1);
  });

  test('with a link straight to it', async ({ experiments, site, page }) => {
    site.remove(/experiments-work-.*\.js$/);
    await experiments.open('accuracy');
    await expect(failure(page, 'The experiments')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();
    site.remove(NOTHING);
    await retry(page).click();
    await expect(experiments.result).toContainText('Accuracy');
  });

  test('though it stands on the first page: each place says so, and the explanation is there', async ({
    explain,
    site,
    page,
  }) => {
    site.remove(/(examples-panel|pin-button|pins-section|what-if-panel|faithfulness-section)-.*\.js$/);
    await explain.ready();
    const names = ['The examples', 'Pinning', 'What if', 'The pinned explanations', 'The faithfulness test'];
    for (const name of names) await expect(failure(page, name)).toBeVisible();
    await explain.sentence.fill('The rest goes on working.');
    await expect(explain.words('LRP')).toHaveCount(6);
    site.remove(NOTHING);
    for (const name of names) await failure(page, name).getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Pin this' })).toBeEnabled();
    await expect(page.getByRole('listbox')).toBeVisible();
  });

  for (const { name, file, button } of [
    { name: 'The models', file: 'model-library', button: /^Model(s$|: )/ },
    { name: 'The guide', file: 'reading-guide', button: 'How to read this' },
    { name: 'The list of shortcuts', file: 'shortcut-list', button: 'Keyboard shortcuts' },
    { name: 'The display options', file: 'display-panel', button: 'Display' },
  ]) {
    test(`${file}, where it would have stood`, async ({ explain, site, page }) => {
      site.remove(new RegExp(`${file}-.*\\.js$`));
      await explain.ready();
      await page.getByRole('button', { name: button, exact: true }).click();
      const panel = page.getByRole('dialog').filter({ has: failure(page, name) });
      await expect(panel).toBeVisible();
      site.remove(NOTHING);
      await panel.getByRole('button', { name: 'Retry' }).click();
      await expect(page.getByRole('alert')).toHaveCount(0);
      await expect(
        page
          .getByRole('dialog')
          .filter({ has: page.locator(':visible') })
          .first(),
      ).toBeVisible();
    });
  }

  test('word details and dropped files, which have no place of their own', async ({ explain, models, site, page }) => {
    site.remove(/(word-figures|take-dropped|word-table)-.*\.js$/);
    await explain.ready();
    await explain.words('LRP').first().hover();
    await expect(failure(page, 'The values of a word')).toBeVisible();
    site.remove(NOTHING);
    await page.mouse.move(0, 0);
    await expect(page.getByRole('alert')).toHaveCount(0);
    site.remove(/take-dropped-.*\.js$/);
    const given = ['model.pt', 'vocab.txt'].map((name) => ({
      name,
      bytes: readFileSync(`src/testing/fixtures/pytorch-uni/${name}`),
    }));
    await models.drop(page.getByRole('main'), given);
    const alert = failure(page, 'What takes the files you dropped');
    await expect(alert).toBeVisible();
    site.remove(NOTHING);
    await alert.getByRole('button', { name: 'Retry' }).click();
    await expect(models.useButton).toBeEnabled();
  });

  test('without a connection', async ({ explain, exports, site, page, context }) => {
    site.remove(/export-panel-.*\.js$/);
    await explain.ready();
    await lateParts(page);
    await context.setOffline(true);
    await exports.button.click();
    const alert = failure(page, 'The export');
    await expect(alert).toContainText('This site cannot be reached. Check the connection');
    await context.setOffline(false);
    site.remove(NOTHING);
    await alert.getByRole('button', { name: 'Retry' }).click();
    await expect(exports.download).toBeEnabled();
  });

  test('because there is a new version', async ({ explain, experiments, site, page }) => {
    site.remove(/experiments-work-.*\.js$/);
    await explain.ready();
    await explain.sentence.fill('A fine film, kept.');
    await expect(explain.words('LRP')).toHaveCount(6);
    await lateParts(page);
    await site.deploy();
    await experiments.view('Experiments').click();
    const alert = failure(page, 'The experiments');
    await expect(alert).toContainText('There is a new version of LRP Lens');
    await alert.getByRole('button', { name: 'Reload' }).click();
    await expect(experiments.run).toBeVisible();
    await experiments.view('Explain').click();
    await expect(explain.sentence).toHaveValue('A fine film, kept.');
  });
});

test.describe('a reader that is loaded later and does not come', () => {
  const MODELS = [
    { reader: 'reader of HDF5 files', file: 'esm', folder: 'keras-uni', given: ['model.h5', 'vocab.json'] },
    { reader: 'reader of Keras models', file: 'keras-model', folder: 'keras-uni', given: ['model.h5', 'vocab.json'] },
    { reader: 'reader of PyTorch files', file: 'named-model', folder: 'pytorch-uni', given: ['model.pt', 'vocab.txt'] },
    { reader: 'reader of the reference', file: 'reference-folder', folder: 'tiny', given: ['vocab', 'model', 'embeddings.npy'] },
  ];
  for (const { reader, file, folder, given } of MODELS) {
    test(`${reader}: the files are not blamed, and a retry reads them`, async ({ explain, models, site }) => {
      await explain.ready();
      site.remove(new RegExp(`${file}-.*\\.js$`));
      await models.give(given.map((name) => ({ name, bytes: readFileSync(`src/testing/fixtures/${folder}/${name}`) })));
      const alert = models.library.getByRole('alert');
      await expect(alert).toContainText(`This site: its ${reader}`);
      await expect(alert).toContainText('Nothing is wrong with your files');
      site.remove(NOTHING);
      await alert.getByRole('button', { name: 'Retry' }).click();
      await expect(models.useButton).toBeEnabled();
      await expect(alert).toHaveCount(0);
    });
  }

  test('of tables', async ({ explain, dataSets, examples, site, page }) => {
    await explain.ready();
    site.remove(/papaparse.*\.js$/);
    await dataSets.give('mine.csv', 'text,label\nA fine film,3\nA dull film,1\n');
    const alert = page.getByRole('alert').filter({ hasText: 'mine.csv could not be read' });
    await expect(alert).toContainText('Its reader of tables could not be loaded.');
    site.remove(NOTHING);
    await alert.getByRole('button', { name: 'Retry' }).click();
    await expect(examples.row(1)).toContainText('A fine film');
    await expect(alert).toHaveCount(0);
  });
});
