import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';
import { safetensors } from './safetensors.ts';

const WORDS = { name: 'vocab.txt', bytes: Buffer.from('good\nbad\nfilm\n<unk>\n') };
const MODEL = { words: [4, 4], w1: [16, 4], w2: [16, 4], b: [16], dense: [2, 4] };
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`other.${index}`, [2]]));

const nodes = (page: Page) => page.evaluate(() => document.getElementsByTagName('*').length);

test('a file of 20,000 tensors makes no more of a form than one of 200, and is read once its parts are told', async ({
  explain,
  models,
  page,
}) => {
  await explain.ready();
  const counts: number[] = [];
  for (const count of [200, 20_000]) {
    const file = { name: `${count}.safetensors`, bytes: safetensors({ ...MODEL, ...many(count) }) };
    await models.give([file, WORDS]);
    await expect(models.missing).toContainText(/w1/);
    await expect(models.library.getByLabel('Find tensors by name')).toBeVisible();
    counts.push(await nodes(page));
    if (count === 200) await models.library.getByRole('button', { name: 'Cancel' }).click();
  }
  const [few = 0, most = 0] = counts;
  expect(most / few).toBeLessThan(1.05);
  expect(most).toBeLessThan(2500);

  await models.field('Forward LSTM, weights of the input').selectOption('w1');
  await models.field('Forward LSTM, weights of the hidden state').selectOption('w2');
  await expect(models.missing).toContainText('“Output layer, bias” could be more than one tensor');
  await models.field('Output layer, bias').selectOption({ label: 'none' });
  await expect(models.missing).toContainText(/tensors that have no role.* and 19988 more/);
  await models.field('Find tensors by name').fill('other.1999');
  await expect(models.library.getByRole('status', { name: 'Tensors found' })).toHaveText('11 tensors, offered for every part.');
  await expect(models.library.getByRole('checkbox', { name: /^other\.1999/ })).toHaveCount(11);
  await models.field('Find tensors by name').fill('');
  await models.library.getByRole('checkbox', { name: 'All unused tensors (20,000)' }).check();
  await expect(models.missing).toHaveText('');
  await models.use();
  await explain.sentence.fill('good film');
  await expect(explain.words('LRP')).toHaveCount(2);
});
