/** A file of sequences of numbers, of whatever format. */
import { dataError } from '../basics/index.ts';
import { textOf } from '../sentences/index.ts';
import { cellValues } from './cell-values.ts';
import { readJsonRows } from './json-rows.ts';
import { readNpyRows } from './npy-rows.ts';
import { placeNames, type RawRows } from './raw-rows.ts';
import {
  MAX_BYTES,
  MAX_SEQUENCES,
  MAX_VALUES,
  type SequenceFile,
  type SequenceFormat,
  type SequenceOptions,
  type SequencePart,
  type SequenceTable,
} from './sequence-options.ts';
import { cutWindows, partsOf } from './sequence-parts.ts';
import { settleColumns } from './settle-columns.ts';
import { readTable } from './table-rows.ts';
import { readTextRows } from './text-rows.ts';

const NUMBERS = { name: 'a file of sequences of numbers', expected: 'rows of numbers as text, or a numpy array' };
const TEXT = { name: 'text', expected: 'text, a line per sequence' };

/**
 * Reads a file as the options say, and where they say nothing as it looks; what is guessed is said in the notes.
 *
 * @throws LensError `InputError` whose `where` is the file, and whose `found` names lines and columns
 */
export async function readSequences(file: SequenceFile, options: SequenceOptions): Promise<SequenceTable> {
  const { name } = file;
  const format = options.format ?? (options.vectors ? 'text' : formatOf(file));
  const missing = options.missing ?? 'refuse';
  if (format === 'text') return readText(file, options);
  const raw = await rowsOf(file, format, options);
  if (raw.count === 0)
    throw dataError(name, 'there is no row of numbers in the file', { expected: 'at least one', found: 'none' });
  const { time, id, values: columns, notes } = settleColumns(raw, name, options);
  checkSize(name, raw.count, columns.length);
  const whole = partsOf(raw, id, name);
  checkParts(name, whole);
  const { values, ...gaps } = cellValues(raw, columns, whole, missing, name);
  const cut = cutParts(whole, options, name);
  return {
    settled: {
      format,
      header: raw.named,
      columns: format === 'npy' ? [] : raw.columns,
      time,
      id,
      windows: options.windows ?? null,
      missing,
    },
    features: options.features ?? (raw.named ? columns.map((column) => raw.columns[column] ?? '') : inputNames(columns.length)),
    values,
    times: time === null ? raw.times : Array.from({ length: raw.count }, (_, row) => String(raw.cell(row, time) ?? '')),
    words: null,
    sequences: cut.parts,
    ...gaps,
    notes: [...raw.notes, ...notes, ...cut.notes],
  };
}

function inputNames(count: number): string[] {
  return placeNames(count).map((_, index) => `input ${index + 1}`);
}

/** By its content; the name tells tabs from commas. */
function formatOf({ name, bytes }: SequenceFile): SequenceFormat {
  if (bytes[0] === 0x93 && bytes[1] === 0x4e) return 'npy';
  if (/\.(tsv|tab)$/i.test(name)) return 'tsv';
  const begin = String.fromCharCode(...bytes.subarray(0, 200))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  return begin.startsWith('[') || begin.startsWith('{') ? 'json' : /\.npy$/i.test(name) ? 'npy' : 'csv';
}

async function rowsOf(file: SequenceFile, format: SequenceFormat, { header }: SequenceOptions): Promise<RawRows> {
  if (format === 'npy') return readNpyRows(file);
  const { text } = textOf(checked(file), undefined, NUMBERS);
  return format === 'json' ? readJsonRows(text, file.name) : readTable(text, file.name, format === 'tsv', header);
}

function readText(file: SequenceFile, options: SequenceOptions): SequenceTable {
  const { vectors, width } = options;
  if (!vectors) {
    throw dataError(file.name, 'is text, and nothing says how it becomes numbers', {
      expected: 'an alphabet, or a file of word vectors',
    });
  }
  const { features, values, words, parts, notes } = readTextRows(
    textOf(checked(file), undefined, TEXT).text,
    file.name,
    vectors,
    width,
  );
  checkParts(file.name, parts);
  const cut = cutParts(parts, options, file.name);
  return {
    settled: {
      format: 'text',
      header: false,
      columns: [],
      time: null,
      id: null,
      windows: options.windows ?? null,
      missing: 'refuse',
    },
    features,
    values,
    times: null,
    words,
    sequences: cut.parts,
    missing: [],
    missingCount: 0,
    notes: [...notes, ...cut.notes],
  };
}

/** @throws LensError InputError where it is larger than what is read */
function checked(file: SequenceFile): SequenceFile {
  if (file.bytes.length <= MAX_BYTES) return file;
  const found = `${file.bytes.length}`;
  throw dataError(file.name, 'the file is too large', {
    expected: `at most ${MAX_BYTES} bytes`,
    found,
    advice: 'Use a part of it.',
  });
}

function cutParts(parts: readonly SequencePart[], { windows }: SequenceOptions, name: string) {
  return windows ? cutWindows(parts, windows, name) : { parts, notes: [] };
}

function checkSize(name: string, rows: number, features: number): void {
  if (rows * features <= MAX_VALUES) return;
  throw dataError(name, 'the file holds too many numbers', {
    expected: `at most ${MAX_VALUES}`,
    found: `${rows} rows of ${features}`,
    advice: 'Use a part of the file.',
  });
}

function checkParts(name: string, parts: readonly SequencePart[]): void {
  const empty = parts.findIndex(({ from, to }) => from === to);
  if (empty >= 0) throw dataError(name, `sequence ${parts[empty]?.name || empty + 1} has no rows`, { expected: 'at least one' });
  if (parts.length > MAX_SEQUENCES)
    throw dataError(name, 'there are too many sequences', { expected: `at most ${MAX_SEQUENCES}`, found: `${parts.length}` });
}
