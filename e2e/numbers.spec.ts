/** Sequences of numbers: from a file to a saved figure. */
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { axeProblems } from './axe.ts';
import { test } from './fixtures.ts';
import { NumbersPage } from './pages/numbers-page.ts';

const NETWORKS = 'src/testing/fixtures/networks';

interface Golden {
  readonly inputs: readonly (readonly number[])[];
  readonly scores: readonly number[];
  readonly target: number;
  readonly lrp: readonly { readonly inputs: readonly (readonly number[])[]; readonly bias: number }[];
}

/** The longest example. */
function golden(name: string): Golden {
  const examples: readonly Golden[] = JSON.parse(readFileSync(`${NETWORKS}/${name}/golden.json`, 'utf8')).examples;
  return examples.reduce((longest, one) => (one.inputs.length > longest.inputs.length ? one : longest));
}

const filesOf = (name: string) => ['config.json', 'model.safetensors'].map((file) => `${NETWORKS}/${name}/${file}`);
const shown = (value: number, digits = 2) => value.toFixed(digits).replace('-', '−');
const tableOf = (inputs: Golden['inputs'], names: string) => `${names}\n${inputs.map((row) => row.join(',')).join('\n')}\n`;

/** A column of a CSV file with plain cells. */
function column(csv: Buffer, name: string): number[] {
  const [head = '', ...lines] = csv.toString().trim().split('\r\n');
  const place = head.split(',').indexOf(name);
  return lines.map((line) => Number(line.split(',')[place]?.replace("'", '')));
}

test('a number: from a CSV file to a saved figure', async ({ explain, exports, models, page }) => {
  const numbers = new NumbersPage(page);
  const { inputs, scores, lrp } = golden('numeric-regression');
  await explain.ready();
  await models.give(filesOf('numeric-regression'));
  await models.use();
  await numbers.showFile();

  // What is wrong with a file is one sentence, and stays until there is a better one.
  const bad: readonly (readonly [content: string, message: RegExp])[] = [
    ['f0,f1,f2\n1,2,3\n4,5\n', /do not all have the same number of fields.*2 in line 3/s],
    ['f0,f1,f2\n1,hot,3\n', /One value is not a number.*line 2, f1: "hot"/s],
    ['f0,f1\n1,2\n', /wrong number of features for this model.*expected3 numbers a step/s],
  ];
  for (const [content, message] of bad) {
    await numbers.give('bad.csv', content);
    await expect(numbers.alert).toHaveText(message);
  }
  await numbers.give('gaps.csv', 'f0,f1,f2\n1,2,3\n4,NaN,6\n');
  await expect(numbers.alert).toContainText('1 value is missing');
  await page.getByLabel('Missing values').selectOption('the last value');
  await expect(page.getByText('The last value stands for 1 missing value: line 3, f1.')).toBeVisible();

  // Columns in another order: names put them right. The figures are the golden ones.
  const swapped = inputs.map(([a = 0, b = 0, c = 0]) => [c, a, b]);
  await numbers.give('mine.csv', tableOf(swapped, 'f2,f0,f1'));
  await expect(numbers.figure).toBeVisible();
  await expect(numbers.ledger('= value')).toContainText(shown(scores[0] ?? Number.NaN));
  await expect(numbers.ledger('bias share')).toContainText(shown(Math.abs(lrp[0]?.bias ?? Number.NaN)));
  const relevance = column(await numbers.save('CSV'), 'relevance');
  const wanted = lrp[0]?.inputs.flat() ?? [];
  expect(relevance).toHaveLength(wanted.length);
  for (const [at, value] of relevance.entries()) expect(value).toBeCloseTo(wanted[at] ?? Number.NaN, 9);

  // A scale: shown, and the output is another one.
  await numbers.giveScaler('src/testing/fixtures/scalers/standard.pkl');
  await expect(page.getByText(/^The model reads f0: \(value − /)).toBeVisible();
  await expect(numbers.ledger('= value')).not.toContainText(shown(scores[0] ?? Number.NaN));
  await page.getByLabel('Scaling').selectOption('none: numbers as they are');
  await expect(numbers.ledger('= value')).toContainText(shown(scores[0] ?? Number.NaN));

  // With the keyboard: a cell's values, a span, a line.
  await numbers.figure.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowDown');
  const [last] = inputs.slice(-1);
  await expect(numbers.dock).toContainText(`step ${inputs.length}`);
  await expect(numbers.dock).toContainText(`f1 ${shown(last?.[1] ?? Number.NaN)}`);
  await page.keyboard.press('-');

  // What if: the last step's value, as the model has it, beside what LRP would have.
  await page.getByRole('button', { name: 'Hold f1 at its mean' }).click();
  await expect(numbers.whatIf.getByRole('status')).toContainText(`goes from ${shown(scores[0] ?? Number.NaN)} to`);
  await expect(numbers.whatIf.getByRole('row', { name: /^LRP/ })).toBeVisible();
  await numbers.whatIf.getByRole('button', { name: 'Undo all' }).click();
  await expect(numbers.whatIf.getByText('Nothing is changed yet.')).toBeVisible();

  // Against a baseline the difference is explained, and the ledger balances to it.
  await page.getByLabel('Why this value, rather than').selectOption('that of every feature at its mean');
  await expect(page.getByText(/^Explained is the difference/)).toBeVisible();
  await expect(numbers.ledger('= difference of the values')).toBeVisible();

  const figure = /^Save “LRP” as a figure/;
  const svg = (await exports.saveFigure(figure, 'SVG')).bytes.toString();
  for (const text of ['<svg', 'f0', 'sum by step', 'difference to the baseline', 'SHA-256', 'sha256'])
    expect(svg).toContain(text);
  const png = await exports.saveFigure(figure, 'PNG');
  expect([...png.bytes.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  const pdf = await exports.saveFigure(figure, 'PDF');
  expect([pdf.name, pdf.bytes.subarray(0, 5).toString()]).toEqual(['lrp-lens-numbers-lrp.pdf', '%PDF-']);
  await page.keyboard.press('Escape');
  const json = JSON.parse((await numbers.save('JSON')).toString());
  expect(json.sequence.numbers).toEqual(inputs);
  expect(json.method.inputs).toHaveLength(inputs.length);

  expect(await axeProblems(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await axeProblems(page, 'colour')).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await axeProblems(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test('an example that comes with the page: the anomaly is where one is told', async ({ explain, models, page, browser }) => {
  const numbers = new NumbersPage(page);
  await explain.ready();
  await models.open();
  await models.library.getByText('Examples of numbers that come with the page').click();
  const anomaly = models.library.getByRole('group', { name: 'Finds a step that is off in a periodic signal' });
  await anomaly.getByRole('button', { name: 'step 17 is off' }).click();
  await expect(models.library).toBeHidden();
  await expect(page.getByText('What you should see: Step 17')).toBeVisible();
  await expect(page.getByRole('radio', { name: /^anomaly / })).toBeChecked();
  const relevance = column(await numbers.save('CSV'), 'relevance');
  const sizes = relevance.map(Math.abs);
  expect(sizes.indexOf(Math.max(...sizes))).toBe(16);

  // A link to it brings the model along, to whoever does not have it.
  await expect.poll(() => page.url()).toContain('site=toy-anomaly');
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Use this model' }).click();
  await expect(other.getByText('What you should see: Step 17')).toBeVisible();
  await expect(other.getByRole('application', { name: /^LRP: relevance of/ })).toBeVisible();
  await context.close();
});

test('classes: several sequences, methods with and without features, and another model', async ({ explain, models, page }) => {
  const numbers = new NumbersPage(page);
  const { inputs, scores, target } = golden('numeric');
  await explain.ready();
  await models.give(filesOf('numeric'));
  await models.use();
  await numbers.showFile();
  const rows = [...inputs.map((row) => ['first', ...row]), ...inputs.map((row) => ['second', ...row.map((value) => -value)])];
  await numbers.give('runs.csv', `run,f0,f1,f2,f3\n${rows.map((row) => row.join(',')).join('\n')}\n`);
  await expect(page.getByText('The column “run” is taken for the name of the sequence.')).toBeVisible();
  await expect(page.getByText(`${2 * inputs.length} rows of 4 numbers, 2 sequences`)).toBeVisible();
  await expect(page.getByRole('radio', { name: new RegExp(`^c${target} .*score ${shown(scores[target] ?? 0)}`) })).toBeChecked();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByLabel('Sequence, of 2')).toHaveValue('1');
  await expect(page.getByLabel('Why this score, rather than')).toContainText('that of 1: first');

  await page.getByRole('button', { name: 'Methods' }).click();
  await page.getByRole('checkbox', { name: 'Real loss', exact: true }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByText('it does not tell features apart')).toBeVisible();
  await expect(page.getByRole('application')).toHaveCount(2);

  // Over all sequences of the file, and from a figure back to one of them.
  await page.getByRole('button', { name: 'Run over 2 sequences' }).click();
  await expect(page.getByRole('row', { name: /^LRP and Real loss/ })).toBeVisible();
  await expect(page.getByRole('figure', { name: 'The score without the most relevant features' })).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
  await page.getByRole('button', { name: '1: first' }).click();
  await expect(page.getByLabel('Sequence, of 2')).toHaveValue('0');

  // Text, a row for each character.
  await page.getByText('Text as vectors: one place for each character').click();
  await page.getByLabel('Text', { exact: true }).fill('abba');
  await page.getByLabel('Alphabet').fill('abcd');
  await page.getByRole('button', { name: 'Explain this text' }).click();
  await numbers.figure.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(numbers.dock).toContainText('step 2: b');

  // Another model reads the same file anew.
  await numbers.give('runs.csv', `run,f0,f1,f2,f3\n${rows.map((row) => row.join(',')).join('\n')}\n`);
  await expect(page.getByLabel('Sequence, of 2')).toBeVisible();
  await models.give(filesOf('numeric-regression'));
  await models.use();
  await expect(page.getByText('Not read, as the model has no such feature: f3.')).toBeVisible();
  await expect(page.getByLabel('Why this value, rather than')).toBeVisible();
  await page.getByRole('button', { name: 'Take it over as typed rows' }).click();
  await expect(page.getByRole('textbox', { name: 'Give your own rows of numbers' })).toHaveValue(
    inputs.map((row) => row.slice(0, 3).join(', ')).join('\n'),
  );
});

test('an output compared with another: the difference of their scores is explained, everywhere, and a link holds it', async ({
  explain,
  models,
  page,
}) => {
  const numbers = new NumbersPage(page);
  const { inputs, scores, target } = golden('numeric');
  const other = (target + 1) % scores.length;
  const [own = 0, held = 0] = [scores[target], scores[other]];
  await explain.ready();
  await models.give(filesOf('numeric'));
  await models.use();
  await numbers.showFile();
  await numbers.give('mine.csv', tableOf(inputs, 'f0,f1,f2,f3'));
  const compared = page.getByLabel('Compared with');
  await expect(compared.getByRole('option')).toHaveText([
    'no other output',
    ...[0, 1, 2].filter((c) => c !== target).map((c) => `c${c}`),
  ]);
  await compared.selectOption(`c${other}`);
  await expect(page.getByText(`The score difference ${shown(own - held)} is explained.`)).toBeVisible();
  await expect(numbers.ledger('= score difference')).toContainText(shown(own - held));
  const { explained, contrast, method } = JSON.parse((await numbers.save('JSON')).toString());
  expect([explained, contrast]).toEqual([expect.closeTo(own - held, 9), other]);
  const kept = Object.values(method.ledger as Record<string, number>).reduce((sum, part) => sum + part, 0);
  expect(method.steps.reduce((sum: number, step: number) => sum + step, kept)).toBeCloseTo(own - held, 9);
  await page.getByRole('button', { name: 'Hold f0 at its mean' }).click();
  await expect(numbers.whatIf.getByRole('status')).toContainText(
    `The score difference of c${target} rather than c${other} goes from`,
  );

  await expect.poll(() => page.url()).toContain(`output_contrast=${other}`);
  await page.reload();
  await expect(compared).toHaveValue(String(other));
  await expect(numbers.ledger('= score difference')).toContainText(shown(own - held));
  // An output is not compared with itself.
  await page
    .locator('label')
    .filter({ has: page.getByRole('radio', { name: `c${other}` }) })
    .click();
  await expect(compared).toHaveValue('null');
  await expect(numbers.ledger('= score')).toContainText(shown(held));
});

test('a link holds a short file, and names a long one, which it takes up once it is given', async ({ explain, models, page }) => {
  const numbers = new NumbersPage(page);
  const { inputs } = golden('numeric-regression');
  await explain.ready();
  await models.give(filesOf('numeric-regression'));
  await models.use();
  await numbers.showFile();
  await numbers.give('mine.csv', tableOf(inputs, 'f0,f1,f2'));
  await page.getByLabel('Why this value, rather than').selectOption('that of zeros (as the model reads them)');
  await page.getByLabel('Scaling').selectOption('means and deviations');
  await page.getByLabel('Means').fill('0.5');
  await page.getByRole('button', { name: 'Hold f0 at its mean' }).click();
  const outcome = numbers.whatIf.getByRole('status');
  await expect(outcome).toContainText('goes from');
  await numbers.figure.focus();
  await page.keyboard.press('+');
  const span = page.getByText(/^Steps \d+ to \d+ of/);
  const seen = [await outcome.textContent(), await span.textContent()];
  await expect.poll(() => page.url()).toContain('span=');
  for (const part of ['content=f0', 'against=zero', 'scaling=typed;0.5;1', 'changes=hold:0'])
    expect(decodeURIComponent(page.url())).toContain(part);
  await page.reload();
  await expect.poll(async () => [await outcome.textContent(), await span.textContent()]).toEqual(seen);
  await expect(page.getByLabel('Why this value, rather than')).toHaveValue('zero');
  // Set aside, it stands beside what is explained next, and is there after another visit.
  await page.getByRole('button', { name: 'Pin', exact: true }).click();
  await page.getByLabel('Why this value, rather than').selectOption('nothing: the value as it is');
  const pins = page.getByRole('region', { name: 'Pinned sequences' });
  await page.reload();
  await pins.getByRole('button', { name: 'Compare' }).click();
  await expect(pins.getByText(/^What is explained of c0 is .* there and .* here/)).toBeVisible();
  await expect(pins.getByRole('application', { name: /^LRP: this less the pinned one/ })).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
  // A step back is the change before it.
  await page.getByRole('button', { name: /^f0 held at its mean/ }).click();
  await expect(numbers.whatIf.getByText('Nothing is changed yet.')).toBeVisible();
  await expect.poll(() => page.url()).not.toContain('changes=');
  await page.goBack();
  await expect(page.getByRole('button', { name: /^f0 held at its mean/ })).toBeVisible();

  // A long file stays on this computer: the link has its SHA-256.
  const long = (name: string) =>
    `run,f0,f1,f2\n${Array.from({ length: 400 }, (_, t) => `${name}${Math.floor(t / 40)},${Math.sin(t)},1,0`).join('\n')}\n`;
  await numbers.give('long.csv', long('run'));
  await page.getByLabel('Sequence, of 10').selectOption('4: run3');
  await expect.poll(() => page.url()).toContain('at=4');
  expect(page.url()).not.toContain('content=');
  await page.reload();
  const notice = page.getByText(/^This link needs the file “long.csv” \(SHA-256 [0-9a-f]{16}…\)/);
  await expect(notice).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
  const give = (content: string) =>
    page.getByLabel('Choose long.csv …').setInputFiles({ name: 'long.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  await give(long('other'));
  await expect(page.getByText(/^“long.csv” is another file: its SHA-256 begins with/)).toBeVisible();
  await give(long('run'));
  await expect(notice).toBeHidden();
  await expect(page.getByLabel('Sequence, of 10')).toHaveValue('3');
});
