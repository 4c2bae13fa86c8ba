/** JSON lines (https://jsonlines.org): an object a line, its keys being the columns. */
import { quote } from '../basics/index.ts';
import { isRecord, Records } from './records.ts';
import { sentenceError } from './sentence-error.ts';
import type { SentenceGrid } from './sentence-grid.ts';
import { eachLine } from './sentence-text.ts';

const LINE_FORM = 'a JSON object such as {"text": "A fine film.", "label": "positive"}';

/** @throws LensError `InputError` that names a line that is not an object */
export function readJsonLines(text: string, name: string): { readonly grid: SentenceGrid; readonly empty: number } {
  const records = new Records(name);
  let empty = 0;
  eachLine(text, (line, number) => {
    if (line.trim() === '') empty++;
    else records.add(number, parseLine(line, number, name));
  });
  return { grid: records.grid(), empty };
}

function parseLine(line: string, number: number, name: string): object {
  const refuse = (problem: string) =>
    sentenceError(name, number, problem, { expected: LINE_FORM, found: quote(line.trim()), ...adviceFor(line) });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw refuse('the line is not valid JSON');
  }
  if (!isRecord(value)) throw refuse('the line is not a JSON object');
  return value;
}

/** One JSON value over many lines. */
function adviceFor(line: string) {
  return /^\s*[[{]\s*$/.test(line) || line.trim().startsWith('[') ? { advice: 'Choose JSON as the format.' } : {};
}
