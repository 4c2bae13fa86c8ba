import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

test('the footer leads to the licences of all that the site holds, its workers’ parts too', async ({ explain, page }) => {
  await explain.ready();
  const link = page.getByRole('link', { name: 'Licences' });
  const answer = await page.request.get(new URL((await link.getAttribute('href')) ?? '', page.url()).href);
  expect(answer.ok()).toBe(true);
  const text = await answer.text();
  for (const name of ['react', 'comlink', 'jsfive', 'papaparse', 'workbox-core'])
    expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
});
