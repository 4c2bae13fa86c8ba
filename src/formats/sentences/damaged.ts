import { LensError } from '../../model/errors.ts';
import { shorten } from '../basics/index.ts';
import { sentenceError } from './sentence-error.ts';

/** What the error of a library, or of a reader of containers, means to the user; an InputError stays what it is. */
export function damaged(error: unknown, name: string, kind: string): LensError {
  if (error instanceof LensError && (error.name === 'InputError' || error.name === 'LoadError')) return error;
  return sentenceError(name, null, `the ${kind} cannot be read`, {
    expected: `a ${kind} that is whole and not encrypted`,
    found: shorten(error instanceof LensError ? error.fields.problem : error instanceof Error ? error.message : String(error)),
    advice: 'Save it again, or save it as CSV in UTF-8.',
  });
}
