import { expect, type Page } from '@playwright/test';
import { type AxeRules, axeProblems } from './axe.ts';
import { test } from './fixtures.ts';
import { STATES } from './states/list.ts';
import { settled } from './states/state.ts';

interface Size {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly deviceScaleFactor: number;
}

/** From small to large: so each shows what it shows when the page is opened at that size, where what lies below the window waits. */
const SIZES: readonly Size[] = [
  { name: 'smallest', width: 360, height: 640, deviceScaleFactor: 1 },
  { name: 'narrow', width: 390, height: 844, deviceScaleFactor: 1 },
  { name: '1440 x 1000 at 200 % zoom', width: 720, height: 500, deviceScaleFactor: 2 },
  { name: 'wide', width: 1440, height: 1000, deviceScaleFactor: 1 },
];

const THEMES = ['light', 'dark'] as const;

/**
 * What axe looks for. Colours are the theme's, whatever the size, and all else is the size's, whatever the theme: both themes are
 * looked at in the smallest and the widest window, which between them show all there is. `npm run test:long` looks for all everywhere.
 */
function rulesFor(index: number, theme: (typeof THEMES)[number]): AxeRules | null {
  if (process.env.LRP_LENS_LONG) return 'all';
  const isOuter = index === 0 || index === SIZES.length - 1;
  if (theme === 'light') return isOuter ? 'all' : 'other';
  return isOuter ? 'colour' : null;
}

/** Pixels by which the page, or an open dialog, is wider than it has room for, or a dialog longer than what scrolls in it. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const boxes = [document.documentElement, ...document.querySelectorAll('dialog[open], dialog[open] > *')];
    const dialogs = [...document.querySelectorAll('dialog[open]')];
    return Math.max(
      ...boxes.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
      ...dialogs.map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight),
    );
  });
}

/** Resizes the window, as a person does, and the pixels' density with it, which Playwright fixes when the page is made. */
async function resize(page: Page, { width, height, deviceScaleFactor }: Size): Promise<void> {
  await page.setViewportSize({ width, height });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor, mobile: false });
  // Two frames: what follows the size has done so by then.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await page.evaluate(() => [innerWidth, innerHeight, devicePixelRatio])).toEqual([width, height, deviceScaleFactor]);
}

for (const { name, link = '', embedded, stage, withoutModel, expectedErrors, open, reopens } of STATES) {
  test.describe(name, () => {
    if (expectedErrors) test.use({ expectedErrors });

    test('axe finds nothing and nothing is too wide, at any size and in any theme', { tag: '@axe' }, async ({ page, pages }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await stage?.(page);
      for (const [index, size] of SIZES.entries()) {
        await test.step(size.name, async () => {
          await resize(page, size);
          if (index === 0 || reopens) {
            await page.goto('about:blank'); // else a link that differs in its fragment alone would not load the page anew
            await page.goto(`./${embedded ? '?embed' : ''}#${link}`);
            if (!withoutModel) await expect(page.locator('[data-heat-map] [data-index]').first()).toBeVisible();
            await open({ page, ...pages });
          }
          await settled(page);
          for (const colorScheme of THEMES) {
            const rules = rulesFor(index, colorScheme);
            if (!rules) continue;
            await page.emulateMedia({ colorScheme });
            expect.soft(await axeProblems(page, rules), `${size.name}, ${colorScheme}`).toEqual([]);
          }
          expect.soft(await overflow(page), `${size.name}: pixels too wide`).toBeLessThanOrEqual(0);
        });
      }
    });
  });
}

for (const { name: size, width, height, deviceScaleFactor } of SIZES) {
  test.describe(size, () => {
    test.use({ viewport: { width, height }, deviceScaleFactor });

    test('what the Tab key reaches shows its focus, on the screen and beneath nothing', async ({ explain, evidence, page }) => {
      await explain.hardCase();
      // All is there: what comes later, above what has the focus, may push it out of the window.
      await evidence.showFaithfulness();
      await page.evaluate(() => scrollTo(0, 0));
      const reached = new Set<string>();
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab');
        const { name, outline, covered } = await page.evaluate(whatHasTheFocus);
        if (name === 'BODY' || reached.has(name)) break;
        reached.add(name);
        expect({ name, outline, covered }).toEqual({ name, outline: expect.stringMatching(/^(?!none)/), covered: false });
      }
      expect(reached.size).toBeGreaterThan(8);
    });
  });
}

/** In the page: the element in focus, how its focus is shown (on itself or on its label), and whether something lies on its middle. */
function whatHasTheFocus(): { name: string; outline: string; covered: boolean } {
  const element = document.activeElement ?? document.body;
  const label = element.closest('label');
  const shown = label && element.classList.contains('visually-hidden') ? label : element;
  const { left, top, width, height } = shown.getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 12));
  return {
    name: element === document.body ? 'BODY' : element.outerHTML.slice(0, 300),
    outline: getComputedStyle(shown).outlineStyle,
    covered: !above || !(shown.contains(above) || above.contains(shown)),
  };
}

test('a screen reader is told prediction, target and strongest words', async ({ explain, page }) => {
  await explain.hardCase();
  await explain.sentence.fill('A wonderful, moving film.');
  const told = page.locator('[aria-live="polite"]').filter({ hasText: /Prediction:/ });
  await expect(told).toContainText(
    /^Prediction: very positive, \d+\s?%\. Explained: very positive\. Most for: \S+ \+\d\.\d+, \S+ \+\d\.\d+\./,
  );
  await explain.classCard('negative').first().click();
  await expect(told).toContainText('Explained: negative. ');
});

test.describe('shortcuts', () => {
  test('the list opens on "?", and not while one types', async ({ explain, page }) => {
    await explain.hardCase();
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(list).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(list).toHaveCount(0);
    await explain.sentence.fill('');
    await explain.sentence.pressSequentially('Why? 1/2 [sic]');
    await expect(explain.sentence).toHaveValue('Why? 1/2 [sic]');
    await expect(list).toHaveCount(0);
  });

  test('"/" leads to the sentence, a digit chooses the class at that place', async ({ explain, page }) => {
    await explain.hardCase();
    await page.keyboard.press('5');
    await expect(explain.classRadio('very positive')).toBeChecked();
    await page.keyboard.press('9');
    await expect(explain.classRadio('very positive')).toBeChecked();
    await page.keyboard.press('0');
    await expect(explain.classRadio('negative')).toBeChecked();
    await page.keyboard.press('/');
    await expect(explain.sentence).toBeFocused();
    await expect(explain.sentence).toHaveValue(/The plot is clever/);
  });

  test('single keys can be switched off, for good', async ({ explain, examples, page }) => {
    await explain.hardCase();
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    const single = page.getByRole('checkbox', { name: /Single-key shortcuts/ });
    await single.uncheck();
    await page.keyboard.press('Escape');
    await page.reload();
    await explain.words('LRP').first().waitFor();
    for (const key of ['?', '5', '/', ']']) await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(explain.sentence).not.toBeFocused();
    await expect(explain.classRadio('negative')).toBeChecked();
    await expect(examples.row(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Alt+ArrowDown');
    await expect(examples.row(2)).toHaveAttribute('aria-selected', 'true');
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await single.check();
    await page.keyboard.press('Escape');
    await page.keyboard.press('[');
    await expect(examples.row(1)).toHaveAttribute('aria-selected', 'true');
  });
});

test('the values of a word cover no word, and are put away with Escape', async ({ explain, page }) => {
  await explain.hardCase();
  for (const method of ['LRP', 'Gradient', 'Sensitivity']) {
    const word = explain.words(method).nth(3);
    await word.hover();
    await expect(explain.details).toContainText('clever');
    const [cell, details] = [await word.boundingBox(), await explain.details.boundingBox()];
    if (!cell || !details) throw new Error('nothing to point at');
    expect(cell.y + cell.height).toBeLessThanOrEqual(details.y);
    await page.mouse.move(0, 0);
    await word.focus();
    await page.keyboard.press('ArrowRight');
    await expect(explain.details).toContainText('word 5 of 14');
    await page.keyboard.press('Escape');
    await expect(explain.details).not.toContainText('word 5 of 14');
  }
});

test('reduced motion: nothing moves', async ({ explain, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await explain.hardCase();
  await page.keyboard.press('?');
  const moving = await page.evaluate(() =>
    Array.from(document.querySelectorAll('*'))
      .filter((element) => {
        const { animationName, transitionDuration } = getComputedStyle(element);
        return animationName !== 'none' || transitionDuration.split(', ').some((duration) => Number.parseFloat(duration) > 0);
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 120)),
  );
  expect(moving).toEqual([]);
});

test.describe('on paper', () => {
  test.use({ colorScheme: 'dark' });

  test('dark on white in any theme, exact colours, no controls, cards in one piece', async ({ explain, evidence, page }) => {
    await explain.hardCase();
    await evidence.showFaithfulness();
    const onScreen = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const { background, ink, adjust } = await page.evaluate(() => {
      const { backgroundColor: background, color: ink } = getComputedStyle(document.documentElement);
      const cell = document.querySelector('[data-index]');
      return { background, ink, adjust: cell && getComputedStyle(cell).getPropertyValue('print-color-adjust') };
    });
    expect(onScreen).not.toBe(background);
    expect({ background, ink, adjust }).toEqual({ background: 'rgb(255, 255, 255)', ink: 'rgb(0, 0, 0)', adjust: 'exact' });
    // Words that are explained on the screen are words on paper.
    await expect(page.getByRole('button').and(page.locator(':not([class*="_term_"])'))).toHaveCount(0);
    for (const word of ['strongest colour', 'Bias factor', 'Conservation']) {
      await expect(page.locator('[data-term]', { hasText: word }).first()).toBeVisible();
    }
    await expect(page.getByRole('listbox')).toHaveCount(0);
    await expect(page.getByText(/^Model: SST-5 BiLSTM, SHA-256/)).toBeVisible();
    await expect(explain.words('LRP')).toHaveCount(14);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(3);
  });
});

test.describe('where the system sets the colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('what is chosen is still told apart', async ({ explain, examples, page }) => {
    await explain.hardCase();
    const outlines = async (chosen: boolean) => {
      const style = (element: Element) => getComputedStyle(element).outlineStyle;
      const card = explain.classCard(chosen ? 'negative' : 'neutral');
      const tab = examples.tab(chosen ? /Built-in/ : /SST test set/);
      return [await card.evaluate(style), await tab.evaluate(style)];
    };
    expect(await outlines(true)).toEqual(['solid', 'solid']);
    expect(await outlines(false)).toEqual(['none', 'none']);
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
  });
});
