import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { ExportSource } from '../../state/sentence/export-source.ts';
import { exportSource, failing, measure, ORIGIN, PAPER, PAPERS, plain } from '../../testing/export-source.ts';
import { figureOf } from './figure.ts';
import { writeHtml } from './figure-html.ts';
import { writeLatex } from './figure-latex.ts';
import { writeSvg } from './figure-svg.ts';
import { fileName } from './file-name.ts';
import { provenanceOf } from './provenance.ts';
import { writeJson } from './result-json.ts';
import { writeCsv } from './table-csv.ts';

const HOSTILE = [
  '<script>',
  '&',
  '100%',
  'sure_fire',
  'a\\b',
  '"',
  "'",
  '=1+1',
  '+2',
  '-3',
  '@x',
  '\tTAB',
  ']]>',
  '中文',
  'zzyzx',
];
const CASES: readonly (readonly [string, ExportSource])[] = [
  ['hostile words', exportSource(HOSTILE)],
  ['one word', exportSource(['fine'])],
  ['512 words', exportSource(Array.from({ length: 512 }, (_, t) => `word${t}`))],
  ['one endless word', exportSource(['x'.repeat(2000), 'y'])],
  ['nothing but zeros', zeros(['a', 'b'])],
  ['the aligned grid', exportSource(HOSTILE, {}, { layout: 'grid' })],
  ['one method, no numbers, gamma', exportSource(HOSTILE, {}, { methods: ['gi'], numbers: false, gamma: 0.5 })],
  ['a contrast', exportSource(HOSTILE, { contrast: 0 }, { palette: 'cividis', scale: 'raw' })],
  ['every class', matrixOf(['zzyzx', 'and', '<b>'])],
  ['a method without values', failing(['a', 'b'], ['sa'])],
  ['no method with values', failing(HOSTILE, ['lrp', 'gi', 'sa'])],
  ['no method with values, aligned', failing(HOSTILE, ['lrp', 'gi', 'sa'], { layout: 'grid' })],
  ['words cut off', { ...exportSource(['a']), omitted: 1234 }],
];

function zeros(tokens: readonly string[]): ExportSource {
  const { explanation, ...source } = exportSource(tokens);
  const methods = explanation.methods.map((method) => ({ ...method, words: tokens.map(() => 0) }));
  return { ...source, explanation: { ...explanation, methods } };
}

function matrixOf(tokens: readonly string[]): ExportSource {
  const source = exportSource(tokens, {}, { layout: 'classes', matrixMethod: 'lrp' });
  const values = [1, 2, 3].map((row) => tokens.map((_, t) => row * (t - 1)));
  return { ...source, matrix: { tokens, method: 'lrp', scores: source.explanation.scores, values } };
}

describe.each(CASES)('exports: %s', (_, source) => {
  const figure = figureOf(source, ORIGIN);
  const { tokens } = source.explanation;

  it('say which model, method, settings, scale and version they are of', () => {
    const { model, scale, version, methods } = figure.provenance;
    expect(model).toEqual({ name: 'A <model> & co_', sha256: 'ab'.repeat(32) });
    expect(version).toBe('1.2.3');
    expect(scale.limits).toHaveLength(figure.rows.length);
    expect(methods).toHaveLength(source.matrix ? 1 : source.display.methods.length);
    const text = figure.footer.join('\n');
    for (const fact of [model.name, model.sha256, '1.2.3', '2026-11-24']) expect(text).toContain(fact);
    if (methods.some(({ id }) => id === 'lrp')) expect(text).toContain('ε = 0.001, bias factor = 0');
  });

  it('are markup in which every tag is closed and no word is one', () => {
    for (const markup of [writeSvg(figure, PAPER, measure).source, writeHtml(figure)]) {
      const body = markup.replace(/<style>[\s\S]*<\/style>/, '').replaceAll(/<(meta|link|br)\b[^>]*>|<[?!][^>]*>/g, '');
      const open: string[] = [];
      for (const [, slash, name = '', closed] of body.matchAll(/<(\/?)([a-zA-Z][\w-]*)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g)) {
        if (slash) expect(open.pop()).toBe(name);
        else if (!closed) open.push(name);
      }
      expect(open).toEqual([]);
      expect(body.replaceAll(/<\/?[a-zA-Z][\w-]*(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/g, '')).not.toContain('<');
      expect(markup).not.toMatch(/<script|\son\w+=|javascript:/i);
    }
    const words = [...writeHtml(figure).matchAll(/<bdi class="word">(.*?)<\/bdi>/g)].map(([, word = '']) => plain(word));
    const shown = figure.rows.length > 0 ? tokens : [];
    expect(words.slice(0, tokens.length)).toEqual(shown.map((token) => token.replace('\t', ' ')));
  });

  it.each(PAPERS)('are drawn within the paper: $width mm', (paper) => {
    const { source: svg, width, height } = writeSvg(figure, paper, measure);
    const [, right = 0, bottom = 0] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)?.map(Number) ?? [];
    expect(svg).toContain(`width="${paper.width}mm"`);
    // 8 points are 8/9 of the 12 px that values are laid out with.
    expect([right * (8 / 9), bottom * (8 / 9)]).toEqual([expect.closeTo(width, 1), expect.closeTo(height, 1)]);
    expect((width * 25.4) / 96).toBeCloseTo(paper.width, 6);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    for (const [, x = '', wide = ''] of svg.matchAll(/<rect x="([\d.]+)"[^>]*? width="([\d.]+)"/g)) {
      expect(Number(x) + Number(wide)).toBeLessThanOrEqual(right + 0.5);
    }
    for (const [, x = '', size = '', text = ''] of svg.matchAll(
      /<text x="([\d.]+)" y="[\d.]+" font-size="([\d.]+)"(?! [^>]*anchor)[^>]*>([^<]*)</g,
    )) {
      expect(Number(x) + measure(plain(text), { size: Number(size) }), text).toBeLessThanOrEqual(right);
    }
  });

  it('are a LaTeX document of plain ASCII with xcolor alone', () => {
    const latex = writeLatex(figure);
    expect(latex).toMatch(/^[\n -~]*$/);
    expect(latex.match(/\\usepackage\{.*?\}/g)).toEqual(['\\usepackage{xcolor}', '\\usepackage{xcolor}']); // once in a comment
    expect(latex).toContain('ab'.repeat(32));
  });

  it('are a table of all values, in full, in which no text is a formula', () => {
    const csv = writeCsv(source, figure.provenance);
    const { data, errors } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
    expect(errors).toEqual([]);
    const failed = source.explanation.failed?.length ?? 0;
    expect(data).toHaveLength((figure.rows.length + failed) * tokens.length);
    const values = figure.rows.flatMap(({ cells }) => cells.map(({ value }) => value));
    expect(data.filter(({ problem }) => !problem).map(({ value }) => Number(value))).toEqual(values);
    for (const row of data) {
      for (const text of Object.values(row))
        if (text.trim() === '' || Number.isNaN(Number(text))) expect(text).not.toMatch(/^[=+\-@\t]/);
    }
  });

  it('are the result schema', () => {
    const { provenance, ...explanation } = JSON.parse(writeJson(source.explanation, figure.provenance));
    expect(explanation).toEqual(source.explanation);
    expect(provenance).toEqual(figure.provenance);
  });
});

it('hide numbers behind marks, yet tell the sign', () => {
  const { rows, notes } = figureOf(exportSource(['a', 'b', 'c'], {}, { numbers: false, methods: ['lrp', 'sa'] }), ORIGIN);
  expect(rows[0]?.cells.map(({ text }) => text)).toEqual(['+', '−', '+']);
  expect(rows[1]?.cells.map(({ text }) => text)).toEqual(['', '', '']);
  expect(notes.join(' ')).toContain('− against it');
});

it.each([
  [['<script>', 'Été', '中文'], 'lrp-lens-script-ete-good-well.csv'],
  [['中文'], 'lrp-lens-sentence-good-well.csv'],
  [['../../etc', 'passwd'], 'lrp-lens-etc-passwd-good-well.csv'],
])('are named so that every file system takes it: %j', (tokens, name) => {
  expect(fileName(tokens, provenanceOf(exportSource(tokens), ORIGIN), 'csv')).toBe(name);
});
