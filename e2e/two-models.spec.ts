import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { svgFacts } from './saved-files.ts';
import { SECOND_MODEL } from './second-model.ts';

test('a second model: one sentence by both, an experiment by both, and from a link', async ({
  page,
  models,
  explain,
  experiments,
  second,
  exports,
}) => {
  await explain.open();
  await models.give(SECOND_MODEL);
  await models.use();
  const { section, choice, heatMaps: maps } = second;

  await test.step('one sentence, on one scale', async () => {
    await choice.selectOption('bundled');
    const table = section.getByRole('table', { name: 'What each model predicts' });
    await expect(table).toContainText('predicted');
    await expect(maps).toHaveCount(2);
    await expect(section).toContainText('strongest colour in both');
    // The left encoder alone and both: the second heat map is that of the bundled model, to the digit.
    const words = await maps.nth(1).locator('td').allInnerTexts();
    await expect(page).toHaveURL(/second=bundled/);
    await choice.selectOption({ label: 'no second model' });
    await expect(maps).toHaveCount(0);
    await expect(page).not.toHaveURL(/second=/);
    await choice.selectOption('bundled');
    await expect(maps.nth(1).locator('td')).toHaveText(words.map((word) => word.replace('\n', '')));
  });

  await test.step('as a figure that names both models', async () => {
    const svg = (await exports.saveFigure(/^Save “LRP by both models/, 'SVG')).bytes.toString();
    await page.keyboard.press('Escape');
    for (const text of ['Left encoder alone', 'Second model', 'speaks for it', 'Strongest colour in both'])
      expect(svg).toContain(text);
    expect(await svgFacts(page, svg)).toMatchObject({ outside: [], sized: true, blank: false });
  });

  await test.step('an experiment: both run, and where they disagree leads to the sentences', async () => {
    await experiments.enter();
    await experiments.run.click();
    const table = experiments.result.getByRole('region', { name: 'Figures of both models' });
    await expect(table.getByRole('row')).toHaveCount(5);
    await expect(table.getByRole('row', { name: /^Accuracy/ })).toContainText(/[+−]\d+\.\d\spoints.*to/);
    const saving = page.waitForEvent('download');
    await experiments.result
      .getByRole('region', { name: 'Both models as tables' })
      .getByRole('button', { name: 'Save JSON' })
      .click();
    const { provenance, tables } = JSON.parse(readFileSync(await (await saving).path(), 'utf8'));
    expect(provenance).toMatchObject({ model: { name: 'Left encoder alone' }, second: { draws: 10_000, seed: 1 } });
    const [accuracy] = tables['two-models'];
    expect(accuracy.difference).toBeCloseTo(accuracy.second - accuracy.first, 12);
    expect(accuracy.interval_low).toBeLessThan(accuracy.difference);
    expect(accuracy.interval_high).toBeGreaterThan(accuracy.difference);
    const all = experiments.result.getByRole('button', { name: /^List all \d+ in Explain$/ });
    expect(await all.innerText()).toContain(String(tables.disagreements.length));
    await all.click();
    await expect(page.getByText(`${tables.disagreements.length} of 155`)).toBeVisible();
    const predicted = section.getByRole('table').locator('b');
    await expect(predicted).toHaveCount(2);
    const rows = await section
      .getByRole('row')
      .filter({ has: page.locator('b') })
      .count();
    expect(rows, 'each model predicts a class of its own').toBe(2);
  });

  await test.step('from a link', async () => {
    const link = page.url();
    await page.goto('about:blank');
    await page.goto(link);
    await expect(maps).toHaveCount(2);
    await page.goto(link.replace('second=bundled', 'second=deadbeef'));
    await expect(section).toContainText('deadbeef, is not kept in this browser');
  });
});
