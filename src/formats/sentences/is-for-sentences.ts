import { kindOfContent } from '../containers/index.ts';
import { detectFormat } from './detect-format.ts';
import { isParquet } from './parquet-file.ts';
import { encodingOf, firstLines, tryDecode } from './sentence-text.ts';

/** So much of a file tells what it is. */
const LOOKED_AT = 65_536;
const OF_MODELS =
  /^(vocab|model)(\.\w+)?$|(vocab|word_?(2|to)?_?(id|ix|index|int)|stoi|itos)\w*\.(csv|tsv)$|\.(pt|pth|bin|safetensors|np[yz]|h5|hdf5|keras|zip|pkl|pickle|py)$/i;
const OF_SENTENCES = /\.(csv|tsv|tab|jsonl|ndjson|xlsx|parquet)$/i;

/** A word with its id, or with its vector. */
const WORD_WITH_NUMBERS = /^\s*\S+(\s+-?\d+(\.\d+)?(e[+-]?\d+)?)+\s*$/i;

/**
 * Whether a single file given without a word is one of sentences, rather than one of a model (a list of words, config.json).
 *
 * @param begin its first bytes
 */
export function isForSentences(name: string, begin: Uint8Array): boolean {
  if (isParquet(begin)) return true;
  const kind = kindOfContent(begin);
  if (kind !== null) return OF_SENTENCES.test(name) || /\.txt$/i.test(name);
  if (OF_MODELS.test(name)) return false;
  if (OF_SENTENCES.test(name)) return true;
  const text = beginningOf(begin);
  if (text === null || text.includes('\0')) return false;
  const format = detectFormat(name, text);
  // An object is a vocabulary or a configuration; a list of single words is a vocabulary.
  if (format === 'json') return /^\s*\[\s*(\{|"[^"\s]+\s)/.test(text);
  if (format !== 'lines') return format !== 'jsonl' || areRecords(firstLines(text, 2));
  // A vocabulary has a word a line.
  const lines = firstLines(text, 200);
  const most = (test: (line: string) => boolean) => lines.filter(test).length * 2 > lines.length;
  return !/^\s*[[{]/.test(text) && most((line) => /\S\s+\S/.test(line)) && !most((line) => WORD_WITH_NUMBERS.test(line));
}

/** A single object is a vocabulary or a Tokenizer, written without line ends. */
function areRecords(lines: readonly string[]): boolean {
  return lines.length > 1 && lines.every((line) => /\}\s*$/.test(line));
}

/** The text up to the last line that is whole: the cut may go through a character. null: no text in any encoding that is found out. */
function beginningOf(begin: Uint8Array): string | null {
  const cut = begin.subarray(0, LOOKED_AT);
  const end = cut.lastIndexOf(10);
  const whole = begin.length < LOOKED_AT || end < 0 ? cut : cut.subarray(0, end + 1);
  const { encoding } = encodingOf(whole);
  return tryDecode(encoding.startsWith('utf-16') ? cut.subarray(0, cut.length & ~1) : whole, encoding);
}
