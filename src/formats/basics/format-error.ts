import { LensError, type LensErrorFields, type LensErrorName } from '../../model/errors.ts';

export type Details = Pick<LensErrorFields, 'expected' | 'found' | 'advice'>;

/** A ModelFormatError: `where` is the file and the field or byte in it. Names out of the file may stand in any part. */
export function formatError(where: string, problem: string, details: Details = {}): LensError {
  return fileError('ModelFormatError', where, problem, details);
}

/** An InputError about a file that is no model's: `where` is the file and the line in it. Each part stays one line. */
export function dataError(where: string, problem: string, details: Details = {}): LensError {
  return fileError('InputError', where, problem, details);
}

function fileError(name: LensErrorName, where: string, problem: string, { expected, found, advice }: Details): LensError {
  return new LensError({
    name,
    where: printable(where),
    problem: printable(problem),
    expected: expected === undefined ? undefined : printable(expected),
    found: found === undefined ? undefined : printable(found),
    advice,
  });
}

/** Control characters and line ends escaped, so that a message stays one line. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const LONGEST_QUOTE = 80;

/** Text out of a file for a message: quoted, and cut when long. */
export function quote(text: string): string {
  return JSON.stringify(shorten(text));
}

export function shorten(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

const MOST_NAMED = 12;

/** A list for a message: the first few, then how many more there are. */
export function listing(names: readonly string[], show: (name: string) => string = shorten): string {
  if (names.length === 0) return 'nothing';
  const shown = names.slice(0, MOST_NAMED).map((name) => show(name));
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** What `run` gives, or the LensError that it throws. */
export function orLensError<Value>(run: () => Value): Value | LensError {
  try {
    return run();
  } catch (error) {
    if (error instanceof LensError) return error;
    throw error;
  }
}
