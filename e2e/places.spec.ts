/** Where things stand: what one comes for is seen without scrolling, and stays in sight while what lies below it is changed. */
import { expect, type Locator } from '@playwright/test';
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

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const overlap = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

for (const { width, height } of SIZES) {
  for (const hasTouch of [false, true]) {
    test.describe(`${width} x ${height}${hasTouch ? ', touched' : ''}`, () => {
      test.use({ viewport: { width, height }, hasTouch });

      test('LRP’s heat map begins near the top of the page, and the classes stand in one row', async ({
        explain,
        question,
        page,
      }) => {
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
        // The menu of a word lies upon no part of it.
        for (const at of ['first', 'last'] as const) {
          const word = explain.words('LRP')[at]();
          await word.click();
          await question.item('Blank out').waitFor();
          const [menu, cell] = [await question.menu.boundingBox(), await word.boundingBox()];
          expect(menu && cell && overlap(menu, cell), at).toBe(false);
          await page.keyboard.press('Escape');
        }
        // A class whose name is longest, and a sentence of two lines.
        await explain.sentence.fill('A wonderful, moving, funny and thoroughly enjoyable film for all.');
        await page.getByRole('heading', { name: /Why .very positive/ }).waitFor();
        expect((await explain.words('LRP').first().boundingBox())?.y ?? Number.NaN).toBeLessThan(BEGINS_WITHIN + 60);
      });
    });
  }
}

test('the heat map stays in sight, small, while what lies below it is changed', async ({ explain, evidence, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await explain.ready();
  const small = page.locator('nav[aria-label="Sections"] + [aria-hidden]');
  await expect(small).toHaveCount(0);
  const index = page.getByRole('navigation', { name: 'Sections' });
  await index.getByRole('button', { name: 'Ledger' }).click();
  await expect(index.getByRole('button', { name: 'Ledger' })).toHaveAttribute('aria-current', 'location');
  await expect(evidence.eps).toBeInViewport();
  const fresh = small.getByText('fresh');
  await expect(fresh).toBeInViewport();
  const colour = await fresh.evaluate((word) => word.style.background);
  await evidence.eps.fill('1');
  await expect.poll(() => small.getByText('telling').evaluate((word) => word.style.background)).not.toBe(colour);
  await expect(fresh).toBeInViewport();
  await expect(evidence.eps).toBeInViewport();

  await index.getByRole('button', { name: 'Table' }).click();
  await expect(evidence.rows().first()).toBeVisible(); // who is led there wants to see it
  await index.getByRole('button', { name: 'Heat map' }).click();
  await expect(small).toHaveCount(0);
  await expect(explain.words('LRP').first()).toBeInViewport();
});

for (const [width, height] of [
  [1440, 1000],
  [390, 844],
] as const) {
  test(`the index leads to headings that nothing lies over at ${width} x ${height}`, async ({ explain, page }) => {
    await page.setViewportSize({ width, height });
    await explain.ready();
    const index = page.getByRole('navigation', { name: 'Sections' });
    for (const name of ['Phrases', 'Inside', 'What if', 'Ledger', 'Faithfulness', 'Table']) {
      await index.getByRole('button', { name, exact: true }).click();
      await page.locator('nav[aria-label="Sections"] + [aria-hidden]').waitFor();
      const heading = page
        .locator(`#section-${name.toLowerCase().replace(' ', '-')}`)
        .locator('h2, summary')
        .first();
      const isOnTop = () =>
        heading.evaluate((element) => {
          const { left, top, bottom } = element.getBoundingClientRect();
          return [top + 1, bottom - 1].every((y) => element.contains(document.elementFromPoint(left + 2, y)));
        });
      await expect.poll(isOnTop, name).toBe(true);
    }
  });
}

test('for a projector words and drawing are larger, at 1280 x 720 too, and stay so on this device', async ({
  compare,
  explain,
  inside,
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await explain.ready();
  const word = explain.words('LRP').first();
  const sizeOf = (text: Locator) => text.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  const before = await sizeOf(word.locator('span').first());
  await inside.open();
  const boxes = inside.network.locator('[data-box]');
  const drawn = (await boxes.last().boundingBox())?.height ?? 0;
  await compare.display.click();
  await compare.panel.getByRole('checkbox', { name: 'Larger, for a projector' }).check();
  await page.keyboard.press('Escape');
  await page.reload();
  await word.waitFor();
  expect(await sizeOf(word.locator('span').first())).toBeGreaterThan(1.4 * before);
  expect((await word.boundingBox())?.y).toBeLessThan(BEGINS_WITHIN);
  await expect(page.getByRole('button', { name: 'Examples', exact: true })).toBeVisible();
  await inside.play.waitFor(); // its link is in the address
  expect((await boxes.last().boundingBox())?.height).toBeGreaterThan(1.2 * drawn);
  // All of it at once, from the score to the words.
  await boxes.first().evaluate((box) => box.scrollIntoView({ block: 'start' }));
  const [top, bottom] = [(await boxes.first().boundingBox())?.y ?? 0, await boxes.last().boundingBox()];
  expect((bottom?.y ?? Number.NaN) + (bottom?.height ?? 0) - top).toBeLessThan(720 - 96);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
});

test('the index says what is read, and that the last part is led to', async ({ explain, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ reducedMotion: 'reduce' }); // else the wheel and the way there are at odds
  await explain.ready();
  const index = page.getByRole('navigation', { name: 'Sections' });
  const entry = (name: string) => index.getByRole('button', { name, exact: true });
  await expect(entry('Heat map')).toHaveAttribute('aria-current', 'location');
  for (const name of ['Table', 'Inside']) {
    await entry(name).click();
    await expect(entry(name)).toHaveAttribute('aria-current', 'location');
  }
  // Short parts in the window's middle are not what is read.
  await page.evaluate(() => {
    dispatchEvent(new Event('wheel'));
    return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  await expect(entry('Inside')).toHaveAttribute('aria-current', 'location');
  await page.mouse.wheel(0, -5000);
  await expect(entry('Heat map')).toHaveAttribute('aria-current', 'location');

  // What is read is seen in the index, though nobody has moved that.
  for (const [id, name] of [
    ['faithfulness', 'Faithfulness'],
    ['phrases', 'Phrases'],
  ] as const) {
    await page.locator(`#section-${id}`).evaluate((section) => section.scrollIntoView());
    await expect(entry(name)).toHaveAttribute('aria-current', 'location');
    await expect(entry(name)).toBeInViewport({ ratio: 1 });
  }
});

test('led to a table that was closed, one sees it and not its first row alone', async ({ explain, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await explain.ready();
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Word table' }).getByRole('row').nth(5)).toBeInViewport();
});

test('at 320 px, as at 1280 px and 400 %, nothing stands beyond the edge', async ({ explain, page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await explain.ready();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test('the measures of faithfulness are not cut at 1280 px', async ({ explain, evidence, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await explain.ready();
  await evidence.showFaithfulness();
  for (const name of ['Comprehensiveness', 'Sufficiency']) {
    const table = evidence.faithfulness.getByRole('table', { name: new RegExp(`^${name}`) });
    const cut = await table.evaluate(({ parentElement: area }) => (area ? area.scrollWidth - area.clientWidth : Number.NaN));
    expect(cut, name).toBe(0);
  }
});
