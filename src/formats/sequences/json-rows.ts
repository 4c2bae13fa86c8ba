/** Sequences as JSON: lists of lists of numbers, records as pandas writes them, or an object that names its sequences and features. */
import { dataError, parseJson, quote } from '../basics/index.ts';
import { placeNames, type RawRows } from './raw-rows.ts';
import type { SequencePart } from './sequence-options.ts';

const JSON_FORM =
  'rows of numbers [[1, 2], [3, 4]], several sequences of them, records [{"a": 1, "b": 2}], or {"features": […], "sequences": [{"name": …, "values": [[…]]}]}';

/** A sequence of the file, as it stands there. */
interface Given {
  readonly name: string;
  readonly rows: readonly (readonly unknown[])[];
  readonly times: readonly unknown[] | null;
}

/** @throws LensError InputError that names sequence and row */
export function readJsonRows(text: string, name: string): RawRows {
  const value = parsed(text, name);
  const records = recordsOf(value);
  if (records) return records;
  const { given, features } = sequencesOf(value, name);
  const width = features?.length ?? given.find(({ rows: own }) => own.length > 0)?.rows[0]?.length ?? 0;
  checkWidths(given, width, name);
  const rows = given.flatMap(({ rows: own }) => own);
  const parts = partsOf(given);
  const where = (row: number) => {
    const part = parts.find(({ from, to }) => row >= from && row < to);
    return given.length === 1 || !part ? `row ${row + 1}` : `sequence ${part.name}, row ${row - part.from + 1}`;
  };
  const hasTimes = given.every(({ times, rows: own }) => times?.length === own.length);
  return {
    columns: features ?? placeNames(width),
    named: features !== null,
    count: rows.length,
    cell: (row, column) => rows[row]?.[column],
    whereOf: where,
    parts: given.length === 1 && given[0]?.name === '' ? null : parts,
    times: hasTimes ? given.flatMap(({ times }) => times ?? []).map(String) : null,
    notes: [],
  };
}

/** Python writes NaN, which JSON does not know: it is a value that is missing. */
function parsed(text: string, name: string): unknown {
  const plain = text.includes('"') ? text : text.replace(/\bNaN\b/g, 'null');
  try {
    return parseJson(plain, name, JSON_FORM);
  } catch {
    throw dataError(name, 'is not valid JSON', { expected: JSON_FORM, found: quote(text.trim()) });
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** [{a: 1, b: 2}, …], or {a: [1, …], b: [2, …]}. */
function recordsOf(value: unknown): RawRows | null {
  if (isRecord(value)) {
    const lists = Object.entries(value).flatMap(([key, list]) => (isPlainList(list) ? [[key, list] as const] : []));
    const count = lists[0]?.[1].length ?? 0;
    if (lists.length === 0 || lists.length < Object.keys(value).length || lists.some(([, list]) => list.length !== count))
      return null;
    return rawRecords(
      lists.map(([key]) => key),
      count,
      (row, column) => lists[column]?.[1][row],
    );
  }
  if (!Array.isArray(value) || value.length === 0 || !value.every(isRecord)) return null;
  const records: readonly Readonly<Record<string, unknown>>[] = value;
  if ('values' in (records[0] ?? {})) return null;
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return rawRecords(keys, records.length, (row, column) => {
    const record = records[row] ?? {};
    const key = keys[column] ?? '';
    return Object.hasOwn(record, key) ? record[key] : null;
  });
}

function isPlainList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null);
}

function rawRecords(columns: readonly string[], count: number, cell: RawRows['cell']): RawRows {
  return { columns, named: true, count, cell, whereOf: (row) => `row ${row + 1}`, parts: null, times: null, notes: [] };
}

function sequencesOf(value: unknown, name: string): { given: Given[]; features: readonly string[] | null } {
  if (isRecord(value)) {
    const { features, sequences, values, times } = value;
    const names = Array.isArray(features) ? features.map(String) : null;
    if (Array.isArray(sequences)) return { given: sequences.map((one, index) => sequenceOf(one, index, name)), features: names };
    if (Array.isArray(values)) return { given: [sequenceOf({ values, times }, -1, name)], features: names };
    throw formError(name, `an object with ${Object.keys(value).slice(0, 5).map(quote).join(', ') || 'nothing in it'}`);
  }
  if (!Array.isArray(value)) throw formError(name, quote(String(value)));
  const list: readonly unknown[] = value;
  if (list.length === 0) return { given: [], features: null };
  const isMany = list.every((one) => isRecord(one) || (Array.isArray(one) && one.length > 0 && one.every(Array.isArray)));
  return {
    given: isMany ? list.map((one, index) => sequenceOf(one, index, name)) : [sequenceOf(list, -1, name)],
    features: null,
  };
}

/** @param index its place among others; -1: it is the only one */
function sequenceOf(given: unknown, index: number, file: string): Given {
  const { name, values, times } = isRecord(given) ? given : { name: undefined, values: given, times: undefined };
  if (!Array.isArray(values)) throw formError(file, `sequence ${index + 1} without values`);
  return {
    name: index < 0 ? '' : typeof name === 'string' || typeof name === 'number' ? String(name) : String(index + 1),
    rows: values.map((row: unknown) => (Array.isArray(row) ? row : [row])),
    times: Array.isArray(times) ? times : null,
  };
}

function partsOf(given: readonly Given[]): SequencePart[] {
  let from = 0;
  return given.map(({ name, rows }) => {
    const part = { name, from, to: from + rows.length };
    from = part.to;
    return part;
  });
}

function checkWidths(given: readonly Given[], width: number, name: string): void {
  for (const { name: own, rows } of given) {
    const wrong = rows.findIndex((row) => row.length !== width);
    if (wrong < 0) continue;
    const where = own === '' ? `${name}, row ${wrong + 1}` : `${name}, sequence ${own}, row ${wrong + 1}`;
    throw dataError(where, 'the row has a different number of values', {
      expected: `${width}`,
      found: `${rows[wrong]?.length ?? 0}`,
      advice: 'Write null for a value that is missing.',
    });
  }
}

function formError(name: string, found: string) {
  return dataError(name, 'the JSON holds no sequences of numbers', { expected: JSON_FORM, found });
}
