import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { hasUpstream } from './pages/published-page.ts';

const HOST = 'raw.githubusercontent.com';
const EMBEDDINGS = 'model/embeddings.npy';

// The stand-in for the host answers from within the test; what it refuses on purpose the browser logs.
test.use({ expectedErrors: /raw\.githubusercontent\.com|Failed to load resource|net::ERR/ });

test.beforeEach(async ({ explain, published }) => {
  test.skip(!hasUpstream, 'skipped: no upstream files');
  await explain.ready();
  await published.open();
});

test('asks first, naming host, files and size; a no leaves everything as it was', async ({ published, page }) => {
  await published.host();
  await published.button(/Get the published model/).click();
  await expect(published.panel).toContainText(`Fetch four files, about 10.4 MB, from ${HOST}?`);
  for (const path of ['model/vocab', 'model/model', EMBEDDINGS, 'data/sequence_test.txt']) {
    await expect(published.panel.getByRole('row', { name: new RegExp(path) })).toBeVisible();
  }
  await expect(published.panel.getByRole('row', { name: new RegExp(EMBEDDINGS) })).toContainText('SHA-256 is not known');
  await expect(published.panel).toContainText('free for academic use only');
  await published.button(/Not now/).press('Enter');
  await expect(published.button(/Get the published model/)).toBeVisible();
  expect(published.asked).toEqual([]);
  await page.keyboard.press('Tab');
  await expect(published.panel.getByRole('link'), 'the focus has stayed in the panel').toBeFocused();
});

test('fetches, explains sentence 291, and shows that other embeddings do not give the published figures', async ({
  published,
  explain,
  page,
}) => {
  await published.host();
  await published.fetch();
  await expect(published.panel).toContainText('these embeddings are not the published ones');
  expect(published.asked).toEqual(['model/vocab', 'model/model', 'data/sequence_test.txt', EMBEDDINGS]);
  await expect(published.panel).toContainText(/\d of 30 figures agree/);

  const golden = JSON.parse(readFileSync('../shared/upstream/golden.json', 'utf8')).examples.find(
    ({ sst_index }: { sst_index: number }) => sst_index === 291,
  );
  const rows = published.table(/Scores/).getByRole('row');
  await expect(rows).toHaveCount(6);
  for (const [index, score] of (golden.scores as number[]).entries()) {
    await expect(
      rows
        .nth(index + 1)
        .getByRole('cell')
        .nth(1),
    ).toHaveText(score.toFixed(8).replace('-', '−'));
  }
  await expect(rows.nth(1)).toContainText('2.73149687');
  const words = await published
    .table(/LRP for/)
    .getByRole('rowheader')
    .allTextContents();
  expect(words).toEqual(golden.tokens);
  await expect(published.table(/Conservation/)).toContainText('2.7314968677959888');

  await page.keyboard.press('Escape');
  await expect(explain.words('LRP')).toHaveCount(8);
  expect(await explain.wordTexts('LRP')).toEqual(golden.tokens);

  await page.reload();
  await expect(explain.words('LRP').first()).toBeVisible();
  await published.open();
  await published.button(/Compare with the published figures/).click();
  await expect(published.panel).toContainText(/\d of 30 figures agree/);
  expect(published.asked, 'nothing is fetched again').toHaveLength(4);
});

test('shows how far it is, and can be cancelled; what was whole is not fetched again', async ({ published }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await published.host({
    [EMBEDDINGS]: async (route) => {
      await held;
      await published.fulfil(route, published.bytes(EMBEDDINGS)).catch(() => {}); // it was cancelled
    },
  });
  await published.fetch();
  await expect(published.panel).toContainText(`Fetching file 4 of 4 from ${HOST}`);
  await expect(published.progress('model/vocab')).toHaveAttribute('value', '212904');
  await expect(published.progress('model/vocab')).toHaveAttribute('max', '212904');
  await published.button(/Cancel/).click();
  await expect(published.button(/Get the published model/)).toBeVisible();
  release();
  await published.host();
  await published.fetch();
  await expect(published.panel).toContainText('of 30 figures agree');
  expect(published.asked.filter((path) => path !== EMBEDDINGS)).toHaveLength(3);
});

test('a file that is gone is told, and a second try goes on from there', async ({ published, explain, page }) => {
  await published.host({ [EMBEDDINGS]: (route) => published.fulfil(route, Buffer.from('404: Not Found'), 404) });
  await published.fetch();
  const alert = published.panel.getByRole('alert');
  await expect(alert).toContainText(EMBEDDINGS);
  await expect(alert).toContainText('404');
  await expect(alert).toContainText('3 of 4 files are here and are not fetched again');
  await published.host();
  await published.button(/Try again/).click();
  await expect(published.panel).toContainText('of 30 figures agree');
  expect(published.asked).toEqual(['model/vocab', 'model/model', 'data/sequence_test.txt', EMBEDDINGS, EMBEDDINGS]);
  await page.keyboard.press('Escape');
  await expect(explain.words('LRP')).toHaveCount(8);
});

for (const [name, path, body, message] of [
  ['another file', 'model/vocab', 'x'.repeat(1000), 'This is not the published file.'],
  ['a file that is too long', 'model/model', 'x'.repeat(500_000), 'too long'],
  ['a web page', EMBEDDINGS, '<!doctype html><title>Log in</title>', 'This is a web page, not the file.'],
  ['a Git LFS pointer', EMBEDDINGS, 'version https://git-lfs.github.com/spec/v1\n', 'Git LFS pointer'],
  ['embeddings that are none', EMBEDDINGS, 'x'.repeat(1000), 'embeddings.npy'],
] as const) {
  test(`${name} in a file’s place is refused, and the model in use goes on`, async ({ published, explain, page }) => {
    await published.host({ [path]: (route) => published.fulfil(route, Buffer.from(body)) });
    await published.fetch();
    await expect(published.panel.getByRole('alert')).toContainText(message);
    await published.button(/Leave it/).click();
    await page.keyboard.press('Escape');
    await explain.sentence.fill('Three words more.');
    await expect(explain.words('LRP')).toHaveCount(4);
  });
}

test('a host that does not let the page read, or cannot be reached, or is out of reach offline, is told', async ({
  published,
  context,
}) => {
  const headers = { 'access-control-allow-origin': 'https://elsewhere.invalid' };
  await published.host({ 'model/vocab': (route) => route.fulfill({ headers, body: published.bytes('model/vocab') }) });
  await published.fetch();
  const alert = published.panel.getByRole('alert');
  await expect(alert).toContainText('could not be reached, or does not let this page read the file');
  await published.host({ 'model/vocab': (route) => route.abort('connectionrefused') });
  await published.button(/Try again/).click();
  await expect(published.panel).toContainText('could not be reached');
  await context.setOffline(true);
  await published.button(/Try again/).click();
  await expect(alert).toContainText('This browser is offline.');
  await context.setOffline(false);
  await published.host();
  await published.button(/Try again/).click();
  await expect(published.panel).toContainText('of 30 figures agree');
});
