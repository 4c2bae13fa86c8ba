/** Objects as rows of a table: fields within fields are columns named like `review.text`, and a list of words is a text. */
import { quote, shorten } from '../basics/index.ts';
import { tooManySentences } from './sentence-collector.ts';
import { type Place, sentenceError } from './sentence-error.ts';
import { MAX_COLUMNS, type SentenceGrid, tooManyColumns } from './sentence-grid.ts';
import { MAX_SENTENCES } from './sentence-options.ts';

/** Objects within objects are followed so far; what lies deeper is no field that anyone would choose. */
const MAX_DEPTH = 8;

/** Takes the objects of a file one after the other. */
export class Records {
  readonly #name: string;
  readonly #rows: ReadonlyMap<string, unknown>[] = [];
  readonly #places: Place[] = [];
  readonly #keys = new Set<string>();

  constructor(name: string) {
    this.#name = name;
  }

  /** @throws LensError `InputError` where there are too many */
  add(place: Place, record: object): void {
    if (this.#rows.length === MAX_SENTENCES) throw tooManySentences(this.#name, place, 'more');
    const row = new Map<string, unknown>();
    spread(record, '', 0, row);
    for (const key of row.keys()) this.#keys.add(key);
    if (this.#keys.size > MAX_COLUMNS) throw tooManyColumns(this.#name, place, this.#keys.size);
    this.#rows.push(row);
    this.#places.push(place);
  }

  grid(): SentenceGrid {
    const columns = [...this.#keys];
    const at = (row: number, column: number): unknown => this.#rows[row]?.get(columns[column] ?? '');
    return {
      columns: columns.map((key) => key.trim() || '(no name)'),
      count: this.#rows.length,
      placeOf: (row) => this.#places[row] ?? null,
      sample: (row, column) => plainText(at(row, column)) ?? sampleOf(at(row, column)),
      value: (row, column) => {
        const value = at(row, column);
        const text = plainText(value);
        if (text !== null) return text;
        const problem = `${quote(columns[column] ?? '')} is neither text nor a number`;
        throw sentenceError(this.#name, this.#places[row] ?? null, problem, {
          expected: 'text or a number',
          found: quote(sampleOf(value)),
          advice: 'Choose another column.',
        });
      },
    };
  }
}

function spread(record: object, before: string, depth: number, into: Map<string, unknown>): void {
  for (const [key, value] of Object.entries(record)) {
    if (isRecord(value) && depth < MAX_DEPTH) spread(value, `${before}${key}.`, depth + 1, into);
    else into.set(before + key, value);
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** '' for nothing; null for what is neither text, nor a number, nor a list of words. */
function plainText(value: unknown): string | null {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  const isWords = Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string');
  return isWords ? value.join(' ') : null;
}

/** A list or an object, without walking all of it: it may nest deeper than the stack. */
function sampleOf(value: unknown): string {
  if (!Array.isArray(value)) return '{…}';
  const begin = value.slice(0, 4).map((one) => plainText(one) ?? '…');
  return shorten(`[${begin.join(', ')}${value.length > 4 ? ', …' : ''}]`);
}
