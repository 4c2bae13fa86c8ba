import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { wrapped } from '../../ui/text/wrapped-lines.ts';
import type { ResultTable } from './experiment-parts.ts';
import { dataText, provenanceLines, type ResultProvenance, type RunFacts, writeCsv, writeJson } from './result-files.ts';
import { timeLeft } from './time-left.ts';
import { workersText } from './workers-text.ts';

const PROVENANCE: ResultProvenance & RunFacts = {
  app: 'LRP Lens',
  version: '1.2.3',
  date: '2026-11-24T10:00:00.000Z',
  experiment: 'accuracy',
  model: { name: 'a "model", mine', sha256: 'ab'.repeat(32) },
  data: { name: 'lines.txt', sentences: 2210 },
  settings: { bins: 15, lengthBands: [1, 10], unknownBands: [0] },
  milliseconds: 250,
  workers: 2,
  link: 'https://example.org/#view=experiments',
};

const TABLE: ResultTable = {
  name: 'words',
  columns: ['word', 'value', 'nothing'],
  rows: [
    ['=SUM(A1)', 1 / 3, null],
    ['comma, and "quote"', Number.NaN, 0],
    ['plain', -1e-17, Number.POSITIVE_INFINITY],
  ],
};

describe('a result as CSV', () => {
  const { data } = Papa.parse<Record<string, string>>(writeCsv(TABLE, PROVENANCE), { header: true, skipEmptyLines: true });

  it('has all digits, an empty cell where there is no number, and its provenance in each row', () => {
    expect(data).toHaveLength(3);
    expect(Number(data[0]?.value)).toBe(1 / 3);
    expect(Number(data[2]?.value)).toBe(-1e-17);
    expect(data[1]).toMatchObject({ word: 'comma, and "quote"', value: '', nothing: '0' });
    expect(data[2]?.nothing).toBe('');
    for (const row of data) {
      expect(row).toMatchObject({ model: 'a "model", mine', data: 'lines.txt', app_version: '1.2.3' });
      expect(JSON.parse(row.settings ?? '')).toEqual(PROVENANCE.settings);
    }
  });

  it('holds no text that a spreadsheet would run', () => {
    expect(data[0]?.word).toBe("'=SUM(A1)");
  });
});

describe('a result as JSON', () => {
  it('has a key a table, a row an object, null for what is not a number, and the provenance as it is', () => {
    const { provenance, tables } = JSON.parse(writeJson([TABLE], PROVENANCE));
    expect(provenance).toEqual(PROVENANCE);
    expect(tables.words).toEqual([
      { word: '=SUM(A1)', value: 1 / 3, nothing: null },
      { word: 'comma, and "quote"', value: null, nothing: 0 },
      { word: 'plain', value: -1e-17, nothing: null },
    ]);
  });
});

describe('the lines beneath a figure', () => {
  it('name model, data, settings and program', () => {
    const settings = { ...PROVENANCE.settings, lrp: { eps: 0.001, biasFactor: 1 } };
    expect(provenanceLines({ ...PROVENANCE, settings })).toContain(
      'bins 15 · length_bands 1, 10 · unknown_bands 0 · lrp eps = 0.001, bias_factor = 1',
    );
    const text = provenanceLines(PROVENANCE).join('\n');
    for (const part of ['a "model", mine', 'ab'.repeat(32), 'lines.txt', 'bins 15', 'LRP Lens 1.2.3', '2026-11-24']) {
      expect(text).toContain(part);
    }
  });
});

describe('long lines in a figure', () => {
  it('are broken at spaces, and long words anywhere, so that none leaves the picture and nothing is lost', () => {
    expect(wrapped(['one two three', '', 'four'], 8)).toEqual(['one two', 'three', 'four']);
    expect(wrapped(['three words here · two words · three'], 24), 'between facts first').toEqual([
      'three words here',
      'two words · three',
    ]);
    expect(wrapped([`SHA-256 ${'0123456789abcdef'.repeat(4)} · the end`], 40), 'in pieces of one length').toEqual([
      'SHA-256 0123456789abcdef0123456789abcdef',
      '0123456789abcdef0123456789abcdef',
      'the end',
    ]);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), fc.integer({ min: 1, max: 30 }), (lines, most) => {
        const broken = wrapped(lines, most);
        for (const line of broken) expect(Array.from(line).length).toBeLessThanOrEqual(most);
        expect(broken.join('').replaceAll(' ', '')).toBe(lines.join('').replaceAll(' ', ''));
      }),
    );
  });
});

describe('the number of workers', () => {
  it('is told with the reason where there are fewer than cores', () => {
    expect(workersText({ workers: 1, heldBack: null })).toBe('1 worker');
    expect(workersText({ workers: 8, heldBack: { cores: 16, by: 'number', bytesEach: 1e8 } })).toContain(
      '8 workers on 16 cores; no more are started',
    );
    const memory = workersText({ workers: 3, heldBack: { cores: 8, by: 'memory', bytesEach: 310e6 } });
    expect(memory).toContain('3 workers on 8 cores: each takes up to 310.0 MB with this model');
  });
});

describe('the time left', () => {
  const at = (done: number, seconds: number) => timeLeft({ done, total: 1000, since: 0, now: 1000 * seconds });

  it('is told once the rate is steady', () => {
    expect(at(10, 0.2)).toBe('');
    expect(at(10, 2)).toBe('');
    expect(at(100, 2)).toBe(', about 18 s left');
    expect(at(100, 60)).toBe(', about 9 min left');
    expect(at(1000, 2)).toBe('');
  });
});

describe('a slice of the data', () => {
  const slice = { words: 'incorrect, 10 to 20 words', filter: 'outcome:wrong,length:10-20', of: 2210 };
  const provenance = { ...PROVENANCE, data: { name: 'lines.txt', sentences: 120, slice } };

  it('is told in words, with how many of how many, beside every figure and in every row', () => {
    const told = 'lines.txt, only the sentences listed: incorrect, 10 to 20 words (120 of 2,210)';
    expect(dataText(provenance.data)).toBe(told);
    expect(provenanceLines(provenance)).toContain(`Data ${told} · experiment accuracy`);
    const { data } = Papa.parse<Record<string, string>>(writeCsv(TABLE, provenance), { header: true, skipEmptyLines: true });
    for (const row of data) expect(row).toMatchObject({ data_slice: slice.words, data_filter: slice.filter });
    expect(JSON.parse(writeJson([TABLE], provenance)).provenance.data).toEqual(provenance.data);
  });
});
