/** Reference scores as people give them: pasted lines of words and scores, JSON, or what the headless command printed. */
import * as v from 'valibot';
import { LensError, type LensErrorFields } from '../model/errors.ts';
import type { ModelConfig } from '../model/model-data.ts';
import { MAX_TOKENS, type ReferenceScores } from './model-protocol.ts';

/** More would only take longer. */
export const MAX_REFERENCES = 5000;

/** Of a file: many times what that many sentences need. */
export const MAX_REFERENCE_BYTES = 64 * 2 ** 20;

/** The model in use, as far as it says what a line has to hold. */
type Read = Pick<ModelConfig, 'classes' | 'input' | 'embeddingSize'>;

export interface ParsedReferences {
  readonly references: readonly ReferenceScores[];
  /** One a line that cannot be read, which `where` names; none: all is well. */
  readonly problems: readonly LensErrorFields[];
}

/**
 * Each line is `words -> scores` (the words separated by spaces, the scores by spaces, commas or tabs; `=>`, `→` or a tab in place of
 * the arrow), or a JSON object with "tokens" (or "text" or "sentence": words separated by spaces) and "scores". All of it may
 * also be one JSON object or a list of them.
 * Of a model that reads numbers, words are rows of them: `[[0.5, -1], [2, 0]] -> scores`, and "numbers" in JSON.
 * @param model each line has a score a class, or one where there are two classes (one sigmoid output)
 */
export function parseReferences(text: string, model: Read): ParsedReferences {
  const rows = readRows(text.replace(/^\uFEFF/, ''), model);
  if (rows.length === 0) {
    const example = model.input === 'numbers' ? NUMBERS_EXAMPLE : EXAMPLE;
    return { references: [], problems: [problem('reference scores', 'are missing', example, 'nothing')] };
  }
  if (rows.length > MAX_REFERENCES) {
    const found = String(rows.length);
    return {
      references: [],
      problems: [problem('reference scores', 'are too many', `at most ${MAX_REFERENCES} sentences`, found)],
    };
  }
  const references: ReferenceScores[] = [];
  const problems: LensErrorFields[] = [];
  for (const { where, read } of rows) {
    try {
      references.push(checked(read(), where, model));
    } catch (error) {
      if (!(error instanceof LensError)) throw error;
      problems.push(error.fields);
    }
  }
  return { references, problems };
}

const EXAMPLE = 'lines such as “a fine film -> 1.25 -0.4”';
const NUMBERS_EXAMPLE = 'lines such as “[[0.5, -1], [2, 0]] -> 1.25 -0.4”';

interface Row {
  readonly where: string;
  /** @throws LensError */
  readonly read: () => ReferenceScores;
}

function readRows(text: string, { input }: Read): Row[] {
  const isNumbers = input === 'numbers';
  const whole = parseJson(text);
  if (Array.isArray(whole)) {
    return whole.map((entry: unknown, index) => {
      const where = `entry ${index + 1}`;
      return { where, read: () => readObject(entry, where, isNumbers) };
    });
  }
  // One object, which may stand on several lines.
  if (isObject(whole)) return [{ where: 'the JSON object', read: () => readObject(whole, 'the JSON object', isNumbers) }];
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const where = `line ${index + 1}`;
    return line.trim() === '' ? [] : [{ where, read: () => readLine(line.trim(), where, isNumbers) }];
  });
}

function readLine(line: string, where: string, isNumbers: boolean): ReferenceScores {
  if (!line.startsWith('{')) return readWords(line, where, isNumbers);
  const object = parseJson(line);
  if (object === undefined)
    throw lineError(where, 'is not valid JSON', '{"tokens": ["a", …], "scores": [1.25, …]}', quoted(line));
  return readObject(object, where, isNumbers);
}

function readWords(line: string, where: string, isNumbers: boolean): ReferenceScores {
  // The last arrow: an earlier one may be a word. Of tabs the first: the scores may be set apart by tabs too.
  const [, arrowWords, arrowScores] = /^(.*)(?:->|=>|→)(.*)$/u.exec(line) ?? [];
  const [, tabWords, tabScores] = /^([^\t]*)\t(.*)$/u.exec(line) ?? [];
  const [words, scores] = arrowWords === undefined ? [tabWords, tabScores] : [arrowWords, arrowScores];
  if (words === undefined || scores === undefined) {
    const [what, form] = isNumbers ? ['rows', '[[…], …] -> scores'] : ['words', 'words -> scores'];
    throw lineError(where, `has no arrow between ${what} and scores`, form, quoted(line));
  }
  if (isNumbers) {
    const rows = v.safeParse(Rows, parseJson(words));
    if (!rows.success)
      throw lineError(where, 'has no rows of numbers', 'rows as JSON, [[0.5, -1], [2, 0]]', quoted(words.trim()));
    return ofRows(rows.output, readScores(scores, where));
  }
  return ofText(words, readScores(scores, where));
}

function readScores(text: string, where: string): number[] {
  const parts = text
    .replaceAll('\u2212', '-') // a real minus sign, as this page itself writes it
    .replace(/^\s*[([]+|[)\]]+\s*$/g, '')
    .split(/[\s,;]+/)
    .filter(Boolean);
  return parts.map((part) => {
    const score = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(part) ? Number(part) : Number.NaN;
    if (Number.isFinite(score)) return score;
    throw lineError(where, 'has a score that is not a number', 'numbers such as 1.25 or -3e-5', quoted(part));
  });
}

const Score = v.pipe(v.number(), v.finite());
const Scores = v.union([
  v.pipe(
    Score,
    v.transform((score) => [score]),
  ),
  v.array(Score),
]);
const Rows = v.array(v.array(Score));
const ReferenceSchema = v.object({
  numbers: v.optional(Rows),
  tokens: v.optional(v.array(v.string())),
  text: v.optional(v.string()),
  sentence: v.optional(v.string()),
  scores: Scores,
});

function ofRows(numbers: readonly (readonly number[])[], scores: readonly number[]): ReferenceScores {
  return { tokens: numbers.map((_, t) => `t${t + 1}`), numbers, scores };
}

function readObject(value: unknown, where: string, isNumbers: boolean): ReferenceScores {
  const parsed = v.safeParse(ReferenceSchema, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const field = v.getDotPath(issue)?.split('.')[0];
    if (field === undefined)
      throw lineError(
        where,
        'is not a JSON object',
        `an object with "${isNumbers ? 'numbers' : 'tokens'}" and "scores"`,
        issue.received,
      );
    const expected =
      field === 'scores'
        ? 'a list of numbers'
        : field === 'numbers'
          ? 'rows of numbers, [[0.5, -1], [2, 0]]'
          : field === 'tokens'
            ? 'a list of words'
            : 'words separated by spaces';
    const missing = isObject(value) && !Object.hasOwn(value, field);
    throw missing
      ? lineError(where, `has no “${field}”`, expected, `the fields ${Object.keys(value).slice(0, 8).join(', ') || '(none)'}`)
      : lineError(where, `has a “${field}” that cannot be read`, expected, quoted(JSON.stringify(fieldOf(value, field))));
  }
  const { tokens, text, sentence, numbers, scores } = parsed.output;
  if (isNumbers) {
    if (numbers === undefined) throw lineError(where, 'has no rows', '“numbers”, rows of numbers', 'no “numbers”');
    return ofRows(numbers, scores);
  }
  if (tokens !== undefined) return { tokens, scores };
  const given = text ?? sentence;
  if (given === undefined) {
    throw lineError(where, 'has no words', '“tokens”, a list of words', 'neither “tokens” nor “text” nor “sentence”');
  }
  return ofText(given, scores);
}

function ofText(text: string, scores: readonly number[]): ReferenceScores {
  return { tokens: separated(text), text: text.trim(), scores };
}

function checked(reference: ReferenceScores, where: string, { classes, input, embeddingSize }: Read): ReferenceScores {
  const { tokens, numbers = [], scores } = reference;
  const units = input === 'numbers' ? 'rows' : 'words';
  if (tokens.length === 0) throw lineError(where, `has no ${units}`, 'at least one', 'none');
  const wrong = numbers.findIndex((row) => row.length !== embeddingSize);
  if (wrong >= 0) {
    const [expected, found] = [`${embeddingSize} numbers a row`, `${numbers[wrong]?.length ?? 0} in row ${wrong + 1}`];
    throw lineError(where, 'has rows of another length', expected, found);
  }
  if (tokens.length > MAX_TOKENS) throw lineError(where, `has too many ${units}`, `at most ${MAX_TOKENS}`, String(tokens.length));
  const C = classes.length;
  if (scores.length === C || (scores.length === 1 && C === 2)) return reference;
  const names = classes.length <= 8 ? ` (${classes.join(', ')})` : '';
  const number = `${scores.length} score${scores.length === 1 ? '' : 's'}`;
  throw lineError(where, 'has the wrong number of scores', `${C}, one per class${names}`, number);
}

function separated(words: string): string[] {
  return words.split(/\s+/).filter(Boolean);
}

function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldOf(value: unknown, field: string): unknown {
  return isObject(value) ? Object.entries(value).find(([name]) => name === field)?.[1] : undefined;
}

const SHOWN = 60;

/** In quotation marks. */
function quoted(text: string): string {
  return `“${text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`}”`;
}

function lineError(where: string, what: string, expected: string, found: string): LensError {
  return new LensError(problem(where, what, expected, found));
}

function problem(where: string, what: string, expected: string, found: string): LensErrorFields {
  return { name: 'InputError', where, problem: what, expected, found };
}
