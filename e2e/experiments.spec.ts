import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import Papa from 'papaparse';
import { DATA, siteHasSst, test } from './fixtures.ts';
import { svgFacts, textOf } from './saved-files.ts';
import { TIMING, tell, timeKeys, timeTwentyWords } from './timing.ts';

const EXPERIMENTS = [
  { id: 'accuracy', title: 'Accuracy', table: 'accuracy', rows: 3, column: 'share', shows: /correct on \d+\.\d\s%/ },
  { id: 'deletion', title: 'Word deletion', table: 'initially correct', rows: 84, column: 'accuracy', shows: /falls to/ },
  {
    id: 'position',
    title: 'Relevance by position',
    table: 'shares by interval',
    rows: 90,
    column: 'mean_share',
    shows: /second half/,
  },
  { id: 'words', title: 'Representative words', table: 'top 20 by single', rows: 120, column: 'value', shows: /highest single/ },
  { id: 'faithfulness', title: 'Faithfulness', table: 'eraser', rows: 48, column: 'mean', shows: /Spearman 0\.\d\d/ },
  { id: 'agreement', title: 'Agreement of methods', table: 'pairs', rows: 12, column: 'mean', shows: /rank correlation of 0/ },
] as const;

const LINK = 'data=built-in';

for (const { id, title, table, rows, column, shows } of EXPERIMENTS) {
  test(`${title}: runs, is kept, comes back by its link, and is taken away as CSV, JSON and SVG`, async ({
    explain,
    experiments,
    exports,
    page,
    context,
  }) => {
    await explain.ready();
    await experiments.enter();
    await experiments.item(title).click();
    await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
    if (id === 'position') await experiments.setting('Minimum words').fill('12');
    await experiments.run.click();
    await expect(experiments.result).toContainText(shows);
    await expect(experiments.result).toContainText('155 sentences');
    const figures = await experiments.figures();

    await experiments.item(id === 'accuracy' ? 'Word deletion' : 'Accuracy').click();
    await experiments.item(title).click();
    await expect(experiments.result, 'kept').toContainText(shows);
    expect(await experiments.figures()).toBe(figures);

    await test.step('files', async () => {
      const svg = (await exports.saveFigure(/^Save “.*” as a figure$/, 'SVG')).bytes.toString();
      await page.keyboard.press('Escape');
      const whole = { root: 'svg', texts: true, model: true, screenOnly: 0, outside: [], sized: true, blank: false };
      expect(await svgFacts(page, svg)).toEqual(whole);
      expect(svg).not.toMatch(/paint-order|NaN|var\(|url\(/);
      const json = JSON.parse(await textOf(await experiments.save(/^Save JSON$/)));
      expect(json.provenance).toMatchObject({ app: 'LRP Lens', experiment: id, data: { sentences: 155 } });
      expect(json.provenance.link, 'no sentence of Explain').not.toMatch(/[#&](s|tokens|example)=/);
      expect(json.provenance.link).toContain(`view=experiments&experiment=${id}&data=built-in`);
      expect(json.provenance.model.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(json.tables[table.replaceAll(' ', '-')]).toHaveLength(rows);
      await experiments.result.getByText(`${table}, ${rows} rows`).click();
      const csv = await textOf(await experiments.save(new RegExp(`^Save “${table}” as CSV$`)));
      const { data, errors } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
      expect(errors).toEqual([]);
      expect(data).toHaveLength(rows);
      expect(Number(data[0]?.[column])).not.toBeNaN();
      expect(data[0]).toMatchObject({ experiment: id, data: 'Built-in', model_sha256: json.provenance.model.sha256 });
    });

    await expect(page).toHaveURL(
      new RegExp(`experiment=${id}&data=built-in${id === 'position' ? '&settings=minLength:12' : ''}`),
    );
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(other.getByRole('region', { name: 'Result' })).toContainText(shows);
    const restored = await other.getByRole('region', { name: 'Result' }).innerText();
    expect(restored.replace(/[\d.]+ s on \d+ workers?/, '')).toBe(figures);
  });
}

test(
  'on the SST test set, where the site has it, the accuracy is the one the model was published with',
  DATA,
  async ({ experiments }) => {
    await experiments.open('accuracy', 'data=sst');
    if (!siteHasSst) {
      await expect(experiments.data).toContainText('SST test set (not here)');
      await expect(experiments.result).toHaveCount(0);
      return;
    }
    const { metrics } = JSON.parse(await readFile('public/model/config.json', 'utf8'));
    const right = Math.round(metrics.test.five_class * 2210).toLocaleString('en');
    await expect(experiments.result).toContainText(`${right} of 2,210`);
  },
);

test('a figure is saved in ink on white paper, with its axes and lines named, though the page is dark', async ({
  experiments,
  exports,
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await experiments.open('deletion', LINK);
  await expect(experiments.result).toContainText('falls to');
  const svg = (await exports.saveFigure(/^Save “.*” as a figure$/, 'SVG')).bytes.toString();
  expect(svg).toContain('#1b1916');
  expect(svg).not.toMatch(/#f1eee9|#1e1c1a|rgb\(/);
  const names = await page.evaluate((source) => {
    const texts = [...new DOMParser().parseFromString(source, 'image/svg+xml').querySelectorAll('text')];
    return texts.map((one) => one.textContent);
  }, svg);
  for (const name of ['LRP', 'Sensitivity', 'random', 'accuracy', 'words blanked out']) expect(names).toContain(name);
  expect(names).not.toContain('List these sentences');
});

test('a run is cancelled, nothing is left of it, and the next one is whole', async ({ explain, experiments }) => {
  await explain.ready();
  await experiments.startLong();
  await experiments.cancel.click();
  await expect(experiments.run).toBeEnabled();
  await expect(experiments.result).toHaveCount(0);
  await experiments.setting('Random orders').fill('1');
  await experiments.run.click();
  await expect(experiments.result).toContainText('155 sentences');
});

test('other settings leave the last figures standing, marked, until they are run', async ({ experiments }) => {
  await experiments.open('deletion', `${LINK}&settings=deletions:3`);
  await expect(experiments.setting('Words blanked out')).toHaveValue('3');
  await expect(experiments.result).toContainText('once 3 words are blanked out');
  await expect(experiments.run).toBeDisabled();
  await experiments.setting('Words blanked out').fill('2');
  await expect(experiments.result).toContainText('results are from an earlier run');
  await expect(experiments.result).toContainText('once 3 words are blanked out');
  await experiments.run.click();
  await expect(experiments.result).toContainText('once 2 words are blanked out');
  await experiments.setting('Words blanked out').fill('0');
  await expect(experiments.setting('Words blanked out')).toHaveAttribute('aria-invalid', 'true');
  await expect(experiments.result).toContainText('once 2 words are blanked out');
  await experiments.setting('Words blanked out').fill('3');
  await expect(experiments.result, 'run before').toContainText('once 3 words are blanked out');
  await expect(experiments.run).toBeDisabled();
});

test('back leads from the experiments to the sentence, and a wrong link says what was not used', async ({
  explain,
  experiments,
  page,
}) => {
  await explain.hardCase();
  await experiments.view('Experiments').click();
  await expect(page).toHaveURL(/view=experiments/);
  await expect(page).toHaveTitle('Experiments · LRP Lens');
  await page.keyboard.press('5'); // chooses a class in Explain alone
  await page.goBack();
  await expect(explain.classRadio('negative')).toBeChecked();
  await expect(explain.words('LRP')).toHaveCount(14);
  await page.goto('./#view=experiments&experiment=alchemy&settings=deletions:0');
  const notice = page.getByRole('status', { name: 'About the link' });
  await expect(notice).toContainText('alchemy');
  await expect(notice).toContainText('deletions:0');
  await expect(page.getByRole('heading', { level: 2, name: 'Accuracy' })).toBeVisible();
});

test('a file of one’s own: lines without labels have no accuracy, but agreement; labels of a table are read', async ({
  explain,
  experiments,
  page,
}) => {
  await explain.ready();
  await experiments.enter();
  const give = (name: string, text: string) =>
    page.getByLabel('File of sentences').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  const lines = Array.from(
    { length: 40 },
    (_, n) => `The ${n % 2 ? 'lovely' : 'awful'} film number ${n} is long and it ends well enough.`,
  );
  await give('lines.txt', lines.join('\n'));
  await expect(experiments.data).toContainText('lines.txt, 40');
  await expect(page.getByText(/“lines.txt” has no labels/)).toBeVisible();
  await expect(experiments.run).toBeDisabled();
  await experiments.item('Agreement of methods').click();
  await experiments.run.click();
  await expect(experiments.result).toContainText('Across 40 sentences');
  const rows = lines.map((line, n) => `"${line}",${n % 2 ? 'very positive' : 'very negative'}`);
  await give('table.csv', ['text,label', ...rows].join('\n'));
  await expect(experiments.data).toContainText('table.csv, 40');
  await experiments.item('Accuracy').click();
  await experiments.run.click();
  await expect(experiments.result).toContainText('of 40 sentences');
});

test.describe('without the worker’s program', () => {
  test.use({ expectedErrors: /Failed to load resource|net::ERR/ });

  test('the experiments’ worker cannot start: it is told, and the next run works', async ({ explain, experiments, page }) => {
    await explain.ready();
    await experiments.enter();
    await page.route('**/experiments.worker*', (route) => route.abort());
    await experiments.run.click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('worker');
    await page.unroute('**/experiments.worker*');
    await alert.getByRole('button', { name: 'Run again' }).click();
    await expect(experiments.result).toContainText('155 sentences');
    await expect(alert).toHaveCount(0);
  });
});

test.describe('a worker that crashes', () => {
  test.use({ expectedErrors: /crashed on purpose/ });

  test('is told, and the next run works', async ({ explain, experiments, page }) => {
    await explain.ready();
    await experiments.startLong();
    await experiments.crash();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('crashed on purpose');
    await experiments.setting('Random orders').fill('1');
    await experiments.run.click();
    await expect(experiments.result).toContainText('155 sentences');
  });
});

test('while an experiment runs, typing in Explain stays fluent', TIMING, async ({ explain, experiments }) => {
  await explain.ready();
  const alone = await timeTwentyWords(explain);
  await experiments.startLong();
  await experiments.view('Explain').click();
  await expect(explain.words('LRP')).toHaveCount(20);
  await explain.sentence.press('End');
  const meanwhile = await timeKeys(explain, 'ineindeed');
  await experiments.view('Experiments').click();
  await expect(experiments.cancel, 'it ran all the while').toBeVisible();
  await experiments.cancel.click();
  tell('keystroke to painted heat map, 20 words', alone, 50);
  tell('the same beside an experiment', meanwhile, 60);
  expect(meanwhile / alone).toBeLessThan(10);
});
