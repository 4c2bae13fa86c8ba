/** A file of sentences, of whatever format, as texts with the true classes that it gives them. */
import { describeColumns, hasHeader, settleColumns } from './columns.ts';
import { detectFormat } from './detect-format.ts';
import { readJsonLines } from './json-lines.ts';
import { couldBeLabels, readLabels } from './labels.ts';
import { SentenceCollector } from './sentence-collector.ts';
import { sentenceError } from './sentence-error.ts';
import type { SentenceGrid } from './sentence-grid.ts';
import type { SentenceFile, SentenceFormat, SentenceOptions, SentenceTable, SettledSentences } from './sentence-options.ts';
import { eachLine, textOf } from './sentence-text.ts';
import { readSequence } from './sequence-file.ts';
import { gridOfTable, parseTable } from './table-file.ts';
import { readTrees } from './tree-file.ts';

/**
 * Reads a file as the options say, and where they say nothing as it looks.
 *
 * @throws LensError `InputError` whose `where` is the file and, where it can be told, the line
 */
export async function readSentences(file: SentenceFile, options: SentenceOptions): Promise<SentenceTable> {
  const text = textOf(file);
  const { name } = file;
  const format = options.format ?? detectFormat(name, text);
  const into = new SentenceCollector(name);
  const settled = await collect(text, name, format, options, into);
  if (into.texts.length === 0) throw sentenceError(name, null, 'there is no sentence in the file', { found: described(settled) });
  const hasLabels = format === 'trees' || format === 'sequence' || settled.label !== null;
  const { gold, notes } = hasLabels
    ? readLabels(into, format, options.classes, name)
    : { gold: new Int16Array(into.texts.length).fill(-1), notes: [] };
  return {
    settled,
    texts: into.texts,
    tokenised: format === 'trees' || format === 'sequence',
    gold,
    ...(format === 'trees' ? { trees: { spans: Uint16Array.from(into.spans), starts: Uint32Array.from(into.starts) } } : {}),
    notes: [...notes, ...leftOut(into.left)],
  };
}

async function collect(
  text: string,
  name: string,
  format: SentenceFormat,
  options: SentenceOptions,
  into: SentenceCollector,
): Promise<SettledSentences> {
  const plain: SettledSentences = { format, columns: [], text: 0, label: null, header: false };
  switch (format) {
    case 'lines':
      eachLine(text, (line, number) => into.add(number, line.trim()));
      return plain;
    case 'trees':
      readTrees(text, name, into);
      return plain;
    case 'sequence':
      readSequence(text, name, into);
      return plain;
    case 'jsonl': {
      const { grid, empty } = readJsonLines(text, name);
      into.left += empty;
      return { format, header: false, ...collectGrid(grid, name, options, true, into) };
    }
    default: {
      const table = await parseTable(text, name, format);
      const header = options.header ?? hasHeader(table);
      into.left += table.empty;
      return { format, header, ...collectGrid(gridOfTable(table, header, name), name, options, header, into) };
    }
  }
}

function collectGrid(
  grid: SentenceGrid,
  name: string,
  options: SentenceOptions,
  named: boolean,
  into: SentenceCollector,
): Pick<SettledSentences, 'columns' | 'text' | 'label'> {
  const settled = settleColumns(grid, name, options, named, (values) => couldBeLabels(values, options.classes));
  for (let row = 0; row < grid.count; row++) {
    const label = settled.label === null ? '' : grid.value(row, settled.label);
    into.add(grid.lineOf(row), grid.value(row, settled.text).trim(), label);
  }
  return { columns: describeColumns(grid), ...settled };
}

function leftOut(count: number): string[] {
  if (count === 0) return [];
  return [count === 1 ? '1 empty line is skipped.' : `${count.toLocaleString('en')} empty lines are skipped.`];
}

function described({ columns, text }: SettledSentences): string {
  return columns.length > 0 ? `nothing in the column ${columns[text]?.name ?? ''}` : 'no word';
}
