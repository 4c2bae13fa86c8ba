import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';
import { pictureFacts } from './saved-files.ts';

/** Each figure that is no explanation as a whole: its button, and what stands in it. */
const FIGURES = [
  { button: /^Save “How relevance flows/, file: 'inside', texts: ['lovely', 'score of'] },
  { button: /^Save “What the edits changed/, file: 'what-if-lrp', texts: ['very negative', 'dull → clever', 'probability'] },
  { button: /^Save “How the score/, file: 'ledger', texts: ['bias share', '= score'] },
  { button: /^Save “Score of/, file: 'deletion-score', texts: ['words blanked out', 'score', 'LRP'] },
  { button: /^Save “Explanations side by side/, file: 'pins-lrp', texts: ['Current', 'lovely', 'strongest colour'] },
] as const;

const HAS_RSVG = spawnSync('rsvg-convert', ['--version']).status === 0;
const HAS_POPPLER = spawnSync('pdftotext', ['-v']).status === 0;

test('every figure is whole as SVG, PNG and PDF, in the width that was chosen, for other programs too', async ({
  explain,
  exports,
  pins,
  page,
  context,
}) => {
  if (!HAS_RSVG) test.info().annotations.push({ type: 'skipped in part', description: 'no rsvg-convert' });
  if (!HAS_POPPLER) test.info().annotations.push({ type: 'skipped in part', description: 'no pdftotext' });
  await page.goto('./#s=a+dull+plot+and+a+lovely+ending&edits=replace:1:clever&inside=lrp');
  await expect(explain.words('LRP').last()).toContainText('ending');
  await explain.everything();
  await pins.pinButton.click();
  const fresh = await context.newPage();
  await fresh.goto('about:blank');
  const folder = mkdtempSync(join(tmpdir(), 'lrp-lens-'));

  for (const { button, file, texts } of FIGURES) {
    await test.step(file, async () => {
      await page.getByRole('button', { name: button }).first().scrollIntoViewIfNeeded();
      const svg = await exports.saveFigure(button, 'SVG');
      expect(svg.name).toMatch(new RegExp(`^lrp-lens-a-dull-plot-and-a-lovely-ending-[a-z]+-${file}\\.svg$`));
      const seen = await svgInFreshPage(fresh, svg.bytes.toString());
      expect(seen).toMatchObject({ sized: true, blank: false, outside: [], width: '174mm' });
      for (const text of texts) expect(seen.text).toContain(text);
      expect(seen.metadata).toContain('"sha256"');
      expect(seen.footer, 'for a reader').toMatch(/SHA-256/);
      expect(seen.text, 'not for a program').not.toContain('{"app"');
      expect(svg.bytes.toString()).not.toMatch(/NaN|undefined|var\(|light-dark/);
      const png = await exports.saveFigure(button, 'PNG');
      const [width = 0] = [png.bytes.readUInt32BE(16)];
      expect(Math.abs(width - (4 * 96 * 174) / 25.4)).toBeLessThanOrEqual(1);
      const pdf = await exports.saveFigure(button, 'PDF');
      expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
      writeFileSync(join(folder, 'figure.svg'), svg.bytes);
      writeFileSync(join(folder, 'figure.pdf'), pdf.bytes);
      if (HAS_RSVG) expect(spawnSync('rsvg-convert', ['figure.svg', '-o', 'figure.png'], { cwd: folder }).status).toBe(0);
      if (HAS_POPPLER) {
        const said = spawnSync('pdftotext', ['-layout', 'figure.pdf', '-'], { cwd: folder, encoding: 'utf8' }).stdout;
        for (const text of texts.flatMap((one) => one.split(' '))) expect(said).toContain(text);
        const pictures = spawnSync('pdfimages', ['-list', 'figure.pdf'], { cwd: folder, encoding: 'utf8' }).stdout;
        expect(pictures.trim().split('\n'), 'lines and letters, no picture').toHaveLength(2);
      }
      await page.keyboard.press('Escape');
    });
  }
  rmSync(folder, { recursive: true });

  await test.step('one column, without what stands around it', async () => {
    await page.getByRole('button', { name: /^Save “How the score/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Save this figure' });
    await dialog.getByText('One column, 84 mm').click();
    await dialog.getByRole('checkbox', { name: 'Where it comes from' }).uncheck();
    const svg = await exports.saveFigure(/^Save/, 'SVG');
    const seen = await svgInFreshPage(fresh, svg.bytes.toString());
    expect(seen).toMatchObject({ sized: true, blank: false, outside: [], width: '84mm', footer: '' });
    expect(seen.metadata, 'programs are told all the same').toContain('"sha256"');
  });

  await test.step('words that the PDF’s font has no letters for are drawn as a picture, which is said', async () => {
    await page.keyboard.press('Escape');
    await explain.sentence.fill('a 中文 film');
    await expect(explain.words('LRP').last()).toContainText('film');
    await exports.button.click();
    await exports.format('PDF').check();
    await expect(exports.dialog).toContainText('The PDF’s font has no letters for 中 文');
  });
});

/** What an SVG shows where nothing of the page is: as an image, and as a document. */
async function svgInFreshPage(page: Page, source: string) {
  const facts = await page.evaluate((svg) => {
    const file = new DOMParser().parseFromString(svg, 'image/svg+xml');
    const drawn = document.body.appendChild(document.importNode(file.documentElement, true));
    const whole = drawn.getBoundingClientRect();
    const texts = Array.from(drawn.querySelectorAll('text'));
    const outside = texts
      .filter((text) => {
        const { left, right, bottom } = text.getBoundingClientRect();
        return left < whole.left - 1 || right > whole.right + 1 || bottom > whole.bottom + 1;
      })
      .map((text) => text.textContent);
    drawn.remove();
    const said = texts.map((text) => text.textContent ?? '');
    return {
      outside,
      width: file.documentElement.getAttribute('width'),
      text: said.join(' '),
      footer: said.find((text) => text.includes('SHA-256')) ?? '',
      metadata: file.querySelector('metadata')?.textContent ?? '',
    };
  }, source);
  return { ...facts, ...(await pictureFacts(page, source)) };
}
