import { expect } from '@playwright/test';
import Papa from 'papaparse';
import { test } from './fixtures.ts';
import { svgFacts, textOf } from './saved-files.ts';

const NOTHING = 'nothing has these words';

test('a filter of the list is a data set; its result is told by slice and sentence by sentence, and leads to both', async ({
  explain,
  experiments,
  examples,
  exports,
  page,
  context,
}) => {
  await explain.ready();
  await experiments.enter();
  await expect(experiments.slice, 'nothing is filtered').toHaveCount(0);
  await experiments.takeListed('negative');
  const label = experiments.slice.locator('..');
  await expect(label).toContainText(/^Only the sentences listed: true class negative \(\d+\)$/);
  const count = Number(/\((\d+)\)/.exec(await label.innerText())?.[1]);
  const told = `Built-in, only the sentences listed: true class negative (${count} of 155)`;

  await test.step('the result is of these sentences, and says so', async () => {
    await experiments.run.click();
    await expect(experiments.result).toContainText(told);
    await expect(experiments.result).toContainText(`of ${count} sentences`);
    await expect(page).toHaveURL(/data=built-in&slice=true:1/);
    await experiments.result.getByText(/^sentences, \d+ rows$/).click();
    const csv = await textOf(await experiments.save(/^Save “sentences” as CSV$/));
    const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
    expect(data).toHaveLength(count);
    for (const row of data)
      expect(row).toMatchObject({ true_class: 'negative', data_slice: 'true class negative', data_filter: 'true:1' });
    const json = JSON.parse(await textOf(await experiments.save(/^Save JSON$/)));
    expect(json.provenance.data).toEqual({
      name: 'Built-in',
      sentences: count,
      slice: { words: 'true class negative', filter: 'true:1', of: 155 },
    });
  });

  await test.step('a link brings it back', async () => {
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(other.getByRole('region', { name: 'Result' })).toContainText(told);
    await other.goto(page.url().replace('slice=true:1', 'slice=outcome:wrong'));
    await expect(other.getByRole('region', { name: 'Result' }), 'what the model predicts is asked for').toContainText(
      'only the sentences listed: incorrect',
    );
    await other.close();
  });

  await test.step('an empty one is refused', async () => {
    await page.goto(page.url().replace('slice=true:1', `slice=search:${NOTHING.replaceAll(' ', '+')}`));
    await expect(page.getByRole('region', { name: 'Run the experiment' })).toContainText(
      `No sentence of “Built-in” passes the filter: “${NOTHING}”.`,
    );
    await expect(experiments.run).toBeDisabled();
    await experiments.slice.uncheck();
    await experiments.run.click();
    await expect(experiments.result).toContainText('Built-in, 155 sentences');
  });

  await test.step('a row of the table by slice lists its sentences', async () => {
    const row = experiments.bySlice.getByRole('row', { name: /^Irony/ });
    const [, size] = await row.getByRole('cell').or(row.getByRole('rowheader')).allInnerTexts();
    expect(Number(size)).toBeGreaterThan(1);
    await row.getByRole('button').click();
    const notice = page.getByRole('status').filter({ hasText: 'Listed:' });
    await expect(notice).toContainText(`${size} sentences, phenomenon: Irony`);
    await notice.getByRole('button', { name: 'Back to the experiment' }).click();
    await expect(label, 'and they are a slice').toContainText(`phenomenon: Irony (${size})`);
  });

  await test.step('the scatter is gone through by keys, saved, and leads to a sentence', async () => {
    const { scatter } = experiments;
    await scatter.getByRole('combobox', { name: 'Across' }).selectOption('confidence');
    const slider = scatter.getByRole('slider');
    await slider.focus();
    const first = (await slider.getAttribute('aria-valuetext')) ?? '';
    expect(first).toMatch(/confidence \d+\s?%, true-class probability \d+\s?%, (in)?correct$/);
    await page.keyboard.press('ArrowRight');
    await expect(slider).not.toHaveAttribute('aria-valuetext', first);
    const confidence = (text: string | null) => Number(/confidence (\d+)/.exec(text ?? '')?.[1]);
    expect(confidence(await slider.getAttribute('aria-valuetext'))).toBeGreaterThanOrEqual(confidence(first));
    await scatter.getByText('The marks as a table').click();
    await expect(scatter.getByRole('row')).toHaveCount(156);
    for (const format of ['SVG', 'PDF'] as const) {
      const { bytes } = await exports.saveFigure(/^Save “Sentence by sentence” as a figure$/, format);
      if (format === 'PDF') expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      else {
        const svg = bytes.toString();
        expect(await svgFacts(page, svg)).toMatchObject({ screenOnly: 0, outside: [], sized: true, blank: false });
        // A dot or a cross a sentence, and one of each in the legend.
        expect(svg.match(/a[\d.]+ [\d.]+ 0 1 0 [\d.]+ 0a|m0 -[\d.]+l/g)).toHaveLength(155 + 2);
      }
      await page.keyboard.press('Escape');
    }
    await slider.focus();
    const text = (
      await scatter
        .getByRole('button', { name: /(in)?correct$/ })
        .locator('span')
        .innerText()
    ).trim();
    await page.keyboard.press('Enter');
    await expect(explain.sentence).toHaveValue(text);
    await expect(examples.rows).toHaveCount(1);
  });
});
