import { expect, type Page } from '@playwright/test';
import { explained } from '../src/testing/headless.ts';
import { axeProblems } from './axe.ts';
import { test } from './fixtures.ts';

const SENTENCE = 'The tale is old, but the telling is fresh.';
const LINK = `./#s=${encodeURIComponent(SENTENCE).replaceAll('%20', '+')}`;
const FRESH = 9; // its place

/** The headless command's answer for the class that the whole sentence is given. */
function headless(...args: string[]) {
  const { scores, methods } = explained('--target', 'positive', ...args, SENTENCE);
  return { score: Number(scores[3]), lrp: methods.find(({ id }) => id === 'lrp')?.words ?? [] };
}

/** What the deed's answer has to say: as the page writes numbers. */
function expectedAnswer(): RegExp {
  const [before, after] = [headless(), headless('--delete', String(FRESH))];
  const shown = (value: number) => value.toFixed(2).replace('-', '−').replace('.', '\\.');
  const [from, to, lost] = [before.score, after.score, before.score - after.score].map(shown);
  return new RegExp(
    `Without “fresh” the score fell from ${from} to ${to}: it lost ${lost}\\. LRP had given it ${shown(before.lrp[FRESH] ?? 0)}\\.`,
  );
}

/** Whether an element lies within the window, and nothing lies upon its middle. */
const isInSight = (page: Page, selector: string) =>
  page.evaluate((chosen) => {
    const element = document.querySelector(chosen);
    if (!element) return false;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return hit !== null && (element.contains(hit) || hit.contains(element));
  }, selector);

test.use({ reducedMotion: 'reduce' });

test('is offered, opens at a click alone, and ends in a deed whose numbers are the engine’s', async ({
  explain,
  question,
  tour,
  page,
}) => {
  await page.goto(LINK);
  await explain.words('LRP').first().waitFor();
  await expect(tour.panel).toHaveCount(0);
  await tour.invitation.click();
  await expect(tour.title).toBeFocused();
  await expect(tour.title).toHaveText(/step 1 of 5/);
  await expect(tour.marked).toContainText('tokens');
  await tour.button('Next').click();
  await expect(tour.panel).toContainText(/here positive with 1\.79 \(as a probability: 55\s%\)/);
  await expect(tour.title).toBeFocused();
  await tour.button('Next').click();
  await expect(tour.panel).toContainText('red speaks for the answer, blue against it');
  await expect(tour.panel).toContainText('The largest share here goes to “fresh”, +1.17');
  await tour.button('Next').click();
  await expect(tour.panel).toContainText(/Of the score 1\.79, the words hold 1\.77/);
  await tour.button('Next').click();

  await tour.button('Show me the word').click();
  await expect(explain.words('LRP').nth(FRESH)).toBeFocused();
  await expect(explain.words('LRP').nth(FRESH)).toHaveCSS('outline-style', 'solid');
  // The person does it where the words stand.
  await explain.words('LRP').nth(FRESH).click();
  await question.item('Blank out').click();
  await expect(tour.panel.getByRole('status')).toContainText(expectedAnswer());
  await expect(tour.panel).toContainText('LRP told you beforehand');
  await expect(tour.title).toBeFocused();
  await tour.button('Finish').click();
  await expect(tour.panel).toHaveCount(0);
  await expect(tour.marked).toHaveCount(0);

  // It is not offered again, but can be taken again.
  await page.reload();
  await explain.words('LRP').first().waitFor();
  await expect(tour.invitation).toHaveCount(0);
  await page.getByRole('button', { name: 'How to read this' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take the tour' }).click();
  await expect(tour.title).toHaveText(/step 1 of 5/);
});

test('by keyboard, on a small phone, in the dark: the word is in sight above the panel', async ({
  explain,
  question,
  tour,
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.goto(LINK);
  await explain.words('LRP').first().waitFor();
  await tour.invitation.focus();
  await page.keyboard.press('Enter');
  for (let step = 1; step < 5; step++) {
    await expect(tour.title).toHaveText(new RegExp(`step ${step} of 5`));
    await expect(tour.title).toBeFocused();
    expect(await axeProblems(page), `step ${step}`).toEqual([]);
    // The sum of the parts is what the fourth step tells of.
    if (step === 4)
      await expect.poll(() => isInSight(page, '[data-tour-current] tr[data-kind="total"] td:last-child')).toBe(true);
    await tour.button('Next').press('Enter');
  }
  await tour.button('Show me the word').press('Enter');
  await expect(explain.words('LRP').nth(FRESH)).toBeFocused();
  expect(await isInSight(page, 'td:focus')).toBe(true);
  await page.keyboard.press('Enter');
  await expect(question.item('Blank out')).toBeFocused();
  expect(await isInSight(page, '[role="dialog"] button:focus')).toBe(true);
  await page.keyboard.press('Enter');
  await expect(tour.panel.getByRole('status')).toContainText(/Without “fresh” the score fell/);
  await expect(tour.title).toBeFocused();
  expect(await axeProblems(page), 'the answer').toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  await page.keyboard.press('Escape');
  await expect(tour.panel).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'How to read this' })).toBeFocused();
});

test('follows what is typed, waits while another view is on show, survives a reload', async ({ explain, tour, page }) => {
  await page.goto(LINK);
  await explain.words('LRP').first().waitFor();
  await tour.goTo(3);
  await expect(tour.panel).toContainText('goes to “fresh”');
  await explain.sentence.fill('A clever film.');
  await expect(tour.panel).toContainText('goes to “clever”');
  await expect(explain.sentence).toBeFocused();
  await explain.sentence.fill('');
  await expect(tour.panel).toContainText('Type a sentence');
  await explain.sentence.fill('A clever film.');
  await expect(tour.panel).toContainText('goes to “clever”');
  await page.getByRole('button', { name: 'Experiments' }).click();
  await expect(tour.panel).toHaveCount(0);
  await page.getByRole('button', { name: 'Explain' }).click();
  await expect(tour.title).toHaveText(/step 3 of 5/);
  await page.reload();
  await expect(tour.title).toHaveText(/step 3 of 5/);
  await tour.button('Skip the tour').click();
  await expect(tour.panel).toHaveCount(0);
  await page.reload();
  await explain.words('LRP').first().waitFor();
  await expect(tour.panel).toHaveCount(0);
});

test('can be declined, once and for all', async ({ explain, tour, page }) => {
  await explain.ready();
  await tour.decline.click();
  await expect(tour.invitation).toHaveCount(0);
  await expect(explain.sentence).toBeFocused();
  await page.reload();
  await explain.words('LRP').first().waitFor();
  await expect(tour.invitation).toHaveCount(0);
});
