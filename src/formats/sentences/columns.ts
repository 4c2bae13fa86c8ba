/** Which column holds the sentences, which the labels, and whether a table's first row names them: where the user has not said. */
import { foldClassName } from '../../model/class-names.ts';
import { shorten } from '../basics/index.ts';
import { sentenceError } from './sentence-error.ts';
import type { SentenceGrid } from './sentence-grid.ts';
import type { SentenceColumn, SentenceOptions } from './sentence-options.ts';
import type { Table } from './table-file.ts';

const TEXT_NAMES = [
  'text',
  'sentence',
  'review',
  'comment',
  'content',
  'body',
  'message',
  'tweet',
  'document',
  'phrase',
  'tokens',
];
const LABEL_NAMES = ['label', 'class', 'sentiment', 'gold', 'target', 'rating', 'stars', 'score', 'category', 'polarity', 'y'];
const COLUMN_NAMES: ReadonlySet<string> = new Set([...TEXT_NAMES, ...LABEL_NAMES]);
/** Rows that are looked at. */
const LOOKED_AT = 200;
const SAMPLES = 3;
const SAMPLE_CHARACTERS = 60;

/** How well the name fits: the place among `names`, those that only hold one of them as a word after all that are one. */
function rankOf(column: string, names: readonly string[]): number {
  const name = foldClassName(column.replaceAll(/([a-z])([A-Z])/g, '$1 $2'));
  const whole = names.findIndex((one) => one === name || `${one}s` === name);
  if (whole >= 0) return whole;
  const part = names.findIndex((one) => one.length > 1 && name.split(' ').includes(one));
  return part >= 0 ? names.length + part : Number.POSITIVE_INFINITY;
}

/** Whether the first row of a table names its columns. */
export function hasHeader({ rows }: Table): boolean {
  const [first = [], ...rest] = rows.slice(0, LOOKED_AT);
  if (first.some((field) => COLUMN_NAMES.has(foldClassName(field)))) return true;
  if (rest.length === 0 || first.some(isNumber)) return false;
  // Numbers under a word, or sentences under what can only be a name.
  const isName = (field: string): boolean => /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(field.trim());
  return first.some(
    (_, column) =>
      rest.every((row) => isNumber(row[column] ?? '')) ||
      (first.every(isName) && rest.every((row) => (row[column] ?? '').trim().includes(' '))),
  );
}

const isNumber = (field: string): boolean => /^\s*-?\d+(\.\d+)?\s*$/.test(field);

export interface SettledColumns {
  readonly text: number;
  readonly label: number | null;
}

/**
 * @param fits whether all these values could be labels
 * @throws LensError `InputError` where the user asks for a column that is not there
 */
export function settleColumns(
  grid: SentenceGrid,
  name: string,
  options: SentenceOptions,
  named: boolean,
  fits: (values: readonly string[]) => boolean,
): SettledColumns {
  const { columns } = grid;
  for (const column of [options.text, options.label]) {
    if (typeof column === 'number' && !(Number.isInteger(column) && column >= 0 && column < columns.length)) {
      const details = { expected: `0 to ${columns.length - 1}`, found: String(column) };
      throw sentenceError(name, null, 'there is no such column', details);
    }
  }
  if (options.text !== undefined && options.text === options.label) {
    throw sentenceError(name, null, 'one column cannot hold the sentences and their labels', {
      advice: 'Choose another column, or no labels.',
    });
  }
  const best = (names: readonly string[], other: number | null | undefined): number | null => {
    const ranked = columns.map((column, index) => ({
      index,
      rank: index === other ? Number.POSITIVE_INFINITY : rankOf(column, names),
    }));
    const [first] = ranked.toSorted((a, b) => a.rank - b.rank || a.index - b.index);
    return first && first.rank < Number.POSITIVE_INFINITY ? first.index : null;
  };
  const byName = named ? best(TEXT_NAMES, options.label) : null;
  const label = options.label === undefined && named ? best(LABEL_NAMES, options.text ?? byName) : options.label;
  const text = options.text ?? byName ?? longest(grid, label);
  if (label !== undefined && (named || label !== null)) return { text, label };
  return { text, label: options.label === undefined ? labelsByValue(grid, text, fits) : null };
}

/** The column with the longest texts. */
function longest(grid: SentenceGrid, other: number | null | undefined): number {
  const lengths = grid.columns.map((_, column) => {
    let sum = column === other ? -1 : 0;
    for (let row = 0; row < Math.min(grid.count, LOOKED_AT); row++) sum += column === other ? 0 : grid.sample(row, column).length;
    return sum;
  });
  return lengths.indexOf(Math.max(...lengths));
}

/** Of a table without names: the only column whose values could all be labels. */
function labelsByValue(grid: SentenceGrid, text: number, fits: (values: readonly string[]) => boolean): number | null {
  const found = grid.columns.flatMap((_, column) => {
    const values = Array.from({ length: Math.min(grid.count, LOOKED_AT) }, (_, row) => grid.sample(row, column));
    return column !== text && fits(values) ? [column] : [];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** For the user to choose from. */
export function describeColumns(grid: SentenceGrid): SentenceColumn[] {
  const rows = Array.from({ length: Math.min(grid.count, SAMPLES) }, (_, row) => row);
  return grid.columns.map((name, column) => ({
    name: shorten(name),
    samples: rows.map((row) => {
      const sample = grid.sample(row, column).replaceAll(/\s+/g, ' ').trim();
      return sample.length > SAMPLE_CHARACTERS ? `${sample.slice(0, SAMPLE_CHARACTERS)}…` : sample;
    }),
  }));
}
