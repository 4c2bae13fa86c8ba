/** Which columns are features, and which say when a step was and what it belongs to: as the person says, else as they look. */
import { dataError, listing } from '../basics/index.ts';
import { isMissing, numberIn, type RawRows } from './raw-rows.ts';
import type { SequenceOptions } from './sequence-options.ts';

export interface ChosenColumns {
  readonly time: number | null;
  readonly id: number | null;
  /** [F] columns by place, in the model's order. */
  readonly values: readonly number[];
  readonly notes: readonly string[];
}

const TIMES = /^(time|date|datetime|timestamp|when|t|step|time[_ ]?step|frame|tick|hour|day)$/i;
const IDS =
  /^(id|seq|sequence|sequence[_ ]?id|series|series[_ ]?id|sample|sample[_ ]?id|case|case[_ ]?id|group|unit|run|trial|session|subject|device|patient|patient[_ ]?id|window|name)$/i;

/** @throws LensError InputError where what is left is not what the model reads */
export function settleColumns(raw: RawRows, name: string, options: SequenceOptions): ChosenColumns {
  const { columns, named } = raw;
  const { width, features } = options;
  const places = features?.map((feature) => columns.indexOf(feature)) ?? [];
  const byName = named && features !== null && features !== undefined && places.every((place) => place >= 0);
  const free = (column: number) => !byName || !places.includes(column);
  const found = (pattern: RegExp) => {
    const place = named ? columns.findIndex((column, index) => pattern.test(column) && free(index)) : -1;
    return place < 0 ? null : place;
  };
  const spare = width === null ? 0 : columns.length - width;
  const needed = byName || width === null || spare > 0;
  const said = (column: number | string | null) => placeOf(column, columns, name);
  const id = options.id === undefined ? (needed && raw.parts === null ? found(IDS) : null) : said(options.id);
  const time = options.time === undefined ? (needed ? timeColumn(raw, found(TIMES), id, spare) : null) : said(options.time);
  const left = [...columns.keys()].filter((column) => column !== id && column !== time);
  const values = byName ? places : left;
  if (width !== null && values.length !== width) throw widthError(raw, name, options, values.length, { time, id });
  const unread = left.filter((column) => !values.includes(column)).map((column) => columns[column] ?? '');
  return { time, id, values, notes: notesOf(raw, options, { time, id, unread, byName }) };
}

function placeOf(said: number | string | null, columns: readonly string[], name: string): number | null {
  if (said === null) return null;
  const place = typeof said === 'number' ? said : columns.indexOf(said);
  if (columns[place] !== undefined) return place;
  const found = typeof said === 'number' ? `column ${said + 1}` : said;
  throw dataError(name, 'there is no such column', { expected: listing(columns), found });
}

/** A column called so; where one is left over, the first one that holds no numbers, or numbers that rise all along. */
function timeColumn(raw: RawRows, byName: number | null, id: number | null, spare: number): number | null {
  if (byName !== null && byName !== id) return byName;
  if (spare - (id === null ? 0 : 1) !== 1) return null;
  const first = id === 0 ? 1 : 0;
  const values = Array.from({ length: Math.min(raw.count, 1000) }, (_, row) => raw.cell(row, first));
  if (values.length < 2 || values.some(isMissing)) return null;
  const numbers = values.map(numberIn);
  if (numbers.every(Number.isNaN)) return new Set(values).size === values.length ? first : null;
  return numbers.every((value, row) => row === 0 || value > (numbers[row - 1] ?? Number.NaN)) ? first : null;
}

interface Settled {
  readonly time: number | null;
  readonly id: number | null;
}

function notesOf(
  { columns, named }: RawRows,
  options: SequenceOptions,
  { time, id, unread, byName }: Settled & { readonly unread: readonly string[]; readonly byName: boolean },
): string[] {
  const name = (column: number) => `“${columns[column] ?? ''}”`;
  const notes: string[] = [];
  if (options.time === undefined && time !== null) notes.push(`The column ${name(time)} is taken for the time.`);
  if (options.id === undefined && id !== null) notes.push(`The column ${name(id)} is taken for the name of the sequence.`);
  if (unread.length > 0) notes.push(`Not read, as the model has no such feature: ${listing(unread)}.`);
  if (named && options.features && !byName)
    notes.push(`The file’s columns are not called as the model’s features are: they are taken in the order of the file.`);
  return notes;
}

function widthError({ columns }: RawRows, name: string, options: SequenceOptions, found: number, { time, id }: Settled) {
  const { width, features } = options;
  const kinds = [time === null ? '' : `${columns[time]} is the time`, id === null ? '' : `${columns[id]} names the sequence`];
  const others = kinds.filter(Boolean).join(', ');
  const missing = features?.filter((feature) => !columns.includes(feature)) ?? [];
  const named = missing.length > 0 && missing.length < (features?.length ?? 0) ? `; there is no ${listing(missing)}` : '';
  return dataError(name, 'the file has the wrong number of features for this model', {
    expected: `${width} ${width === 1 ? 'number' : 'numbers'} a step${features ? ` (${listing(features)})` : ''}`,
    found: `${found}${others ? ` (${others})` : ''}: ${listing(columns)}${named}`,
    advice:
      width !== null && found > width
        ? 'Say which column is the time and which names the sequence, or leave out what the model does not read.'
        : undefined,
  });
}
