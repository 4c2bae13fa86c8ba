/** A file of sentences, of whatever format, as texts with the true classes that it gives them. */
import { quote } from '../basics/index.ts';
import { kindOfContent, startsLikeZip } from '../containers/index.ts';
import { describeColumns, hasHeader, settleColumns } from './columns.ts';
import { detectFormat } from './detect-format.ts';
import { readJsonLines } from './json-lines.ts';
import { readJsonValue } from './json-value.ts';
import { couldBeLabels, readLabels } from './labels.ts';
import { isParquet, readParquet } from './parquet-file.ts';
import { SentenceCollector } from './sentence-collector.ts';
import { sentenceError } from './sentence-error.ts';
import type { SentenceGrid } from './sentence-grid.ts';
import type { SentenceFile, SentenceFormat, SentenceOptions, SentenceTable, SettledSentences } from './sentence-options.ts';
import { checkSize, eachLine, textOf } from './sentence-text.ts';
import { readSequence } from './sequence-file.ts';
import { gridOfTable, parseTable, type Table } from './table-file.ts';
import { readTrees } from './tree-file.ts';
import { readWorkbook } from './workbook-file.ts';

/**
 * Reads a file as the options say, and where they say nothing as it looks.
 *
 * @throws LensError `InputError` whose `where` is the file and, where it can be told, the line
 */
export async function readSentences(file: SentenceFile, options: SentenceOptions): Promise<SentenceTable> {
  checkSize(file);
  const { name } = file;
  const into = new SentenceCollector(name, options.tagsAsSpaces);
  const { notes: ofReading, ...source } = await collect(file, options, into);
  if (into.texts.length === 0) throw sentenceError(name, null, 'there is no sentence in the file', { found: described(source) });
  const { format, label } = source;
  const hasLabels = format === 'trees' || format === 'sequence' || label !== null;
  const { gold, labels, notes } = hasLabels
    ? readLabels(into.labels, format, options)
    : { gold: new Int16Array(into.texts.length).fill(-1), labels: [], notes: [] };
  const { tagsAsSpaces = false } = options;
  return {
    settled: { ...source, tagged: into.tagged, tagsAsSpaces, labels },
    texts: into.texts,
    tokenised: format === 'trees' || format === 'sequence',
    gold,
    ...(format === 'trees' ? { trees: { spans: Uint16Array.from(into.spans), starts: Uint32Array.from(into.starts) } } : {}),
    notes: [...ofReading, ...notes, ...leftOut(into.left), ...tagsNote(into.tagged, tagsAsSpaces)],
  };
}

type Source = Omit<SettledSentences, 'tagged' | 'tagsAsSpaces' | 'labels'> & { readonly notes: readonly string[] };

async function collect(file: SentenceFile, options: SentenceOptions, into: SentenceCollector): Promise<Source> {
  const { name, bytes } = file;
  const asked = options.format;
  const whole = { encoding: null, sheets: [], sheet: 0, header: false, notes: [] };
  if (asked === 'parquet' || (!asked && isParquet(bytes))) {
    return { ...whole, format: 'parquet', ...collectGrid(await readParquet(file), name, options, true, into) };
  }
  if (asked === 'xlsx' || (!asked && isWorkbook(file))) {
    const { table, ...book } = await readWorkbook(file, options.sheet);
    const others =
      book.sheets.length > 1 ? [`Read is the sheet ${quote(book.sheets[book.sheet] ?? '')}, one of ${book.sheets.length}.`] : [];
    return { ...whole, ...book, format: 'xlsx', notes: others, ...collectTable(table, name, options, into) };
  }
  const { text, encoding, guessed } = textOf(file, options.encoding);
  const format = asked ?? detectFormat(name, text);
  const notes = guessed
    ? [
        'The file is not in UTF-8. It is read as Windows-1252 (Western European): where letters look wrong, choose another encoding.',
      ]
    : [];
  return { ...whole, encoding, notes, format, ...(await collectText(text, name, format, options, into)) };
}

/** Whatever an office program packs: the reader says what is no workbook. */
function isWorkbook({ name, bytes }: SentenceFile): boolean {
  return startsLikeZip(bytes) && (kindOfContent(bytes) === 'office' || /\.xlsx$/i.test(name));
}

type Columns = Pick<SettledSentences, 'columns' | 'text' | 'label' | 'header'>;
const NO_COLUMNS: Columns = { columns: [], text: 0, label: null, header: false };

async function collectText(
  text: string,
  name: string,
  format: SentenceFormat,
  options: SentenceOptions,
  into: SentenceCollector,
): Promise<Columns> {
  switch (format) {
    case 'lines':
      eachLine(text, (line, number) => into.add(number, line.trim()));
      return NO_COLUMNS;
    case 'trees':
      readTrees(text, name, into);
      return NO_COLUMNS;
    case 'sequence':
      readSequence(text, name, into);
      return NO_COLUMNS;
    case 'jsonl': {
      const { grid, empty } = readJsonLines(text, name);
      into.left += empty;
      return collectGrid(grid, name, options, true, into);
    }
    case 'json':
      return collectGrid(readJsonValue(text, name), name, options, true, into);
    default:
      return collectTable(await parseTable(text, name, format === 'tsv' ? 'tsv' : 'csv'), name, options, into);
  }
}

function collectTable(table: Table, name: string, options: SentenceOptions, into: SentenceCollector): Columns {
  const header = options.header ?? hasHeader(table);
  into.left += table.empty;
  return { ...collectGrid(gridOfTable(table, header, name), name, options, header, into), header };
}

function collectGrid(
  grid: SentenceGrid,
  name: string,
  options: SentenceOptions,
  named: boolean,
  into: SentenceCollector,
): Columns {
  const settled = settleColumns(grid, name, options, named, (values) => couldBeLabels(values, options.classes));
  for (let row = 0; row < grid.count; row++) {
    // What is no text is no class either: it counts as a label that is not known.
    const label = settled.label === null ? '' : grid.sample(row, settled.label);
    into.add(grid.placeOf(row), grid.value(row, settled.text).trim(), label);
  }
  return { columns: describeColumns(grid), header: false, ...settled };
}

function leftOut(count: number): string[] {
  if (count === 0) return [];
  return [count === 1 ? '1 empty line is skipped.' : `${count.toLocaleString('en')} empty lines are skipped.`];
}

function described({ columns, text }: Columns): string {
  return columns.length > 0 ? `nothing in the column ${columns[text]?.name ?? ''}` : 'no word';
}

function tagsNote(count: number, asSpaces: boolean): string[] {
  if (count === 0) return [];
  const sentences = count === 1 ? '1 sentence has' : `${count.toLocaleString('en')} sentences have`;
  return [asSpaces ? `${sentences} HTML tags, read as spaces.` : `${sentences} HTML tags such as <br />, read as they stand.`];
}
