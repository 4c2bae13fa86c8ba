/** What only some explanations have, in every format. */
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../engine/protocol.ts';
import type { ExportSource } from '../../state/sentence/export-source.ts';
import { exportSource, failing, measure, ORIGIN, PAPER, plain } from '../../testing/export-source.ts';
import { figureOf } from './figure.ts';
import { writeHtml } from './figure-html.ts';
import { writeLatex, writeLatexSnippet } from './figure-latex.ts';
import { writeSvg } from './figure-svg.ts';
import { provenanceOf } from './provenance.ts';
import { writeJson } from './result-json.ts';
import { writeCsv } from './table-csv.ts';

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
