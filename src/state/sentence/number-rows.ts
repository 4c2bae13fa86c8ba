/** Rows of numbers as a person writes or pastes them, for a model that reads numbers. */
import { LensError, type ModelInfo } from '../../engine/protocol.ts';

type Reads = Pick<ModelInfo, 'embeddingSize' | 'features'>;
type Rows = readonly (readonly number[])[];

/** As many faults are told at once; the rest are counted. */
const FAULTS_TOLD = 3;

/** How the rows have to be written, in a line. */
export function rowsHint({ embeddingSize, features }: Reads): string {
  const names = features ? `: ${features.join(', ')}` : '';
  return `one row per line, each of ${embeddingSize} ${embeddingSize === 1 ? 'number' : 'numbers'}${names}`;
}

/** What is called the k-th number of a row. */
export function featureName(features: readonly string[] | null | undefined, k: number): string {
  return features?.[k] ?? `input ${k + 1}`;
}

/** The rows as text that reads as the same rows. */
export function rowsText(rows: Rows): string {
  return rows.map((row) => row.join(', ')).join('\n');
}

/**
 * Lines of numbers set apart by commas, semicolons, tabs or blanks, or JSON [T][F]. A first line that holds the features' names puts the
 * columns in its order.
 *
 * @returns [T][F]
 * @throws LensError InputError that names each line that is wrong, and how
 */
export function readRows(text: string, reads: Reads): Rows {
  const isJson = text.trim().startsWith('[');
  const { lines, order } = isJson ? { lines: fromJson(text, reads), order: null } : fromLines(text, reads);
  const faults = lines.flatMap(({ where, cells }) => {
    const fault = faultOf(cells, reads);
    return fault ? [`${where} ${fault}`] : [];
  });
  if (lines.length === 0) faults.push('there is no row');
  if (faults.length > 0) {
    const more = faults.length - FAULTS_TOLD;
    throw rowsError(reads, `${faults.slice(0, FAULTS_TOLD).join('; ')}${more > 0 ? `; and ${more} more` : ''}`);
  }
  return lines.map(({ cells }) => {
    const values = cells.map(numberIn);
    return order ? order.map((column) => values[column] ?? Number.NaN) : values;
  });
}

interface Line {
  readonly where: string;
  readonly cells: readonly unknown[];
}

function fromJson(text: string, reads: Reads): readonly Line[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw rowsError(reads, 'the text begins like JSON but is not valid JSON');
  }
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return rows.map((row, index) => ({ where: `row ${index + 1}`, cells: Array.isArray(row) ? row : [row] }));
}

function fromLines(
  text: string,
  { features }: Reads,
): { readonly lines: readonly Line[]; readonly order: readonly number[] | null } {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ where: `line ${index + 1}`, cells: cellsOf(line) }))
    .filter(({ cells }) => cells.length > 0);
  const head = lines[0]?.cells ?? [];
  const order = features?.map((name) => head.indexOf(name)) ?? [];
  const isHead = features !== null && head.length === features.length && order.every((column) => column >= 0);
  return isHead ? { lines: lines.slice(1), order } : { lines, order: null };
}

/** Where there are commas, tabs or semicolons, an empty place between two is a number that is missing. */
function cellsOf(line: string): readonly string[] {
  const trimmed = line.trim();
  if (trimmed === '') return [];
  return trimmed.split(/[,;\t]/.test(trimmed) ? /\s*[,;\t]\s*/ : /\s+/).map((cell) => cell.replace(/^"(.*)"$/, '$1'));
}

function faultOf(cells: readonly unknown[], { embeddingSize }: Reads): string | null {
  const wrong = cells.find((cell) => !Number.isFinite(numberIn(cell)));
  if (wrong !== undefined) return wrong === '' ? 'has an empty place' : `holds “${String(wrong)}”, which is not a number`;
  return cells.length === embeddingSize ? null : `has ${cells.length} ${cells.length === 1 ? 'number' : 'numbers'}`;
}

function numberIn(cell: unknown): number {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'string' && cell !== '' ? Number(cell.replaceAll('\u2212', '-')) : Number.NaN;
}

function rowsError(reads: Reads, found: string): LensError {
  return new LensError({
    name: 'InputError',
    where: 'rows of numbers',
    problem: 'this model reads numbers, and the field does not hold rows of them',
    expected: rowsHint(reads),
    found,
    advice: 'Separate numbers with commas, semicolons, tabs or spaces, and use a point for decimals.',
  });
}

const MADE_UP_ROWS = 6;

/** Numbers between -1 and 1 that rise and fall, for who wants to see how the page works before there are numbers of their own. */
export function madeUpRows({ embeddingSize }: Pick<Reads, 'embeddingSize'>): string {
  const at = (t: number, k: number) => Math.round(100 * Math.sin(0.7 * (t + 1) * (1 + (k % 5)) + k)) / 100;
  return rowsText(Array.from({ length: MADE_UP_ROWS }, (_, t) => Array.from({ length: embeddingSize }, (_, k) => at(t, k))));
}
