import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import Papa from 'papaparse';
import { axeProblems } from './axe.ts';
import { test } from './fixtures.ts';

test.describe('without the model in use', () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  test('the sanity check with known answers says which methods pass, shows them step by step, and is taken away', async ({
    experiments,
    exports,
    page,
    context,
  }) => {
    await page.route('**/model/model.safetensors', (route) => route.fulfill({ status: 404 }));
    await page.goto('./#view=experiments');
    await experiments.item('Sanity check with known answers').click();
    await expect(experiments.data).toHaveCount(0);
    await experiments.run.click();
    const { result } = experiments;
    await expect(result).toContainText('200 sequences the network adds with a root mean squared error of 0.0');
    const verdict = (method: string) => result.getByRole('row', { name: new RegExp(`^${method} (passes|fails)`) });
    for (const method of ['LRP', 'Real loss', 'Integrated Gradients', 'Shapley values', 'Contextual Decomposition'])
      await expect(verdict(method)).toContainText('passes');
    for (const method of ['Sensitivity', 'LRP, gates take half']) await expect(verdict(method)).toContainText('fails');

    const strips = result.getByRole('img', { name: /^Sequence/ });
    await expect(strips).toHaveAccessibleName(/^Sequence 1: the network answers 0\.25; 0\.25 is right\.$/);
    await result.getByRole('radio', { name: '2', exact: true }).check({ force: true });
    await expect(strips).toHaveAccessibleName(/^Sequence 2: /);
    await expect(strips.getByText('Contextual Decomposition')).toBeVisible();
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await axeProblems(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' }); // else colours are on their way
    await page.setViewportSize({ width: 1440, height: 1000 });
    expect(await axeProblems(page)).toEqual([]);

    await test.step('files', async () => {
      const textOf = async (name: RegExp) => readFile(await (await experiments.save(name)).path(), 'utf8');
      const svg = (await exports.saveFigure(/^Save “What each method says of a sequence” as a figure$/, 'SVG')).bytes.toString();
      await page.keyboard.press('Escape');
      expect(svg).toContain('>Contextual Decomposition<');
      expect(svg).not.toMatch(/NaN|var\(|light-dark/);
      const { provenance, tables } = JSON.parse(await textOf(/^Save JSON$/));
      expect(provenance).toMatchObject({ experiment: 'known', model: { name: 'toy addition' }, settings: { task: 'addition' } });
      expect(provenance.model.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(provenance.link).toMatch(/view=experiments&experiment=known$/);
      expect(tables.methods).toHaveLength(10);
      await result.getByText(/^steps, /).click();
      const { data } = Papa.parse<Record<string, string>>(await textOf(/^Save “steps” as CSV$/), {
        header: true,
        skipEmptyLines: true,
      });
      expect(data).toHaveLength(tables.steps.length);
      expect(data.filter(({ mark, truth }) => mark === '' && Number(truth) !== 0)).toEqual([]);
    });

    await experiments.setting('Task').selectOption('subtracting');
    await experiments.run.click();
    await expect(result).toContainText('the network subtracts');
    await expect(page).toHaveURL(/view=experiments&experiment=known&settings=task:subtraction/);
    const figures = await experiments.figures();
    const other = await context.newPage();
    await other.goto(page.url());
    const restored = other.getByRole('region', { name: 'Result' });
    await expect(restored).toContainText('the network subtracts');
    expect((await restored.innerText()).replace(/[\d.]+ s on \d+ workers?/, '')).toBe(figures);
  });
});
