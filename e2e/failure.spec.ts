import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test.use({ expectedErrors: /Failed to load resource|net::ERR/ });

test('a model that cannot be fetched: what happened, and a retry that works', async ({ explain, page }) => {
  await page.route('**/model/model.safetensors', (route) => route.fulfill({ status: 404 }));
  await explain.open();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('model.safetensors');
  await expect(alert).toContainText('HTTP 404');
  await expect(explain.sentence).toHaveValue(/The tale is old/);
  // Nothing below it looks as if an answer were on its way.
  await expect(page.getByText('Waiting for the model.')).toHaveCount(0);
  await expect(page.locator('[data-skeleton]')).toHaveCount(0);
  await page.unroute('**/model/model.safetensors');
  await page.getByRole('button', { name: /try again|retry/i }).click();
  await expect(explain.words('LRP')).toHaveCount(11);
  await expect(alert).toHaveCount(0);
});

for (const { what, file, body, found } of [
  { what: 'another file', file: 'config.json', body: '{"name": "changed on the way"}', found: 'SHA-256' },
  { what: 'the site’s start page', file: 'vocab.txt', body: '<!doctype html><div id="root"></div>', found: 'a web page' },
]) {
  test(`${what} in the place of the model’s ${file}: it is not used, and a retry fetches the right one`, async ({
    explain,
    page,
  }) => {
    await page.route(`**/model/${file}`, (route) => route.fulfill({ body }));
    await explain.open();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(file);
    await expect(alert).toContainText('This is not the file that this page was made with.');
    await expect(alert).toContainText(found);
    await page.unroute(`**/model/${file}`);
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(explain.words('LRP')).toHaveCount(11);
    await expect(alert).toHaveCount(0);
  });
}

test('a model that cannot be fetched in a frame of another page: no words are promised', async ({ explain, page }) => {
  await page.route('**/model/model.safetensors', (route) => route.fulfill({ status: 404 }));
  await page.goto('./?embed#s=A+fine+film.');
  await expect(page.getByRole('alert')).toContainText('HTTP 404');
  await expect(page.getByText(/will appear here/)).toHaveCount(0);
  await page.unroute('**/model/model.safetensors');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(explain.words('LRP')).toHaveCount(4);
});

test('a worker whose script is empty is told, not waited for', async ({ explain, page }) => {
  const starts: string[] = [];
  await page.route('**/engine.worker*', (route) => {
    starts.push(route.request().url());
    return route.fulfill({ body: '', contentType: 'text/javascript' });
  });
  await explain.open();
  await expect(page.getByRole('alert')).toContainText('The worker that does the arithmetic does not answer.');
  const examples = page.getByText('They come once the worker answers.');
  await expect(examples).toBeVisible();
  // The site is mended only now; no other worker was started meanwhile, for which the retry would wait.
  await page.unroute('**/engine.worker*');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(explain.words('LRP')).toHaveCount(11);
  expect(starts).toHaveLength(1);
  await expect(examples).toHaveCount(0);
});

// The reader of sentences is loaded late and imports from what the worker begins with: of two versions of it, one would have no model.
test('after a retry a file is read and all of it predicted by the one engine that has the model', async ({
  explain,
  dataSets,
  page,
}) => {
  await page.route('**/beginning-*', (route) => route.fulfill({ body: '', contentType: 'text/javascript' }));
  await explain.open();
  await expect(page.getByRole('alert')).toContainText('The worker that does the arithmetic stopped');
  await page.unroute('**/beginning-*');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(explain.words('LRP').first()).toBeVisible();
  await dataSets.give('many.txt', Array.from({ length: 2000 }, (_, n) => `A good film, number ${n} of many.`).join('\n'));
  await expect(page.getByText(/all 2,000 predicted/)).toBeVisible();
  await expect(page.getByText(/no model is loaded/i)).toHaveCount(0);
});

test('shows how far the model has loaded', async ({ explain, page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/model/model.safetensors', async (route) => {
    await held;
    await route.continue();
  });
  await explain.open();
  await expect(page.getByRole('progressbar', { name: /Loading the model/ })).toBeVisible();
  await expect(page.locator('[data-skeleton]')).toBeVisible();
  release();
  await expect(explain.words('LRP')).toHaveCount(11);
  await expect(page.getByRole('progressbar', { name: /Loading the model/ })).toHaveCount(0);
});

test('a worker that cannot start is told, not waited for', async ({ explain, page }) => {
  await page.route('**/engine.worker*', (route) => route.abort());
  await explain.open();
  await expect(page.getByRole('alert')).toContainText(/worker/);
  await page.unroute('**/engine.worker*');
  await page.getByRole('button', { name: /try again|retry/i }).click();
  await expect(explain.words('LRP')).toHaveCount(11);
});

test('goes on without network once loaded', async ({ explain, context }) => {
  await explain.ready();
  await explain.everything();
  await context.setOffline(true);
  await explain.sentence.fill('Still works offline.');
  await expect(explain.words('LRP')).toHaveCount(4);
});

test.describe('a worker that crashes while in use', () => {
  test.use({ expectedErrors: /crashed on purpose/ });

  test('is replaced, and the next change is explained', async ({ explain, page }) => {
    await explain.ready();
    const [worker] = page.workers();
    await worker?.evaluate(() => {
      setTimeout(() => {
        throw new Error('crashed on purpose');
      });
    });
    await expect.poll(() => page.workers().includes(worker as never)).toBe(false);
    await explain.sentence.fill('A fresh worker explains this.');
    await expect(explain.words('LRP')).toHaveCount(6);
    expect(page.workers()).toHaveLength(1);
  });
});

test('a slow device: typing is never held up, and the last letter wins', async ({ explain, page }) => {
  await explain.ready();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await explain.sentence.fill('');
  await explain.sentence.pressSequentially('slow and steady wins the race', { delay: 15 });
  await expect(explain.words('LRP')).toHaveCount(6);
  await expect.poll(() => explain.wordTexts('LRP')).toEqual(['slow', 'and', 'steady', 'wins', 'the', 'race']);
});
