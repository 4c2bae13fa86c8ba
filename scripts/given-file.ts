/** A file of sentences on the command line: read as the page reads it, its columns by name or by number, whole or one part of several. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  readSentences,
  SENTENCE_ENCODINGS,
  SENTENCE_FORMATS,
  type SentenceOptions,
  type SentenceTable,
} from '../src/formats/sentences/index.ts';
import { usageError } from './explain-model.ts';

export const FILE_USAGE = `Files of sentences: [--file FILE] [--text-column NAME|N] [--label-column NAME|N|none] [--file-format ${SENTENCE_FORMATS.join('|')}]
  [--encoding NAME]. Any file that the page reads; columns by name or by number from 1. What is not said is found out from the file, and told.`;

const text = { type: 'string' } as const;

/** For parseArgs. */
export const FILE_OPTIONS = { file: text, 'text-column': text, 'label-column': text, 'file-format': text, encoding: text };

type FileValues = { readonly [option in keyof typeof FILE_OPTIONS]?: string | undefined };

/**
 * @param classes the model's, which labels name
 * @returns null: no file is given
 * @throws LensError InputError of what the options or the file say
 */
export async function readGivenFile(values: FileValues, classes: readonly string[]): Promise<SentenceTable | null> {
  const { file: path } = values;
  if (path === undefined) {
    const alone = Object.keys(FILE_OPTIONS).find((option) => values[option as keyof FileValues] !== undefined);
    if (alone) throw usageError(`--${alone}`, 'says how a file is read, and there is none', '--file FILE beside it');
    return null;
  }
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw usageError('--file', (error as Error).message, 'a file of sentences', path);
  }
  const file = { name: basename(path), bytes };
  const options: SentenceOptions = {
    classes,
    ...chosen('format', SENTENCE_FORMATS, values['file-format'], '--file-format'),
    ...chosen('encoding', SENTENCE_ENCODINGS, values.encoding, '--encoding'),
  };
  const { 'text-column': sentences, 'label-column': labels } = values;
  if (sentences === undefined && labels === undefined) return readSentences(file, options);
  const names = (await readSentences(file, options)).settled.columns.map(({ name }) => name);
  return readSentences(file, {
    ...options,
    ...(sentences === undefined ? {} : { text: columnOf(sentences, names, '--text-column') }),
    ...(labels === undefined ? {} : { label: labels === 'none' ? null : columnOf(labels, names, '--label-column') }),
  });
}

function chosen<K extends string, T extends string>(key: K, known: readonly T[], said: string | undefined, flag: string) {
  if (said === undefined) return {};
  const found = known.find((one) => one === said);
  if (!found) throw usageError(flag, 'is none of those there are', known.join(', '), said || 'nothing');
  return { [key]: found } as { readonly [key in K]: T };
}

/** A column by its name, else by its number from 1. */
function columnOf(said: string, names: readonly string[], flag: string): number {
  const byName = names.indexOf(said);
  if (byName >= 0) return byName;
  if (/^[1-9]\d*$/.test(said) && Number(said) <= names.length) return Number(said) - 1;
  throw usageError(flag, 'is no column of the file', names.length > 0 ? names.join(', ') : 'none: it has no columns', said);
}

/** One of several parts of a list, each of neighbours: together they are the whole. */
export interface Shard {
  readonly from: number;
  readonly to: number;
  /** What stands once, such as names of columns, is the first part's. */
  readonly first: boolean;
}

/** @param said `K/N`, the K-th of N parts, from 1; undefined: the whole @throws LensError InputError */
export function readShard(said: string | undefined, count: number): Shard {
  if (said === undefined) return { from: 0, to: count, first: true };
  const [, part, parts] = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(said) ?? [];
  const [k, n] = [Number(part), Number(parts)];
  if (!(k <= n)) throw usageError('--shard', 'is no part of a whole', 'K/N, such as 1/4 to 4/4', said || 'nothing');
  return { from: Math.floor(((k - 1) * count) / n), to: Math.floor((k * count) / n), first: k === 1 };
}
