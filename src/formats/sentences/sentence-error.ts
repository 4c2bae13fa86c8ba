import { LensError, type LensErrorFields } from '../../model/errors.ts';
import { printable } from '../basics/index.ts';

type Details = Pick<LensErrorFields, 'expected' | 'found' | 'advice'>;

/** A line of the file, from 1, or what a file without lines has in their place; null: the whole file. */
export type Place = number | `${'row' | 'entry'} ${number}` | null;

/** An InputError about a file of sentences. Each part stays one line. */
export function sentenceError(name: string, place: Place, problem: string, details: Details = {}): LensError {
  const { expected, found, advice } = details;
  const within = typeof place === 'number' ? `line ${place}` : place;
  return new LensError({
    name: 'InputError',
    where: printable(within === null ? name : `${name}, ${within}`),
    problem: printable(problem),
    expected: expected === undefined ? undefined : printable(expected),
    found: found === undefined ? undefined : printable(found),
    advice,
  });
}
