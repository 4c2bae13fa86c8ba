import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test as base } from './fixtures.ts';

const SITE = 'http://lens.example/some/folder/';

/** The site as a host without https serves it: no secure context, and so no crypto.subtle, clipboard or service worker. */
const test = base.extend({
  baseURL: SITE,
  context: async ({ context }, use) => {
    await context.route(`${SITE}**`, (route) => {
      const path = new URL(route.request().url()).pathname.slice(new URL(SITE).pathname.length);
      return route.fulfill({ path: join('dist', path || 'index.html') });
    });
    await use(context);
  },
});

test.beforeEach(async ({ explain, page }) => {
  await explain.ready();
  const missing = await page.evaluate(() => [
    isSecureContext,
    'randomUUID' in crypto,
    'clipboard' in navigator,
    'serviceWorker' in navigator,
  ]);
  expect(missing).toEqual([false, false, false, false]);
});

test('pins are made and kept', async ({ page, pins, explain }) => {
  await pins.pinButton.click();
  await expect(pins.message).toContainText('Pinned as');
  await page.reload();
  await explain.words('LRP').first().waitFor();
  await expect(pins.section).toBeVisible();
});

test('a model of one’s own is in use, called so, and kept', async ({ page, models, explain }) => {
  const given = ['model.pt', 'vocab.txt'].map((name) => ({
    name,
    bytes: readFileSync(`src/testing/fixtures/pytorch-uni/${name}`),
  }));
  await models.give(given);
  await models.use();
  await expect(models.button).toHaveAccessibleName('Model: model.pt, unverified');
  await page.reload();
  await explain.words('LRP').first().waitFor();
  await expect(models.button).toHaveAccessibleName('Model: model.pt, unverified');
});

test('what the clipboard would take is offered for copying by hand, or copied the old way', async ({ page, share, exports }) => {
  await share.button.click();
  await expect(page.getByRole('textbox', { name: 'Link to this explanation' })).toHaveValue(/^http:\/\/lens\.example\//);
  await page.keyboard.press('Escape');
  await exports.button.click();
  await exports.format('JSON').check();
  await exports.dialog.getByRole('button', { name: 'Copy text' }).click();
  await expect(exports.message).toContainText('Copied.');
});
