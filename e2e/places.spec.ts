/** Where things stand: what one comes for is seen without scrolling, and stays in sight while what lies below it is changed. */
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  { width: 360, height: 740 },
] as const;

/** CSS pixels from the page's top. */
const BEGINS_WITHIN = 600;

for (const { width, height } of SIZES) {
  for (const hasTouch of [false, true]) {
    test.describe(`${width} x ${height}${hasTouch ? ', touched' : ''}`, () => {
      test.use({ viewport: { width, height }, hasTouch });

      test('LRP’s heat map begins near the top of the page, and the classes stand in one row', async ({ explain, page }) => {
        await explain.ready();
        await explain.everything();
        const top = (await explain.words('LRP').first().boundingBox())?.y ?? Number.NaN;
        expect(top).toBeLessThan(BEGINS_WITHIN);
        const rows = await explain.classes
          .first()
          .locator('label')
          .evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().top));
        expect(rows).toHaveLength(5);
        expect(new Set(rows).size).toBe(1);
        // A class whose name is longest, and a sentence of two lines.
        await explain.sentence.fill('A wonderful, moving, funny and thoroughly enjoyable film for all.');
        await page.getByRole('heading', { name: /Why .very positive/ }).waitFor();
        expect((await explain.words('LRP').first().boundingBox())?.y ?? Number.NaN).toBeLessThan(BEGINS_WITHIN + 60);
      });
    });
  }
}
