import { LensError, type LensErrorFields } from '../../model/errors.ts';
import { printable } from '../basics/index.ts';

type Details = Pick<LensErrorFields, 'expected' | 'found' | 'advice'>;

/** An InputError about a file of sentences; `line` counts from 1, null: about the whole file. Each part stays one line. */
export function sentenceError(name: string, line: number | null, problem: string, details: Details = {}): LensError {
  const { expected, found, advice } = details;
  return new LensError({
    name: 'InputError',
    where: printable(line === null ? name : `${name}, line ${line}`),
    problem: printable(problem),
    expected: expected === undefined ? undefined : printable(expected),
    found: found === undefined ? undefined : printable(found),
    advice,
  });
}
