/** `npm run --silent explain`: what a line of input is: text, tokens, word ids, or rows of numbers. */
import { MAX_STEPS } from '../src/engine/numbers-protocol.ts';
import type { ExplainRequest } from '../src/engine/protocol.ts';
import { usageError } from './explain-model.ts';

export const INPUT_USAGE = `A line is text; with --tokens, tokens split by single spaces; with --ids, word ids split by spaces or commas; with --numbers, rows of
numbers: JSON ([[1, 2], [3, 4]], one row per position) or the name of a file of them.`;

const flag = { type: 'boolean' } as const;

/** For parseArgs. */
export const INPUT_OPTIONS = { tokens: flag, ids: flag, numbers: flag };

type InputValues = { readonly [option in keyof typeof INPUT_OPTIONS]?: boolean | undefined };

/** @throws LensError InputError where lines are said to be of two kinds */
export function checkInput(values: InputValues): void {
  const [kind, ...others] = kindsOf(values);
  if (others.length === 0) return;
  const expected = 'one of --tokens, --ids, --numbers';
  throw usageError(`--${kind}`, 'is combined with another', expected, `--${[kind, ...others].join(', --')}`);
}

/** Whether a line names a file of numbers. */
export function isFileOfNumbers(line: string, { numbers = false }: InputValues): boolean {
  return numbers && !/^\s*\[/.test(line);
}

/** What a line says that names no file. @throws LensError InputError naming the option */
export function readInput(line: string, values: InputValues): ExplainRequest['input'] {
  const [kind] = kindsOf(values);
  if (kind === 'tokens') return { tokens: splitTokens(line) };
  if (kind === 'ids') return { ids: readIds(line) };
  return kind === 'numbers' ? { numbers: readRows(line), most: MAX_STEPS } : { text: line };
}

function kindsOf(values: InputValues): string[] {
  return Object.keys(INPUT_OPTIONS).filter((option) => values[option as keyof InputValues]);
}

/** "The text is already tokens split by single spaces": nothing else is touched, not even the two tokens that hold a U+00A0. */
function splitTokens(sentence: string): string[] {
  if (sentence === '') return [];
  const tokens = sentence.split(' ');
  if (tokens.includes(''))
    throw usageError('--tokens', 'a token is empty', 'tokens split by single spaces', JSON.stringify(sentence));
  return tokens;
}

function readIds(line: string): number[] {
  const parts = line.split(/[\s,[\]]+/).filter(Boolean);
  const wrong = parts.find((part) => !/^\d+$/.test(part));
  if (wrong !== undefined) throw usageError('--ids', 'is not a word id', 'whole numbers from 0', wrong);
  return parts.map(Number);
}

function readRows(line: string): number[][] {
  const expected = 'JSON: a list of rows, each a list of numbers';
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw usageError('--numbers', (error as Error).message, expected, line.slice(0, 40));
  }
  const isRows =
    Array.isArray(value) && value.every((row) => Array.isArray(row) && row.every((number) => typeof number === 'number'));
  if (!isRows) throw usageError('--numbers', 'are not rows of numbers', expected, line.slice(0, 40));
  return value as number[][];
}
