import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { test } from './fixtures.ts';
import type { ExplainPage } from './pages/explain-page.ts';
import type { GivenFile } from './pages/models-page.ts';
import { safetensors } from './safetensors.ts';

const FIXTURES = 'src/testing/fixtures';
const UPSTREAM = '../shared/upstream';

interface Golden {
  readonly tokens: readonly string[];
  readonly scores: readonly number[];
  readonly target: number;
  readonly lrp: readonly { readonly eps: number; readonly bias_factor: number; readonly words: readonly number[] }[];
}

function golden(path: string): readonly Golden[] {
  return JSON.parse(readFileSync(path, 'utf8')).examples;
}

function given(...paths: string[]): GivenFile[] {
  return paths.map((path) => ({ name: basename(path), bytes: readFileSync(path) }));
}

/** Explains the golden sentence in the page, for its target, and holds what is shown against the golden figures. */
async function expectGolden(page: Page, explain: ExplainPage, { tokens, scores, target, lrp }: Golden): Promise<void> {
  const words = lrp.find(({ eps, bias_factor }) => eps === 0.001 && bias_factor === 0)?.words ?? [];
  // The entry for unknown words is no word of a text; a word that is not in the vocabulary is read as it.
  const typed = tokens.map((token) => token.replace('<unk>', 'qqq'));
  await explain.sentence.fill(typed.join(' '));
  await expect.poll(() => explain.wordTexts('LRP')).toEqual(typed);
  await page
    .getByRole('radiogroup', { name: /^Prediction/ })
    .locator('label')
    .nth(target)
    .click();
  const cards = page.getByRole('radiogroup', { name: /^Prediction/ }).locator('label');
  await expect(cards).toHaveCount(scores.length);
  for (const [index, score] of scores.entries()) {
    const shown = score.toFixed(2).replace('-', '−');
    await expect(cards.nth(index)).toContainText(`score ${Number(score.toFixed(2)) === 0 ? '0.00' : shown}`);
  }
  for (const [position, value] of words.entries()) {
    await explain.words('LRP').nth(position).click();
    const row = page
      .getByRole('dialog', { name: /^Change/ })
      .getByRole('row')
      .filter({ hasText: /^LRP/ })
      .first();
    await expect.poll(async () => differs(await row.getByRole('cell').first().textContent(), value)).toBeLessThan(1e-10);
    await page.keyboard.press('Escape');
  }
}

function differs(shown: string | null, value: number): number {
  return Math.abs(Number((shown ?? '').replaceAll('−', '-')) - value) / Math.max(1, Math.abs(value));
}

test.describe('each golden model, loaded through the page, shows the golden figures', () => {
  const models = [
    { folder: 'tiny', files: ['vocab', 'model', 'embeddings.npy'], format: /reference program/ },
    { folder: 'pytorch-bidi', files: ['model.pt', 'vocab.txt'], format: /PyTorch state_dict/ },
    { folder: 'pytorch-uni', files: ['model.pt', 'vocab.txt'], format: /PyTorch state_dict/ },
    { folder: 'keras-bidi', figures: 'pytorch-bidi', files: ['model.keras', 'vocab.json'], format: /Keras/ },
    { folder: 'keras-uni', figures: 'pytorch-uni', files: ['model.weights.h5', 'vocab.json'], format: /Keras/ },
  ];
  for (const { folder, files, format, figures = folder } of models) {
    test(`${folder}: ${files.join(', ')}`, async ({ explain, models: library, page }) => {
      await explain.ready();
      await library.give(files.map((file) => `${FIXTURES}/${folder}/${file}`));
      await expect(library.library.getByRole('definition').filter({ hasText: format })).toBeVisible();
      await library.use();
      for (const example of golden(`${FIXTURES}/${figures}/golden.json`).slice(0, 3)) await expectGolden(page, explain, example);
    });
  }

  test('tiny, as a zip', async ({ explain, models, page }) => {
    await explain.ready();
    const files = given(...['vocab', 'model', 'embeddings.npy'].map((file) => `${FIXTURES}/tiny/${file}`));
    const bytes = zipSync(Object.fromEntries(files.map((file) => [`tiny/${file.name}`, new Uint8Array(file.bytes)])));
    await models.give([{ name: 'tiny.zip', bytes }]);
    await models.use();
    for (const example of golden(`${FIXTURES}/tiny/golden.json`).slice(0, 2)) await expectGolden(page, explain, example);
  });

  test('pytorch-bidi, dropped on the page, and as a folder', async ({ explain, models, page }) => {
    await explain.ready();
    const files = given(`${FIXTURES}/pytorch-bidi/model.pt`, `${FIXTURES}/pytorch-bidi/vocab.txt`);
    await models.drop(page.getByRole('main'), files);
    await expect(models.file('model.pt')).toContainText('Weights');
    await expect(models.file('vocab.txt')).toContainText('Vocabulary');
    await models.use();
    const [example] = golden(`${FIXTURES}/pytorch-bidi/golden.json`);
    if (example) await expectGolden(page, explain, example);
    await models.giveFolder(`${FIXTURES}/pytorch-uni`);
    await expect(models.file('pytorch-uni/golden.json')).toContainText('Reference scores');
    await models.use();
    const [other] = golden(`${FIXTURES}/pytorch-uni/golden.json`);
    if (other) await expectGolden(page, explain, other);
  });
});

test('the reference’s folder loads and gives the reference’s figures', async ({ explain, models, page }) => {
  test.skip(!existsSync(`${UPSTREAM}/embeddings-surrogate.npy`), 'skipped: no upstream files');
  await explain.ready();
  await models.give([
    ...given(`${UPSTREAM}/vocab`, `${UPSTREAM}/model`),
    { name: 'embeddings.npy', bytes: readFileSync(`${UPSTREAM}/embeddings-surrogate.npy`) },
  ]);
  await models.useButton.click();
  await models.message.getByText('is in use').waitFor();
  await models.close();
  const [example] = golden(`${UPSTREAM}/golden.json`);
  if (example) await expectGolden(page, explain, example);
});

test('a broken file says what is wrong and leaves the model in use', async ({ explain, models, page }) => {
  await explain.ready();
  const before = await explain.values('LRP');
  const bytes = readFileSync(`${FIXTURES}/pytorch-bidi/model.pt`).subarray(0, 3000);
  await models.give([{ name: 'model.pt', bytes }, ...given(`${FIXTURES}/pytorch-bidi/vocab.txt`)]);
  const alert = models.library.getByRole('alert');
  await expect(alert).toContainText('model.pt');
  await expect(alert).toContainText('“SST-5 BiLSTM” stays in use.');
  await expect(models.useButton).toBeHidden();
  await models.library.getByRole('button', { name: 'Back to the models' }).click();
  await expect(models.radio('SST-5 BiLSTM')).toBeChecked();
  await models.close();
  expect(await explain.values('LRP')).toEqual(before);
  await models.drop(page.getByRole('main'), [{ name: 'notes.txt', bytes: Buffer.from('a\nb\n') }]);
  await expect(models.awaited).toContainText('the weights are missing');
});

test('what an unclear file leaves open is corrected in the table', async ({ explain, models, page }) => {
  await explain.ready();
  const shapes = { words: [4, 4], w1: [16, 4], w2: [16, 4], b: [16], dense: [2, 4], unused: [3, 3] };
  const vocabulary = { name: 'vocab.txt', bytes: Buffer.from('good\nbad\nfilm\n<unk>\n') };
  await models.give([{ name: 'unclear.safetensors', bytes: safetensors(shapes) }, vocabulary]);
  await expect(models.missing).toContainText(/w1/);
  await expect(models.useButton).toHaveAttribute('aria-disabled', 'true');
  await models.field('Forward LSTM, weights of the input').selectOption('w1');
  await models.field('Forward LSTM, weights of the hidden state').selectOption('w2');
  await models.library.getByRole('checkbox', { name: /^unused/ }).check();
  await expect(models.missing).toHaveText('');
  await models.field('Class names').fill('no\nyes');
  await models.field('Name').fill('cleared up');
  await expect(models.useButton).toHaveAttribute('aria-disabled', 'false');
  await models.use();
  await explain.sentence.fill('good film');
  await expect(explain.words('LRP')).toHaveCount(2);
  await expect(explain.classCard('yes')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Model: cleared up, unverified' })).toBeVisible();
});

test('a model is kept, renamed, read in another way, removed and brought back', async ({ explain, models, page }) => {
  await explain.ready();
  await models.give([`${FIXTURES}/pytorch-uni/model.pt`, `${FIXTURES}/pytorch-uni/vocab.txt`]);
  await models.field('Name').fill('mine');
  await models.use();
  await expect(explain.classCard('class 1')).toBeVisible();
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Model: mine, unverified' })).toBeVisible();
  await expect(explain.classCard('class 1')).toBeVisible();

  await models.open();
  await models.action('Rename mine').click();
  await page.keyboard.type('yours');
  await page.keyboard.press('Enter');
  await expect(models.radio('yours')).toBeChecked();
  await expect(models.action('Rename yours')).toBeFocused();
  await models.action('Settings of yours').click();
  await models.field('Class names').fill('no');
  await expect(models.missing).toContainText('expected 2 names');
  await models.field('Class names').fill('no\nyes');
  await models.use();
  await expect(explain.classCard('yes')).toBeVisible();

  await page.reload();
  await expect(explain.classCard('yes')).toBeVisible();
  await models.open();
  await models.action('Remove yours').click();
  await expect(models.radio('SST-5 BiLSTM')).toBeChecked();
  await models.library.getByRole('button', { name: 'Undo' }).click();
  await models.radio('yours').check();
  await expect(models.message).toContainText('“yours” is in use.');
  await models.action('Remove yours').click();
  await expect(models.message).toContainText('Removed “yours”');
  await page.reload();
  await models.open();
  await expect(models.library.getByRole('radio')).toHaveCount(1);
  await expect(models.radio('SST-5 BiLSTM')).toBeChecked();
});

test('an exported model gives the same figures when it is loaded again', async ({ explain, models, page }) => {
  await explain.ready();
  await models.give([`${FIXTURES}/pytorch-bidi/model.pt`, `${FIXTURES}/pytorch-bidi/vocab.txt`]);
  await models.field('Name').fill('to be exported');
  await models.use();
  await models.open();
  const download = page.waitForEvent('download');
  await models.action('Export to be exported').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('to-be-exported.zip');
  await models.action('Remove to be exported').click();
  await models.give([{ name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }]);
  await expect(models.field('Name')).toHaveValue('to be exported');
  await models.use();
  const [example] = golden(`${FIXTURES}/pytorch-bidi/golden.json`);
  if (example) await expectGolden(page, explain, example);
});

test('two models are compared on one sentence in the pin tray, and a pin brings its model back', async ({
  explain,
  models,
  pins,
  page,
}) => {
  await explain.ready();
  await models.give([`${FIXTURES}/pytorch-uni/model.pt`, `${FIXTURES}/pytorch-uni/vocab.txt`]);
  await models.field('Name').fill('mine');
  await models.use();
  await explain.sentence.fill('v7 v2');
  await expect(explain.words('LRP')).toHaveCount(2);
  await pins.pinButton.click();
  await pins.section.getByLabel('Explain with another model').selectOption('SST-5 BiLSTM');
  await expect(page.getByRole('button', { name: 'Model: SST-5 BiLSTM' })).toBeVisible();
  await expect(pins.cards.nth(0)).toContainText('SST-5 BiLSTM (');
  await expect(pins.cards.nth(1)).toContainText('mine (');
  await pins.cards.nth(1).getByRole('button', { name: 'Swap with current' }).click();
  await expect(page.getByRole('button', { name: 'Model: mine, unverified' })).toBeVisible();
  await expect(pins.cards.nth(0)).toContainText('mine (');
  await expect(pins.cards.nth(1)).toContainText('SST-5 BiLSTM (');

  await pins.cards.nth(1).getByRole('button', { name: 'Swap with current' }).click();
  await expect(page.getByRole('button', { name: 'Model: SST-5 BiLSTM' })).toBeVisible();
  await models.open();
  await models.action('Remove mine').click();
  await expect(models.library.getByRole('radio')).toHaveCount(1);
  await models.close();
  await pins.cards.nth(1).getByRole('button', { name: 'Swap with current' }).click();
  await expect(pins.message).toContainText('which is not in this browser');
});

test('a link names its model: kept here it is used, else that is told', async ({ explain, models, page, context }) => {
  await explain.ready();
  await models.give([`${FIXTURES}/pytorch-uni/model.pt`, `${FIXTURES}/pytorch-uni/vocab.txt`]);
  await models.use();
  await explain.sentence.fill('v7 v2');
  await expect(page).toHaveURL(/s=v7\+v2&model=[0-9a-f]{8}$/);
  const link = page.url();
  // The sentence, then the model.
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Model: SST-5 BiLSTM' })).toBeVisible();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(explain.words('LRP')).toHaveCount(2);
  await expect(explain.classCard('class 1')).toBeVisible();
  const other = await context.newPage();
  await other.goto(link.replace(/model=.*/, 'model=00000000'));
  await expect(other.getByRole('status', { name: 'About the link' })).toContainText('a model kept in this browser');
  await expect(other.getByRole('button', { name: 'Model: SST-5 BiLSTM' })).toBeVisible();
});

test('a full disk is told, and the model works until the page is closed', async ({ explain, models, page }) => {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      if (String(key).startsWith('model-files:')) throw new DOMException('no space left', 'QuotaExceededError');
      return put.call(this, value, key);
    };
  });
  await explain.ready();
  await models.give([`${FIXTURES}/pytorch-uni/model.pt`, `${FIXTURES}/pytorch-uni/vocab.txt`]);
  await models.field('Name').fill('mine');
  await models.useButton.click();
  await expect(models.message).toContainText('the storage this browser gives the page is full');
  await expect(models.row('mine')).toContainText('until this page is closed');
  await models.close();
  await expect(models.notice).toContainText('“mine” works until this page is closed');
  await explain.sentence.fill('v7 v2');
  await expect(explain.words('LRP')).toHaveCount(2);
});
