/** JSON lines (https://jsonlines.org): an object a line, its keys being the columns. */
import { quote, shorten } from '../basics/index.ts';
import { sentenceError } from './sentence-error.ts';
import { MAX_COLUMNS, type SentenceGrid, tooManyColumns } from './sentence-grid.ts';
import { MAX_SENTENCES } from './sentence-options.ts';
import { eachLine } from './sentence-text.ts';

const LINE_FORM = 'a JSON object such as {"text": "A fine film.", "label": "positive"}';

/** @throws LensError `InputError` that names a line that is not an object */
export function readJsonLines(text: string, name: string): { readonly grid: SentenceGrid; readonly empty: number } {
  const rows: ReadonlyMap<string, unknown>[] = [];
  const lines: number[] = [];
  const keys = new Set<string>();
  let empty = 0;
  eachLine(text, (line, number) => {
    if (line.trim() === '') {
      empty++;
      return;
    }
    if (rows.length === MAX_SENTENCES) {
      const details = { expected: `at most ${MAX_SENTENCES}`, found: 'more', advice: 'Use a part of the file.' };
      throw sentenceError(name, number, 'there are too many sentences', details);
    }
    const row = parseLine(line, number, name);
    for (const key of row.keys()) keys.add(key);
    if (keys.size > MAX_COLUMNS) throw tooManyColumns(name, number, keys.size);
    rows.push(row);
    lines.push(number);
  });
  return { grid: gridOfObjects(rows, lines, [...keys], name), empty };
}

function parseLine(line: string, number: number, name: string): ReadonlyMap<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw sentenceError(name, number, 'the line is not valid JSON', {
      expected: LINE_FORM,
      found: quote(line.trim()),
      ...adviceFor(line),
    });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw sentenceError(name, number, 'the line is not a JSON object', {
      expected: LINE_FORM,
      found: quote(line.trim()),
      ...adviceFor(line),
    });
  }
  return new Map(Object.entries(value));
}

/** One JSON value over many lines is what most programs write first. */
function adviceFor(line: string) {
  return /^\s*[[{]\s*$/.test(line) || line.trim().startsWith('[')
    ? { advice: 'Write one object per line, as pandas does with to_json(orient="records", lines=True).' }
    : {};
}

function gridOfObjects(
  rows: readonly ReadonlyMap<string, unknown>[],
  lines: readonly number[],
  columns: readonly string[],
  name: string,
): SentenceGrid {
  const at = (row: number, column: number): unknown => rows[row]?.get(columns[column] ?? '');
  return {
    columns: columns.map((key) => key.trim() || '(no name)'),
    count: rows.length,
    lineOf: (row) => lines[row] ?? 0,
    sample: (row, column) => plainText(at(row, column)) ?? sampleOf(at(row, column)),
    value(row, column) {
      const value = at(row, column);
      const text = plainText(value);
      if (text !== null) return text;
      const problem = `${quote(columns[column] ?? '')} is neither text nor a number`;
      throw sentenceError(name, lines[row] ?? 0, problem, {
        expected: 'text or a number',
        found: quote(sampleOf(value)),
        advice: 'Choose another column.',
      });
    },
  };
}

/** '' for nothing; null for lists and objects. */
function plainText(value: unknown): string | null {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** A list or an object, without walking all of it: it may nest deeper than the stack. */
function sampleOf(value: unknown): string {
  if (!Array.isArray(value)) return '{…}';
  return shorten(
    `[${value
      .slice(0, 4)
      .map((one) => plainText(one) ?? '…')
      .join(', ')}${value.length > 4 ? ', …' : ''}]`,
  );
}
