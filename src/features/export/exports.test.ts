import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Explanation, MethodId } from '../../engine/protocol.ts';
import type { Display } from '../../state/display/index.ts';
import type { Paper } from '../../state/figures/index.ts';
import type { ExportSource } from '../../state/sentence/export-source.ts';
import { exportSource } from '../../testing/export-source.ts';
import { figureOf } from './figure.ts';
import { writeHtml } from './figure-html.ts';
import { writeLatex, writeLatexSnippet } from './figure-latex.ts';
import { writeSvg } from './figure-svg.ts';
import { fileName } from './file-name.ts';
import { provenanceOf } from './provenance.ts';
import { writeJson } from './result-json.ts';
import { writeCsv } from './table-csv.ts';

const PAPERS: readonly Paper[] = [84, 174, 254].map((width) => ({ width, fontSize: 8, scale: 2, without: [] }));
const PAPER = PAPERS[1] as Paper;
const ORIGIN = { version: '1.2.3', date: new Date('2026-11-24T10:00:00Z') };
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
const measure = (text: string, { size }: { readonly size: number }) => text.length * size * 0.6;

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

function failing(tokens: readonly string[], ids: readonly MethodId[], display: Partial<Display> = {}): ExportSource {
  const { explanation } = exportSource(tokens);
  const error = { name: 'NumericalError', where: 'method', problem: 'grew beyond the range', found: 'overflow' } as const;
  const methods = explanation.methods.filter(({ id }) => !ids.includes(id));
  const parameters = (id: MethodId) => explanation.methods.find((method) => method.id === id)?.parameters ?? {};
  return exportSource(tokens, { methods, failed: ids.map((id) => ({ id, parameters: parameters(id), error })) }, display);
}

function matrixOf(tokens: readonly string[]): ExportSource {
  const source = exportSource(tokens, {}, { layout: 'classes', matrixMethod: 'lrp' });
  const values = [1, 2, 3].map((row) => tokens.map((_, t) => row * (t - 1)));
  return { ...source, matrix: { tokens, method: 'lrp', scores: source.explanation.scores, values } };
}

/** The text of XML elements or attributes, as a parser would give it. */
function plain(markup: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return markup.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
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

describe('methods that are not computed with every sentence', () => {
  const tokens = ['a', 'b'];
  const { explanation } = exportSource(tokens);
  const methods = [
    { id: 'occlusion', parameters: {}, words: [0.1, -0.2] },
    { id: 'ig', parameters: { nodes: 7 }, words: [1, 2], base: 0.5, gap: 1e-9 },
    { id: 'shapley', parameters: { permutations: 20, seed: 3 }, words: [3, 4], standardErrors: [0.25, 0.5], base: 0.5, gap: 0 },
  ] as const;
  const source = exportSource(
    tokens,
    { methods: [...explanation.methods, ...methods] },
    { methods: ['lrp', 'occlusion', 'ig', 'shapley'] },
  );
  const rowsOf = (from: ExportSource) => {
    const csv = writeCsv(from, figureOf(from, ORIGIN).provenance);
    return Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data;
  };

  it('have rows in the table, and their options and standard errors columns, empty where a method has none', () => {
    const rows = rowsOf(source);
    const shown = rows.map(({ method, word, value, eps, nodes, permutations, seed, standard_error: error }) =>
      [method, word, value, eps, nodes, permutations, seed, error].join(' | '),
    );
    expect(shown).toEqual([
      'lrp | a | 1 | 0.001 |  |  |  | ',
      'lrp | b | -2 | 0.001 |  |  |  | ',
      'occlusion | a | 0.1 |  |  |  |  | ',
      'occlusion | b | -0.2 |  |  |  |  | ',
      'ig | a | 1 |  | 7 |  |  | ',
      'ig | b | 2 |  | 7 |  |  | ',
      'shapley | a | 3 |  |  | 20 | 3 | 0.25',
      'shapley | b | 4 |  |  | 20 | 3 | 0.5',
    ]);
  });

  it('add no column where none of them is shown', () => {
    const [row = {}] = rowsOf(exportSource(tokens));
    expect(Object.keys(row).filter((name) => /nodes|permutations|seed|standard_error|problem/.test(name))).toEqual([]);
  });
});

describe('a method that has no values', () => {
  it('is said, with the cause, in every format', () => {
    const source = failing(['a', 'b'], ['sa']);
    const figure = figureOf(source, ORIGIN);
    const said = 'Sensitivity has no values here: grew beyond the range.';
    expect(plain(writeHtml(figure))).toContain(said);
    expect(plain(writeSvg(figure, PAPER, measure).source)).toMatch(/Sensitivity has no/);
    expect(writeLatex(figure)).toContain(said);
    const provenance = provenanceOf(source, ORIGIN);
    expect(provenance.methods.filter(({ failed }) => failed).map(({ id }) => id)).toEqual(['sa']);
    expect(JSON.parse(writeJson(source.explanation, provenance)).failed).toMatchObject([{ id: 'sa' }]);
    const { data } = Papa.parse<Record<string, string>>(writeCsv(source, provenance), { header: true, skipEmptyLines: true });
    expect(data.map(({ method, word, value, problem }) => [method, word, value !== '', problem])).toEqual([
      ['lrp', 'a', true, ''],
      ['lrp', 'b', true, ''],
      ['gi', 'a', true, ''],
      ['gi', 'b', true, ''],
      ['sa', 'a', false, said],
      ['sa', 'b', false, said],
    ]);
  });
});

describe('what only some models have', () => {
  const withModel = (output: 'sigmoid' | 'linear', more: Partial<Explanation> = {}) => {
    const source = exportSource(['far', 'gone', 'here']);
    const { explanation } = source;
    return { ...source, explanation: { ...explanation, ...more, model: { ...explanation.model, output } } };
  };

  it('words that are not read have no colour and are said to be so, in each format', () => {
    const [lrp, ...others] = exportSource(['far', 'gone', 'here']).explanation.methods;
    const methods = lrp ? [{ ...lrp, words: [0, 0, 3], padding: -0.5 }, ...others] : [];
    const source = exportSource(['far', 'gone', 'here'], { read: [2, 3], methods });
    const figure = figureOf(source, ORIGIN);
    expect(figure.rows[0]?.cells.map(({ unread, text }) => [unread, text === 'not read'])).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ]);
    expect(figure.notes).toContain('The model reads 1 word: the first 2 words are not read.');
    expect(figure.notes.join(' ')).toContain('pad the sentence hold −0.50');
    expect(writeHtml(figure)).toContain('<s><bdi class="word">far</bdi></s>');
    const [head = '', first = '', , third = ''] = writeCsv(source, provenanceOf(source, ORIGIN)).split('\n');
    const column = head.split(',').indexOf('read');
    expect([first, third].map((line) => line.split(',')[column])).toEqual(['false', 'true']);
    expect(writeCsv(exportSource(['a']), provenanceOf(exportSource(['a']), ORIGIN))).not.toContain(',read,');
  });

  it('a number has no probability, and its question asks for no class', () => {
    const source = withModel('linear', { probabilities: [] });
    const figure = figureOf(source, ORIGIN);
    expect(figure.classes.map(({ percent, scoreName }) => [percent, scoreName])).toEqual(Array(3).fill(['', 'value']));
    for (const text of [writeHtml(figure), writeLatexSnippet(figure)]) {
      expect(text).not.toContain('probability<');
      expect(text).not.toContain('score');
      expect(text).not.toMatch(/NaN|–\s*%/);
    }
    expect(writeHtml(figure)).toContain('<th scope="col">output</th>');
    expect(writeHtml(figureOf(withModel('sigmoid'), ORIGIN))).toContain('<th scope="col">class</th>');
    const model = { ...source.explanation.model, classes: ['price'] };
    const alone = { ...source.explanation, model, scores: [2], predicted: 0, target: 0 };
    expect(figureOf({ ...source, explanation: alone }, ORIGIN).title).toBe('Why this value?');
  });

  it('classes that may hold together are said to do so', () => {
    const figure = figureOf(withModel('sigmoid'), ORIGIN);
    expect(figure.notes.join(' ')).toContain('several may hold');
    expect(figure.classes.map(({ predicted }) => predicted)).toEqual(['', '', 'most probable']);
  });
});

describe('a note of the person’s', () => {
  const source = { ...exportSource(['a', 'b']), note: 'ironic, <i>very</i>\nask again' };
  const { provenance } = figureOf(source, ORIGIN);

  it('is in HTML as text, in each row of the CSV and in the JSON', () => {
    expect(writeHtml(figureOf(source, ORIGIN))).toContain('Note: ironic, &lt;i&gt;very&lt;/i&gt;<br>ask again</p>');
    const { data } = Papa.parse<{ note: string }>(writeCsv(source, provenance), { header: true, skipEmptyLines: true });
    expect(new Set(data.map(({ note }) => note))).toEqual(new Set([source.note]));
    expect(JSON.parse(writeJson(source.explanation, provenance, source.note))).toHaveProperty('note', source.note);
  });

  it('is no key and no column where there is none', () => {
    const bare = { ...source, note: null };
    expect(writeHtml(figureOf(bare, ORIGIN))).not.toContain('Note:');
    expect(writeCsv(bare, provenance).split('\r\n')[0]).not.toMatch(/note/);
    expect(JSON.parse(writeJson(bare.explanation, provenance, null))).not.toHaveProperty('note');
  });
});
