/** What flows inside, in the window of a small laptop: all of it is in sight, or led to. */
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';

const LINK = './#s=The+tale+is+old,+but+the+telling+is+fresh.';

test.use({ viewport: { width: 1280, height: 720 } });

test('the whole way of the example is in sight while it plays, from the score to the words', async ({ page, inside }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(LINK);
  await inside.open();
  const boxes = inside.network.locator('[data-box]');
  await expect(boxes.last()).not.toBeInViewport({ ratio: 0.99 });
  await inside.play.click();
  for (const box of await boxes.all()) await expect(box).toBeInViewport({ ratio: 0.99 });
  await expect(inside.ledger).toBeInViewport({ ratio: 0.99 });
  await expect(page.getByRole('button', { name: 'Pause' })).toBeInViewport({ ratio: 0.99 });
});

test('a ribbon’s equation beneath the window is told of where one clicked, and led to', async ({ page, inside }) => {
  await page.goto(`${LINK}&inside=lrp`);
  await inside.network.waitFor();
  await inside.section.evaluate((section) => section.scrollIntoView({ behavior: 'instant' }));
  const bar = page.getByRole('complementary', { name: 'Chosen in the drawing' });
  await inside.network.locator('[data-ribbon]').first().dispatchEvent('click');
  await expect(bar).toContainText('The score → Last states: +1.79');
  await bar.getByRole('button', { name: 'See the equation' }).click();
  await expect(inside.chosen.getByRole('heading', { name: /^The score → Last states/ })).toBeInViewport();
  await expect(inside.chosen).toContainText(
    'Unit 3, the class “positive”, worked out: of all the units above, it has the most relevance.',
  );
  await expect(bar).toHaveCount(0);
  // Where neither the drawing nor the equation is in sight, it would say nothing.
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await expect(inside.network).not.toBeInViewport();
  await expect(bar).toHaveCount(0);
});
