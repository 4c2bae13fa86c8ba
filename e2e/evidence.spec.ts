import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { numberIn } from './pages/evidence-page.ts';
import { median, TIMING, TWENTY_WORDS, tell, timeKeys, timeTwentyWords } from './timing.ts';

/** src/state/faithfulness-store.ts: how long an explanation has to stand before it is tested. */
const SETTLE_MS = 150;

test('eps and bias factor change the ledger, and it still adds up', async ({ explain, evidence }) => {
  await explain.hardCase();
  await expect.poll(() => evidence.ledgerAmounts()).toHaveLength(5);
  const before = await evidence.ledgerAmounts();
  await evidence.epsSlider.focus();
  for (let press = 0; press < 20; press++) await evidence.epsSlider.press('ArrowRight');
  await expect(evidence.eps).toHaveValue('0.1');
  await expect.poll(() => evidence.ledgerAmounts()).not.toEqual(before);
  const shares = await evidence.ledgerAmounts();
  expect(Math.abs(shares.slice(0, 4).reduce((a, b) => a + b, 0) - (shares[4] ?? Number.NaN))).toBeLessThan(0.03);
  expect(Math.abs(shares[3] ?? 0)).toBeGreaterThan(Math.abs(before[3] ?? 0)); // a larger eps takes more

  await evidence.biasSlider.press('End');
  await expect(evidence.biasFactor).toHaveValue('1');
  await expect.poll(async () => (await evidence.ledgerAmounts()).slice(2, 4)).toEqual([0, 0]);
  await evidence.reset.click();
  await expect(evidence.eps).toHaveValue('0.001');
  await expect.poll(() => evidence.ledgerAmounts()).toEqual(before);
});

test('the bias factor’s slider can be dragged', async ({ explain, evidence, page }) => {
  await explain.hardCase();
  await evidence.biasSlider.scrollIntoViewIfNeeded();
  const box = await evidence.biasSlider.boundingBox();
  if (!box) throw new Error('the slider is not to be seen');
  const ledgerTop = (await evidence.ledger.boundingBox())?.y;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 8, y);
  await page.mouse.down();
  for (let step = 1; step <= 10; step++) await page.mouse.move(box.x + 8 + ((box.width - 16) * step) / 20, y);
  expect(numberIn(await evidence.biasFactor.inputValue())).toBeCloseTo(0.5, 1);
  expect((await evidence.ledger.boundingBox())?.y).toBe(ledgerTop);
  await page.mouse.up();
  await expect(page.getByText(/Bias factor 0\.\d+ leaves a part/)).toBeVisible();
});

test('says what is wrong with a typed setting and keeps it, while the last good one holds', async ({
  explain,
  evidence,
  page,
}) => {
  await explain.hardCase();
  await evidence.eps.fill('0,01');
  await expect(evidence.epsSlider).toHaveAttribute('aria-valuetext', '0.01');
  await evidence.eps.fill('2');
  await evidence.eps.press('Tab');
  await expect(evidence.eps).toHaveValue('2');
  await expect(evidence.eps).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('0, or from 1e-6 to 1. Still using 0.01.')).toBeVisible();
  await evidence.eps.fill('0');
  await expect(evidence.eps).toHaveAttribute('aria-invalid', 'false');
  await expect(evidence.epsSlider).toHaveAttribute('aria-valuetext', '0');
});

test('the paper’s conservation check holds to rounding, for any target and eps', async ({ explain, evidence, page }) => {
  await explain.hardCase();
  await expect(page.getByText(/^Conserved/)).toBeVisible();
  expect(Math.abs(await evidence.residual())).toBeLessThan(1e-9);
  const sum = numberIn(await evidence.figure('Σ words + initial states').innerText());
  expect(Math.abs(sum - numberIn(await evidence.figure('score').innerText()))).toBeLessThan(1e-9);
  await explain.classCard('very positive').click();
  await evidence.eps.fill('0.5');
  const score = numberIn(
    await explain
      .classCard('very positive')
      .innerText()
      .then((text) => text.replace(/^[\s\S]*score/, '')),
  );
  await expect.poll(async () => Math.abs(numberIn(await evidence.figure('score').innerText()) - score)).toBeLessThan(0.01);
  expect(Math.abs(await evidence.residual())).toBeLessThan(1e-9);
});

test('deletion curves follow the target, and tell every step by keyboard', async ({ explain, evidence }) => {
  await explain.hardCase();
  await evidence.showFaithfulness();
  const picture = evidence.faithfulness.getByRole('img', { name: /^Deletion curves/ }).first();
  const before = await picture.getAttribute('aria-label');
  const scrubber = evidence.scrubber(/^Score of “negative”/);
  await scrubber.focus();
  await scrubber.press('Home');
  await expect(evidence.readout()).toContainText('All 14 words in place');
  await scrubber.press('ArrowRight');
  await expect(evidence.readout()).toContainText('1 of 14 words blanked out');
  const first = evidence.readout().getByRole('row', { name: /LRP/ });
  const values = await explain.values('LRP');
  const strongest = (await explain.wordTexts('LRP'))[values.indexOf(Math.max(...values))] ?? '';
  await expect(first).toContainText(strongest);
  await expect(scrubber).toHaveAttribute('aria-valuetext', new RegExp(`^1: LRP .*\\(${strongest}\\)`));

  await explain.classCard('positive').click();
  await evidence.showFaithfulness(); // what is far from the window is not tested
  await expect(evidence.scrubber(/^Score of “positive”/)).toBeAttached();
  expect(await picture.getAttribute('aria-label')).not.toBe(before);

  // The figures beneath: without deletions the score is the score of the class card.
  await evidence.faithfulness.getByText('Score of “positive”: the figures').click();
  const figures = evidence.faithfulness.getByRole('table', { name: 'Score of “positive”' });
  await expect(figures.getByRole('row')).toHaveCount(16);
  const whole = numberIn(await figures.getByRole('row').nth(1).getByRole('cell').first().innerText());
  const card = await explain.classCard('positive').innerText();
  expect(Math.abs(whole - numberIn(card.replace(/^[\s\S]*score/, '')))).toBeLessThan(0.011);
});

test('a pointer over a curve reads it there, and another seed draws another band', async ({ explain, evidence, page }) => {
  await explain.hardCase();
  await evidence.showFaithfulness();
  const box = await evidence.scrubber(/^Probability of/).boundingBox();
  if (!box) throw new Error('the chart is not to be seen');
  await page.mouse.move(box.x + box.width - 8, box.y + box.height / 2);
  await expect(evidence.readout()).toContainText('14 of 14 words blanked out');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(evidence.readout()).toContainText('7 of 14 words blanked out');
  const random = evidence.readout().getByRole('row', { name: /random/ });
  const before = await random.innerText();
  await evidence.faithfulness.getByRole('button', { name: 'Another seed' }).click();
  await expect(evidence.faithfulness.getByText(/seed 2/)).toBeVisible();
  await expect.poll(() => random.innerText()).not.toBe(before);
});

test('ERASER scores say which way is better and what the shares are here', async ({ explain, evidence }) => {
  await explain.hardCase();
  await evidence.showFaithfulness();
  const table = evidence.faithfulness.getByRole('table', { name: /^Comprehensiveness/ });
  await expect(evidence.faithfulness.getByText(/higher is better/).first()).toBeVisible();
  await expect(evidence.faithfulness.getByText(/lower is better/).first()).toBeVisible();
  await expect(table.getByRole('columnheader', { name: /50/ })).toContainText('7 words');
  await expect(evidence.faithfulness.getByText(/1\s%, 5\s% and 10\s% all come to 1 word/)).toBeVisible();
  for (const row of await table
    .getByRole('row')
    .filter({ has: table.getByRole('rowheader') })
    .all()) {
    const [aopc = Number.NaN, ...shares] = (await row.getByRole('cell').allInnerTexts()).map(numberIn);
    expect(shares).toHaveLength(5);
    expect(Math.abs(shares.reduce((a, b) => a + b, 0) / 5 - aopc)).toBeLessThan(0.0011);
  }
});

test('a new test of 20 words is painted soon after the explanation has settled', TIMING, async ({ explain, evidence, page }) => {
  await page.setViewportSize({ width: 1440, height: 2000 }); // only what is near the window is tested, and a click scrolls
  await explain.hardCase();
  await explain.sentence.fill(`${TWENTY_WORDS}l`);
  await expect(explain.words('LRP')).toHaveCount(20);
  await evidence.showFaithfulness();
  const times: number[] = [];
  for (const name of ['very negative', 'neutral', 'positive', 'very positive', 'negative'])
    times.push((await evidence.timeFaithfulness(explain.classCard(name))) - SETTLE_MS);
  tell('faithfulness of 20 words, click to painted panel less the pause', median(times), 100);
  expect(median(times) / (await timeTwentyWords(explain))).toBeLessThan(40);
});

test('the word table sorts by any column and is copied with all digits', async ({ explain, evidence, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await explain.hardCase();
  await evidence.openWordTable();
  expect(await evidence.column(0)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
  await evidence.sortBy('LRP').click();
  await expect(evidence.wordTable.getByRole('columnheader', { name: 'LRP', exact: true })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  const values = await evidence.column(2);
  expect(values).toEqual([...values].sort((a, b) => b - a));
  // A heading ends where its numbers end.
  const ends = await evidence.wordTable.locator('thead th[data-kind="value"]').evaluateAll((heads) =>
    heads.map((head) => {
      const text = document.createRange();
      text.selectNodeContents(head.querySelector('button')?.firstChild ?? head);
      const cell =
        head.closest('table')?.tBodies[0]?.rows[0]?.cells[Array.from(head.parentElement?.children ?? []).indexOf(head)];
      const number = document.createRange();
      number.selectNodeContents(cell ?? head);
      return Math.abs(text.getBoundingClientRect().right - number.getBoundingClientRect().right);
    }),
  );
  expect(ends.length).toBeGreaterThan(1);
  expect(Math.max(...ends)).toBeLessThan(1);
  await evidence.sortBy('LRP').press('Enter');
  expect(await evidence.column(2)).toEqual([...values].reverse());
  await expect.poll(async () => (await evidence.column(8)).every(Number.isFinite)).toBe(true);

  await evidence.wordTable.getByRole('button', { name: 'Copy' }).click();
  await expect(evidence.wordTable.getByRole('status')).toHaveText('Copied 14 rows');
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n').map((line) => line.split('\t'));
  expect(lines).toHaveLength(15);
  expect(lines[0]).toEqual(expect.arrayContaining(['position', 'word', 'LRP', 'LRP rank', 'Sensitivity']));
  const copied = lines.slice(1).map((cells) => Number(cells[2]));
  for (const [index, shown] of (await evidence.column(2)).entries()) expect(copied[index]).toBeCloseTo(shown, 3);
  expect(lines[1]?.[2]).toMatch(/\d\.\d{10,}/);
  expect(lines[1]?.[8]).toMatch(/\d\.\d{10,}/);
});

test('marks unknown words in the table, and says so when copying is refused', async ({ explain, evidence, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('refused')) } });
    document.execCommand = () => false;
  });
  await explain.hardCase();
  await explain.sentence.fill('A zqxv comedy.');
  await expect(explain.words('LRP')).toHaveCount(4);
  await evidence.openWordTable();
  await expect(evidence.rows().filter({ hasText: 'zqxv' })).toContainText('unknown');
  await evidence.wordTable.getByRole('button', { name: 'Copy' }).click();
  await expect(evidence.wordTable.getByRole('status')).toContainText('does not allow copying');
});

test(
  'with an open table of hundreds of words the cost of a key grows no faster than the sentence',
  TIMING,
  async ({ explain, evidence }) => {
    await explain.hardCase();
    const twenty = await timeTwentyWords(explain);
    await explain.sentence.fill(`${TWENTY_WORDS}l , and `.repeat(24).trim());
    await expect(explain.words('LRP')).toHaveCount(512);
    await evidence.openWordTable();
    await expect(evidence.rows()).toHaveCount(512);
    await explain.sentence.press('Control+Home');
    const many = await timeKeys(explain, 'abcde');
    tell('keystroke to painted heat map, 512 words and the table open', many, 500);
    expect(many / twenty).toBeLessThan((3 * 512) / 20);
  },
);
