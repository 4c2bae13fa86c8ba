/** A table of numbers as text: set apart by commas, semicolons, tabs or blanks, with or without a line of names. */
import { dataError, loadReader } from '../basics/index.ts';
import { isMissing, numberIn, placeNames, type RawRows } from './raw-rows.ts';

/** As many lines that are ragged are named; the rest are counted. */
const FAULTS_TOLD = 3;

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

/** @throws LensError InputError that names the lines which have not as many fields as the first */
export async function readTable(text: string, name: string, tabs: boolean, header: boolean | undefined): Promise<RawRows> {
  const { lines, empty } = await linesOf(text, tabs);
  const first = lines[0]?.cells ?? [];
  const ragged = lines.filter(({ cells }) => cells.length !== first.length);
  if (ragged.length > 0) throw raggedError(name, ragged, first.length);
  const named = header ?? !first.some((cell) => !Number.isNaN(numberIn(cell)));
  const rows = named ? lines.slice(1) : lines;
  return {
    columns: named ? first.map((cell, index) => cell.trim() || `column ${index + 1}`) : placeNames(first.length),
    named,
    count: rows.length,
    cell: (row, column) => rows[row]?.cells[column],
    whereOf: (row) => `line ${rows[row]?.number ?? 0}`,
    parts: null,
    times: null,
    notes: [...(empty === 0 ? [] : [empty === 1 ? '1 empty line is skipped.' : `${empty} empty lines are skipped.`])],
  };
}

async function linesOf(text: string, tabs: boolean): Promise<{ lines: Line[]; empty: number }> {
  const all = text.split('\n').map((line, index) => ({ number: index + 1, line: line.replace(/^#\s*/, '') }));
  const full = all.filter(({ line }) => line.trim() !== '');
  const split = await splitterFor(full[0]?.line ?? '', tabs, text.includes('"'));
  return { lines: full.map(({ number, line }) => ({ number, cells: split(line) })), empty: all.length - full.length };
}

/** numpy's savetxt sets apart by blanks, and begins its line of names with a #. */
async function splitterFor(line: string, tabs: boolean, quoted: boolean): Promise<(line: string) => string[]> {
  const bare = line.replaceAll(/"[^"]*"/g, '');
  const delimiter = tabs || bare.includes('\t') ? '\t' : ([';', ','].find((mark) => bare.includes(mark)) ?? null);
  if (delimiter === null) return (one) => one.trim().split(/\s+/).map(unquoted);
  if (!quoted) return (one) => one.split(delimiter);
  const { default: Papa } = await loadReader('reader of tables', () => import('papaparse'));
  const parse = (one: string) => Papa.parse<string[]>(one, { delimiter }).data[0] ?? [];
  return (one) => (one.includes('"') ? parse(one) : one.split(delimiter));
}

function unquoted(cell: string): string {
  return cell.replace(/^"(.*)"$/, '$1');
}

function raggedError(name: string, ragged: readonly Line[], expected: number) {
  const told = ragged.slice(0, FAULTS_TOLD).map(({ number, cells }) => `${cells.length} in line ${number}`);
  const more = ragged.length - told.length;
  const commas = ragged.some(({ cells }) => cells.some((cell) => isMissing(cell))) || expected === 1;
  return dataError(name, 'the rows do not all have the same number of fields', {
    expected: `${expected}, as in the first row`,
    found: `${told.join(', ')}${more > 0 ? `, and ${more} more such lines` : ''}`,
    advice: commas
      ? 'Leave a place empty for a value that is missing, with its comma.'
      : 'Use a point for decimals, not a comma.',
  });
}
