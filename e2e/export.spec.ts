import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import Papa from 'papaparse';
import packageJson from '../package.json' with { type: 'json' };
import { explained } from '../src/testing/headless.ts';
import { test } from './fixtures.ts';
import type { ExplainPage } from './pages/explain-page.ts';

const HOSTILE = `<script>alert(1)</script> & 100 % sure_fire back\\slash "quoted" 'tis =1+1 @home {x} $5 #1 ~ ^ café 中文 🎬 fine`;
const VERSION = packageJson.version;
const SHA256 = createHash('sha256').update(readFileSync('public/model/model.safetensors')).digest('hex');

async function write(explain: ExplainPage, text: string): Promise<string[]> {
  await explain.hardCase();
  await explain.sentence.fill(text);
  await expect(explain.words('LRP').last()).toContainText('fine');
  return explain.wordTexts('LRP');
}

test('JSON is the result schema, as the headless command writes it, and where it comes from', async ({ explain, exports }) => {
  const before = Date.now();
  await write(explain, HOSTILE);
  const { name, bytes } = await exports.save('JSON');
  expect(name).toMatch(/^lrp-lens-[a-z0-9-]+\.json$/);
  const { provenance, ...explanation } = JSON.parse(bytes.toString());
  const expected = explained(HOSTILE);
  // Node's and the browser's exp() may differ in the last digit.
  const probabilities = expected.probabilities.map((value: number) => expect.closeTo(value, 12));
  expect(explanation).toEqual({ ...expected, probabilities });
  expect(Object.keys(explanation)).toEqual(Object.keys(expected));
  expect(provenance).toMatchObject({
    app: 'LRP Lens',
    version: VERSION,
    model: { sha256: SHA256 },
    scale: { mode: 'method', gamma: 1, palette: 'red-blue' },
  });
  expect(Date.parse(provenance.date)).toBeGreaterThanOrEqual(before - 1000); // it may leave out what is less than a second
  expect(Date.parse(provenance.date)).toBeLessThanOrEqual(Date.now());
});

test('CSV has every word and value, and no formula', async ({ explain, exports }) => {
  const words = await write(explain, HOSTILE);
  const { bytes } = await exports.save('CSV');
  const { data, errors } = Papa.parse<Record<string, string>>(bytes.toString(), { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  expect(data).toHaveLength(3 * words.length);
  const { methods, tokens } = explained(HOSTILE);
  expect(tokens).toEqual(words);
  for (const { id, words: values } of methods) {
    const rows = data.filter(({ method }) => method === id);
    expect(rows.map(({ value }) => Number(value))).toEqual(values);
    expect(rows.map(({ word }) => word?.replace(/^'(?=[=+\-@])/, ''))).toEqual(words);
  }
  for (const row of data) {
    expect(row).toMatchObject({ model_sha256: SHA256, app_version: VERSION, scale: 'method' });
    for (const text of Object.values(row)) if (Number.isNaN(Number(text))) expect(text).not.toMatch(/^[=+\-@]/);
  }
});

test('SVG is a well-formed drawing with the words and colours of the screen', async ({ explain, exports, context }) => {
  const words = await write(explain, HOSTILE);
  const colours = await exports.coloursOnScreen('lrp');
  const { bytes } = await exports.save('SVG');
  const fresh = await context.newPage();
  const seen = await fresh.evaluate((source) => {
    const root = new DOMParser().parseFromString(source, 'image/svg+xml');
    return {
      error: root.querySelector('parsererror')?.textContent ?? null,
      scripts: root.querySelectorAll('script, foreignObject, [onload], [href]').length,
      texts: Array.from(root.querySelectorAll('text'), ({ textContent }) => textContent ?? ''),
      fills: Array.from(root.querySelectorAll('rect'), (rect) => rect.getAttribute('fill')),
      metadata: root.querySelector('metadata')?.textContent ?? '',
    };
  }, bytes.toString());
  expect(seen).toMatchObject({ error: null, scripts: 0 });
  for (const word of words) expect(seen.texts.some((text) => text.includes(word))).toBe(true);
  for (const colour of colours) expect(seen.fills).toContain(colour);
  expect(JSON.parse(seen.metadata)).toMatchObject({ version: VERSION, model: { sha256: SHA256 } });
});

test('PNG has the chosen multiple of the drawing’s pixels, its colours where they belong, and says where it comes from', async ({
  explain,
  exports,
  context,
}) => {
  await write(explain, HOSTILE);
  const colours = await exports.coloursOnScreen('lrp');
  await exports.button.click();
  await exports.dialog.getByText('2×, 192 dpi').click();
  const { bytes } = await exports.save('PNG');
  const drawn = (await exports.save('SVG')).bytes.toString();
  const fresh = await context.newPage();
  await fresh.setContent(`<style>body { margin: 0 }</style>${drawn.replace(/^<\?xml.*\n/, '')}`);
  const seen = await fresh.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([data], { type: 'image/png' }));
    const drawing = new OffscreenCanvas(image.width, image.height).getContext('2d');
    drawing?.drawImage(image, 0, 0);
    const colourAt = (x: number, y: number) => {
      const [red = 0, green = 0, blue = 0] = drawing?.getImageData(2 * x, 2 * y, 1, 1).data ?? [];
      return `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
    };
    // Cells are the rectangles with the edge of cells; their upper left part holds no text.
    const cells = Array.from(document.querySelectorAll('rect[stroke="#d9d5cd"]'), (cell) => cell.getBoundingClientRect());
    return {
      size: [image.width, image.height],
      colours: cells.map(({ x, y }) => colourAt(Math.round(x) + 5, Math.round(y) + 3)),
    };
  }, bytes.toString('base64'));
  const millimetres = /width="([\d.]+)mm" height="([\d.]+)mm"/.exec(drawn)?.slice(1).map(Number) ?? [];
  expect(millimetres[0]).toBe(174);
  for (const [side, length] of seen.size.entries()) {
    expect(Math.abs(length - (2 * 96 * (millimetres[side] ?? 0)) / 25.4)).toBeLessThanOrEqual(1);
  }
  expect(seen.colours.slice(0, colours.length)).toEqual(colours);
  expect(new Set(colours).size).toBeGreaterThan(5);
  expect(bytes.includes(`SHA-256 ${SHA256}`)).toBe(true);
  expect(bytes.includes(`LRP Lens ${VERSION}`)).toBe(true);
});

test('HTML opens in a fresh page without network, script or request', async ({ explain, exports, browser }) => {
  const words = await write(explain, HOSTILE);
  const values = await explain.values('LRP');
  const { bytes } = await exports.save('HTML');
  // A context of its own: what the app still loads is not cut off.
  const context = await browser.newContext({ offline: true });
  const fresh = await context.newPage();
  const requests: string[] = [];
  fresh.on('request', (request) => requests.push(request.url()));
  fresh.on('dialog', () => requests.push('an alert'));
  await fresh.setContent(bytes.toString());
  await expect(fresh.getByRole('heading', { name: /^Why “/ })).toBeVisible();
  const cells = fresh.getByRole('table', { name: /^LRP/ }).getByRole('cell');
  expect(await cells.locator('.word').allTextContents()).toEqual(words);
  const shown = (await cells.locator('.value').allTextContents()).map((text) => Number(text.replace('−', '-')));
  expect(shown).toEqual(values);
  expect(await fresh.locator('script').count()).toBe(0);
  await expect(fresh.getByText(new RegExp(SHA256))).toBeVisible();
  expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([]);
  const overflow = await fresh.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await context.close();
});

for (const layout of ['text', 'grid', 'classes'] as const) {
  test(`LaTeX is whole and plain ASCII, and compiles with xcolor alone: ${layout}`, async ({ explain, exports, page }) => {
    await page.goto(`./#layout=${layout}`);
    await explain.sentence.fill(`${HOSTILE} فيلم رائع ${'W'.repeat(90)} ${'漢字'.repeat(20)}`);
    await expect(page.getByRole('main')).toContainText('café');
    const { bytes } = await exports.save('LaTeX');
    const source = bytes.toString();
    expect(source).toMatch(/^[\n -~]*$/);
    expect(source.match(/\\usepackage(\[.*\])?\{.*\}/g)?.filter((line) => !line.includes('xcolor'))).toEqual([]);
    expect(source.match(/\\begin\{/g)?.length).toBe(source.match(/\\end\{/g)?.length);
    const unescaped = source.replaceAll(/\\[\\{}%]|(?<!\\)%.*/g, '');
    expect(unescaped.match(/\{/g)?.length).toBe(unescaped.match(/\}/g)?.length);
    expect(source).toContain(SHA256);
    expect(source).toContain('sure\\_fire');

    const hasLatex = spawnSync('pdflatex', ['--version']).status === 0;
    test.skip(!hasLatex, 'skipped: no pdflatex; the structure is checked');
    const folder = mkdtempSync(join(tmpdir(), 'lrp-lens-'));
    writeFileSync(join(folder, 'figure.tex'), bytes);
    const { status, stdout } = spawnSync('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', 'figure.tex'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status, stdout.slice(-1500)).toBe(0);
    expect(readFileSync(join(folder, 'figure.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect(stdout).not.toMatch(/Overfull|Missing character/);
    rmSync(folder, { recursive: true });
  });
}

test('what is exported is what is on the screen: layout, methods, scale, palette, contrast', async ({ exports, page }) => {
  await page.goto(
    './#s=dull+but+fine&layout=grid&methods=lrp&palette=cividis&scale=raw&gamma=0.5&target=negative&contrast=positive',
  );
  await page.locator('[data-heat-map] [data-index]').first().waitFor();
  const { provenance } = JSON.parse((await exports.save('JSON')).bytes.toString());
  expect(provenance).toMatchObject({
    target: 'negative',
    contrast: 'positive',
    layout: 'grid',
    methods: [{ id: 'lrp', parameters: { eps: 0.001, bias_factor: 0 } }],
    scale: { mode: 'raw', gamma: 0.5, palette: 'cividis', limits: [{ row: 'lrp', limit: 1 }] },
  });
  const svg = (await exports.save('SVG')).bytes.toString();
  expect(svg).toContain('Why “negative” rather than “positive”?');
  expect(svg).not.toContain('Sensitivity');
});

test.describe('with the clipboard', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('copies text and the picture, by keyboard, and says so', async ({ explain, exports, page }) => {
    await write(explain, 'dull but fine');
    await exports.button.focus();
    await page.keyboard.press('Enter');
    await expect(exports.format('PNG')).toBeChecked();
    await exports.copyButton('Copy picture').press('Enter');
    await expect(exports.message).toHaveText('Copied.');
    expect(await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types))).toContain(
      'image/png',
    );
    await exports.format('CSV').press('Space');
    await exports.copyButton('Copy table').press('Enter');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^position,word,/);
    await page.keyboard.press('Escape');
    await expect(exports.dialog).toBeHidden();
    await expect(exports.button).toBeFocused();
  });
});

test('with nothing to explain there is nothing to export', async ({ explain, exports }) => {
  await explain.hardCase();
  await explain.sentence.fill('');
  await expect(exports.button).toBeDisabled();
});
