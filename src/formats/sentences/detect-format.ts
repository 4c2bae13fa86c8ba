import { foldClassName } from '../../model/class-names.ts';
import type { SentenceFormat } from './sentence-options.ts';
import { firstLines } from './sentence-text.ts';

const LOOKED_AT = 40;
const HEADER_NAMES = /^"?(text|sentences?|reviews?|comments?|content|labels?|class|sentiment|gold|stars|rating|id)"?$/;

/** What a file most likely is, by what stands in it, and by its name where that leaves a doubt: the name may lie. */
export function detectFormat(name: string, text: string): SentenceFormat {
  const lines = firstLines(text, LOOKED_AT);
  // Half is enough: the other lines may be what is wrong with the file.
  const most = (test: (line: string) => boolean): boolean => lines.filter(test).length * 2 >= lines.length;
  if (most((line) => /^\s*\(\d[ (]/.test(line))) return 'trees';
  const isLined = /\.(jsonl|ndjson)$/i.test(name);
  if (isLined && most((line) => /^\s*[[{"]/.test(line))) return 'jsonl';
  if (/^\s*\[\s*[{"]/.test(text)) return 'json';
  if (most((line) => /^\s*\{\s*"/.test(line))) return lines.length > 1 || !/\.json$/i.test(name) ? 'jsonl' : 'json';
  if (/^\s*\{\s*"/.test(text)) return 'json';
  if (most((line) => /^[^\t ]*\t[^\t]* \| [^\t]*$/.test(line))) return 'sequence';
  if (isTabbed(lines)) return 'tsv';
  if (/\.csv$/i.test(name)) return 'csv';
  if (/\.(tsv|tab)$/i.test(name) && most((line) => line.includes('\t'))) return 'tsv';
  return namesColumns(lines[0] ?? '') ? 'csv' : 'lines';
}

/** As many tabs in every line, and some. */
function isTabbed(lines: readonly string[]): boolean {
  const tabs = lines.map((line) => line.split('\t').length);
  return (tabs[0] ?? 0) > 1 && tabs.every((count) => count === tabs[0]);
}

/** As in `review,sentiment`: no sentence has that form. */
function namesColumns(line: string): boolean {
  const fields = line.split(/[,;]/);
  return fields.length > 1 && fields.some((field) => HEADER_NAMES.test(foldClassName(field)));
}
