import { expect, type Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { test } from './fixtures.ts';

const PARTS = [
  'Explain',
  'Compare',
  'What if?',
  'Where the score went',
  'Faithfulness',
  'Inside',
  'Experiments',
  'Your own model',
];

async function openGuide(page: Page) {
  await page.getByRole('button', { name: 'How to read this' }).click();
  return page.getByRole('dialog', { name: 'How to read this' });
}

test('the guide has a part for each view, and leads to the papers, the licence and the formats', async ({ explain, page }) => {
  await explain.ready();
  const guide = await openGuide(page);
  for (const part of PARTS) {
    const details = guide.locator('details').filter({ has: page.locator('summary').getByText(part, { exact: true }) });
    await details.locator('summary').click();
    await expect(details.getByRole('paragraph')).toBeVisible();
  }
  const addresses = await guide.getByRole('link').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(addresses).toEqual(
    expect.arrayContaining([
      'https://doi.org/10.18653/v1/W17-5221',
      'https://doi.org/10.18653/v1/W19-4813',
      'https://doi.org/10.1371/journal.pone.0130140',
    ]),
  );
  const site = new URL('./', page.url()).href;
  for (const [name, begins] of [
    ['licence.txt', /^MIT License/],
    ['own-model.txt', /^# A model of your own/],
  ] as const) {
    expect(addresses).toContain(`${site}${name}`);
    const answer = await page.request.get(`${site}${name}`);
    expect(answer.headers()['content-type']).toMatch(/^text\/plain/);
    expect(await answer.text()).toMatch(begins);
  }
  // A build that knows the source's address links it; another brings the source along.
  const source = await guide.getByRole('link', { name: 'source', exact: true }).getAttribute('href');
  if (source !== './source.zip') expect(source).toMatch(/^https:/);
  else {
    const archive = unzipSync(await (await page.request.get(`${site}source.zip`)).body());
    expect(Buffer.from(archive.LICENSE ?? []).toString()).toMatch(/^MIT License/);
    expect(Object.keys(archive)).toContain('src/app/main.tsx');
  }
});

test('a term says what it means: pointed at, focused, or tapped', async ({ explain, page }) => {
  await explain.ready();
  const term = page.getByRole('button', { name: 'Bias factor', exact: true });
  const card = page.getByRole('tooltip').filter({ hasText: 'Bias factor.' });
  await term.hover();
  await expect(card).toBeVisible();
  await card.hover(); // it can be read with the pointer on it
  await expect(card).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(card).toHaveCount(0);

  await term.focus();
  await expect(card).toBeVisible();
  await expect(term).toHaveAccessibleDescription(/^Bias factor\. How much/);
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await expect(term).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(card).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(card).toHaveCount(0);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  test('a tap opens a term, in the guide too, and a tap elsewhere closes it', async ({ explain, page }) => {
    await explain.ready();
    const guide = await openGuide(page);
    await guide.getByRole('button', { name: 'conservation' }).tap();
    const card = page.getByRole('tooltip');
    await expect(card).toContainText('Nothing is lost and nothing is added');
    const { x = 0, width = 0 } = (await card.boundingBox()) ?? {};
    expect([x >= 0, x + width <= 360]).toEqual([true, true]);
    await guide.getByText('Does it add up?').tap();
    await expect(card).toHaveCount(0);
    await expect(guide).toBeVisible();
  });
});
