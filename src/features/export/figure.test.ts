import { describe, expect, it } from 'vitest';
import { PALETTE_IDS } from '../../state/display/display-store.ts';
import { exportSource } from '../../testing/export-source.ts';
import { colourScale, contrast } from '../../ui/heat-map/colour-scale.ts';
import { figureOf } from './figure.ts';
import { writeHtml } from './figure-html.ts';
import { writeLatex } from './figure-latex.ts';
import { writeSvg } from './figure-svg.ts';
import { writeJson } from './result-json.ts';
import { writeCsv } from './table-csv.ts';

const PAPER = { width: 254, fontSize: 9, scale: 2, without: [] } as const;
const ORIGIN = { version: '1.2.3', date: new Date('2026-11-24T10:00:00Z') };
const measure = (text: string, { size }: { readonly size: number }) => text.length * size * 0.6;
const svgOf = (...source: Parameters<typeof exportSource>) =>
  writeSvg(figureOf(exportSource(...source), ORIGIN), PAPER, measure).source;
const htmlOf = (...source: Parameters<typeof exportSource>) => writeHtml(figureOf(exportSource(...source), ORIGIN));
const latexOf = (...source: Parameters<typeof exportSource>) => writeLatex(figureOf(exportSource(...source), ORIGIN));

describe('colours', () => {
  it.each(PALETTE_IDS)('are those of the screen on light paper, and readable: %s', (palette) => {
    const look = { palette, gamma: 0.5 };
    const { rows, legends } = figureOf(exportSource(['a', 'b', 'c', 'd'], {}, look), ORIGIN);
    for (const { cells, limit } of rows) {
      for (const { value, background, ink } of cells) {
        expect({ background, ink }).toEqual(colourScale(limit, look).cell(value, 'light'));
        expect(contrast(background, ink)).toBeGreaterThanOrEqual(4.5);
      }
    }
    const ends = colourScale(1, look);
    expect(legends[0]?.colours.at(0)).toBe(ends.cell(-1, 'light').background);
    expect(legends[0]?.colours.at(-1)).toBe(ends.cell(1, 'light').background);
    expect(legends[1]?.colours.at(0)).toBe(ends.cell(0, 'light').background);
  });

  it('follow the scale: raw values beyond 1 are clipped, and the note says so', () => {
    const { rows, notes, footer } = figureOf(exportSource(['a', 'b', 'c'], {}, { scale: 'raw', methods: ['lrp'] }), ORIGIN);
    const [one, , three] = rows[0]?.cells ?? [];
    expect(rows[0]?.limit).toBe(1);
    expect(three?.background).toBe(one?.background);
    expect(notes.join(' ')).toContain('Strongest colour: a value of 1. Larger values all look the same (LRP: up to 3.00).');
    expect(footer.join('\n')).toContain('Scale: raw values');
  });
});

it('says who the colours speak for', () => {
  const legend = (source: ReturnType<typeof exportSource>) => figureOf(source, ORIGIN).legends[0];
  expect(legend(exportSource(['a']))).toMatchObject({ low: 'speaks against', high: 'speaks for good & well' });
  expect(legend(exportSource(['a'], { contrast: 0 }))).toMatchObject({ low: 'speaks for bad', high: 'speaks for good & well' });
});

it('tells of one scale for the class x word matrix wherever it tells of scales', () => {
  const source = exportSource(['a', 'b'], {}, { layout: 'classes' });
  const matrix = {
    tokens: ['a', 'b'],
    method: 'lrp',
    scores: [0, 0, 0],
    values: [
      [1, 2],
      [3, 4],
      [5, -6],
    ],
  } as const;
  const { rows, notes, footer } = figureOf({ ...source, matrix }, ORIGIN);
  expect(rows.map(({ limit }) => limit)).toEqual([6, 6, 6]);
  expect(notes.join(' ')).toContain('Strongest colour: 6.00, the largest value of all.');
  expect(footer.join('\n')).toContain('Scale: all rows on one, strongest colour = 6.00');
});

it('is the same twice, but for the date', () => {
  const all = (date: string) => {
    const source = exportSource(['a', '<b>', '中'], { contrast: 1 }, { layout: 'grid' });
    const figure = figureOf(source, { version: '1.2.3', date: new Date(date) });
    const files = [
      writeSvg(figure, PAPER, measure).source,
      writeHtml(figure),
      writeLatex(figure),
      writeCsv(source, figure.provenance),
      writeJson(source.explanation, figure.provenance),
    ];
    return files.map((file) => file.replaceAll(/\d{4}(\{?-\}?\d\d){2}(T[\d:.]+Z)?/g, 'DATE'));
  };
  expect(all('2026-11-24T10:00:00Z')).toEqual(all('2027-01-02T23:59:59Z'));
});

describe('names of hostile classes and models', () => {
  const classes = ['</title><script>', '=1+1 & "x"', '\\end{document} 中 %'];
  const model = { name: "]]>' --><svg onload=x>", sha256: 'cd'.repeat(32), classes };

  it('are text in every format', () => {
    for (const markup of [svgOf(['a'], { model }), htmlOf(['a'], { model })]) {
      expect(markup).not.toMatch(/<script|<svg onload|<\/title><|]]>/);
      expect(markup).toContain('&lt;script&gt;');
    }
    expect(latexOf(['a'], { model })).not.toMatch(/\\end\{document\}[^\n]/);
    expect(latexOf(['a'], { model })).toContain('\\textbackslash{}end\\{document\\}');
    const source = exportSource(['a'], { model, target: 1 });
    const csv = writeCsv(source, figureOf(source, ORIGIN).provenance);
    expect(csv).toContain(`"'=1+1 & ""x"""`);
  });
});

describe('right to left', () => {
  const words = ['فيلم', 'رائع', 'film', '.'];

  it('the words and the sentence run so in HTML and SVG', () => {
    expect(htmlOf(words).match(/<tr role="row" dir="rtl">/g)).toHaveLength(3);
    expect(htmlOf(words, {}, { layout: 'grid' })).toContain('<table class="grid" dir="rtl">');
    const svg = svgOf(words);
    expect(svg).toMatch(/<text x="944" [^>]*direction="rtl"[^>]*>فيلم رائع film \.</);
    const places = words.map((word) =>
      Number(new RegExp(`<text x="([\\d.]+)"[^>]*middle[^>]*>${word.replace('.', '\\.')}<`).exec(svg)?.[1]),
    );
    expect(places).toEqual([...places].sort((a, b) => b - a));
    expect(new Set(places).size).toBe(words.length);
  });

  it('other languages do not', () => {
    expect(htmlOf(['a', 'فيلم']) + svgOf(['a', 'فيلم'])).not.toContain('rtl');
  });
});

describe('LaTeX', () => {
  it('declares how it writes what its fonts lack, and where it cuts words', () => {
    expect(latexOf(['plain', 'café'])).not.toMatch(/U\+|\\dots/);
    expect(latexOf(['中文'])).toContain('U+ and a number: a character that the fonts lack');
    expect(latexOf(['W'.repeat(60)])).toContain('Three dots: the rest of a word too long for a line.');
    expect(latexOf(['W'.repeat(60)])).toContain(`{${'W'.repeat(37)}\\dots{}}`);
  });

  it('cuts the name of a class to its column', () => {
    const source = exportSource(['a'], { model: { name: 'm', sha256: '0', classes: ['x'.repeat(90)] } }, { layout: 'classes' });
    const matrix = { tokens: ['a'], method: 'gi', scores: [0], values: [[1]] } as const;
    const latex = writeLatex(figureOf({ ...source, matrix }, ORIGIN));
    expect(latex).toContain(`[l]{${'x'.repeat(23)}\\dots{}} &`);
  });
});

it('gives the methods of the result schema in the headless command’s order', () => {
  const source = exportSource(['a']);
  const methods = [...source.explanation.methods].reverse();
  const written = writeJson({ ...source.explanation, methods }, figureOf(source, ORIGIN).provenance);
  expect(JSON.parse(written).methods.map(({ id }: { id: string }) => id)).toEqual(['lrp', 'sa', 'gi']);
  expect(Object.keys(JSON.parse(written))).toEqual([...Object.keys(source.explanation), 'provenance']);
});

it('writes each number of CSV with all its digits and its sign, and LRP’s halves beside it', () => {
  const values = [-1.2345678901234566e-9, 0.1 + 0.2, -0, 123456789.12345679];
  const { explanation, ...rest } = exportSource(['a', 'b', 'c', 'd'], {}, { methods: ['lrp'] });
  const [lrp] = explanation.methods;
  if (!lrp) throw new Error('no LRP');
  const source = { ...rest, explanation: { ...explanation, methods: [{ ...lrp, words: values, left: values, right: values }] } };
  const lines = writeCsv(source, figureOf(source, ORIGIN).provenance).split('\r\n');
  const [head = '', ...body] = lines;
  const column = head.split(',').indexOf('value');
  expect(body.slice(0, 4).map((line) => line.split(',').slice(column, column + 3))).toEqual(
    ['-1.2345678901234566e-9', '0.30000000000000004', '0', '123456789.12345679'].map((digits) => [digits, digits, digits]),
  );
  expect(body.slice(4)).toEqual(['']);
});
