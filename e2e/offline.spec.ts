import { expect, type Page } from '@playwright/test';
import { test } from './site-fixture.ts';
import { SiteServer } from './site-server.ts';

test.use({ serviceWorkers: 'allow' });

/** The footer tells it once all is kept: a registration that failed, silent for the person, fails the test here. */
async function worksOffline(page: Page): Promise<void> {
  await expect(page.getByRole('contentinfo')).toContainText('Works offline.');
}

async function takeNewVersion(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-version', 'second');
}

test('after one visit it opens and explains without network', async ({ explain, site, context, page }) => {
  await explain.ready();
  await worksOffline(page);
  await site.stop();
  await context.setOffline(true);
  const before = site.requests.length;

  await page.reload();
  await explain.words('LRP').first().waitFor();
  await explain.sentence.fill('No network, and it still explains.');
  await expect(explain.words('LRP')).toHaveCount(8);
  expect(await explain.wordTexts('LRP')).toEqual(['no', 'network', ',', 'and', 'it', 'still', 'explains', '.']);

  // A link to it opens as well, whatever state it holds, in a tab of its own.
  const link = await context.newPage();
  await link.goto(`${site.address}?s=anything&target=2#there`);
  await link.getByRole('grid', { name: /^LRP/ }).waitFor();
  expect(site.requests).toHaveLength(before);
});

test('all it needs is kept, and nothing twice', async ({ explain, page }) => {
  await explain.ready();
  await worksOffline(page);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  for (const file of [
    'model/config.json',
    'model/model.safetensors',
    'model/vocab.txt',
    'model/toy-addition/config.json',
    'model/toy-subtraction/model.safetensors',
    'index.html',
    'icon.svg',
  ]) {
    expect(kept, file).toContain(`/some/folder/${file}`);
  }
  expect(kept.filter((path) => /engine\.worker.*\.js$/.test(path))).toHaveLength(1);
  expect(new Set(kept).size).toBe(kept.length);
});

test('a new version is announced, never forced, and comes when it is asked for', async ({ explain, site, page }) => {
  await explain.ready();
  await worksOffline(page);
  await site.publish('second');
  await page.reload();
  await explain.words('LRP').first().waitFor();
  const notice = page.getByRole('status').filter({ hasText: 'A new version is ready' });
  await expect(notice).toBeVisible();
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(
    loaded.some((name) => name.includes('shortcut-list')),
    'told only when nothing is fetched ahead any more',
  ).toBe(true);
  await expect(page.locator('html')).not.toHaveAttribute('data-version', 'second');

  // It waits, and what one is doing goes on.
  await explain.sentence.fill('I am in the middle of something.');
  await expect(explain.words('LRP')).toHaveCount(8);
  await notice.getByRole('button', { name: 'Later' }).click();
  await expect(page.getByText('A new version is ready')).toHaveCount(0);
  await expect(explain.sentence).toHaveValue('I am in the middle of something.');

  // The next opening tells of it again.
  await page.reload();
  await expect(page.locator('html')).not.toHaveAttribute('data-version', 'second');
  await takeNewVersion(page);
  await explain.words('LRP').first().waitFor();
  await expect(page.getByText('A new version is ready')).toHaveCount(0);
});

test('a second tab is not reloaded when the first one takes the new version', async ({ explain, site, context, page }) => {
  await explain.ready();
  await worksOffline(page);
  const other = await context.newPage();
  await other.goto(site.address);
  await worksOffline(other);
  const sentence = other.getByRole('textbox', { name: 'Sentence' });
  await sentence.fill('Half a thought');
  await site.publish('second');
  await page.reload();
  await takeNewVersion(page);
  await expect(other.getByText('A new version is ready')).toBeVisible();
  await expect(sentence).toHaveValue('Half a thought');
  await takeNewVersion(other);
});

test.describe('where no service worker can be registered', () => {
  test.use({ expectedErrors: /bad HTTP response code|Failed to load resource/ });

  test('everything works, and nothing is promised', async ({ explain, page, context }) => {
    await context.route('**/sw.js', (route) => route.fulfill({ status: 404 }));
    await explain.ready();
    await explain.sentence.fill('It works all the same.');
    await expect(explain.words('LRP')).toHaveCount(6);
    await expect(page.getByRole('contentinfo')).toContainText('Computed in your browser.');
    await expect(page.getByText('Works offline')).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});

test.describe('other hosts', () => {
  test.use({ expectedErrors: /Content Security Policy|Failed to load resource|request to another host/ });

  /** Tries from within the page, as a script that got in would. @returns what the policy refused */
  const tryHost = (page: Page, address: string) =>
    page.evaluate(async (to) => {
      const attempts = [
        () => fetch(to).catch(() => undefined),
        () => navigator.sendBeacon(to),
        () => Object.assign(new Image(), { src: to }),
        () => document.head.append(Object.assign(document.createElement('script'), { src: to })),
        () => document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: to })),
        () => document.body.append(Object.assign(document.createElement('iframe'), { src: to })),
      ];
      const refused: string[] = [];
      for (const attempt of attempts) {
        const violation = new Promise<SecurityPolicyViolationEvent>((resolve) => {
          document.addEventListener('securitypolicyviolation', resolve, { once: true });
        });
        attempt();
        refused.push((await violation).effectiveDirective);
      }
      return refused;
    }, address);

  test('none is asked during a whole visit, and the policy refuses a script that tries', async ({ explain, examples, page }) => {
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).hostname));
    await explain.ready();
    await worksOffline(page);
    await explain.sentence.fill('Nothing leaves this machine.');
    await expect(explain.words('LRP')).toHaveCount(5);
    await examples.row(2).click();
    await page.reload();
    await explain.words('LRP').first().waitFor();
    expect([...hosts].filter((host) => host !== '127.0.0.1' && host !== '')).toEqual([]);

    const other = new SiteServer();
    await other.start();
    const refused = await tryHost(page, other.address);
    await other.stop();
    expect(refused).toEqual(['connect-src', 'connect-src', 'img-src', 'script-src-elem', 'style-src-elem', 'frame-src']);
    expect(other.requests).toEqual([]);
  });

  test('the test set still comes from its authors when the person asks, past the service worker', async ({
    explain,
    examples,
    site,
    page,
    context,
  }) => {
    let asked = 0;
    await context.route('https://raw.githubusercontent.com/**', (route) => {
      asked++;
      return route.fulfill({ status: 404, headers: { 'access-control-allow-origin': '*' } });
    });
    await explain.ready();
    await worksOffline(page);
    await page.reload();
    await explain.words('LRP').first().waitFor();
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    const status = await page.evaluate(async () => (await fetch('https://raw.githubusercontent.com/any')).status);
    expect({ status, asked }).toEqual({ status: 404, asked: 1 });
    expect(site.requests.filter((path) => path.includes('any'))).toEqual([]);
    await expect(examples.row(1)).toBeVisible();
  });
});
