import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import type { LayoutName } from './pages/compare-page.ts';
import { TIMING, tell, timeKeys, timeTwentyWords } from './timing.ts';

const LONG = Array.from({ length: 60 }, (_, i) => ['a', 'slow', 'but', 'honest', 'and', 'moving', 'film'][i % 7]).join(' ');
const LAYOUTS: readonly LayoutName[] = ['Text', 'Grid', 'Classes'];

test('the aligned grid has a row a method and a column a word, and lights a word in every row', async ({ explain, compare }) => {
  await explain.hardCase();
  const inText = await explain.values('LRP');
  await compare.layout('Grid');
  for (const method of [/^LRP/, /^Gradient/, /^Sensitivity/])
    await expect(compare.cells(compare.grid, method)).toHaveCount(inText.length);
  expect(await compare.values(compare.cells(compare.grid, /^LRP/))).toEqual(inText);
  await expect(compare.grid.getByRole('columnheader')).toHaveCount(inText.length);

  await compare
    .cells(compare.grid, /^Gradient/)
    .nth(3)
    .hover();
  await expect(compare.grid.locator('[data-active]')).toHaveCount(4); // the word on top and one cell a method
  for (const text of ['clever', 'LRP', 'Gradient × Input', 'Sensitivity']) await expect(explain.details).toContainText(text);
});

test('the arrow keys move through the grid in both directions', async ({ explain, compare, page }) => {
  await explain.hardCase();
  await compare.layout('Grid');
  await compare.cells(compare.grid, /^LRP/).first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(compare.cells(compare.grid, /^Gradient/).nth(1)).toBeFocused();
  await expect(explain.details).toContainText('plot');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await expect(compare.cells(compare.grid, /^LRP/).first()).toBeFocused();
  await expect(page.locator('[data-heat-map] td[tabindex="0"]')).toHaveCount(1); // one way in for the Tab key
});

for (const width of [1440, 360]) {
  test(`a long sentence scrolls inside its card, words on top and methods at the side: ${width} px`, async ({
    explain,
    compare,
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await explain.hardCase();
    await explain.sentence.fill(LONG);
    await compare.layout('Grid');
    const cells = compare.cells(compare.grid, /^LRP/);
    await expect(cells).toHaveCount(60);
    const header = compare.grid.getByRole('rowheader', { name: /^LRP/ });
    await cells.first().focus();
    const before = await header.boundingBox();
    await page.keyboard.press('End');
    await expect(cells.last()).toBeFocused();
    await expect(cells.last()).toBeInViewport({ ratio: 1 });
    expect((await header.boundingBox())?.x).toBe(before?.x);
    for (let step = 0; step < 40; step++) await page.keyboard.press('ArrowLeft');
    const [cell, label] = [await cells.nth(19).boundingBox(), await header.boundingBox()];
    expect(cell?.x ?? 0).toBeGreaterThanOrEqual((label?.x ?? 0) + (label?.width ?? 0)); // not hidden behind the label
    const word = await compare.grid.getByRole('columnheader').nth(19).boundingBox();
    expect(Math.abs((word?.x ?? 0) - (cell?.x ?? 0))).toBeLessThan(1);
    expect(await compare.sidewaysOverflow()).toBeLessThanOrEqual(0);
  });
}

test('every class at once: rows are classes, a row’s header makes its class the target', async ({ explain, compare, page }) => {
  await explain.hardCase();
  const forNegative = await explain.values('LRP');
  await compare.layout('Classes');
  await expect(compare.row(compare.matrix, /./)).toHaveCount(5);
  expect(await compare.values(compare.cells(compare.matrix, /^negative/))).toEqual(forNegative);
  const header = compare.row(compare.matrix, /^negative/).getByRole('button');
  await expect(header).toContainText('predicted · target');
  await expect(header).toContainText('34');

  await compare
    .row(compare.matrix, /^very positive/)
    .getByRole('button')
    .click();
  await expect(page.getByRole('heading', { name: /Why .very positive.\?/ })).toBeVisible();
  await expect(explain.classRadio('very positive').first()).toBeChecked();
  await expect(compare.row(compare.matrix, /^very positive/).getByRole('button', { pressed: true })).toContainText('target');
  const shown = await compare.values(compare.cells(compare.matrix, /^very positive/));
  await compare.layout('Text');
  await expect.poll(() => explain.values('LRP')).toEqual(shown);
});

test('the class matrix follows the sentence and the method chosen', async ({ explain, compare }) => {
  await explain.hardCase();
  await compare.layout('Classes');
  const lrp = await compare.values(compare.cells(compare.matrix, /^positive/));
  await compare.matrixMethod('Gradient × Input').click();
  await expect(compare.section.getByRole('heading', { name: 'Gradient × Input for every class' })).toBeVisible();
  await expect.poll(() => compare.values(compare.cells(compare.matrix, /^positive/))).not.toEqual(lrp);
  await explain.sentence.fill('A brave little film.');
  await expect(compare.cells(compare.matrix, /^positive/)).toHaveCount(5);
  await expect(compare.section).toContainText(/One scale\. Strongest colour: \d/);
});

test('LRP stands alone at first, and the other methods are in a list', async ({ explain, compare, page }) => {
  await explain.ready();
  await expect(page.locator('[data-heat-map]')).toHaveCount(1);
  await compare.compareMethods.click();
  await compare.method('Gradient × Input').click();
  await compare.method('Sensitivity').click();
  for (const method of ['LRP', 'Gradient', 'Sensitivity']) await expect(explain.heatMap(method)).toBeVisible();
  await expect(compare.method('Sensitivity')).toBeFocused(); // the list stays open
  await compare.methods.getByRole('button', { name: 'LRP alone' }).click();
  await expect(page.locator('[data-heat-map]')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(compare.methods).toBeHidden();
  await expect(explain.heatMap('LRP')).toBeVisible();
});

test('the answer in words names the method it is by, also where that has no sign', async ({ explain, compare }) => {
  await explain.hardCase();
  await expect(compare.section).toContainText('Most for by LRP: never +0.24');
  await compare.toggleMethods('LRP', 'Gradient × Input');
  await expect(compare.section).toContainText('Strongest by Sensitivity: plot 0.35');
  await expect(compare.section).not.toContainText('Most for');
  await compare.toggleMethods('LRP', 'Sensitivity');
  await explain.sentence.fill('A flummoxing, zzyzx kind of muvie.');
  await expect(compare.section).toContainText('Most against: “.” −0.11');
});

test('where the model knows no word, that is said, and nothing has the full colour', async ({ explain, compare }) => {
  await explain.ready();
  const full = await compare.background(explain.words('LRP').nth(9));
  await explain.sentence.fill('Zqxv brillig slithy.');
  await expect(compare.section).toContainText('The model knows none of these words.');
  await expect(compare.section).toContainText(
    /All contributions are small: the largest is 0\.0\d+, and the strongest colour stands for 0\.12\./,
  );
  for (const cell of await explain.words('LRP').all()) expect(await compare.background(cell)).not.toBe(full);
});

test('methods are shown and hidden; one stays', async ({ explain, compare }) => {
  await explain.hardCase();
  await compare.compareMethods.click();
  await compare.method('LRP').click();
  await expect(explain.heatMap('LRP')).toHaveCount(0);
  await expect(compare.section).toContainText('Most for by Gradient × Input');
  await compare.method('Sensitivity').click();
  await compare.method('Gradient × Input').click({ force: true }); // it says that it is disabled
  await expect(explain.heatMap('Gradient')).toBeVisible();
  await compare.method('LRP').click();
  await expect(explain.heatMap('LRP')).toBeVisible();
});

test('the note says which scales differ, with figures, and when there is one', async ({ explain, compare }) => {
  await explain.hardCase();
  const largest = async (method: string) => Math.max(...(await explain.values(method)).map(Math.abs));
  const [lrp, gi, sa] = [await largest('LRP'), await largest('Gradient'), await largest('Sensitivity')];
  const note = compare.section.getByText(/Strongest colour: (\d|a value)/);
  await expect(note).toHaveText(
    `Different scales. Strongest colour: ${lrp.toFixed(2)} for LRP, ${gi.toFixed(2)} for Gradient × Input, ${sa.toFixed(2)} for Sensitivity. Compare ranks, not shades.`,
  );
  await compare.inPanel((panel) => panel.getByRole('radio', { name: /largest value of all/ }).check());
  await expect(note).toContainText(`One scale. Strongest colour: ${Math.max(lrp, gi, sa).toFixed(2)}, the largest value of all`);
  await expect(note).toContainText('Sensitivity is in other units');

  const cell = explain.words('Gradient').nth(3);
  const paint = await compare.background(cell);
  await compare.inPanel((panel) => panel.getByRole('spinbutton', { name: /strongest colour/ }).fill('0.1'));
  await expect(note).toContainText('Strongest colour: 0.10, as you set it. Larger values all look the same (LRP: up to');
  expect(await compare.background(cell)).not.toBe(paint);

  await compare.inPanel((panel) => panel.getByRole('radio', { name: /raw/ }).check());
  await expect(note).toContainText('Strongest colour: a value of 1.');
  await expect(compare.section.getByText(/^strongest colour = 1\.00 ·/)).toHaveCount(3);
});

test('gamma lifts small values, by the keyboard too, and is reset', async ({ explain, compare, page }) => {
  await explain.hardCase();
  const small = explain.words('LRP').nth(1);
  const [before, full] = [await compare.background(small), await compare.background(explain.words('LRP').nth(3))];
  await compare.display.press('Enter');
  const slider = compare.panel.getByRole('slider', { name: 'Gamma' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveValue('0.25');
  await expect(compare.section).toContainText('Gamma 0.25 lifts small values.');
  expect(await compare.background(small)).not.toBe(before);
  expect(await compare.background(explain.words('LRP').nth(3))).toBe(full);
  await compare.panel.getByRole('button', { name: 'Reset gamma' }).click();
  await expect(slider).toHaveValue('1');
  expect(await compare.background(small)).toBe(before);
  await page.keyboard.press('Escape');
  await expect(compare.panel).toBeHidden();
  await expect(compare.display).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every palette is readable in every cell: ${colorScheme}`, async ({ explain, compare, page }) => {
    await page.emulateMedia({ colorScheme });
    await explain.hardCase();
    const cell = explain.words('LRP').nth(3);
    const seen = new Set<string>();
    for (const palette of [/Red–blue/, /Orange–purple/, /Brown–teal/, /Cividis/]) {
      await compare.inPanel((panel) => panel.getByRole('radio', { name: palette }).check());
      seen.add(await compare.background(cell));
      expect(await compare.worstContrast(), `${palette}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(seen.size).toBe(4);
    await expect(compare.section).toContainText('grey: no influence');
  });
}

test('without numbers a mark tells the sign, and a screen reader still gets the value', async ({ explain, compare }) => {
  await explain.hardCase();
  const values = await explain.values('LRP');
  const limit = Math.max(...values.map(Math.abs));
  for (const layout of ['Text', 'Grid'] as const) {
    await compare.layout(layout);
    if (layout === 'Text') await compare.inPanel((panel) => panel.getByRole('checkbox', { name: 'Show numbers' }).uncheck());
    const cells = layout === 'Text' ? explain.words('LRP') : compare.cells(compare.grid, /^LRP/);
    const marks = await cells.evaluateAll((all) => all.map((one) => one.querySelector('[aria-hidden]')?.textContent ?? '?'));
    for (const [t, value] of values.entries()) {
      const strength = value / limit;
      if (Math.abs(strength) > 0.06) expect(marks[t], `${layout} ${t}`).toBe(strength > 0 ? '+' : '−');
      if (Math.abs(strength) < 0.04) expect(marks[t], `${layout} ${t}`).toBe('');
    }
    expect(await compare.values(cells)).toEqual(values);
  }
  await expect(compare.section).toContainText('+ for the target, − against it');
});

test('a contrast target is explained by every method, and said everywhere', async ({ explain, compare, page }) => {
  await explain.hardCase();
  const forNegative = await explain.values('Gradient');
  await explain.classCard('positive').click();
  await expect(page.getByRole('heading', { name: /Why .positive.\?/ })).toBeVisible();
  await expect.poll(() => explain.values('Gradient')).not.toEqual(forNegative);
  const forPositive = await explain.values('Gradient');
  await explain.classCard('negative').click();
  await compare.contrast.selectOption('positive');
  await expect(page.getByRole('heading', { name: 'Why “negative” rather than “positive”?' })).toBeVisible();

  const difference = await explain.values('Gradient'); // a gradient is linear in the score
  for (const [t, value] of difference.entries())
    expect(Math.abs(value - ((forNegative[t] ?? 0) - (forPositive[t] ?? 0))), `${t}`).toBeLessThan(0.016);
  await expect(explain.heatMap('LRP')).toHaveAccessibleName('LRP: relevance of each word for negative rather than positive');
  await expect(compare.section).toContainText('speaks for positive');
  await expect(compare.section).toContainText(/words add up to .* of the score difference/);
  await explain.words('LRP').nth(3).hover();
  await expect(explain.details).toContainText('for negative rather than positive');
  await expect(page.locator('[aria-live="polite"]').filter({ hasText: 'Explained: negative rather than positive.' })).toHaveCount(
    1,
  );

  await explain.classCard('positive').click();
  await expect(page.getByRole('heading', { name: /Why .positive.\?/ })).toBeVisible();
  await expect(compare.contrast).toHaveValue('no other class');
});

test(
  'typing stays fluent in every layout: the cost of a key grows no faster than the sentence',
  TIMING,
  async ({ explain, compare }) => {
    await explain.hardCase();
    const twenty = await timeTwentyWords(explain);
    for (const layout of LAYOUTS) {
      await compare.layout(layout);
      await explain.sentence.fill(`${LONG} at al`);
      await expect(compare.section.locator('[data-heat-map] td[data-index="61"]').first()).toBeVisible();
      await explain.sentence.press('End');
      const time = await timeKeys(explain, 'ltogether');
      tell(`keystroke to painted ${layout}, 62 words`, time, 50);
      expect(time / twenty, layout).toBeLessThan(15);
    }
  },
);
