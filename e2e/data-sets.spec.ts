import { expect } from '@playwright/test';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { axeProblems } from './axe.ts';
import { test } from './fixtures.ts';
import { TIMING, tell } from './timing.ts';

const CSV = [
  'id,remark,review,stars',
  '7,kept,"The plot, such as it is, drags.",2',
  '8,kept,"A ""quiet"" triumph.",5',
  '9,kept,Nobody will remember the music.,1',
  '10,,Fine.,',
].join('\n');

test('a table: columns are found out, and can be chosen', async ({ explain, examples, dataSets, page }) => {
  await explain.ready();
  await dataSets.give('mine.csv', CSV);
  await expect(examples.tab(/Your file · 4/)).toHaveAttribute('aria-selected', 'true');
  await expect(dataSets.select('Format')).toHaveValue('csv');
  await expect(dataSets.select('Sentences').locator('option:checked')).toHaveText('review');
  await expect(dataSets.select('Labels').locator('option:checked')).toHaveText('stars');
  await expect(dataSets.header).toBeChecked();
  await expect(dataSets.sample).toContainText('The plot, such as it is, drags.');
  await expect(dataSets.notes).toContainText('Labels 1 to 5 are read as very negative to very positive.');
  await expect(dataSets.notes).toContainText('1 of 4 has no label.');
  await expect(page.getByText(/all 4 predicted, \d of 3 with a label correct/)).toBeVisible();
  await examples.row(2).click();
  await expect(explain.sentence).toHaveValue('A "quiet" triumph.');
  await expect(page.getByText(/^true label very positive · /)).toBeVisible();
  await expect(examples.row(2)).toContainText('true label very positive');
  await expect(examples.row(4)).not.toContainText('true label');

  await dataSets.select('Labels').selectOption('none');
  await expect(page.getByText(/all 4 predicted$/)).toBeVisible();
  await expect(examples.row(2)).not.toContainText('true label');
  await expect(examples.filter(/true label/)).toHaveCount(0);
  await expect(page.getByText(/^true label very positive/)).toHaveCount(0);

  await dataSets.select('Sentences').selectOption('remark');
  await expect(examples.tab(/Your file · 3/)).toBeVisible();
  await dataSets.header.uncheck();
  await expect(examples.tab(/Your file · 4/)).toBeVisible();
  await expect(examples.row(1)).toContainText('remark');
});

test('labels that are no classes are settled one by one; tags and encodings are told and chosen', async ({
  explain,
  examples,
  dataSets,
  page,
}) => {
  await explain.ready();
  await dataSets.give('mine.csv', 'text,label\nA long day.<br />And a night.,neg\nA short night.,superb\nRain.,\n');
  await expect(examples.tab(/Your file · 3/)).toHaveAttribute('aria-selected', 'true');
  await expect(dataSets.notes).toContainText('Guessed: "neg" as negative.');
  await expect(dataSets.notes).toContainText('1 label is none of the model’s classes and counts as unknown: "superb" (1).');
  await expect(dataSets.notes).toContainText('1 sentence has HTML tags such as <br />, read as they stand.');
  await dataSets.reading.getByText('What the labels mean: 2 labels, 1 unknown').click();
  await dataSets.meaning('superb').focus();
  await dataSets.meaning('superb').selectOption('very positive');
  await expect(dataSets.notes).not.toContainText('unknown');
  await expect(examples.row(2)).toContainText('true label very positive');
  await expect(dataSets.meaning('superb')).toBeFocused();
  expect(await axeProblems(page)).toEqual([]);
  // The tick stands at once, though the file is still being read anew.
  const asSpaces = dataSets.reading.getByRole('checkbox', { name: 'Read HTML tags as spaces' });
  const ticked = asSpaces.evaluate(async (box: HTMLInputElement) => {
    box.click();
    await null;
    return box.checked;
  });
  expect(await ticked).toBe(true);
  await expect(examples.row(1)).toContainText('A long day. And a night.');
  await expect(examples.row(2)).toContainText('true label very positive');

  await dataSets.give('old.txt', Buffer.from([0xd4, 0xe8, 0xeb, 0xfc, 0xec, 0x20, 0x2d, 0x0a]));
  await expect(dataSets.notes).toContainText('read as Windows-1252');
  await expect(dataSets.reading).toContainText('Read as Plain lines');
  await dataSets.reading.getByText('Read as Plain lines').click();
  await dataSets.select('Encoding').selectOption('windows-1251');
  await expect(examples.row(1)).toContainText('Фильм');
  await expect(dataSets.notes).toHaveCount(0);
});

test('JSON lines, Parquet, trees and plain lines', async ({ explain, examples, dataSets, page }) => {
  await explain.ready();
  await dataSets.give(
    'mine.jsonl',
    '{"id": 1, "text": "Odd and slow.", "label": "Negative"}\n{"id": 2, "text": "Warm.", "label": 3}\n',
  );
  await expect(examples.row(1)).toContainText('true label negative');
  await expect(examples.row(2)).toContainText('true label positive');

  const parquet = parquetWriteBuffer({ columnData: [{ name: 'text', data: ['Packed in columns.'], type: 'STRING' }] });
  await dataSets.give('train.parquet', Buffer.from(parquet));
  await expect(dataSets.reading).toContainText('Read as Parquet · text');
  await expect(examples.row(1)).toContainText('Packed in columns.');

  await dataSets.give('dev.txt', '(4 (2 Such) (3 (2 fine) (2 (2 -LRB-) (2 trees))))\n');
  await expect(examples.tab(/Your file · 1/)).toBeVisible();
  await expect(dataSets.reading).toContainText('Read as SST trees');
  await examples.row(1).click();
  await expect(explain.sentence).toHaveValue('Such fine -LRB- trees');
  await expect(explain.words('LRP')).toHaveCount(4);

  await dataSets.give('notes.md', 'It was late, very late.\n\nNobody came, of course.\n');
  await expect(dataSets.reading).toContainText('Read as Plain lines');
  await expect(dataSets.notes).toContainText('1 empty line is skipped.');
  await expect(page.getByText(/all 2 predicted$/)).toBeVisible();
  await dataSets.reading.getByText('Read as Plain lines').click();
  await dataSets.select('Format').selectOption('csv');
  await expect(dataSets.reading).toContainText('Read as CSV');
});

test('an erroneous file names its line; the set before it stays', async ({ explain, examples, dataSets }) => {
  await explain.ready();
  await dataSets.give('good.txt', 'One fine day.\nAnother fine day.\n');
  await expect(examples.tab(/Your file · 2/)).toBeVisible();
  await dataSets.give('bad.jsonl', '{"text": "fine"}\n{"text": "not closed}\n');
  await expect(dataSets.error).toContainText('bad.jsonl, line 2');
  await expect(examples.row(2)).toContainText('Another fine day.');
  await dataSets.dismiss.click();
  await expect(dataSets.error).toHaveCount(0);
  await expect(dataSets.reading).toContainText('Read as Plain lines');
  await dataSets.give('photo.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]));
  await expect(dataSets.error).toContainText(/not a text file|not a list of sentences/);
  await expect(examples.tab(/Your file · 2/)).toBeVisible();
});

test('what is dropped on the page goes to the sentences or to the models', async ({ explain, examples, models, page }) => {
  await explain.ready();
  const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  await models.drop(page.getByRole('main'), [file('mine.csv', CSV)]);
  await expect(examples.tab(/Your file · 4/)).toHaveAttribute('aria-selected', 'true');
  await models.drop(examples.list, [file('vocab.txt', 'the\na\nfilm\n')]);
  await expect(models.library).toBeVisible();
});

test('a phone: a table is read in the sheet of examples', async ({ explain, examples, dataSets, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await explain.ready();
  await page.getByRole('button', { name: 'Examples' }).click();
  await dataSets.give('mine.csv', CSV);
  await expect(dataSets.select('Sentences').locator('option:checked')).toHaveText('review');
  await expect(examples.row(1)).toBeInViewport();
  const { width } = (await dataSets.reading.boundingBox()) ?? { width: 999 };
  expect(width).toBeLessThan(390);
  expect(await axeProblems(page)).toEqual([]);
});

test(
  '100,000 sentences: listed, predicted in the background and searched at a cost that grows no faster than they do',
  TIMING,
  async ({ explain, examples, dataSets, page }) => {
    const few = await listAndSearch(10_000);
    const many = await listAndSearch(100_000);
    const heap = await page.evaluate(() => Number(Reflect.get(Reflect.get(performance, 'memory') ?? {}, 'usedJSHeapSize')) / 1e6);
    console.log(`page's heap with 100,000 sentences: ${heap.toFixed(0)} MB`);
    tell('100,000 sentences listed', many.listed, 3000);
    tell('a key to its painted search among 100,000', many.slowest, 300);
    expect(many.listed / few.listed).toBeLessThan(30);
    expect(many.slowest / few.slowest).toBeLessThan(30);

    async function listAndSearch(count: number): Promise<{ listed: number; slowest: number }> {
      const subjects = ['plot', 'acting', 'music', 'ending', 'dialogue', 'score', 'hero'];
      const lines = Array.from(
        { length: count },
        (_, n) => `The ${subjects[n % 7]} of part ${n} was, on the whole, neither very good nor very bad, but never dull.`,
      );
      const shown = count.toLocaleString('en');
      await explain.ready();
      const started = Date.now();
      await dataSets.give('many.txt', lines.join('\n'));
      await expect(examples.tab(new RegExp(`Your file · ${shown}`))).toBeVisible();
      await expect(examples.row(1)).toContainText('The plot of part 0');
      const listed = Date.now() - started;

      const running = page.getByText(new RegExp(`predicting [\\d,]+ of ${shown}`));
      if (count === 100_000) await expect(running).toBeVisible(); // fewer may be predicted by now
      await examples.list.press('End');
      await expect(explain.sentence).toHaveValue(new RegExp(`part ${count - 1} was`));

      await examples.search.focus();
      const times: number[] = [];
      for (const key of ['p', 'a', 'r', 't', ' ', '7', '7', '7', '7']) {
        times.push(
          await page.evaluate(async (letter) => {
            const field = document.activeElement;
            if (!(field instanceof HTMLInputElement)) throw new Error('no field has the focus');
            const start = performance.now();
            field.setRangeText(letter, field.value.length, field.value.length, 'end');
            field.dispatchEvent(new InputEvent('input', { bubbles: true, data: letter, inputType: 'insertText' }));
            await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
            return performance.now() - start;
          }, key),
        );
      }
      await expect(examples.count).toContainText(new RegExp(`^\\d+ of ${shown}$`));
      if (count === 100_000) await expect(running, 'still predicting while one searched').toBeVisible();
      return { listed, slowest: Math.max(...times) };
    }
  },
);
