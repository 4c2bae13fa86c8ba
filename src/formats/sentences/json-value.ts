/**
 * One JSON value: a list of objects or of texts; an object that holds such a list and else nothing of the kind; or columns, each a list or
 * an object by row numbers, as pandas writes with to_json.
 */
import { quote, shorten } from '../basics/index.ts';
import { isRecord, Records } from './records.ts';
import { sentenceError } from './sentence-error.ts';
import type { SentenceGrid } from './sentence-grid.ts';

const FORM =
  'a list of objects such as {"text": "A fine film.", "label": "positive"}, a list of texts, or columns of equal length';

/** @throws LensError `InputError` that names the line of what is not JSON, or the entry that is no object */
export function readJsonValue(text: string, name: string): SentenceGrid {
  const value = parse(text, name);
  const columns = columnsOf(value);
  const entries = columns ? rowsOf(columns) : listIn(value);
  if (!entries) {
    throw sentenceError(name, null, 'there is no list of sentences in the JSON value', {
      expected: FORM,
      found: isRecord(value)
        ? `an object with the fields ${quote(Object.keys(value).join(', '))}`
        : quote(JSON.stringify(value) ?? ''),
    });
  }
  const records = new Records(name);
  for (const [index, entry] of entries.entries()) {
    const place = `entry ${index + 1}` as const;
    if (typeof entry === 'string') records.add(place, { text: entry });
    else if (isRecord(entry)) records.add(place, entry);
    else throw sentenceError(name, place, 'the entry is neither an object nor a text', { expected: FORM, found: foundIn(entry) });
  }
  return records.grid();
}

function foundIn(entry: unknown): string {
  return Array.isArray(entry) ? `a list of ${entry.length}` : quote(String(entry));
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    // Where it breaks is told by some engines, and for some mistakes, alone.
    const [, position] = /at position (\d+)/.exec(message) ?? [];
    const line = position === undefined ? null : text.slice(0, Number(position)).split('\n').length;
    const found = position === undefined ? shorten(message) : quote(text.slice(Number(position), Number(position) + 40));
    throw sentenceError(name, line, 'the file is not valid JSON', { expected: FORM, found });
  }
}

function listIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return null;
  const lists = Object.values(value).filter(
    (one): one is unknown[] => Array.isArray(one) && one.length > 0 && one.every(isRecord),
  );
  return lists.length === 1 ? (lists[0] ?? null) : null;
}

type Column = readonly [name: string, values: readonly unknown[]];

/** At least one column of texts, all as long. */
function columnsOf(value: unknown): readonly Column[] | null {
  if (!isRecord(value)) return null;
  const columns = Object.entries(value).map(([name, values]): Column | null => {
    if (Array.isArray(values)) return [name, values];
    return isRecord(values) && Object.keys(values).every((key) => /^\d+$/.test(key)) ? [name, Object.values(values)] : null;
  });
  const [first] = columns;
  if (!first || !columns.every((column) => column !== null && column[1].length === first[1].length)) return null;
  const whole = columns.filter((column) => column !== null);
  return whole.some(([, values]) => values.length > 0 && values.every((one) => typeof one === 'string')) ? whole : null;
}

function rowsOf(columns: readonly Column[]): readonly unknown[] {
  const count = columns[0]?.[1].length ?? 0;
  return Array.from({ length: count }, (_, row) => Object.fromEntries(columns.map(([name, values]) => [name, values[row]])));
}
