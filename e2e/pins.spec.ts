import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import type { ExplainPage } from './pages/explain-page.ts';
import type { PinsPage } from './pages/pins-page.ts';

const SENTENCES = ['dull film', 'fine film', 'odd little film', 'loud film', 'long slow film'];

/** Types a sentence, waits for its explanation and pins it. */
async function pin(explain: ExplainPage, pins: PinsPage, text: string): Promise<void> {
  await explain.sentence.fill(text);
  await expect.poll(() => explain.wordTexts('LRP')).toEqual(text.split(' '));
  await pins.pinButton.click();
}

test('a pin stands beside the current one, by one method for all, and survives a reload', async ({
  explain,
  compare,
  pins,
  page,
}) => {
  await explain.hardCase();
  await expect(pins.section).toHaveCount(0);
  await pin(explain, pins, 'dull film');
  await expect(pins.message).toHaveText(/^Pinned as “dull film · /);
  await pins.pinButton.click();
  await expect(pins.message).toHaveText(/already pinned/);
  await explain.sentence.fill('fine film');
  await expect(pins.cards).toHaveCount(2);
  await expect.poll(() => pins.words(pins.cards.nth(0))).toEqual(['fine', 'film']);
  expect(await pins.words(pins.cards.nth(1))).toEqual(['dull', 'film']);
  await expect(pins.cards.nth(1)).toContainText(/predicted.*%/);
  await expect(pins.section).toContainText(
    /Different scales. Strongest colour: [\d.]+ for the current one, [\d.]+ for “dull film/,
  );
  await pins.section.getByRole('button', { name: /one scale/ }).click();
  await expect(pins.section).toContainText(/One scale. Strongest colour: [\d.]+, the largest value of all/);
  const lrp = await pins.cards.nth(1).getByRole('gridcell').allTextContents();
  await pins.method('Sensitivity');
  await expect.poll(() => pins.cards.nth(1).getByRole('gridcell').allTextContents()).not.toEqual(lrp);

  // A method that is shown now stands beside; what was pinned before it was shown says so.
  await compare.toggleMethods('Real loss');
  await pins.method('Real loss');
  await expect(pins.cards.nth(1)).toContainText('Not shown when this was pinned.');
  await expect.poll(() => explain.wordTexts('Real loss')).toEqual(['fine', 'film']);
  await pins.pinButton.click();
  await expect(pins.cards).toHaveCount(3);
  const loss = await pins.cards.nth(2).getByRole('gridcell').allTextContents();
  expect(loss).toEqual(await pins.cards.nth(0).getByRole('gridcell').allTextContents());

  await page.reload();
  await expect(pins.cards).toHaveCount(3);
  await pins.method('Real loss');
  expect(await pins.cards.nth(2).getByRole('gridcell').allTextContents()).toEqual(loss);
  expect(await pins.words(pins.cards.nth(1))).toEqual([]);
  await pins.method('LRP');
  expect(await pins.words(pins.cards.nth(1))).toEqual(['dull', 'film']);
  await expect.poll(() => explain.wordTexts('LRP')).toEqual(['fine', 'film']);
});

test('pins are renamed, moved, swapped, hidden, removed and brought back, by keyboard too', async ({ explain, pins, page }) => {
  await explain.hardCase();
  await pin(explain, pins, 'dull film');
  await pin(explain, pins, 'fine film');
  const [first = '', second = ''] = await pins.names();

  await pins
    .card(first)
    .getByRole('button', { name: /^Rename/ })
    .press('Enter');
  await page.keyboard.type('Grey one');
  await page.keyboard.press('Enter');
  await expect(pins.card('Grey one')).toBeVisible();
  await expect(pins.card('Grey one').getByRole('button', { name: 'Rename Grey one' })).toBeFocused();

  await pins.card('Grey one').getByRole('button', { name: 'Move right' }).press('Enter');
  await expect.poll(() => pins.names()).toEqual([second, 'Grey one']);

  await explain.sentence.fill('odd little film');
  await expect.poll(() => explain.wordTexts('LRP')).toEqual(['odd', 'little', 'film']);
  await pins.card('Grey one').getByRole('button', { name: /^Swap/ }).press('Enter');
  await expect(explain.sentence).toHaveValue('dull film');
  await expect.poll(() => explain.wordTexts('LRP')).toEqual(['dull', 'film']);
  await expect.poll(() => pins.words(pins.cards.nth(2))).toEqual(['odd', 'little', 'film']);
  await pins.cards.nth(2).getByRole('button', { name: /^Swap/ }).click();
  await expect(explain.sentence).toHaveValue('odd little film');
  await expect.poll(() => pins.names()).toEqual([second, 'Grey one']);

  await pins.card('Grey one').getByRole('button', { name: 'Hide' }).click();
  await expect(pins.cards).toHaveCount(2);
  await expect(pins.chip('Grey one')).toHaveAttribute('aria-pressed', 'false');
  await pins.chip('Grey one').press(' ');
  await expect(pins.card('Grey one')).toBeVisible();

  await pins.card('Grey one').getByRole('button', { name: 'Remove' }).click();
  await expect(pins.message).toHaveText('Removed “Grey one”.');
  await expect(pins.card('Grey one')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => pins.names()).toEqual([second, 'Grey one']);
});

test('four are shown at once; a fifth has to wait for room', async ({ explain, pins }) => {
  await explain.hardCase();
  for (const sentence of SENTENCES) await pin(explain, pins, sentence);
  await expect(pins.cards).toHaveCount(5);
  await expect(pins.chips).toHaveCount(5);
  const fifth = pins.chips.nth(4).getByRole('button').first();
  await fifth.click();
  await expect(pins.message).toHaveText(/At most 4/);
  await pins.chips.nth(0).getByRole('button').first().click();
  await fifth.click();
  await expect.poll(() => pins.words(pins.cards.nth(4))).toEqual(['long', 'slow', 'film']);
});

test('broken pins are left out with a notice', async ({ explain, pins, page }) => {
  await explain.hardCase();
  await pin(explain, pins, 'dull film');
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('keyval-store');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const store = open.result.transaction('keyval', 'readwrite').objectStore('keyval');
          const kept = store.get('pins');
          kept.onsuccess = () => {
            store.put({ ...kept.result, pins: [...kept.result.pins, { id: 'old', name: 'old' }] }, 'pins').onsuccess = () =>
              resolve();
          };
        };
      }),
  );
  await page.reload();
  await expect(page.getByRole('status', { name: 'About keeping the pins' })).toHaveText(/One kept pin could no longer be read/);
  await expect(pins.cards).toHaveCount(2);
});
