import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

const VIEWS = [
  { name: 'wide', width: 1440, height: 1000 },
  { name: 'narrow', width: 390, height: 844 },
  { name: 'smallest', width: 360, height: 640 },
] as const;

for (const colorScheme of ['light', 'dark'] as const) {
  for (const { name, width, height } of VIEWS) {
    test(`axe finds nothing: ${name}, ${colorScheme}`, async ({ explain, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await explain.ready();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }
}

test('axe finds nothing in the dialogs', async ({ explain, page }) => {
  await explain.ready();
  for (const name of [/How to read this/, /SST-5 BiLSTM/]) {
    await page.getByRole('button', { name }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

test('a screen reader is told prediction, target and strongest words', async ({ explain, page }) => {
  await explain.ready();
  await explain.sentence.fill('A wonderful, moving film.');
  await expect(page.locator('[aria-live="polite"]').filter({ hasText: /predict/i })).toContainText(/positive/);
});
