import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { DATA, siteHasSst, test } from './fixtures.ts';
import { TIMING, tell, timeKeys, timeTwentyWords } from './timing.ts';

/** A stand-in for the published file: invented sentences in its form, more than fit on a screen. */
const SUBJECTS = ['plot', 'acting', 'music', 'ending', 'dialogue'];
const VERDICTS = ['is awful', 'disappoints', 'simply exists', 'works well', 'is a triumph'];
const LINES = Array.from({ length: 200 }, (_, index) => {
  const label = index % VERDICTS.length;
  return `${label + 1}\tthe | ${SUBJECTS[Math.floor(index / 5) % 5]} | ${VERDICTS[label]?.replaceAll(' ', ' | ')} | .`;
});
const FILE = { name: 'mine.txt', mimeType: 'text/plain', buffer: Buffer.from(`${LINES.join('\n')}\n`) };

test('the built-in sentences are there, with true label, prediction and phenomenon', async ({ explain, examples, page }) => {
  await explain.hardCase();
  await expect(examples.tab(/Built-in · 1[2-9]\d/)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText(/all 1\d\d predicted/)).toBeVisible();
  await examples.row(2).click();
  await expect(explain.sentence).not.toHaveValue(/The plot is clever/);
  await expect(examples.row(2)).toHaveAttribute('aria-selected', 'true');
  await expect(examples.row(2)).toContainText(/true label (very )?(negative|neutral|positive), predicted/);
  await expect(page.getByText(/^true label (very )?(negative|neutral|positive) · .*predicted (in)?correctly$/)).toBeVisible();
  await explain.sentence.fill('Typed by hand.');
  await expect(page.getByText(/^true label .* · .*predicted/)).toHaveCount(0);
});

test('search, filters and order cut the list down, and can be taken back', async ({ explain, examples, page }) => {
  await explain.hardCase();
  await expect(page.getByText(/all 1\d\d predicted/)).toBeVisible();
  const all = await examples.count.innerText();
  await examples.search.fill('clever');
  await expect(examples.row(1)).toBeVisible();
  await expect(examples.count).not.toHaveText(all);
  await examples.search.fill('#17');
  await expect(examples.row(17)).toBeVisible();
  await examples.search.fill('zzzz');
  await expect(page.getByText(/No example/i)).toBeVisible();
  await examples.button(/clear filters/i).click();
  await expect(examples.count).toHaveText(all);

  await examples.filter(/correct or incorrect/).selectOption('wrong');
  await expect(examples.count).not.toHaveText(all);
  const rows = examples.list.getByRole('option');
  const allHold = async (word: string) => {
    const texts = await rows.allTextContents();
    return texts.length > 0 && texts.every((text) => text.includes(word));
  };
  await expect.poll(() => allHold('incorrect')).toBe(true);
  await examples.filter(/phenomenon/).selectOption({ label: 'Irony' });
  await expect.poll(() => allHold('Irony')).toBe(true);
  await examples.button(/clear filters/i).click();

  await examples.filter(/Sort by/).selectOption('length');
  const wordsOfFirst = async () => {
    await examples.list.press('Home');
    return (await explain.sentence.inputValue()).split(' ').length;
  };
  await expect.poll(wordsOfFirst).toBeLessThan(5);
  await examples.button(/Order: ascending/).click();
  await expect.poll(wordsOfFirst).toBeGreaterThan(20);
});

test('keyboard: arrows move and explain at once; previous, next and random', async ({ explain, examples, page }) => {
  await explain.hardCase();
  await examples.list.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(examples.row(3)).toHaveAttribute('aria-selected', 'true');
  const third = await explain.sentence.inputValue();
  await page.keyboard.press('End');
  const last = examples.list.getByRole('option', { selected: true });
  await expect
    .poll(async () => (await last.getAttribute('aria-posinset')) === (await last.getAttribute('aria-setsize')))
    .toBe(true);
  await expect(explain.sentence).not.toHaveValue(third);
  await page.keyboard.press('Home');
  await expect(explain.sentence).toHaveValue(/The plot is clever/);
  await examples.button(/next example/i).click();
  await expect(examples.row(2)).toHaveAttribute('aria-selected', 'true');
  await examples.button(/previous example/i).click();
  await expect(examples.row(1)).toHaveAttribute('aria-selected', 'true');
  await examples.button(/random/i).click();
  await expect(explain.sentence).not.toHaveValue(/The plot is clever/);
});

test('a file of one’s own: its tokens are taken as they are, its predictions computed', async ({ explain, examples, page }) => {
  await explain.hardCase();
  await page.locator('input[type=file]').first().setInputFiles(FILE);
  await expect(examples.tab(/Your file · 200/)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText(/all 200 predicted/)).toBeVisible();
  await examples.row(5).click();
  await expect(explain.sentence).toHaveValue('the plot is a triumph .');
  await expect.poll(() => explain.wordTexts('LRP')).toEqual(['the', 'plot', 'is', 'a', 'triumph', '.']);
  await expect(examples.row(5)).toContainText('true label very positive');
});

test('a file in another form is refused with its line; nothing is lost', async ({ explain, examples, page }) => {
  await explain.hardCase();
  const wrong = { ...FILE, buffer: Buffer.from('3\ta | fine | line\nno label here\n') };
  await page.locator('input[type=file]').first().setInputFiles(wrong);
  await expect(page.getByText(/line 2/)).toBeVisible();
  await expect(examples.row(1)).toBeVisible();
  await expect(explain.words('LRP')).toHaveCount(14);
});

test('the 2,210 test sentences are predicted in the background', DATA, async ({ explain, examples, page }) => {
  test.skip(!siteHasSst, 'skipped: no upstream files');
  await explain.hardCase();
  await examples.tab(/SST test set/).click();
  const summary = page.getByText(/all 2,210 predicted, [\d,]+ correct/);
  await expect(summary).toBeVisible();
  const { metrics } = JSON.parse(readFileSync('public/model/config.json', 'utf8'));
  const right = Number((await summary.innerText()).match(/([\d,]+) correct/)?.[1]?.replace(',', ''));
  expect(right).toBe(Math.round(metrics.test.five_class * 2210));
  await examples.row(3).click();
  await expect(explain.sentence).not.toHaveValue(/The plot is clever/);
});

const TIMING_WITH_DATA = { tag: [TIMING.tag, DATA.tag] };

test(
  'a test sentence is predicted in much less time than a key is answered',
  TIMING_WITH_DATA,
  async ({ explain, examples, page }) => {
    test.skip(!siteHasSst, 'skipped: no upstream files');
    await explain.hardCase();
    const key = await timeTwentyWords(explain);
    const started = await page.evaluate(() => performance.now());
    await examples.tab(/SST test set/).click();
    await expect(page.getByText(/all 2,210 predicted/)).toBeVisible();
    const all = (await page.evaluate(() => performance.now())) - started;
    tell('all 2,210 test sentences predicted', all, 3000);
    expect(all / 2210 / key).toBeLessThan(0.5);
  },
);

test('typing stays fluent while predictions are computed', TIMING, async ({ explain, page }) => {
  await explain.hardCase();
  await explain.sentence.fill('typed while the list is being predicte');
  await expect(explain.words('LRP')).toHaveCount(7);
  await explain.sentence.press('End');
  const alone = await timeKeys(explain, 'dasweallcansee');
  const many = { ...FILE, buffer: Buffer.from(`${LINES.join('\n')}\n`.repeat(200)) };
  await page.locator('input[type=file]').first().setInputFiles(many);
  const running = page.getByText(/predicting [\d,]+ of 40,000/);
  await expect(running).toBeVisible();
  await explain.sentence.fill('typed while the list is being predicte');
  await expect(explain.words('LRP')).toHaveCount(7);
  await explain.sentence.press('End');
  const meanwhile = await timeKeys(explain, 'dasweallcansee');
  await expect(running, 'still predicting when the last key was painted').toBeVisible();
  tell('keystroke to painted heat map while predicting', meanwhile, 50);
  expect(meanwhile / alone).toBeLessThan(10);
});

test.describe('where the site has no test set', () => {
  test.use({ expectedErrors: /Failed to load resource|net::ERR|raw\.githubusercontent\.com/ });

  test.beforeEach(async ({ page, explain, examples }) => {
    await page.route('**/sst/sequence_test.txt', (route) => route.fulfill({ status: 404 }));
    await explain.hardCase();
    await examples.tab(/SST test set/).click();
  });

  test('it is offered, and fetched only on a click', async ({ page }) => {
    let asked = 0;
    await page.route('https://raw.githubusercontent.com/**', (route) => {
      asked++;
      return route.fulfill({ status: 404, headers: { 'access-control-allow-origin': '*' } });
    });
    const download = page.getByRole('button', { name: /KB from raw\.githubusercontent\.com/ });
    await expect(download).toBeVisible();
    await expect(page.getByText('free for academic use only')).toBeVisible();
    expect(asked).toBe(0);
    await download.click();
    await expect(page.getByRole('alert')).toContainText('404');
    expect(asked).toBe(1);
    await expect(page.getByRole('button', { name: /Try again/ })).toBeVisible();
  });

  test('a download of another file is refused by its hash', async ({ page }) => {
    await page.route('https://raw.githubusercontent.com/**', (route) =>
      route.fulfill({ status: 200, body: 'x'.repeat(314_024) }),
    );
    await page.getByRole('button', { name: /KB from/ }).click();
    await expect(page.getByRole('alert')).toContainText(/hash|SHA-256/);
  });

  test('a host that cannot be reached is told', async ({ page }) => {
    await page.route('https://raw.githubusercontent.com/**', (route) => route.abort());
    await page.getByRole('button', { name: /KB from/ }).click();
    await expect(page.getByRole('alert')).toContainText(/reach|fetch|connection/i);
  });
});

test('on a phone the list is a sheet that closes when an example is chosen', async ({ explain, examples, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await explain.hardCase();
  await page.getByRole('button', { name: 'Examples' }).click();
  await examples.row(2).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(explain.sentence).not.toHaveValue(/The plot is clever/);
});
