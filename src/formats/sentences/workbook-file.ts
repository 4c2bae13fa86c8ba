/** Workbooks of Excel and of what writes like it (Office Open XML, ECMA-376): the rows of one sheet as a table. */
import { loadReader } from '../basics/index.ts';
import { openZip } from '../containers/index.ts';
import { damaged } from './damaged.ts';
import { sentenceError } from './sentence-error.ts';
import { MAX_COLUMNS, tooManyColumns } from './sentence-grid.ts';
import type { SentenceFile } from './sentence-options.ts';
import type { Table } from './table-file.ts';

/** Unpacked. A sheet is read whole, as a tree of its XML. */
const MAX_UNPACKED = 200_000_000;

export interface Workbook {
  readonly sheets: readonly string[];
  /** The sheet that was read, by place. */
  readonly sheet: number;
  readonly table: Table;
}

/**
 * @param asked the sheet, by place; left out: the first that has anything in it
 * @throws LensError `InputError` for what is damaged, encrypted, too large or no workbook of cells
 */
export async function readWorkbook({ name, bytes }: SentenceFile, asked?: number): Promise<Workbook> {
  const { default: readSheets } = await loadReader('reader of workbooks', () => import('read-excel-file/universal'));
  try {
    refuseOthers(bytes, name);
    const sheets = await readSheets(bytes.slice().buffer);
    const sheet =
      asked ??
      Math.max(
        0,
        sheets.findIndex(({ data }) => data.length > 0),
      );
    const read = sheets[sheet];
    if (!read) {
      throw sentenceError(name, null, 'there is no such sheet', { expected: `0 to ${sheets.length - 1}`, found: `${sheet}` });
    }
    return { sheets: sheets.map((one) => one.sheet), sheet, table: tableOf(read.data, name) };
  } catch (error) {
    throw damaged(error, name, 'workbook');
  }
}

function refuseOthers(bytes: Uint8Array, name: string): void {
  const entries = openZip(bytes, name);
  if (!entries.has('xl/workbook.xml')) {
    throw sentenceError(name, null, 'this is not a workbook', {
      expected: 'an .xlsx file with sheets of cells',
      found: entries.has('word/document.xml') ? 'a text document' : 'another kind of zip file',
      advice: 'Save the table as .xlsx or as CSV.',
    });
  }
  const unpacked = [...entries.values()].reduce((sum, { size }) => sum + size, 0);
  if (unpacked <= MAX_UNPACKED) return;
  throw sentenceError(name, null, 'the workbook is too large', {
    expected: `at most ${MAX_UNPACKED} bytes unpacked`,
    found: `${unpacked}`,
    advice: 'Save the table as CSV.',
  });
}

function tableOf(data: readonly (readonly unknown[])[], name: string): Table {
  const width = data.reduce((most, row) => Math.max(most, row.length), 0);
  if (width > MAX_COLUMNS) throw tooManyColumns(name, null, width);
  const all = data.map((row, index) => ({
    place: `row ${index + 1}` as const,
    fields: Array.from({ length: width }, (_, column) => textOfCell(row[column])),
  }));
  const filled = all.filter(({ fields }) => fields.some((field) => field.trim() !== ''));
  return {
    rows: filled.map(({ fields }) => fields),
    places: filled.map(({ place }) => place),
    empty: all.length - filled.length,
  };
}

function textOfCell(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return value === null || value === undefined ? '' : String(value);
}
