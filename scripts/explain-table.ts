/** `npm run --silent explain -- --format csv`: a row a word and method. */
import Papa from 'papaparse';
import type { Explanation } from '../src/engine/protocol.ts';

const COLUMNS = [
  'sentence',
  'position',
  'word',
  'unknown',
  'method',
  'value',
  'target',
  'predicted',
  'probability',
  'model_sha256',
] as const;

/** RFC 4180, but for line ends: those of the terminal. */
export const TABLE_HEAD = COLUMNS.join(',');

/**
 * The rows of one sentence; numbers have all digits of float64. Words stand as they are: a spreadsheet may take one that begins with = for a
 * formula.
 *
 * @param number of the sentence, from 1
 */
export function tableRows(
  { model, tokens, unknown, methods, target, predicted, probabilities }: Explanation,
  number: number,
): string {
  const rows = methods.flatMap(({ id, words }) =>
    tokens.map((word, position) => [
      number,
      position + 1,
      word,
      unknown[position] ?? false,
      id,
      words[position] ?? '',
      model.classes[target] ?? '',
      model.classes[predicted] ?? '',
      probabilities[predicted] ?? '',
      model.sha256,
    ]),
  );
  return Papa.unparse(rows, { newline: '\n' });
}
