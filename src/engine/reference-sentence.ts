/** What a sentence of reference scores must be. */
import { MAX_TOKENS, type ReferenceScores } from './protocol.ts';
import { inputError } from './requests.ts';

/** @throws LensError InputError naming the sentence that is empty, too long or has the wrong number of scores */
export function checkSentence({ tokens, scores }: ReferenceScores, index: number, classes: readonly string[]): void {
  const where = `sentence ${index + 1}`;
  if (tokens.length === 0) throw inputError(where, 'is empty', 'at least one word', 'none');
  if (tokens.length > MAX_TOKENS) throw inputError(where, 'is too long', `at most ${MAX_TOKENS} words`, String(tokens.length));
  const one = scores.length === 1 && classes.length === 2;
  if (scores.length !== classes.length && !one) {
    const expected = `${classes.length}, one per class (${classes.join(', ')})`;
    throw inputError(where, 'has the wrong number of scores', expected, String(scores.length));
  }
  const wrong = scores.find((score) => !Number.isFinite(score));
  if (wrong !== undefined) throw inputError(where, 'has a score that is not a number', 'finite numbers', String(wrong));
}

/** The rows of a sentence. @throws LensError InputError where there are none, or they do not fit the model */
export function checkNumbers({ numbers = [] }: ReferenceScores, index: number, size: number): readonly (readonly number[])[] {
  const where = `sentence ${index + 1}`;
  if (numbers.length === 0) throw inputError(where, 'has no numbers', `rows of ${size} numbers each`, 'none');
  const wrong = numbers.findIndex((row) => row.length !== size || !row.every(Number.isFinite));
  if (wrong < 0) return numbers;
  throw inputError(`${where}, row ${wrong + 1}`, 'does not fit the model', `${size} finite numbers`, String(numbers[wrong]));
}

/** @throws LensError InputError */
export function checkReferable(references: readonly ReferenceScores[]): void {
  if (references.length === 0) throw inputError('reference scores', 'are missing', 'at least one sentence', 'none');
}
