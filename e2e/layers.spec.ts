import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';
import type { ExplainPage } from './pages/explain-page.ts';
import type { ModelsPage } from './pages/models-page.ts';

const NETWORKS = 'src/testing/fixtures/networks';

interface Golden {
  readonly tokens?: readonly string[];
  readonly inputs?: readonly (readonly number[])[];
  readonly scores: readonly number[];
  readonly predicted: number;
  readonly target: number;
  readonly probabilities: readonly number[] | null;
  readonly read: readonly [from: number, to: number];
  readonly lrp: readonly {
    readonly eps: number;
    readonly bias_factor: number;
    readonly words: readonly number[];
    readonly padding: number;
    readonly inputs?: readonly (readonly number[])[];
  }[];
}

function golden(name: string): readonly Golden[] {
  return JSON.parse(readFileSync(`${NETWORKS}/${name}/golden.json`, 'utf8')).examples;
}

async function use(name: string, explain: ExplainPage, models: ModelsPage): Promise<void> {
  await explain.ready();
  await models.give(
    ['config.json', 'model.safetensors', 'vocab.txt']
      .slice(0, name.startsWith('numeric') ? 2 : 3)
      .map((file) => `${NETWORKS}/${name}/${file}`),
  );
  await models.use();
}

function shown(value: number, digits = 2): string {
  return value.toFixed(digits).replace('-', '−');
}

function ledgerRow(page: Page, name: string) {
  return page.getByRole('table', { name: /is made up$/ }).getByRole('row', { name: new RegExp(`^${name}`) });
}

async function number(page: Page, name: string): Promise<number> {
  const text = await ledgerRow(page, name).getByRole('cell').last().textContent();
  return Number((text ?? '').replace('−', '-'));
}

test('a model that pads: the ledger holds the padding, and words that are cut off are not read', async ({
  explain,
  models,
  page,
}) => {
  await use('padded-pre', explain, models);
  const [short, long] = [
    golden('padded-pre').find(({ tokens }) => tokens?.length === 6),
    golden('padded-pre').find(({ tokens }) => tokens?.length === 12),
  ];
  if (!short || !long) throw new Error('no such golden sentences');
  await explain.sentence.fill(short.tokens?.join(' ') ?? '');
  await expect.poll(() => explain.wordTexts('LRP')).toEqual(short.tokens);
  await expect(ledgerRow(page, 'padding')).toBeVisible();
  const parts = await Promise.all(
    ['all words', 'padding', 'initial states', 'bias share', 'stabiliser share'].map((part) => number(page, part)),
  );
  const total = await number(page, '= score');
  expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - total)).toBeLessThan(0.05 * Math.max(...parts.map(Math.abs)));
  await expect(page.getByText('Conserved: nothing is lost except to float64 rounding.')).toBeVisible();
  await expect(page.getByText('words + padding + initial states')).toBeVisible();

  await explain.sentence.fill(long.tokens?.join(' ') ?? '');
  await expect(page.getByText('The model reads 9 words: the first 3 words are not read.').first()).toBeVisible();
  const cells = explain.heatMap('LRP').getByRole('gridcell');
  await expect(cells).toHaveCount(12);
  for (const [position] of long.tokens?.entries() ?? []) {
    const unread = position < long.read[0];
    await expect(cells.nth(position).getByText('not read')).toHaveCount(unread ? 1 : 0);
    expect(!(await cells.nth(position).getAttribute('style'))).toBe(unread);
  }
  await page.getByRole('radio', { name: 'Grid' }).press('Space');
  const head = page.getByRole('columnheader', { name: 'w1', exact: true });
  await expect(head.locator('span').first()).toHaveCSS('text-decoration-line', 'line-through');
  await page.getByRole('radio', { name: 'Text' }).press('Space');
  await cells.first().hover();
  await expect(explain.details).toContainText('the first 3 words are not read. Its values are 0.');
});

test('several sigmoids: each class has a probability of its own', async ({ explain, models, page }) => {
  await use('multi-label', explain, models);
  const [, , example] = golden('multi-label');
  if (!example) throw new Error('no golden sentence');
  await explain.sentence.fill(example.tokens?.join(' ') ?? '');
  await expect(
    page.getByText('Each class has a probability of its own: several may hold, or none.', { exact: true }),
  ).toBeVisible();
  const cards = page.getByRole('radiogroup', { name: /^Prediction/ }).locator('label');
  for (const [index, share] of (example.probabilities ?? []).entries()) {
    await expect(cards.nth(index)).toContainText(`${Math.round(100 * share)}\u202f%`);
  }
  await expect(cards.nth(example.predicted)).toContainText('most probable');
  await models.open();
  await models.library.getByText('About “multi-label”').click();
  await expect(models.library.getByRole('list').filter({ hasText: 'Embedding' }).getByRole('listitem')).toContainText([
    /Embedding.*\d × 5/,
    'Bidirectional LSTM 2 × 4',
    'Last states 8',
    'Dense 6',
    'Dense 4',
  ]);
  await expect(models.library.getByText('any number of 4 classes: c0, c1, c2, c3')).toBeVisible();
});

test('several sigmoids, and several numbers, of words: what is right, and what no label can be', async ({
  dataSets,
  examples,
  experiments,
  explain,
  models,
  page,
}) => {
  await use('multi-label', explain, models);
  await dataSets.give('mine.tsv', 'sentence\tlabel\nw1 w2 w3\tc0\nw4 w5\tc1\nw6 w7 w8 w9\tc2\n');
  await expect(examples.filter(/most probable class/)).toBeVisible();
  await experiments.view('Experiments').click();
  await experiments.data.selectOption('file');
  await experiments.run.click();
  await expect(experiments.result).toContainText('a sentence counts as right where its most probable class is the true one');

  const numbers = ['config.json', 'model.safetensors', 'vocab.txt'].map((name) => {
    const bytes = readFileSync(`${NETWORKS}/multi-label/${name}`);
    return { name, bytes: name === 'config.json' ? Buffer.from(bytes.toString().replace('"sigmoid"', '"linear"')) : bytes };
  });
  await models.give(numbers);
  await models.use();
  await expect(page.getByText('This model gives numbers and no class, so nothing it says is correct or incorrect')).toBeVisible();
  await expect(experiments.run).toBeDisabled();
  await experiments.item('Faithfulness').click();
  await experiments.setting('Minimum words').fill('1');
  await experiments.run.click();
  await expect(experiments.result).toContainText('from the value');
  await expect(experiments.result).toContainText('Drop in the value when the highest-ranked words are blanked out');
  await experiments.view('Explain').click();
  await expect(examples.filter(/highest class/)).toBeVisible();
  await expect(examples.row(1)).toContainText(/highest c\d \(\d\.\d\d\)/);
});

test('rows of numbers, and a number as the answer', async ({ explain, models, page }) => {
  await use('numeric-regression', explain, models);
  const field = page.getByRole('textbox', { name: 'Rows of numbers' });
  // What stood there is no rows: it is put aside, and nothing is wrong.
  await expect(page.getByText('Nothing to explain yet: type or paste rows of numbers')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'try made-up ones' }).click();
  await expect(page.getByText('6 rows of 3 numbers')).toBeVisible();
  await expect(page.getByText('Click a row above')).toBeVisible();
  const example = golden('numeric-regression').find(({ inputs }) => inputs?.length === 4);
  const rows = example?.inputs ?? [];
  await field.fill(`f2,f1,f0\n${rows.map((row) => [...row].reverse().join(',')).join('\n')}`);
  await expect(page.getByRole('heading', { name: 'Why this value?' })).toBeVisible();
  const card = page.getByRole('radiogroup', { name: /^Prediction/ }).locator('label');
  await expect(card).toHaveCount(1);
  await expect(card).toContainText(shown(example?.scores[0] ?? 0));
  await expect(page.getByText('The model gives a number, not probabilities.', { exact: true })).toBeVisible();
  await expect.poll(() => explain.wordTexts('LRP')).toEqual(['t1', 't2', 't3', 't4']);
  await explain.words('LRP').nth(1).click();
  const menu = page.getByRole('dialog', { name: /^Change/ });
  const inputs = example?.lrp.find(({ eps, bias_factor }) => eps === 0.001 && bias_factor === 0)?.inputs?.[1] ?? [];
  for (const [k, value] of inputs.entries()) {
    const row = menu.getByRole('row', { name: new RegExp(`^f${k}`) });
    await expect(row).toContainText(shown(rows[1]?.[k] ?? 0).replace(/0$/, ''));
    const told = Number((await row.getByRole('cell').nth(1).textContent())?.replace('−', '-'));
    expect(Math.abs(told - value)).toBeLessThan(0.01 * Math.abs(value) + 1e-6);
  }
  await page.keyboard.press('Escape');
  await explain.words('LRP').nth(2).click();
  await menu.getByRole('button', { name: /^Remove/ }).click();
  await expect(page.getByText(/^The value: /)).toBeVisible();
  expect(await page.getByRole('main').textContent()).not.toMatch(/NaN|–\s*%/);

  await page.getByRole('button', { name: 'Make these my rows' }).click();
  await expect(page.getByText('3 rows of 3 numbers')).toBeVisible();

  await models.open();
  const checked = golden('numeric-regression').slice(0, 2);
  await models.library
    .getByLabel('Reference values: one sequence per line, rows as JSON -> the value')
    .fill(checked.map((one) => `${JSON.stringify(one.inputs)} -> ${one.scores[0]}`).join('\n'));
  await models.action('Check').click();
  await expect(models.library.getByText(/^Verified: the largest difference is .* over 2 sequences\.$/).last()).toBeVisible();
  await models.close();

  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Experiments' }).click();
  await expect(page.getByText('Experiments go over sentences, and this model reads rows of numbers.')).toBeVisible();
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Explain' }).click();

  await field.fill('1,2,3\n1,2');
  await expect(page.getByRole('alert')).toContainText('line 2 has 2 numbers');
});

test('rows of numbers, one of several classes', async ({ explain, models, page }) => {
  await use('numeric', explain, models);
  const example = golden('numeric').find(({ inputs }) => inputs?.length === 9);
  await page.getByRole('textbox', { name: 'Rows of numbers' }).fill(JSON.stringify(example?.inputs));
  await expect(page.getByText('9 rows of 4 numbers')).toBeVisible();
  const cards = page.getByRole('radiogroup', { name: /^Prediction/ }).locator('label');
  for (const [index, score] of (example?.scores ?? []).entries())
    await expect(cards.nth(index)).toContainText(`score ${shown(score)}`);
  await expect(cards.nth(example?.predicted ?? -1)).toContainText('predicted');
});
