/** What is asked about, as the model reads it: text, tokens, word ids or rows of numbers. */
import { finiteScores } from '../model/finite-scores.ts';
import { tokenize } from '../model/tokenizer.ts';
import type { ModelInUse } from './model-in-use.ts';
import { type ExplainRequest, type ExplainResponse, MAX_TOKENS, type NotRead } from './protocol.ts';
import { deleteWords, inputError } from './requests.ts';

export interface Sentence extends Pick<ExplainResponse, 'spans' | 'omitted'> {
  readonly tokens: string[];
  readonly unknown: boolean[];
  /** Words that the model's program leaves out. */
  readonly notRead: readonly NotRead[];
  /** [T] word ids, or positions of `rows`; -1: a row of zeros. */
  readonly ids: Int32Array;
  /** [T][F], where the model reads numbers. */
  readonly rows: readonly ArrayLike<number>[] | null;
}

/** @throws LensError InputError where there is nothing to read, or not what this model reads */
export function readInput(model: ModelInUse, { input, deleted = [] }: Pick<ExplainRequest, 'input' | 'deleted'>): Sentence {
  const isNumbers = model.config.input === 'numbers';
  if ('numbers' in input) {
    if (!isNumbers) throw inputError('input', 'is numbers', 'words: this model reads words', 'rows of numbers');
    return readNumbers(model, input.numbers, deleted, input.most ?? MAX_TOKENS);
  }
  if (isNumbers) {
    throw inputError(
      'input',
      'is not a numbers',
      `rows of ${model.config.embeddingSize} numbers: this model reads these`,
      'words',
    );
  }
  if ('ids' in input) return readIds(model, input.ids, deleted);
  const { tokenizer, vocabulary } = model;
  const all = 'tokens' in input ? input.tokens.map((text) => ({ text, start: 0, end: 0 })) : tokenize(input.text, tokenizer);
  if (all.length === 0) throw inputError('sentence', 'has no words', 'at least one word', 'none');
  const words = all.map(({ text }) => text);
  const readsAll = 'tokens' in input && input.readsAll === true;
  const { positions, ids, unknown } = readsAll
    ? { positions: [...words.keys()], ...vocabulary.lookUp(words) }
    : vocabulary.read(words);
  const read = positions.map((position) => all[position]).filter((token) => token !== undefined);
  const kept = read.slice(0, MAX_TOKENS);
  return {
    tokens: kept.map(({ text }) => text),
    spans: 'tokens' in input ? null : kept.map(({ start, end }) => ({ start, end })),
    omitted: read.slice(MAX_TOKENS).map(({ text }) => text),
    unknown: unknown.slice(0, MAX_TOKENS),
    notRead: notRead(words, positions.slice(0, MAX_TOKENS)),
    ids: deleteWords(ids.slice(0, MAX_TOKENS), deleted),
    rows: null,
  };
}

/** The words between and behind those at `positions`; where the sentence was cut, none beyond. */
function notRead(words: readonly string[], positions: readonly number[]): NotRead[] {
  if (positions.length === words.length) return [];
  const end = positions.length === MAX_TOKENS ? (positions.at(-1) ?? 0) + 1 : words.length;
  const read = new Set(positions);
  let before = 0;
  return words.slice(0, end).flatMap((word, position) => {
    if (!read.has(position)) return [{ word, before }];
    before++;
    return [];
  });
}

function readIds({ vocabulary }: ModelInUse, given: readonly number[], deleted: readonly number[]): Sentence {
  const { words } = vocabulary;
  if (given.length === 0) throw inputError('sentence', 'has no words', 'at least one word id', 'none');
  const wrong = given.find((id) => words[id] === undefined);
  if (wrong !== undefined) throw inputError('ids', 'are not word ids', `0 to ${words.length - 1}`, String(wrong));
  const name = (id: number) => words[id] ?? String(id);
  const kept = given.slice(0, MAX_TOKENS);
  return {
    tokens: kept.map(name),
    spans: null,
    omitted: given.slice(MAX_TOKENS).map(name),
    unknown: kept.map(() => false),
    notRead: [],
    ids: deleteWords(Int32Array.from(kept), deleted),
    rows: null,
  };
}

/** @param given [T][F] of which at most `most` are read */
export function readNumbers(
  { config }: ModelInUse,
  given: readonly ArrayLike<number>[],
  deleted: readonly number[],
  most: number,
): Sentence {
  const { embeddingSize: F } = config;
  if (given.length === 0) throw inputError('numbers', 'are none', `at least one row of ${F} numbers`, 'none');
  for (const [t, row] of given.entries()) {
    const where = `numbers row ${t}`;
    if (row.length !== F) throw inputError(where, 'has the wrong length', `${F} numbers`, String(row.length));
    const wrong = Array.prototype.find.call(row, (value: number) => !Number.isFinite(value));
    if (wrong !== undefined) throw inputError(where, 'holds something that is not a number', 'finite numbers', String(wrong));
  }
  const rows = given.slice(0, most);
  return {
    tokens: rows.map((_, t) => rowName(t)),
    spans: null,
    omitted: given.slice(most).map((_, t) => rowName(most + t)),
    unknown: rows.map(() => false),
    notRead: [],
    ids: deleteWords(
      Int32Array.from(rows, (_, t) => t),
      deleted,
    ),
    rows,
  };
}

/** Rows count from 1, as words on the page do. */
function rowName(t: number): string {
  return `t${t + 1}`;
}

/** [C]; the sentence then is the one in hand. @throws LensError NumericalError, or InputError where it is too short for the layers */
export function scoresOf({ network }: ModelInUse, { ids, rows }: Pick<Sentence, 'ids' | 'rows'>): Float64Array {
  if (rows === null) return finiteScores(network.forward(ids));
  const scores = network.forwardNumbers(rows);
  return finiteScores(ids.includes(-1) ? network.forward(ids) : scores);
}
