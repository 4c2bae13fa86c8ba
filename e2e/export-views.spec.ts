import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import Papa from 'papaparse';
import { test } from './fixtures.ts';

const HOSTILE = `</svg><script>alert(1)</script> "it's" 5 % & \\x =1+1 @home 中文 dull but fine`;
const CLASSES = ['very negative', 'negative', 'neutral', 'positive', 'very positive'];

/** What stands in each row on the screen. */
const VIEWS = [
  { layout: 'grid', rows: ['lrp', 'gi', 'sa'] },
  { layout: 'classes', rows: CLASSES.map((_, index) => `class-${index}`) },
] as const;

for (const { layout, rows } of VIEWS) {
  test(`what the screen shows stands in SVG, HTML and CSV: ${layout}`, async ({ explain, exports, page, context }, testInfo) => {
    await page.goto(`./#s=${encodeURIComponent(HOSTILE)}&layout=${layout}&methods=lrp,gi,sa`);
    await expect(page.locator('[data-heat-map]')).toHaveCount(rows.length);
    const words = await page.getByRole('grid').getByRole('columnheader').allTextContents();
    expect(words.slice(-3)).toEqual(['dull', 'but', 'fine']);
    const colours: string[][] = [];
    const numbers: string[][] = [];
    for (const row of rows) {
      colours.push(await exports.coloursOnScreen(row));
      numbers.push(await page.locator(`[data-heat-map="${row}"] td`).allTextContents());
    }
    const svg = (await exports.save('SVG')).bytes.toString();
    const html = (await exports.save('HTML')).bytes;
    const csv = (await exports.save('CSV')).bytes.toString();

    await test.step('SVG', async () => {
      const fresh = await context.newPage();
      const seen = await fresh.evaluate((source) => {
        const root = new DOMParser().parseFromString(source, 'image/svg+xml');
        return {
          errors: root.querySelectorAll('parsererror, script, foreignObject').length,
          fills: Array.from(root.querySelectorAll('rect[stroke="#d9d5cd"]'), (cell) => cell.getAttribute('fill')),
          texts: Array.from(root.querySelectorAll('text'), ({ textContent }) => textContent),
        };
      }, svg);
      expect(seen.errors).toBe(0);
      // Drawn column by column.
      const expected = words.flatMap((_, position) => colours.map((row) => row[position]));
      expect(seen.fills).toEqual(expected);
      for (const text of [...words, ...numbers.flat()]) expect(seen.texts).toContain(text);
    });

    await test.step('HTML, opened from the disk without network', async () => {
      const path = testInfo.outputPath('figure.html');
      writeFileSync(path, html);
      await explain.everything();
      await context.setOffline(true);
      const fresh = await context.newPage();
      const asked: string[] = [];
      fresh.on('request', (request) => asked.push(request.url()));
      fresh.on('dialog', (dialog) => asked.push(dialog.message()));
      fresh.on('console', (message) => asked.push(message.text()));
      await fresh.goto(pathToFileURL(path).href);
      const table = fresh.getByRole('region', { name: 'Words and values' }).getByRole('table');
      expect(await table.locator('thead .word').allTextContents()).toEqual(words);
      const body = await table.locator('tbody tr').evaluateAll((lines) =>
        lines.map((line) =>
          Array.from(line.querySelectorAll('td'), (cell) => ({
            text: cell.textContent,
            colour: getComputedStyle(cell).backgroundColor,
          })),
        ),
      );
      expect(body.map((line) => line.map(({ text }) => text))).toEqual(numbers);
      const rgb = (hex: string) => `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
      expect(body.map((line) => line.map(({ colour }) => colour))).toEqual(colours.map((line) => line.map(rgb)));
      expect(asked).toEqual([pathToFileURL(path).href]);
      await fresh.setViewportSize({ width: 360, height: 640 });
      expect(await fresh.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      await context.setOffline(false);
    });

    await test.step('CSV', () => {
      const { data, errors } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
      expect(errors).toEqual([]);
      expect(data).toHaveLength(rows.length * words.length);
      const names = layout === 'classes' ? CLASSES : rows;
      expect(data.map(({ target, method }) => (layout === 'classes' ? target : method))).toEqual(
        names.flatMap((name) => words.map(() => name)),
      );
      for (const [index, { word = '', value }] of data.entries()) {
        expect(word.replace(/^'(?=[=+\-@])/, '')).toBe(words[index % words.length]);
        const shown = Number(numbers.flat()[index]?.replace('−', '-'));
        expect(Math.abs(Number(value) - shown)).toBeLessThanOrEqual(0.0051);
      }
    });
  });
}

test('numbers hidden: marks tell the sign, and dark screens still give light paper', async ({ exports, page }) => {
  const link = './#s=dull+but+fine&numbers=off&palette=cividis';
  await page.goto(link);
  await page.locator('[data-heat-map="lrp"] td').first().waitFor();
  const colours = await exports.coloursOnScreen('lrp');
  await page.emulateMedia({ colorScheme: 'dark' });
  const svg = (await exports.save('SVG')).bytes.toString();
  const fills = Array.from(svg.matchAll(/<rect [^>]*fill="(#\w+)" stroke="#d9d5cd"/g), ([, fill]) => fill);
  expect(fills.slice(0, colours.length)).toEqual(colours);
  expect(svg).toMatch(/>\+</);
  expect(svg).toMatch(/>−</);
  // Where its lines end depends on the fonts there are.
  const note = Array.from(svg.matchAll(/<text [^>]*>([^<]*)</g), ([, line]) => line).join(' ');
  expect(note).toContain('no mark: less than 5\u202f% of');
  expect(svg).not.toMatch(/>[+−]?\d\.\d\d</);
});

test('what-if edits and pins are not in it, and the panel says so', async ({ exports, explain, pins, page }) => {
  await page.goto('./#s=dull+but+fine&edits=replace:0:lovely');
  await expect(page.getByRole('button', { name: 'Make this my sentence' })).toBeVisible();
  const { bytes } = await exports.save('JSON');
  expect(JSON.parse(bytes.toString()).tokens).toEqual(['dull', 'but', 'fine']);
  await expect(exports.notExported).toContainText('without your what-if edits; “Make this my sentence” makes them part of it');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Make this my sentence' }).click();
  await expect(explain.sentence).toHaveValue('lovely but fine');
  await expect(explain.words('LRP').first()).toContainText('lovely');
  expect(JSON.parse((await exports.save('JSON')).bytes.toString()).tokens).toEqual(['lovely', 'but', 'fine']);
  await expect(exports.notExported).toBeHidden();
  await page.keyboard.press('Escape');

  await pins.pinButton.click();
  await pins.chips.first().waitFor();
  await exports.button.click();
  await expect(exports.notExported).toContainText('Pinned explanations are not exported; “Swap with current”');
});

test('every class: the panel says what JSON leaves to CSV', async ({ exports, page }) => {
  await page.goto('./#s=dull+but+fine&layout=classes');
  await page.locator('[data-heat-map] td').first().waitFor();
  await exports.button.click();
  await expect(exports.notExported).toBeHidden();
  await exports.format('JSON').check();
  await expect(exports.notExported).toContainText('JSON holds only the target’s values');
});

test.describe('copies', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('are what the files hold', async ({ exports, page }) => {
    await page.goto(`./#s=${encodeURIComponent(HOSTILE)}`);
    await page.locator('[data-heat-map] td').first().waitFor();
    for (const format of ['SVG', 'HTML', 'LaTeX', 'CSV', 'JSON']) {
      const text = (await exports.save(format)).bytes.toString();
      await exports.copy(format);
      await expect(exports.message).toHaveText('Copied.');
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      // Of LaTeX the figure alone, to be set into a document.
      if (format === 'LaTeX') expect(copied).toMatch(/^% ---- LRP Lens: figure begins[\s\S]*figure ends ----\n$/);
      expect(text.replaceAll('\r\n', '\n')).toContain(copied.replaceAll('\r\n', '\n'));
      expect(copied.length).toBeGreaterThan(0.8 * text.length);
    }
  });

  test('where the clipboard refuses, text goes the old way and the picture says what to do', async ({ exports, page }) => {
    await page.addInitScript(() => {
      const refuse = () => Promise.reject(new Error('refused'));
      Object.defineProperty(navigator.clipboard, 'writeText', { value: refuse });
      Object.defineProperty(navigator.clipboard, 'write', { value: refuse });
    });
    await page.goto('./#s=dull+but+fine');
    await page.locator('[data-heat-map] td').first().waitFor();
    await exports.button.click();
    await exports.copy('PNG');
    await expect(exports.message).toHaveText(/did not let this page copy.*use Download/);
    await exports.copy('CSV');
    await expect(exports.message).toHaveText('Copied.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^position,word,[\s\S]*,fine,/);
  });
});
