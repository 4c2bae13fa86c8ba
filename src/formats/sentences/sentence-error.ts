import type { LensError } from '../../model/errors.ts';
import { type Details, dataError } from '../basics/index.ts';

/** A line of the file, from 1, or what a file without lines has in their place; null: the whole file. */
export type Place = number | `${'row' | 'entry'} ${number}` | null;

/** An InputError about a file of sentences. Each part stays one line. */
export function sentenceError(name: string, place: Place, problem: string, details: Details = {}): LensError {
  const within = typeof place === 'number' ? `line ${place}` : place;
  return dataError(within === null ? name : `${name}, ${within}`, problem, details);
}
