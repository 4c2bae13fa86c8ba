/** Tables: CSV (commas, or semicolons as spreadsheets write them in many countries) and TSV. */
import { loadReader, quote } from '../basics/index.ts';
import { tooManySentences } from './sentence-collector.ts';
import { type Place, sentenceError } from './sentence-error.ts';
import { MAX_COLUMNS, type SentenceGrid, tooManyColumns } from './sentence-grid.ts';
import { MAX_SENTENCES } from './sentence-options.ts';
import { firstLines } from './sentence-text.ts';

/** The rows of a table that are not empty, all as wide as the first, which may name the columns. */
export interface Table {
  readonly rows: readonly (readonly string[])[];
  /** One a row: where it begins in the file. */
  readonly places: readonly Place[];
  /** Rows without anything in them. */
  readonly empty: number;
}

/** @throws LensError `InputError` that names the line of a row that has not as many fields as the first, or a stray quotation mark */
export async function parseTable(text: string, name: string, format: 'csv' | 'tsv'): Promise<Table> {
  const { default: Papa } = await loadReader('reader of tables', () => import('papaparse'));
  const delimiter = format === 'tsv' ? '\t' : commaOf(text);
  const rows: string[][] = [];
  const places: number[] = [];
  let empty = 0;
  let line = 1;
  let start = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    // Tabs rarely stand in sentences, so most programs write TSV without quotes: marks in it are the text's own.
    fastMode: format === 'tsv' && !isQuotedThroughout(text, delimiter),
    step({ data, errors: [error], meta }) {
      if (error) throw quoteError(name, line, error.code, data);
      if (data.every((field) => field.trim() === '')) empty++;
      else {
        checkRow(data, rows[0], { name, line, format });
        rows.push(data);
        places.push(line);
      }
      for (let at = text.indexOf('\n', start); at >= 0 && at < meta.cursor; at = text.indexOf('\n', at + 1)) line++;
      start = meta.cursor;
    },
  });
  return { rows, places, empty };
}

/** As in `3;"good, really"`: there the semicolon parts the fields. */
function commaOf(text: string): ',' | ';' {
  const [first = ''] = firstLines(text, 1);
  const bare = first.replaceAll(/"[^"]*"/g, '');
  return bare.includes(';') && !bare.includes(',') ? ';' : ',';
}

/** Whether fields that begin with a quotation mark also end with one, wherever one does among the first rows. */
function isQuotedThroughout(text: string, delimiter: string): boolean {
  const fields = firstLines(text, 1000).flatMap((line) => line.split(delimiter));
  const opened = fields.filter((field) => field.startsWith('"'));
  return opened.length > 0 && opened.every((field) => /^"(?:[^"]|"")*"$/.test(field));
}

function checkRow(
  row: readonly string[],
  first: readonly string[] | undefined,
  { name, line, format }: { readonly name: string; readonly line: number; readonly format: 'csv' | 'tsv' },
): void {
  if (row.length > MAX_COLUMNS) throw tooManyColumns(name, line, row.length);
  if (!first || row.length === first.length) return;
  const comma =
    'Text that contains a comma must be in double quotes. If the lines are plain sentences, read them as plain lines.';
  throw sentenceError(name, line, 'the row has a different number of fields from the first', {
    expected: `${first.length}`,
    found: `${row.length}`,
    advice: format === 'csv' ? comma : 'If the lines are plain sentences, read them as plain lines.',
  });
}

function quoteError(name: string, line: number, code: string, row: readonly string[]) {
  const problem = code === 'MissingQuotes' ? 'a quotation mark is not closed' : 'a quotation mark is in the wrong place';
  return sentenceError(name, line, problem, {
    expected: 'text between double quotes, and "" for a quotation mark in it',
    found: quote(row.at(-1) ?? ''),
  });
}

/** @param header whether the first row names the columns */
export function gridOfTable({ rows, places }: Table, header: boolean, name: string): SentenceGrid {
  const [first = []] = rows;
  const from = header ? 1 : 0;
  const count = rows.length - from;
  if (count > MAX_SENTENCES) throw tooManySentences(name, places[MAX_SENTENCES + from] ?? null, `${count}`);
  const value = (row: number, column: number): string => rows[row + from]?.[column] ?? '';
  return {
    columns: first.map((field, index) => (header && field.trim()) || `column ${index + 1}`),
    count,
    placeOf: (row) => places[row + from] ?? null,
    sample: value,
    value,
  };
}
